/* id-index.c: finds a record by its id: a hash table of row numbers. */
#include <string.h>

#include "store/table-build.h"

/* A slot holds 1 + a row in its low bits, and above them as much of the hash as has room: so other
 * ids that come to the same slot are nearly always told apart without a look at their cells. */
struct id_index {
    size_t mask;       /* slots - 1; slots are a power of two */
    uint32_t row_mask; /* the bits of a slot that hold a row */
    uint32_t slots[];  /* 0 for a free one */
};

/* Multiplies and folds as FNV does, but words of eight bytes. */
static uint64_t mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
    return hash ^ hash >> 32;
}

static uint64_t hash_of(struct slice id)
{
    uint64_t hash = id.length;
    uint64_t word = 0;
    const char *bytes = id.data;
    size_t left = id.length;
    for (; left > sizeof word; bytes += sizeof word, left -= sizeof word) {
        memcpy(&word, bytes, sizeof word);
        hash = mix(hash, word);
    }
    for (word = 0; left > 0; left--)
        word = word << 8 | (unsigned char)bytes[left - 1];
    return mix(mix(hash, word), 0);
}

static bool is_at(const struct table *table, const struct id_index *index, uint32_t slot,
                  uint32_t tag, struct slice id)
{
    return (slot & ~index->row_mask) == tag &&
           slice_equal(table_cell(table, (slot & index->row_mask) - 1, 0), id);
}

/* The slot that holds the id, or the free one where it belongs; `*tag` is what its high bits have. */
static uint32_t *find_slot(const struct table *table, struct id_index *index, struct slice id,
                           uint64_t hash, uint32_t *tag)
{
    size_t place = hash & index->mask;
    *tag = (uint32_t)(hash >> 32) & ~index->row_mask;
    while (index->slots[place] && !is_at(table, index, index->slots[place], *tag, id))
        place = (place + 1) & index->mask;
    return &index->slots[place];
}

static struct id_index *index_new(struct segment_memory *memory, size_t rows)
{
    size_t slots = 16;
    uint32_t row_mask = 1;
    while (slots < rows * 2)
        slots *= 2;
    while (row_mask < rows)
        row_mask = row_mask << 1 | 1;
    struct id_index *index =
        segment_memory_take(memory, sizeof *index + slots * sizeof index->slots[0]);
    if (!index)
        return NULL;
    *index = (struct id_index){.mask = slots - 1, .row_mask = row_mask};
    memset(index->slots, 0, slots * sizeof index->slots[0]);
    return index;
}

static void add_row(const struct table *table, struct id_index *index, size_t row, struct slice id,
                    uint64_t hash)
{
    uint32_t tag;
    uint32_t *slot = find_slot(table, index, id, hash, &tag);
    if (*slot == 0) /* of records with the same id the first one has it */
        *slot = tag | (uint32_t)(row + 1);
}

/* The slots of a large index lie all over the memory: they are asked for some rows ahead. */
static void add_segment(const struct table *table, struct id_index *index,
                        const struct segment *segment)
{
    enum { AHEAD = 32 };
    uint64_t hashes[AHEAD];
    const struct segment_column *ids = &segment->columns[0];
    for (size_t first = 0; first < segment->rows; first += AHEAD) {
        size_t count = segment->rows - first < AHEAD ? segment->rows - first : AHEAD;
        for (size_t i = 0; i < count; i++) {
            hashes[i] = hash_of(segment_cell(ids, first + i));
            __builtin_prefetch(&index->slots[hashes[i] & index->mask], 1);
        }
        for (size_t i = 0; i < count; i++)
            add_row(table, index, segment->first_row + first + i, segment_cell(ids, first + i),
                    hashes[i]);
    }
}

bool table_index(struct table *table)
{
    struct id_index *index = index_new(&table->memory, table_rows(table));
    if (!index)
        return false;
    for (size_t i = 0; i < table_segment_count(table); i++)
        add_segment(table, index, table_segment(table, i));
    atomic_store_explicit(&table->index, index, memory_order_release);
    return true;
}

bool table_find(const struct table *table, struct slice id, size_t *row)
{
    struct id_index *index = atomic_load_explicit(&table->index, memory_order_acquire);
    uint32_t tag;
    if (!index)
        return false;
    uint32_t found = *find_slot(table, index, id, hash_of(id), &tag) & index->row_mask;
    if (found)
        *row = found - 1;
    return found != 0;
}
