/* arena.h: memory that is given out piece by piece and freed at once.
 *
 * What an arena gives stays where it is until arena_free(). An arena belongs to one thread at a
 * time. */
#ifndef BRIEFBOOK_ARENA_H
#define BRIEFBOOK_ARENA_H

#include "briefbook/slice.h"

struct arena_block;

/* Zero-initialise before the first use: `struct arena arena = {0};`. */
struct arena {
    struct arena_block *newest;
};

/* Gives `size` zeroed bytes aligned for any object, or NULL when memory is out. */
void *arena_alloc(struct arena *arena, size_t size);

/* Gives `count` zeroed members of `size` bytes; NULL when memory is out or the product overflows. */
void *arena_array(struct arena *arena, size_t count, size_t size);

/* Makes the piece given last longer where it stands: `size` bytes become `wanted`, which is no less;
 * those added are not zeroed. False when it is not the last, or there is no room behind it. */
bool arena_extend(struct arena *arena, const void *newest, size_t size, size_t wanted);

/* Copies the bytes and ends them with a NUL (not counted); data is NULL when memory is out. */
struct slice arena_copy(struct arena *arena, struct slice bytes);

/* Takes back all that the arena gave; what is given next stands in memory that it keeps. */
void arena_clear(struct arena *arena);

/* Frees all that the arena gave and makes it as new. */
void arena_free(struct arena *arena);

#endif
