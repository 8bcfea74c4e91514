/* segment-memory.h: the memory that published segments lie in.
 *
 * A large table is hundreds of megabytes that are written once. Taken in small parts, the system
 * spends as much time on its pages as a parser on what they hold: so it is taken in large blocks,
 * and the system is asked to make them of large pages. */
#ifndef STORE_SEGMENT_MEMORY_H
#define STORE_SEGMENT_MEMORY_H

#include <stddef.h>

struct segment_block;

/* Zero-initialise. */
struct segment_memory {
    struct segment_block *newest;
    size_t taken; /* bytes, of all blocks */
};

/* Gives memory that holds anything, aligned for any type, to be freed with all the rest; NULL when
 * memory is out. */
void *segment_memory_take(struct segment_memory *memory, size_t size);

/* The same, holding a copy of these bytes. */
void *segment_memory_copy(struct segment_memory *memory, const void *bytes, size_t length);

/* Moves all that `from` has given to `into`, to be freed with that. */
void segment_memory_join(struct segment_memory *into, struct segment_memory *from);

void segment_memory_free(struct segment_memory *memory);

#endif
