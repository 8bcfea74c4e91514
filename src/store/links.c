/* links.c: who links to whom, built once all rows are in. */
#include <stdlib.h>
#include <string.h>

#include "store/store-parts.h"

bool link_next(const struct column_schema *column, struct slice *rest, struct slice *id)
{
    if (column->kind == COLUMN_LINKS)
        return slice_next(rest, ';', id);
    *id = slice_trim(*rest);
    *rest = (struct slice){NULL, 0};
    return id->length > 0;
}

/* Takes one link column of a table; false stops the walk. */
typedef bool visit_column(struct store *store, enum table_id from, size_t column, void *context);

/* Visits each link column of the schema that a table of the store has. */
static bool each_link_column(struct store *store, visit_column *visit, void *context)
{
    for (enum table_id from = 0; from < TABLE_PLAIN; from++) {
        const struct table_schema *schema = schema_table(from);
        for (size_t column = 0; column < schema->column_count; column++) {
            if (table_rows(&store->tables[from]) && column_is_link(&schema->columns[column]) &&
                store->tables[from].columns[column].present && !visit(store, from, column, context))
                return false;
        }
    }
    return true;
}

/* ---- Implied people ------------------------------------------------------------------------ */

/* Names that link to no person, in the order they were met. */
struct unknown_name {
    struct slice name;
    size_t order;
};

struct unknown_names {
    struct unknown_name *items;
    size_t count;
    size_t capacity;
};

static bool add_unknown(struct unknown_names *names, struct slice name)
{
    /* Rows of one speaker often stand together: most repetitions are seen here. */
    if (names->count && slice_equal(names->items[names->count - 1].name, name))
        return true;
    if (names->count == names->capacity) {
        size_t capacity = names->capacity ? names->capacity * 2 : 64;
        struct unknown_name *items = realloc(names->items, capacity * sizeof *items);
        if (!items)
            return false;
        names->items = items;
        names->capacity = capacity;
    }
    names->items[names->count] = (struct unknown_name){name, names->count};
    names->count++;
    return true;
}

static bool collect_unknown(struct store *store, enum table_id from, size_t column, void *context)
{
    struct unknown_names *names = context;
    const struct table *table = &store->tables[from];
    const struct column_schema *schema = table->columns[column].schema;
    const struct table *people = &store->tables[TABLE_PEOPLE];
    if (schema->target != TABLE_PEOPLE)
        return true;
    for (size_t row = 0; row < table_rows(table); row++) {
        struct slice rest = table_cell(table, row, column);
        struct slice id;
        size_t found;
        while (link_next(schema, &rest, &id)) {
            if (!table_find(people, id, &found) && !add_unknown(names, id))
                return false;
        }
    }
    return true;
}

static int compare_unknown(const void *a, const void *b)
{
    const struct unknown_name *one = a;
    const struct unknown_name *other = b;
    int order = slice_compare(one->name, other->name);
    return order ? order : (one->order > other->order) - (one->order < other->order);
}

static int compare_order(const void *a, const void *b)
{
    const struct unknown_name *one = a;
    const struct unknown_name *other = b;
    return (one->order > other->order) - (one->order < other->order);
}

/* Leaves each name once, where it was met first. */
static void make_unique(struct unknown_names *names)
{
    size_t kept = 0;
    qsort(names->items, names->count, sizeof *names->items, compare_unknown);
    for (size_t i = 0; i < names->count; i++) {
        if (kept == 0 || !slice_equal(names->items[kept - 1].name, names->items[i].name))
            names->items[kept++] = names->items[i];
    }
    names->count = kept;
    qsort(names->items, kept, sizeof *names->items, compare_order);
}

static bool add_people(struct store *store, const struct unknown_names *names)
{
    struct table *people = &store->tables[TABLE_PEOPLE];
    if (table_column_count(people) == 0 && !table_begin(people, NULL, 0))
        return false;
    atomic_store_explicit(&people->first_implied, table_rows(people), memory_order_release);
    for (size_t i = 0; i < names->count; i++)
        table_add_implied(people, names->items[i].name);
    table_finish(people);
    table_set_stage(people, TABLE_READ);
    return !people->out_of_memory && table_index(people);
}

bool store_imply_people(struct store *store)
{
    struct unknown_names names = {0};
    bool done = each_link_column(store, collect_unknown, &names);
    if (done && names.count) {
        make_unique(&names);
        done = add_people(store, &names);
    }
    free(names.items);
    return done;
}

/* ---- Back links ---------------------------------------------------------------------------- */

struct link_pair {
    uint32_t target;
    uint32_t row;
};

struct link_pairs {
    struct link_pair *items;
    size_t count;
    size_t capacity;
    uint32_t *last_rows; /* for each target 1 + the row that linked to it last, 0 for none */
};

/* A cell may name a record twice; it is linked once. */
static bool add_pair(struct link_pairs *pairs, size_t target, size_t row)
{
    if (pairs->last_rows[target] == row + 1)
        return true;
    pairs->last_rows[target] = (uint32_t)row + 1;
    if (pairs->count == pairs->capacity) {
        size_t capacity = pairs->capacity ? pairs->capacity * 2 : 256;
        struct link_pair *items = realloc(pairs->items, capacity * sizeof *items);
        if (!items)
            return false;
        pairs->items = items;
        pairs->capacity = capacity;
    }
    pairs->items[pairs->count++] = (struct link_pair){(uint32_t)target, (uint32_t)row};
    return true;
}

static bool collect_pairs(const struct store *store, const struct back_links *links,
                          struct link_pairs *pairs)
{
    const struct table *from = &store->tables[links->from];
    const struct column_schema *schema = from->columns[links->column].schema;
    for (size_t row = 0; row < table_rows(from); row++) {
        struct record record = {links->from, (uint32_t)row};
        struct slice rest = table_cell(from, row, links->column);
        struct slice id;
        size_t target;
        if (store_link_target(store, record, links->column) != links->target)
            continue;
        while (link_next(schema, &rest, &id)) {
            if (table_find(&store->tables[links->target], id, &target) &&
                !add_pair(pairs, target, row))
                return false;
        }
    }
    return true;
}

/* Sorts the pairs by target by counting; rows of one target stay in order. */
static bool sort_pairs(struct back_links *links, const struct link_pairs *pairs)
{
    links->starts = calloc(links->targets + 2, sizeof *links->starts);
    links->rows = calloc(pairs->count + 1, sizeof *links->rows);
    if (!links->starts || !links->rows)
        return false;
    for (size_t i = 0; i < pairs->count; i++)
        links->starts[pairs->items[i].target + 2]++;
    for (size_t target = 1; target < links->targets + 2; target++)
        links->starts[target] += links->starts[target - 1];
    for (size_t i = 0; i < pairs->count; i++)
        links->rows[links->starts[pairs->items[i].target + 1]++] = pairs->items[i].row;
    return true;
}

static bool build(struct store *store, enum table_id from, size_t column, enum table_id target)
{
    struct back_links *grown =
        realloc(store->back_links, (store->back_link_count + 1) * sizeof *grown);
    if (!grown)
        return false;
    store->back_links = grown;
    struct back_links *links = &grown[store->back_link_count++];
    *links =
        (struct back_links){from, column, target, table_rows(&store->tables[target]), NULL, NULL};
    struct link_pairs pairs = {.last_rows = calloc(links->targets + 1, sizeof *pairs.last_rows)};
    bool built =
        pairs.last_rows && collect_pairs(store, links, &pairs) && sort_pairs(links, &pairs);
    free(pairs.items);
    free(pairs.last_rows);
    return built;
}

static bool build_column(struct store *store, enum table_id from, size_t column, void *context)
{
    (void)context;
    const struct column_schema *schema = &schema_table(from)->columns[column];
    if (schema->kind != COLUMN_ROW_LINK)
        return build(store, from, column, schema->target);
    for (enum table_id target = 0; target < TABLE_PLAIN; target++) {
        if (table_rows(&store->tables[target]) && !build(store, from, column, target))
            return false;
    }
    return true;
}

bool store_build_back_links(struct store *store)
{
    return each_link_column(store, build_column, NULL);
}

void store_free_back_links(struct store *store)
{
    for (size_t i = 0; i < store->back_link_count; i++) {
        free(store->back_links[i].starts);
        free(store->back_links[i].rows);
    }
    free(store->back_links);
}

const uint32_t *store_back_links(const struct store *store, struct record record,
                                 enum table_id from, size_t column, size_t *count)
{
    *count = 0;
    if (store_state(store) != STORE_LOADED)
        return NULL;
    for (size_t i = 0; i < store->back_link_count; i++) {
        const struct back_links *links = &store->back_links[i];
        if (links->from != from || links->column != column || links->target != record.table ||
            record.row >= links->targets)
            continue;
        *count = links->starts[record.row + 1] - links->starts[record.row];
        return links->rows + links->starts[record.row];
    }
    return NULL;
}
