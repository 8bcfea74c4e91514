#include "briefbook/compare.h"

#include "store/compare-parts.h"

enum {
    ROWS_AROUND = 200,  /* looked at on either side for a row that only its cells tell */
    NEIGHBOURS = 20,    /* tried on either side for a row that is gone */
    LIKE_NEIGHBOURS = 3 /* the same for one that only its cells tell: these take longer */
};

/* One table of both stores. */
struct pair {
    const struct table *from;
    const struct table *to;
    size_t columns;
};

static struct pair pair_of(const struct store *from, const struct store *to, enum table_id table)
{
    struct pair pair = {store_table(from, table), store_table(to, table), 0};
    pair.columns = table_column_count(pair.from);
    return pair;
}

static bool same_columns(const struct pair *pair)
{
    if (table_column_count(pair->to) != pair->columns)
        return false;
    for (size_t i = 0; i < pair->columns; i++) {
        const struct column *one = table_column(pair->from, i);
        const struct column *other = table_column(pair->to, i);
        if (one->present != other->present || !slice_equal(one->name, other->name))
            return false;
    }
    return true;
}

/* Ids that were made of the line say nothing. */
static bool same_cells(const struct pair *pair, size_t from_row, size_t to_row)
{
    bool made = table_id_is_made(pair->from, from_row) && table_id_is_made(pair->to, to_row);
    for (size_t i = made ? 1 : 0; i < pair->columns; i++) {
        if (!slice_equal(table_cell(pair->from, from_row, i), table_cell(pair->to, to_row, i)))
            return false;
    }
    return true;
}

bool compare_has_id(const struct table *table, size_t row)
{
    size_t found;
    return table_find(table, table_cell(table, row, 0), &found) && found == row &&
           !table_id_is_made(table, row);
}

/* ---- One record ---------------------------------------------------------------------------- */

static bool is_same(const struct pair *pair, size_t from_row, size_t to_row)
{
    return to_row < table_rows(pair->to) && !compare_has_id(pair->to, to_row) &&
           same_cells(pair, from_row, to_row);
}

/* Looks for a row with the same cells around a place, the nearest first. */
static bool find_around(const struct pair *pair, size_t from_row, size_t place, size_t *row)
{
    for (size_t distance = 0; distance <= ROWS_AROUND; distance++) {
        *row = place + distance;
        if (is_same(pair, from_row, *row))
            return true;
        *row = place - distance;
        if (distance <= place && is_same(pair, from_row, *row))
            return true;
    }
    return false;
}

static bool find_by_cells(const struct pair *pair, size_t from_row, size_t *row)
{
    size_t rows = table_rows(pair->to);
    size_t behind = table_rows(pair->from) - from_row;
    if (!same_columns(pair))
        return false;
    return find_around(pair, from_row, from_row, row) ||
           (behind <= rows && find_around(pair, from_row, rows - behind, row));
}

bool store_counterpart(const struct store *from, struct record record, const struct store *to,
                       size_t *row)
{
    struct pair pair = pair_of(from, to, record.table);
    if (record.row >= table_rows(pair.from))
        return false;
    if (compare_has_id(pair.from, record.row))
        return table_find(pair.to, table_cell(pair.from, record.row, 0), row);
    return find_by_cells(&pair, record.row, row);
}

size_t store_nearest_counterpart(const struct store *from, struct record record,
                                 const struct store *to)
{
    size_t rows = table_rows(store_table(to, record.table));
    bool by_id = compare_has_id(store_table(from, record.table), record.row);
    uint32_t neighbours = by_id ? NEIGHBOURS : LIKE_NEIGHBOURS;
    size_t row;
    if (!rows)
        return SIZE_MAX;
    for (uint32_t i = 0; i <= neighbours; i++) {
        struct record next = {record.table, record.row + i};
        if (store_counterpart(from, next, to, &row))
            return row;
    }
    for (uint32_t i = 1; i <= neighbours && i <= record.row; i++) {
        struct record before = {record.table, record.row - i};
        if (store_counterpart(from, before, to, &row))
            return row + 1 < rows ? row + 1 : row;
    }
    return record.row < rows ? record.row : rows - 1;
}

/* ---- Whole tables -------------------------------------------------------------------------- */

/* Rows that no id finds, in order. */
struct walk {
    const struct table *table;
    size_t row;
    size_t end;
};

static void skip_forward(struct walk *walk)
{
    while (walk->row < walk->end && compare_has_id(walk->table, walk->row))
        walk->row++;
}

static void skip_backward(struct walk *walk)
{
    while (walk->row < walk->end && compare_has_id(walk->table, walk->end - 1))
        walk->end--;
}

static bool is_over(const struct walk *walk)
{
    return walk->row >= walk->end;
}

bool compare_is_cancelled(const atomic_bool *cancelled)
{
    return cancelled && atomic_load_explicit(cancelled, memory_order_relaxed);
}

/* Leaves out what is the same at the beginning. */
static void trim_front(const struct pair *pair, struct walk *from, struct walk *to)
{
    for (;;) {
        skip_forward(from);
        skip_forward(to);
        if (is_over(from) || is_over(to) || !same_cells(pair, from->row, to->row))
            return;
        from->row++;
        to->row++;
    }
}

/* The same at the end. */
static void trim_back(const struct pair *pair, struct walk *from, struct walk *to)
{
    for (;;) {
        skip_backward(from);
        skip_backward(to);
        if (is_over(from) || is_over(to) || !same_cells(pair, from->end - 1, to->end - 1))
            return;
        from->end--;
        to->end--;
    }
}

/* Rows that only their cells tell: what differs is taken in order, one for the other. */
static void compare_by_cells(const struct pair *pair, struct walk from, struct walk to,
                             const atomic_bool *cancelled, struct table_change *change)
{
    trim_front(pair, &from, &to);
    trim_back(pair, &from, &to);
    while (!compare_is_cancelled(cancelled)) {
        skip_forward(&from);
        skip_forward(&to);
        if (is_over(&from) && is_over(&to))
            return;
        if (is_over(&from))
            change->added++;
        else if (is_over(&to))
            change->gone++;
        else
            change->altered += !same_cells(pair, from.row, to.row);
        from.row += !is_over(&from);
        to.row += !is_over(&to);
    }
}

static void compare_by_id(const struct pair *pair, struct walk from, struct walk to,
                          const atomic_bool *cancelled, struct table_change *change)
{
    size_t kept = 0;
    size_t row;
    for (; !is_over(&from) && !compare_is_cancelled(cancelled); from.row++) {
        if (!compare_has_id(pair->from, from.row))
            continue;
        bool found = table_find(pair->to, table_cell(pair->from, from.row, 0), &row);
        found = found && row < to.end;
        kept += found;
        change->gone += !found;
        change->altered += found && !change->columns && !same_cells(pair, from.row, row);
    }
    for (; !is_over(&to) && !compare_is_cancelled(cancelled); to.row++)
        change->added += compare_has_id(pair->to, to.row);
    change->added -= kept < change->added ? kept : change->added;
}

void store_compare(const struct store *from, const struct store *to, const atomic_bool *cancelled,
                   struct table_change changes[TABLE_COUNT])
{
    for (enum table_id table = 0; table < TABLE_COUNT; table++) {
        struct pair pair = pair_of(from, to, table);
        struct walk old = {pair.from, 0, store_record_count(from, table)};
        struct walk new = {pair.to, 0, store_record_count(to, table)};
        bool had_file = *table_file(pair.from);
        bool has_file = *table_file(pair.to);
        changes[table] = (struct table_change){
            .appeared = has_file && !had_file,
            .vanished = had_file && !has_file,
            .columns = has_file && had_file && !same_columns(&pair),
        };
        compare_by_id(&pair, old, new, cancelled, &changes[table]);
        if (!changes[table].columns)
            compare_by_cells(&pair, old, new, cancelled, &changes[table]);
    }
}
