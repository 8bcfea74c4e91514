#include "briefbook/facets.h"

#include <stdlib.h>

#include "query/tally.h"

enum { ROWS_BETWEEN_LOOKS = 4096 };

/* Counting in progress. */
struct counting {
    const struct facets_request *request;
    const struct column_schema *schema; /* of the column; NULL when there is none */
    struct tally tally;
    struct facets *facets;
};

/* ---- Counting ------------------------------------------------------------------------------- */

/* Takes the next value off what is left of a cell that holds several, or one id. */
static bool next_value(const struct column_schema *schema, struct slice *rest, struct slice *value)
{
    return schema->kind == COLUMN_LIST ? slice_next(rest, ';', value)
                                       : link_next(schema, rest, value);
}

static bool is_counted_by_values(const struct column_schema *schema)
{
    return schema && (column_is_link(schema) || schema->kind == COLUMN_LIST);
}

static bool add_values(struct counting *counting, struct slice cell, size_t row)
{
    bool has_any = false;
    struct slice value;
    while (next_value(counting->schema, &cell, &value)) {
        has_any = true;
        if (!tally_add(&counting->tally, value, value, row))
            return false;
    }
    counting->facets->blank += !has_any;
    return true;
}

/* `folded` is what the cell is compared as, the cell itself when it is plain. */
static bool add_cell(struct counting *counting, struct slice cell, struct slice folded, size_t row)
{
    counting->facets->records++;
    if (counting->tally.is_exact)
        return add_values(counting, cell, row);
    if (slice_trim(cell).length)
        return tally_add(&counting->tally, folded, cell, row);
    counting->facets->blank++;
    return true;
}

static bool is_wanted(const struct counting *counting, size_t row)
{
    const struct facets_request *request = counting->request;
    return !request->rows || record_set_has(request->rows, row);
}

static bool is_cancelled(const struct counting *counting)
{
    const atomic_bool *cancelled = counting->request->cancelled;
    return cancelled && atomic_load_explicit(cancelled, memory_order_relaxed);
}

/* Of a column without cells. */
static void add_blank_rows(struct counting *counting, const struct segment *segment)
{
    for (size_t row = 0; row < segment->rows; row++) {
        bool wanted = is_wanted(counting, segment->first_row + row);
        counting->facets->records += wanted;
        counting->facets->blank += wanted;
    }
}

static struct slice slice_between(const char *bytes, const uint32_t *offset)
{
    return (struct slice){bytes + offset[0], offset[1] - offset[0]};
}

/* The folded cells stand in the order of their rows, so both are walked side by side. */
static bool add_rows(struct counting *counting, const struct segment *segment,
                     const struct segment_column *cells)
{
    const struct folded_cells *folded = cells->folded;
    size_t next = 0;
    for (size_t row = 0; row < segment->rows; row++) {
        struct slice cell = slice_between(cells->bytes, &cells->offsets[row]);
        struct slice compared = cell;
        if (folded && next < folded->count && folded->rows[next] == row) {
            compared = slice_between(folded->bytes, &folded->offsets[next]);
            next++;
        }
        if (row % ROWS_BETWEEN_LOOKS == 0 && is_cancelled(counting))
            return false;
        if (is_wanted(counting, segment->first_row + row) &&
            !add_cell(counting, cell, compared, segment->first_row + row))
            return false;
    }
    return true;
}

static bool count_table(struct counting *counting, const struct table *table)
{
    size_t column = counting->request->column;
    bool has_column = column < table_column_count(table);
    bool done = !is_cancelled(counting);
    for (size_t i = 0; i < table_segment_count(table) && done; i++) {
        const struct segment *segment = table_segment(table, i);
        if (has_column && segment->columns[column].offsets)
            done = add_rows(counting, segment, &segment->columns[column]);
        else
            add_blank_rows(counting, segment);
    }
    return done;
}

/* ---- The most common values ----------------------------------------------------------------- */

/* <0 when `a` goes before `b`: more records, or the same and an earlier place. */
static int compare(const struct tallied *const *a, const struct tallied *const *b)
{
    if ((*a)->count != (*b)->count)
        return (*a)->count > (*b)->count ? -1 : 1;
    return (*a > *b) - (*a < *b);
}

static int compare_items(const void *a, const void *b)
{
    return compare(a, b);
}

/* Lets the item at `at` sink in a heap whose top is the last of all. */
static void sink(const struct tallied **heap, size_t count, size_t at)
{
    for (size_t child = at * 2 + 1; child < count; child = at * 2 + 1) {
        if (child + 1 < count && compare(&heap[child + 1], &heap[child]) > 0)
            child++;
        if (compare(&heap[at], &heap[child]) >= 0)
            return;
        const struct tallied *item = heap[at];
        heap[at] = heap[child];
        heap[child] = item;
        at = child;
    }
}

/* Puts the first `wanted` of all items into `heap`, in their order. */
static void select_first(const struct tally *tally, const struct tallied **heap, size_t wanted)
{
    for (size_t i = 0; i < wanted; i++)
        heap[i] = &tally->items[i];
    for (size_t i = wanted / 2; i > 0; i--)
        sink(heap, wanted, i - 1);
    for (size_t i = wanted; i < tally->count && wanted; i++) {
        const struct tallied *item = &tally->items[i];
        if (compare(&item, heap) < 0) {
            heap[0] = item;
            sink(heap, wanted, 0);
        }
    }
    qsort(heap, wanted, sizeof *heap, compare_items);
}

static bool keep_first(struct counting *counting)
{
    struct facets *facets = counting->facets;
    size_t limit = counting->request->limit;
    facets->distinct = counting->tally.count;
    size_t wanted = facets->distinct < limit ? facets->distinct : limit;
    const struct tallied **first = calloc(wanted + 1, sizeof *first);
    facets->items = calloc(wanted + 1, sizeof *facets->items);
    bool done = first && facets->items;
    if (done) {
        select_first(&counting->tally, first, wanted);
        for (size_t i = 0; i < wanted; i++)
            facets->items[i] = (struct facet){first[i]->shown, first[i]->count};
        facets->count = wanted;
    }
    free(first);
    return done;
}

bool facets_count(struct facets *facets, const struct store *store,
                  const struct facets_request *request)
{
    const struct table *table = store_table(store, request->table);
    struct counting counting = {.request = request, .facets = facets};
    facets_free(facets);
    if (request->column < table_column_count(table))
        counting.schema = table_column(table, request->column)->schema;
    counting.tally.is_exact = is_counted_by_values(counting.schema);
    bool done = count_table(&counting, table) && keep_first(&counting);
    tally_free(&counting.tally);
    if (!done)
        facets_free(facets);
    return done;
}

void facets_free(struct facets *facets)
{
    free(facets->items);
    *facets = (struct facets){0};
}
