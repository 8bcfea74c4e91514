#include "briefbook/changes.h"

#include <stdlib.h>

#include "store/compare-parts.h"

/* One table of both stores. */
struct pair {
    struct changes *changes;
    enum table_id id;
    const struct table *older;
    const struct table *newer;
    size_t older_rows; /* people who are only named do not count */
    size_t newer_rows;
    const atomic_bool *cancelled;
    bool failed;
};

/* ---- Columns ------------------------------------------------------------------------------ */

/* A column that no schema names; those of one name are taken in their order. */
struct stray_column {
    struct slice name;
    size_t column;
};

static int compare_strays(const void *a, const void *b)
{
    const struct stray_column *one = a;
    const struct stray_column *other = b;
    int order = slice_compare(one->name, other->name);
    return order ? order : (one->column > other->column) - (one->column < other->column);
}

/* The columns behind those of the schema, by name. Returns NULL when memory is out. */
static struct stray_column *strays_of(const struct table *table, size_t known, size_t *count)
{
    size_t columns = table_column_count(table);
    *count = columns > known ? columns - known : 0;
    struct stray_column *strays = calloc(*count + 1, sizeof *strays);
    for (size_t i = 0; strays && i < *count; i++)
        strays[i] = (struct stray_column){table_column(table, known + i)->name, known + i};
    if (strays)
        qsort(strays, *count, sizeof *strays, compare_strays);
    return strays;
}

static void add_columns(struct table_changes *table, size_t older, size_t newer)
{
    table->columns[table->column_count++] = (struct column_pair){older, newer};
}

/* Merges two lists in the order of their names. */
static void pair_strays(struct table_changes *table, const struct stray_column *older,
                        size_t older_count, const struct stray_column *newer, size_t newer_count)
{
    size_t i = 0;
    size_t j = 0;
    while (i < older_count || j < newer_count) {
        int order = i == older_count   ? 1
                    : j == newer_count ? -1
                                       : slice_compare(older[i].name, newer[j].name);
        add_columns(table, order > 0 ? SIZE_MAX : older[i].column,
                    order < 0 ? SIZE_MAX : newer[j].column);
        i += order <= 0;
        j += order >= 0;
    }
}

static bool pair_columns(struct pair *pair)
{
    struct table_changes *table = &pair->changes->tables[pair->id];
    const struct table_schema *schema = schema_table(pair->id);
    size_t known = schema ? schema->column_count : 0;
    size_t older_count;
    size_t newer_count;
    struct stray_column *older = strays_of(pair->older, known, &older_count);
    struct stray_column *newer = strays_of(pair->newer, known, &newer_count);
    if (older && newer)
        table->columns = calloc(known + older_count + newer_count + 1, sizeof *table->columns);
    for (size_t i = 0; table->columns && i < known; i++)
        add_columns(table, i, i);
    if (table->columns)
        pair_strays(table, older, older_count, newer, newer_count);
    free(older);
    free(newer);
    return table->columns != NULL;
}

/* ---- Cells -------------------------------------------------------------------------------- */

/* An id that was made of the line says nothing. */
static struct slice cell_of(const struct table *table, size_t row, size_t column)
{
    if (column == SIZE_MAX || (column == 0 && table_id_is_made(table, row)))
        return (struct slice){NULL, 0};
    return slice_trim(table_cell(table, row, column));
}

static bool same_cells(const struct pair *pair, size_t older_row, size_t newer_row)
{
    const struct table_changes *table = &pair->changes->tables[pair->id];
    for (size_t i = 0; i < table->column_count; i++) {
        if (!slice_equal(cell_of(pair->older, older_row, table->columns[i].older),
                         cell_of(pair->newer, newer_row, table->columns[i].newer)))
            return false;
    }
    return true;
}

/* ---- Found changes ------------------------------------------------------------------------ */

static void add(struct pair *pair, enum change_kind kind, size_t older_row, size_t newer_row)
{
    struct changes *changes = pair->changes;
    if (changes->count == changes->capacity) {
        size_t capacity = changes->capacity ? changes->capacity * 2 : 32;
        struct change *items = realloc(changes->items, capacity * sizeof *items);
        if (!items) {
            pair->failed = true;
            return;
        }
        changes->items = items;
        changes->capacity = capacity;
    }
    changes->items[changes->count++] =
        (struct change){kind, pair->id, (uint32_t)older_row, (uint32_t)newer_row};
    changes->tables[pair->id].counts[kind]++;
}

static int compare_changes(const void *a, const void *b)
{
    const struct change *one = a;
    const struct change *other = b;
    if (one->kind != other->kind)
        return one->kind < other->kind ? -1 : 1;
    uint32_t row = change_record(one).row;
    uint32_t other_row = change_record(other).row;
    return (row > other_row) - (row < other_row);
}

/* ---- By id -------------------------------------------------------------------------------- */

static bool find(const struct table *in, size_t rows, struct slice id, size_t *row)
{
    return table_find(in, id, row) && *row < rows && compare_has_id(in, *row);
}

static void compare_newer(struct pair *pair)
{
    size_t older;
    for (size_t row = 0; row < pair->newer_rows && !compare_is_cancelled(pair->cancelled); row++) {
        if (!compare_has_id(pair->newer, row))
            continue;
        if (!find(pair->older, pair->older_rows, table_cell(pair->newer, row, 0), &older))
            add(pair, CHANGE_NEW, 0, row);
        else if (!same_cells(pair, older, row))
            add(pair, CHANGE_ALTERED, older, row);
    }
}

static void compare_older(struct pair *pair)
{
    size_t newer;
    for (size_t row = 0; row < pair->older_rows && !compare_is_cancelled(pair->cancelled); row++) {
        if (compare_has_id(pair->older, row) &&
            !find(pair->newer, pair->newer_rows, table_cell(pair->older, row, 0), &newer))
            add(pair, CHANGE_GONE, row, 0);
    }
}

/* ---- Rows that no id finds ------------------------------------------------------------------ */

struct loose_row {
    const struct pair *pair;
    bool is_newer;
    uint32_t row;
};

static struct slice loose_cell(const struct loose_row *loose, size_t i)
{
    const struct column_pair *column = &loose->pair->changes->tables[loose->pair->id].columns[i];
    return loose->is_newer ? cell_of(loose->pair->newer, loose->row, column->newer)
                           : cell_of(loose->pair->older, loose->row, column->older);
}

static int compare_loose(const struct loose_row *one, const struct loose_row *other)
{
    size_t columns = one->pair->changes->tables[one->pair->id].column_count;
    int order = 0;
    for (size_t i = 0; i < columns && !order; i++)
        order = slice_compare(loose_cell(one, i), loose_cell(other, i));
    return order;
}

static int sort_loose(const void *a, const void *b)
{
    const struct loose_row *one = a;
    const struct loose_row *other = b;
    int order = compare_loose(one, other);
    return order ? order : (one->row > other->row) - (one->row < other->row);
}

/* Returns NULL when memory is out. */
static struct loose_row *loose_rows(const struct pair *pair, bool is_newer, size_t *count)
{
    const struct table *table = is_newer ? pair->newer : pair->older;
    size_t rows = is_newer ? pair->newer_rows : pair->older_rows;
    *count = 0;
    for (size_t row = 0; row < rows; row++)
        *count += !compare_has_id(table, row);
    struct loose_row *loose = calloc(*count + 1, sizeof *loose);
    size_t next = 0;
    for (size_t row = 0; loose && row < rows; row++) {
        if (!compare_has_id(table, row))
            loose[next++] = (struct loose_row){pair, is_newer, (uint32_t)row};
    }
    if (loose)
        qsort(loose, *count, sizeof *loose, sort_loose);
    return loose;
}

/* Each row takes away one that is the same. */
static void merge_loose(struct pair *pair, const struct loose_row *older, size_t older_count,
                        const struct loose_row *newer, size_t newer_count)
{
    size_t i = 0;
    size_t j = 0;
    while (i < older_count || j < newer_count) {
        int order = i == older_count   ? 1
                    : j == newer_count ? -1
                                       : compare_loose(&older[i], &newer[j]);
        if (order < 0)
            add(pair, CHANGE_GONE, older[i].row, 0);
        else if (order > 0)
            add(pair, CHANGE_NEW, 0, newer[j].row);
        i += order <= 0;
        j += order >= 0;
    }
}

static void compare_by_cells(struct pair *pair)
{
    size_t older_count;
    size_t newer_count;
    struct loose_row *older = loose_rows(pair, false, &older_count);
    struct loose_row *newer = loose_rows(pair, true, &newer_count);
    if (older && newer)
        merge_loose(pair, older, older_count, newer, newer_count);
    else
        pair->failed = true;
    free(older);
    free(newer);
}

/* ---- Tables ------------------------------------------------------------------------------- */

/* The book itself, whose id is another one. */
static void compare_books(struct pair *pair)
{
    if (!pair->older_rows && pair->newer_rows)
        add(pair, CHANGE_NEW, 0, 0);
    else if (pair->older_rows && !pair->newer_rows)
        add(pair, CHANGE_GONE, 0, 0);
    else if (pair->older_rows && !same_cells(pair, 0, 0))
        add(pair, CHANGE_ALTERED, 0, 0);
}

static void compare_tables(struct pair *pair)
{
    if (pair->id == TABLE_BRIEFING) {
        compare_books(pair);
        return;
    }
    compare_newer(pair);
    compare_older(pair);
    if (!compare_is_cancelled(pair->cancelled))
        compare_by_cells(pair);
}

bool changes_find(struct changes *changes, const struct store *older, const struct store *newer,
                  const atomic_bool *cancelled)
{
    bool done = true;
    changes->older = older;
    changes->newer = newer;
    for (enum table_id table = 0; table < TABLE_COUNT && done; table++) {
        struct pair pair = {
            .changes = changes,
            .id = table,
            .older = store_table(older, table),
            .newer = store_table(newer, table),
            .older_rows = store_record_count(older, table),
            .newer_rows = store_record_count(newer, table),
            .cancelled = cancelled,
        };
        struct table_changes *found = &changes->tables[table];
        found->first = changes->count;
        done = pair_columns(&pair);
        if (done)
            compare_tables(&pair);
        done = done && !pair.failed;
        found->count = changes->count - found->first;
        if (found->count)
            qsort(changes->items + found->first, found->count, sizeof *changes->items,
                  compare_changes);
    }
    return done;
}

/* ---- What was found ----------------------------------------------------------------------- */

const char *change_kind_name(enum change_kind kind)
{
    static const char *const names[CHANGE_KINDS] = {"new", "altered", "gone"};
    return names[kind];
}

struct record change_record(const struct change *change)
{
    return (struct record){change->table,
                           change->kind == CHANGE_GONE ? change->older_row : change->newer_row};
}

const struct store *changes_store(const struct changes *changes, const struct change *change)
{
    return change->kind == CHANGE_GONE ? changes->older : changes->newer;
}

struct slice changed_cell_title(const struct changed_cell *cell)
{
    return cell->schema ? slice_of(cell->schema->title) : cell->name;
}

bool changes_next_cell(const struct changes *changes, const struct change *change, size_t *at,
                       struct changed_cell *cell)
{
    const struct table_changes *found = &changes->tables[change->table];
    const struct table *older = store_table(changes->older, change->table);
    const struct table *newer = store_table(changes->newer, change->table);
    *cell = (struct changed_cell){.schema = NULL};
    while (*at < found->column_count) {
        const struct column_pair *pair = &found->columns[(*at)++];
        if (change->kind != CHANGE_NEW)
            cell->older = cell_of(older, change->older_row, pair->older);
        if (change->kind != CHANGE_GONE)
            cell->newer = cell_of(newer, change->newer_row, pair->newer);
        if (slice_equal(cell->older, cell->newer))
            continue;
        const struct column *column = pair->newer == SIZE_MAX ? table_column(older, pair->older)
                                      : table_column_count(newer) > pair->newer
                                          ? table_column(newer, pair->newer)
                                          : table_column(older, pair->older);
        cell->column = pair->newer == SIZE_MAX ? pair->older : pair->newer;
        cell->schema = column->schema;
        cell->name = column->name;
        return true;
    }
    return false;
}

bool changes_add_sets(const struct changes *changes, struct record_set *sets)
{
    bool done = true;
    for (size_t i = 0; i < changes->count && done; i++) {
        const struct change *change = &changes->items[i];
        if (change->kind != CHANGE_GONE)
            done = record_set_add(&sets[change->table], change->newer_row);
    }
    return done;
}

void changes_free(struct changes *changes)
{
    for (enum table_id table = 0; table < TABLE_COUNT; table++)
        free(changes->tables[table].columns);
    free(changes->items);
    *changes = (struct changes){0};
}
