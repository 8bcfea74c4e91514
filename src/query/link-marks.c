/* link-marks.c: in a loaded store, from the roots of a term (link-terms.h) to the rows that match. */
#include <stdlib.h>

#include "query/link-terms.h"

/* ---- Roots ---------------------------------------------------------------------------------- */

/* Adds the fields below those of a list, each once, whatever circle they stand in. */
static bool add_fields_below(const struct store *store, struct record_list *fields)
{
    struct record_set seen = {0};
    bool done = true;
    for (size_t i = 0; i < fields->count && done; i++)
        done = record_set_add(&seen, fields->items[i].row);
    for (size_t i = 0; i < fields->count && done; i++) {
        size_t count;
        const uint32_t *rows =
            store_back_links(store, fields->items[i], TABLE_FIELDS, FIELDS_PARENT_ID, &count);
        for (size_t j = 0; j < count && done; j++) {
            if (!record_set_has(&seen, rows[j]))
                done = record_set_add(&seen, rows[j]) &&
                       record_list_add(fields, (struct record){TABLE_FIELDS, rows[j]});
        }
    }
    record_set_free(&seen);
    return done;
}

static bool find_roots(struct matcher *matcher, const struct node *term)
{
    const struct store *store = matcher->ground->store;
    struct link_matches *linked = &matcher->ground->linked[term->term];
    struct record named;
    linked->term = term;
    bool done = store_find(store, term->table, slice_trim(term->text), &named)
                    ? record_list_add(&linked->roots, named)
                    : names_look_up_table(matcher, term->table, term, &linked->roots);
    return done && (term->table != TABLE_FIELDS || add_fields_below(store, &linked->roots));
}

static bool look_up_node(struct matcher *matcher, const struct node *node)
{
    if ((node->kind == NODE_LINK || node->kind == NODE_SPEAKER) && !find_roots(matcher, node))
        return false;
    for (const struct node *member = node->first; member; member = member->next) {
        if (!look_up_node(matcher, member))
            return false;
    }
    return true;
}

bool links_look_up(struct matcher *matcher)
{
    const struct query *query = matcher->ground->query;
    matcher->ground->linked = calloc(query->link_count + 1, sizeof *matcher->ground->linked);
    return matcher->ground->linked && (!query->root || look_up_node(matcher, query->root));
}

void links_free(struct groundwork *ground)
{
    for (size_t term = 0; ground->linked && term < ground->query->link_count; term++) {
        record_list_free(&ground->linked[term].roots);
        free(ground->linked[term].rows);
    }
    free(ground->linked);
}

/* ---- What roots link to --------------------------------------------------------------------- */

static uint64_t *marks_new(size_t rows)
{
    return calloc(rows / 64 + 1, sizeof(uint64_t));
}

static void set_mark(uint64_t *marks, size_t row)
{
    marks[row / 64] |= UINT64_C(1) << row % 64;
}

/* Marks the records that a root links to, where they are of the table at work. */
static bool mark_targets(const struct groundwork *ground, const struct link_matches *linked,
                         struct record root)
{
    const struct table_schema *schema = schema_table(root.table);
    struct record_list targets = {0};
    bool done = true;
    for (size_t column = 0; done && column < schema->column_count; column++) {
        if (link_term_follows(linked->term, root.table, column) &&
            store_link_target(ground->store, root, column) == ground->id)
            done = store_links(ground->store, root, column, &targets);
    }
    for (size_t i = 0; i < targets.count; i++)
        set_mark(linked->rows, targets.items[i].row);
    record_list_free(&targets);
    return done;
}

/* ---- Through quotes ------------------------------------------------------------------------- */

static bool is_linked_through_quotes(const struct link_matches *linked, enum table_id table)
{
    enum table_id root = linked->term->table;
    return linked->term->kind == NODE_LINK && ((root == TABLE_PEOPLE && table == TABLE_EVENTS) ||
                                               (root == TABLE_EVENTS && table == TABLE_PEOPLE));
}

/* Marks all quotes that link to a root. */
static void mark_quotes(const struct store *store, const struct link_matches *linked,
                        uint64_t *quotes)
{
    size_t rows = table_rows(store_table(store, TABLE_QUOTES));
    for (size_t i = 0; i < linked->roots.count; i++) {
        for (size_t column = 0; column < schema_table(TABLE_QUOTES)->column_count; column++)
            mark_back_links(store, linked->roots.items[i], TABLE_QUOTES, column, quotes, 0, rows);
    }
}

/* Whether a marked quote links to a record. */
static bool is_in_quotes(const struct store *store, struct record record, const uint64_t *quotes)
{
    for (size_t column = 0; column < schema_table(TABLE_QUOTES)->column_count; column++) {
        size_t count;
        const uint32_t *rows = store_back_links(store, record, TABLE_QUOTES, column, &count);
        for (size_t i = 0; i < count; i++) {
            if (quotes[rows[i] / 64] >> rows[i] % 64 & 1)
                return true;
        }
    }
    return false;
}

static bool mark_through_quotes(const struct groundwork *ground, const struct link_matches *linked)
{
    uint64_t *quotes = marks_new(table_rows(store_table(ground->store, TABLE_QUOTES)));
    if (!quotes)
        return false;
    mark_quotes(ground->store, linked, quotes);
    for (size_t row = 0; row < ground->rows; row++) {
        if (is_in_quotes(ground->store, (struct record){ground->id, (uint32_t)row}, quotes))
            set_mark(linked->rows, row);
    }
    free(quotes);
    return true;
}

/* ---- The table at work ---------------------------------------------------------------------- */

static bool prepare(const struct groundwork *ground, struct link_matches *linked)
{
    free(linked->rows);
    linked->rows = NULL;
    if (linked->roots.count == 0)
        return true;
    linked->rows = marks_new(ground->rows);
    if (!linked->rows)
        return false;
    for (size_t i = 0; i < linked->roots.count; i++) {
        struct record root = linked->roots.items[i];
        if (root.table == ground->id)
            set_mark(linked->rows, root.row);
        if (!mark_targets(ground, linked, root))
            return false;
    }
    return !is_linked_through_quotes(linked, ground->id) || mark_through_quotes(ground, linked);
}

bool links_prepare(struct matcher *matcher)
{
    const struct groundwork *ground = matcher->ground;
    for (size_t term = 0; term < ground->query->link_count; term++) {
        struct link_matches *linked = &ground->linked[term];
        if (linked->term && !prepare(ground, linked))
            return false;
    }
    return true;
}

/* Marks the rows from `first` to before `end` that link to a root. */
static void mark_linking(const struct groundwork *ground, const struct link_matches *linked,
                         struct record root, size_t first, size_t end)
{
    for (size_t i = 0; i < ground->link_column_count; i++) {
        size_t column = ground->link_columns[i];
        if (link_term_follows(linked->term, ground->id, column))
            mark_back_links(ground->store, root, ground->id, column, linked->rows, first, end);
    }
}

bool links_mark(struct matcher *matcher, size_t first, size_t end)
{
    const struct groundwork *ground = matcher->ground;
    for (size_t term = 0; term < ground->query->link_count; term++) {
        const struct link_matches *linked = &ground->linked[term];
        for (size_t i = 0; linked->rows && i < linked->roots.count; i++) {
            mark_linking(ground, linked, linked->roots.items[i], first, end);
            if (matcher_is_cancelled(matcher))
                return false;
        }
    }
    return true;
}
