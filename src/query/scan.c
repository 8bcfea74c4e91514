/* scan.c: a needle in the cells of one column.
 *
 * Here is the place for faster ways through a column: all of its bytes at once, with SIMD, and
 * folded copies of the cells that are not ASCII. */
#include "query/matcher-parts.h"

bool matcher_is_cancelled(const struct matcher *matcher)
{
    return matcher->cancelled && atomic_load_explicit(matcher->cancelled, memory_order_relaxed);
}

bool scan_column(struct matcher *matcher, const struct window *window, size_t column,
                 test_cell *test, const struct needle *needle, const struct row_bits *candidates,
                 struct row_bits *found)
{
    const struct segment_column *cells = &window->segment->columns[column];
    if (!cells->offsets)
        return true;
    size_t row = rows_next(candidates, 0);
    for (; row < WINDOW_ROWS; row = rows_next(candidates, row + 1)) {
        if (!rows_has(found, row) &&
            test(needle, window_cell(window, cells, row), &matcher->scratch))
            rows_add(found, row);
        /* A cell may be long, so that a window is not always a moment's work. */
        if (row % 256 == 0 && matcher_is_cancelled(matcher))
            return false;
    }
    return !matcher->scratch.failed && !matcher_is_cancelled(matcher);
}
