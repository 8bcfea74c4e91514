/* id-index.c: finds a record by its id: a hash table of row numbers. */
#include <stdlib.h>

#include "store/table-build.h"

struct id_index {
    size_t mask;      /* slots - 1; slots are a power of two */
    uint32_t slots[]; /* row + 1, or 0 for a free slot */
};

/* FNV-1a, 64 bits (draft-eastlake-fnv), folded so that the low bits know the high ones. */
static size_t hash_of(struct slice id)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < id.length; i++)
        hash = (hash ^ (unsigned char)id.data[i]) * UINT64_C(0x100000001b3);
    return (size_t)(hash ^ hash >> 32);
}

/* The slot that holds the id, or the free one where it belongs. */
static uint32_t *find_slot(const struct table *table, struct id_index *index, struct slice id)
{
    size_t place = hash_of(id) & index->mask;
    while (index->slots[place] && !slice_equal(table_cell(table, index->slots[place] - 1, 0), id))
        place = (place + 1) & index->mask;
    return &index->slots[place];
}

bool table_index(struct table *table)
{
    size_t rows = table_rows(table);
    size_t slots = 16;
    while (slots < rows * 2)
        slots *= 2;
    struct id_index *index = calloc(1, sizeof *index + slots * sizeof index->slots[0]);
    if (!index)
        return false;
    index->mask = slots - 1;
    for (size_t row = 0; row < rows; row++) {
        uint32_t *slot = find_slot(table, index, table_cell(table, row, 0));
        if (*slot == 0) /* of records with the same id the first one has it */
            *slot = (uint32_t)row + 1;
    }
    table->older_index = atomic_load_explicit(&table->index, memory_order_relaxed);
    atomic_store_explicit(&table->index, index, memory_order_release);
    return true;
}

bool table_find(const struct table *table, struct slice id, size_t *row)
{
    struct id_index *index = atomic_load_explicit(&table->index, memory_order_acquire);
    if (!index)
        return false;
    uint32_t found = *find_slot(table, index, id);
    if (found)
        *row = found - 1;
    return found != 0;
}

void id_index_free(struct id_index *index)
{
    free(index);
}
