/* scan.c: what the cells of one column hold.
 *
 * A needle is looked for in all cells of a window at once: plain cells stand one behind the other as
 * in the file, those that are not plain have folded copies that do so too (table.h). Where few rows
 * are still in question, their cells are looked at one by one. */
#include "query/finder.h"
#include "query/matcher-parts.h"

bool matcher_is_cancelled(const struct matcher *matcher)
{
    return matcher->ground->cancelled &&
           atomic_load_explicit(matcher->ground->cancelled, memory_order_relaxed);
}

bool scan_filled(const struct matcher *matcher, const struct window *window, size_t column,
                 const struct row_bits *candidates, struct row_bits *found)
{
    const struct segment_column *cells = &window->segment->columns[column];
    if (!cells->offsets)
        return true;
    size_t row = rows_next(candidates, 0);
    for (; row < WINDOW_ROWS; row = rows_next(candidates, row + 1)) {
        if (!rows_has(found, row) && slice_trim(window_cell(window, cells, row)).length > 0)
            rows_add(found, row);
        /* A cell may be long, so that a window is not always a moment's work. */
        if (row % 256 == 0 && matcher_is_cancelled(matcher))
            return false;
    }
    return !matcher_is_cancelled(matcher);
}

/* ---- Runs ----------------------------------------------------------------------------------- */

/* Cells that stand one behind the other: cell i from offsets[i] to offsets[i + 1]. */
struct run {
    const char *bytes;
    const uint32_t *offsets;
    size_t count;
    const uint32_t *rows; /* of each cell in the segment, rising; NULL where cell i is row i */
    size_t first_row;     /* of the window, in the segment */
};

static size_t row_in_window(const struct run *run, size_t cell)
{
    return run->rows ? run->rows[cell] - run->first_row : cell;
}

/* The first cell from `from` on that does not end before a place. */
static size_t cell_at(const struct run *run, size_t from, uint32_t place)
{
    size_t step = 1;
    while (from + step < run->count && run->offsets[from + step] <= place) {
        from += step;
        step *= 2;
    }
    size_t low = from;
    size_t high = from + step < run->count ? from + step : run->count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (run->offsets[middle] <= place)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static void find_in_run(find_needle *find, const struct needle *needle, const struct run *run,
                        const struct row_bits *candidates, struct row_bits *found)
{
    const char *at = run->bytes + run->offsets[0];
    const char *end = run->bytes + run->offsets[run->count];
    size_t cell = 0;
    while ((at = find(needle, at, end)) != NULL) {
        uint32_t place = (uint32_t)(at - run->bytes);
        cell = cell_at(run, cell, place);
        size_t row = row_in_window(run, cell);
        /* What reaches into the next cell is no match, and nothing behind it in this one is. */
        if (place + needle->folded.length <= run->offsets[cell + 1] && rows_has(candidates, row))
            rows_add(found, row);
        at = run->bytes + run->offsets[cell + 1];
    }
}

/* One by one those cells that are in question. */
static void find_in_cells(find_needle *find, const struct needle *needle, const struct run *run,
                          const struct row_bits *candidates, struct row_bits *found)
{
    for (size_t cell = 0; cell < run->count; cell++) {
        size_t row = row_in_window(run, cell);
        if (!run->rows) {
            cell = row = rows_next(candidates, row);
            if (cell >= run->count)
                return;
        }
        if (rows_has(candidates, row) &&
            find(needle, run->bytes + run->offsets[cell], run->bytes + run->offsets[cell + 1]))
            rows_add(found, row);
    }
}

static void compare_cells(const struct needle *needle, const struct run *run,
                          const struct row_bits *candidates, struct row_bits *found)
{
    size_t length = needle->folded.length;
    for (size_t cell = 0; cell < run->count; cell++) {
        size_t row = row_in_window(run, cell);
        if (run->offsets[cell + 1] - run->offsets[cell] == length && rows_has(candidates, row) &&
            needle_begins(needle, run->bytes + run->offsets[cell]))
            rows_add(found, row);
    }
}

/* ---- Windows -------------------------------------------------------------------------------- */

static struct run plain_run(const struct window *window, const struct segment_column *cells)
{
    return (struct run){.bytes = cells->bytes,
                        .offsets = cells->offsets + window->start,
                        .count = window->rows,
                        .first_row = window->start};
}

static struct run folded_run(const struct window *window, const struct folded_cells *folded)
{
    size_t first = first_row_from(folded->rows, folded->count, window->start);
    size_t end = first_row_from(folded->rows, folded->count, window->start + window->rows);
    return (struct run){.bytes = folded->bytes,
                        .offsets = folded->offsets + first,
                        .count = end - first,
                        .rows = folded->rows + first,
                        .first_row = window->start};
}

static void scan_run(const struct matcher *matcher, const struct needle *needle, bool is_whole,
                     const struct run *run, const struct row_bits *candidates,
                     struct row_bits *found)
{
    enum { FEW = 8 }; /* one row in so many: then looking at each costs less */
    if (run->count == 0)
        return;
    if (is_whole)
        compare_cells(needle, run, candidates, found);
    else if (rows_count(candidates) < run->count / FEW)
        find_in_cells(matcher->ground->find, needle, run, candidates, found);
    else
        find_in_run(matcher->ground->find, needle, run, candidates, found);
}

bool scan_needle(struct matcher *matcher, const struct window *window, size_t column,
                 const struct needle *needle, bool is_whole, const struct row_bits *candidates,
                 struct row_bits *found)
{
    const struct segment_column *cells = &window->segment->columns[column];
    if (!cells->offsets)
        return true;
    if (needle->is_ascii) {
        struct run run = plain_run(window, cells);
        scan_run(matcher, needle, is_whole, &run, candidates, found);
    }
    if (cells->folded) {
        struct run run = folded_run(window, cells->folded);
        scan_run(matcher, needle, is_whole, &run, candidates, found);
    }
    return !matcher_is_cancelled(matcher);
}
