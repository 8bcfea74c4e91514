/* window.h: a stretch of rows of one segment, and sets of rows in it.
 *
 * A matcher works window by window: small enough to be cancelled between two, and for the sets to
 * stay in the nearest cache. */
#ifndef QUERY_WINDOW_H
#define QUERY_WINDOW_H

#include <stdint.h>

#include "briefbook/table.h"

enum { WINDOW_ROWS = 4096, WINDOW_WORDS = WINDOW_ROWS / 64 };

struct window {
    const struct table *table;
    const struct segment *segment;
    size_t start; /* its first row, in the segment */
    size_t rows;
};

/* Rows of a window, counted from its first. */
struct row_bits {
    uint64_t words[WINDOW_WORDS];
};

/* The first `rows` rows. */
struct row_bits rows_first(size_t rows);

/* The first member at or after a row; WINDOW_ROWS when there is none. */
size_t rows_next(const struct row_bits *set, size_t row);

/* How many there are. */
size_t rows_count(const struct row_bits *set);

/* Changes `set`: adds the members of the other, drops them, or keeps only them. */
void rows_unite(struct row_bits *set, const struct row_bits *other);
void rows_subtract(struct row_bits *set, const struct row_bits *other);
void rows_intersect(struct row_bits *set, const struct row_bits *other);

/* The place of the first of sorted rows that is not before one; `count` when all are. */
size_t first_row_from(const uint32_t *rows, size_t count, size_t row);

struct record_set;

/* Adds those candidates that are marked: a bit for each row of the table, as far as it has marks. */
void rows_add_marked(struct row_bits *set, const uint64_t *marks, size_t rows,
                     const struct window *window, const struct row_bits *candidates);

static inline bool rows_has(const struct row_bits *set, size_t row)
{
    return set->words[row / 64] >> row % 64 & 1;
}

static inline void rows_add(struct row_bits *set, size_t row)
{
    set->words[row / 64] |= UINT64_C(1) << row % 64;
}

/* A cell of a column of the segment that is not blank all through. */
static inline struct slice window_cell(const struct window *window,
                                       const struct segment_column *cells, size_t row)
{
    const uint32_t *offset = &cells->offsets[window->start + row];
    return (struct slice){cells->bytes + offset[0], offset[1] - offset[0]};
}

#endif
