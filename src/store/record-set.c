#include "briefbook/record-set.h"

#include <stdlib.h>
#include <string.h>

enum { WORD_BITS = 64 };

static uint64_t bit_of(size_t row)
{
    return UINT64_C(1) << row % WORD_BITS;
}

static size_t count_bits(uint64_t word)
{
    return (size_t)__builtin_popcountll(word);
}

static bool grow(struct record_set *set, size_t rows)
{
    size_t words = set->capacity / WORD_BITS;
    size_t wanted = words ? words : 16;
    while (wanted * WORD_BITS < rows)
        wanted *= 2;
    uint64_t *grown = realloc(set->words, wanted * sizeof *grown);
    if (!grown)
        return false;
    memset(grown + words, 0, (wanted - words) * sizeof *grown);
    set->words = grown;
    set->capacity = wanted * WORD_BITS;
    return true;
}

bool record_set_copy(struct record_set *to, const struct record_set *from)
{
    if (from->capacity > to->capacity && !grow(to, from->capacity)) {
        to->failed = true;
        return false;
    }
    if (from->capacity)
        memcpy(to->words, from->words, from->capacity / WORD_BITS * sizeof *to->words);
    to->count = from->count;
    return true;
}

bool record_set_add(struct record_set *set, size_t row)
{
    if (row >= set->capacity && !grow(set, row + 1)) {
        set->failed = true;
        return false;
    }
    uint64_t *word = &set->words[row / WORD_BITS];
    set->count += (*word & bit_of(row)) == 0;
    *word |= bit_of(row);
    return true;
}

bool record_set_add_word(struct record_set *set, size_t word, uint64_t bits)
{
    size_t end = (word + 1) * WORD_BITS;
    if (end > set->capacity && !grow(set, end)) {
        set->failed = true;
        return false;
    }
    set->count += count_bits(bits & ~set->words[word]);
    set->words[word] |= bits;
    return true;
}

bool record_set_has(const struct record_set *set, size_t row)
{
    return row < set->capacity && (set->words[row / WORD_BITS] & bit_of(row));
}

void record_set_remove(struct record_set *set, size_t row)
{
    if (!record_set_has(set, row))
        return;
    set->words[row / WORD_BITS] &= ~bit_of(row);
    set->count--;
}

size_t record_set_next(const struct record_set *set, size_t row)
{
    size_t word = row / WORD_BITS;
    if (row >= set->capacity)
        return SIZE_MAX;
    uint64_t bits = set->words[word] & ~(bit_of(row) - 1);
    while (bits == 0) {
        if (++word == set->capacity / WORD_BITS)
            return SIZE_MAX;
        bits = set->words[word];
    }
    return word * WORD_BITS + (size_t)__builtin_ctzll(bits);
}

size_t record_set_previous(const struct record_set *set, size_t row)
{
    if (set->capacity == 0)
        return SIZE_MAX;
    if (row >= set->capacity)
        row = set->capacity - 1;
    size_t word = row / WORD_BITS;
    uint64_t bits = set->words[word] & (bit_of(row) | (bit_of(row) - 1));
    while (bits == 0) {
        if (word-- == 0)
            return SIZE_MAX;
        bits = set->words[word];
    }
    return word * WORD_BITS + (WORD_BITS - 1 - (size_t)__builtin_clzll(bits));
}

size_t record_set_rank(const struct record_set *set, size_t row)
{
    size_t rank = 0;
    size_t end = row < set->capacity ? row : set->capacity;
    for (size_t word = 0; word < end / WORD_BITS; word++)
        rank += count_bits(set->words[word]);
    if (end % WORD_BITS)
        rank += count_bits(set->words[end / WORD_BITS] & (bit_of(end) - 1));
    return rank;
}

size_t record_set_select(const struct record_set *set, size_t rank)
{
    for (size_t word = 0; word < set->capacity / WORD_BITS; word++) {
        uint64_t bits = set->words[word];
        size_t members = count_bits(bits);
        if (rank >= members) {
            rank -= members;
            continue;
        }
        while (rank-- > 0)
            bits &= bits - 1;
        return word * WORD_BITS + (size_t)__builtin_ctzll(bits);
    }
    return SIZE_MAX;
}

void record_set_clear(struct record_set *set)
{
    if (set->words)
        memset(set->words, 0, set->capacity / WORD_BITS * sizeof *set->words);
    set->count = 0;
    set->failed = false;
}

void record_set_free(struct record_set *set)
{
    free(set->words);
    *set = (struct record_set){0};
}
