#include "store/csv-block.h"

#include "store/csv-scan.h"

#ifdef __SSE2__
#include <emmintrin.h>

enum { LANE = 16, LANES = CSV_BLOCK / LANE };

/* Which bytes of the block are `byte`. */
static uint64_t find(const __m128i lanes[LANES], char byte)
{
    const __m128i wanted = _mm_set1_epi8(byte);
    uint64_t found = 0;
    for (size_t i = 0; i < LANES; i++) {
        int bits = _mm_movemask_epi8(_mm_cmpeq_epi8(lanes[i], wanted));
        found |= (uint64_t)(unsigned)bits << (i * LANE);
    }
    return found;
}

struct csv_block csv_block_of(const char *bytes)
{
    __m128i lanes[LANES];
    for (size_t i = 0; i < LANES; i++)
        lanes[i] = _mm_loadu_si128((const __m128i *)(const void *)(bytes + i * LANE));
    return (struct csv_block){
        .marks = find(lanes, CSV_QUOTATION_MARK),
        .delimiters = find(lanes, CSV_DELIMITER),
        .feeds = find(lanes, '\n'),
        .returns = find(lanes, '\r'),
    };
}

#else

static uint64_t find(const char *bytes, char byte)
{
    uint64_t found = 0;
    for (size_t i = 0; i < CSV_BLOCK; i++)
        found |= (uint64_t)(bytes[i] == byte) << i;
    return found;
}

struct csv_block csv_block_of(const char *bytes)
{
    return (struct csv_block){
        .marks = find(bytes, CSV_QUOTATION_MARK),
        .delimiters = find(bytes, CSV_DELIMITER),
        .feeds = find(bytes, '\n'),
        .returns = find(bytes, '\r'),
    };
}

#endif

uint64_t csv_block_lines(const struct csv_block *block, bool after_return)
{
    uint64_t second_of_pair = block->returns << 1 | after_return;
    return block->returns | (block->feeds & ~second_of_pair);
}
