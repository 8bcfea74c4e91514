#include "query/results.h"

#include <stdatomic.h>
#include <stdlib.h>

/* Matches stand in chunks of rows; each knows how many matches there are before it. Chunks stand in
 * blocks, each twice as long as the one before, so that none moves when more come. */
enum { CHUNK_ROWS = WINDOW_ROWS, CHUNK_WORDS = CHUNK_ROWS / 64, BLOCKS = 40 };

struct chunk {
    size_t before; /* set before any of its rows is published */
    /* Readers look only at bits of published rows, but a word may have others. */
    _Atomic uint64_t words[CHUNK_WORDS];
};

struct results {
    _Atomic(struct chunk *) blocks[BLOCKS];
    _Atomic size_t rows;
};

struct results *results_new(void)
{
    return calloc(1, sizeof(struct results));
}

void results_free(struct results *results)
{
    for (size_t block = 0; results && block < BLOCKS; block++)
        free(atomic_load_explicit(&results->blocks[block], memory_order_relaxed));
    free(results);
}

static size_t block_of(size_t chunk)
{
    return (size_t)(63 - __builtin_clzll(chunk + 1));
}

/* A chunk whose block is there. */
static struct chunk *chunk_at(const struct results *results, size_t chunk)
{
    size_t block = block_of(chunk);
    struct chunk *chunks = atomic_load_explicit(&results->blocks[block], memory_order_relaxed);
    return &chunks[chunk + 1 - ((size_t)1 << block)];
}

/* Matches in the first `rows` rows of a chunk. */
static size_t count_in(const struct chunk *chunk, size_t rows)
{
    size_t count = 0;
    for (size_t word = 0; word * 64 < rows; word++) {
        uint64_t bits = atomic_load_explicit(&chunk->words[word], memory_order_relaxed);
        size_t left = rows - word * 64;
        if (left < 64)
            bits &= (UINT64_C(1) << left) - 1;
        count += (size_t)__builtin_popcountll(bits);
    }
    return count;
}

/* ---- Writing ------------------------------------------------------------------------------- */

/* The chunk that takes a row, made and told what stands before it when it is the chunk's first. */
static struct chunk *chunk_for(struct results *results, size_t row)
{
    size_t number = row / CHUNK_ROWS;
    size_t block = block_of(number);
    if (!atomic_load_explicit(&results->blocks[block], memory_order_relaxed)) {
        struct chunk *chunks = calloc((size_t)1 << block, sizeof *chunks);
        if (!chunks)
            return NULL;
        atomic_store_explicit(&results->blocks[block], chunks, memory_order_relaxed);
    }
    struct chunk *chunk = chunk_at(results, number);
    if (row % CHUNK_ROWS == 0 && number > 0) {
        const struct chunk *previous = chunk_at(results, number - 1);
        chunk->before = previous->before + count_in(previous, CHUNK_ROWS);
    }
    return chunk;
}

/* Adds up to 64 rows from `row` on, which go to at most two words. */
static bool append_word(struct results *results, size_t row, uint64_t bits, size_t rows)
{
    size_t shift = row % 64;
    struct chunk *chunk = chunk_for(results, row);
    if (!chunk)
        return false;
    atomic_fetch_or_explicit(&chunk->words[row % CHUNK_ROWS / 64], bits << shift,
                             memory_order_relaxed);
    if (shift + rows <= 64)
        return true;
    row += 64 - shift;
    chunk = chunk_for(results, row);
    if (!chunk)
        return false;
    atomic_fetch_or_explicit(&chunk->words[row % CHUNK_ROWS / 64], bits >> (64 - shift),
                             memory_order_relaxed);
    return true;
}

bool results_append(struct results *results, const struct row_bits *matches, size_t rows)
{
    size_t first = atomic_load_explicit(&results->rows, memory_order_relaxed);
    for (size_t row = 0; row < rows; row += 64) {
        size_t left = rows - row < 64 ? rows - row : 64;
        uint64_t bits = matches->words[row / 64];
        if (left < 64)
            bits &= (UINT64_C(1) << left) - 1;
        if (!append_word(results, first + row, bits, left))
            return false;
    }
    atomic_store_explicit(&results->rows, first + rows, memory_order_release);
    return true;
}

/* ---- Reading ------------------------------------------------------------------------------- */

size_t results_rows(const struct results *results)
{
    return atomic_load_explicit(&results->rows, memory_order_acquire);
}

/* Matches among the first `rows` rows, all of them published. */
static size_t count_before(const struct results *results, size_t rows)
{
    if (rows == 0)
        return 0;
    size_t last = (rows - 1) / CHUNK_ROWS;
    const struct chunk *chunk = chunk_at(results, last);
    return chunk->before + count_in(chunk, rows - last * CHUNK_ROWS);
}

size_t results_count(const struct results *results)
{
    return count_before(results, results_rows(results));
}

bool results_has(const struct results *results, size_t row)
{
    if (row >= results_rows(results))
        return false;
    const struct chunk *chunk = chunk_at(results, row / CHUNK_ROWS);
    size_t place = row % CHUNK_ROWS;
    return atomic_load_explicit(&chunk->words[place / 64], memory_order_relaxed) >> place % 64 & 1;
}

size_t results_rank(const struct results *results, size_t row)
{
    size_t rows = results_rows(results);
    return count_before(results, row < rows ? row : rows);
}

/* The place in a chunk of the match before which `rank` others of the chunk stand. */
static size_t select_in(const struct chunk *chunk, size_t rank)
{
    for (size_t word = 0;; word++) {
        uint64_t bits = atomic_load_explicit(&chunk->words[word], memory_order_relaxed);
        size_t count = (size_t)__builtin_popcountll(bits);
        if (rank < count) {
            while (rank-- > 0)
                bits &= bits - 1;
            return word * 64 + (size_t)__builtin_ctzll(bits);
        }
        rank -= count;
    }
}

size_t results_select(const struct results *results, size_t rank)
{
    size_t rows = results_rows(results);
    if (rank >= count_before(results, rows))
        return SIZE_MAX;
    /* The last chunk that has no more than `rank` matches before it. */
    size_t low = 0;
    size_t high = (rows - 1) / CHUNK_ROWS;
    while (low < high) {
        size_t middle = high - (high - low) / 2;
        if (chunk_at(results, middle)->before <= rank)
            low = middle;
        else
            high = middle - 1;
    }
    return low * CHUNK_ROWS +
           select_in(chunk_at(results, low), rank - chunk_at(results, low)->before);
}

bool results_copy(const struct results *results, struct record_set *set)
{
    size_t rows = results_rows(results);
    bool fits = true;
    for (size_t word = 0; word * 64 < rows && fits; word++) {
        const struct chunk *chunk = chunk_at(results, word / CHUNK_WORDS);
        uint64_t bits =
            atomic_load_explicit(&chunk->words[word % CHUNK_WORDS], memory_order_relaxed);
        size_t left = rows - word * 64;
        if (left < 64)
            bits &= (UINT64_C(1) << left) - 1;
        fits = record_set_add_word(set, word, bits);
    }
    return fits;
}
