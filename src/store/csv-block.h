/* csv-block.h: the bytes that mean something in a CSV file, found 64 at a time. */
#ifndef STORE_CSV_BLOCK_H
#define STORE_CSV_BLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CSV_BLOCK = 64 };

/* Where each kind of byte stands in a block: bit i is byte i. */
struct csv_block {
    uint64_t marks; /* quotation marks */
    uint64_t delimiters;
    uint64_t feeds;   /* LF */
    uint64_t returns; /* CR */
};

/* Looks at CSV_BLOCK bytes. */
struct csv_block csv_block_of(const char *bytes);

/* Where lines end: at each CR, and at each LF that does not follow one. `after_return` says whether
 * the byte before the block is a CR. */
uint64_t csv_block_lines(const struct csv_block *block, bool after_return);

/* The bits from `from` up to `to`; from < to <= CSV_BLOCK. */
static inline uint64_t csv_block_range(size_t from, size_t to)
{
    return UINT64_MAX >> (CSV_BLOCK - (to - from)) << from;
}

/* The first and the last bit that is set (one must be), and how many are. */
static inline size_t csv_block_first(uint64_t bits)
{
    return (size_t)__builtin_ctzll(bits);
}

static inline size_t csv_block_last(uint64_t bits)
{
    return CSV_BLOCK - 1 - (size_t)__builtin_clzll(bits);
}

static inline size_t csv_block_count(uint64_t bits)
{
    return (size_t)__builtin_popcountll(bits);
}

#endif
