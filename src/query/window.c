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

void rows_add_members(struct row_bits *set, const struct record_set *members,
                      const struct window *window, const struct row_bits *candidates)
{
    size_t first = window->segment->first_row + window->start;
    size_t row = record_set_next(members, first);
    for (; row < first + window->rows; row = record_set_next(members, row + 1)) {
        if (rows_has(candidates, row - first))
            rows_add(set, row - first);
    }
}
