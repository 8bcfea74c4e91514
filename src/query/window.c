#include "query/window.h"

#include "briefbook/record-set.h"

struct row_bits rows_first(size_t rows)
{
    struct row_bits set = {{0}};
    for (size_t word = 0; word < rows / 64; word++)
        set.words[word] = UINT64_MAX;
    if (rows % 64)
        set.words[rows / 64] = (UINT64_C(1) << rows % 64) - 1;
    return set;
}

size_t rows_next(const struct row_bits *set, size_t row)
{
    size_t word = row / 64;
    if (word >= WINDOW_WORDS)
        return WINDOW_ROWS;
    uint64_t rest = set->words[word] & UINT64_MAX << row % 64;
    while (!rest && ++word < WINDOW_WORDS)
        rest = set->words[word];
    return rest ? word * 64 + (size_t)__builtin_ctzll(rest) : WINDOW_ROWS;
}

size_t rows_count(const struct row_bits *set)
{
    size_t count = 0;
    for (size_t word = 0; word < WINDOW_WORDS; word++)
        count += (size_t)__builtin_popcountll(set->words[word]);
    return count;
}

size_t first_row_from(const uint32_t *rows, size_t count, size_t row)
{
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (rows[middle] < row)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void rows_unite(struct row_bits *set, const struct row_bits *other)
{
    for (size_t word = 0; word < WINDOW_WORDS; word++)
        set->words[word] |= other->words[word];
}

void rows_subtract(struct row_bits *set, const struct row_bits *other)
{
    for (size_t word = 0; word < WINDOW_WORDS; word++)
        set->words[word] &= ~other->words[word];
}

void rows_intersect(struct row_bits *set, const struct row_bits *other)
{
    for (size_t word = 0; word < WINDOW_WORDS; word++)
        set->words[word] &= other->words[word];
}

/* 64 rows of a table from `row` on. */
static uint64_t marks_at(const uint64_t *marks, size_t rows, size_t row)
{
    size_t shift = row % 64;
    uint64_t bits = row < rows ? marks[row / 64] >> shift : 0;
    size_t next = row - shift + 64;
    if (shift && next < rows)
        bits |= marks[next / 64] << (64 - shift);
    return bits;
}

void rows_add_marked(struct row_bits *set, const uint64_t *marks, size_t rows,
                     const struct window *window, const struct row_bits *candidates)
{
    size_t first = window->segment->first_row + window->start;
    for (size_t row = 0; row < window->rows; row += 64)
        set->words[row / 64] |= marks_at(marks, rows, first + row) & candidates->words[row / 64];
}
