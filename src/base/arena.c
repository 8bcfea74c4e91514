#include "briefbook/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_SIZE = 64 * 1024 };

struct arena_block {
    struct arena_block *older;
    size_t used;
    size_t size;
    alignas(max_align_t) char bytes[];
};

static struct arena_block *block_new(size_t size)
{
    if (size > SIZE_MAX - sizeof(struct arena_block))
        return NULL;
    struct arena_block *block = malloc(sizeof *block + size);
    if (block)
        *block = (struct arena_block){.size = size};
    return block;
}

/* The size that is given for a piece; pieces begin where an object may. */
static size_t round_up(size_t size)
{
    size_t align = alignof(max_align_t);
    return (size + align - 1) / align * align;
}

/* Gives bytes as they are. */
static char *give(struct arena *arena, size_t size)
{
    if (size > SIZE_MAX - alignof(max_align_t))
        return NULL;
    size = round_up(size);
    struct arena_block *block = arena->newest;
    if (!block || block->size - block->used < size) {
        block = block_new(size > BLOCK_SIZE ? size : BLOCK_SIZE);
        if (!block)
            return NULL;
        block->older = arena->newest;
        arena->newest = block;
    }
    char *given = block->bytes + block->used;
    block->used += size;
    return given;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    char *given = give(arena, size);
    return given ? memset(given, 0, size) : NULL;
}

bool arena_extend(struct arena *arena, const void *newest, size_t size, size_t wanted)
{
    struct arena_block *block = arena->newest;
    size_t used = round_up(size);
    size_t extra = round_up(wanted) - used;
    if (!block || used > block->used || block->bytes + block->used - used != newest ||
        extra > block->size - block->used)
        return false;
    block->used += extra;
    return true;
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        return NULL;
    return arena_alloc(arena, count * size);
}

struct slice arena_copy(struct arena *arena, struct slice bytes)
{
    char *copy = bytes.length < SIZE_MAX ? give(arena, bytes.length + 1) : NULL;
    if (!copy)
        return (struct slice){NULL, 0};
    if (bytes.length)
        memcpy(copy, bytes.data, bytes.length);
    copy[bytes.length] = '\0';
    return (struct slice){copy, bytes.length};
}

void arena_clear(struct arena *arena)
{
    struct arena_block *block = arena->newest;
    while (block && block->older) {
        struct arena_block *older = block->older;
        free(block);
        block = older;
    }
    if (block)
        block->used = 0;
    arena->newest = block;
}

void arena_free(struct arena *arena)
{
    struct arena_block *block = arena->newest;
    while (block) {
        struct arena_block *older = block->older;
        free(block);
        block = older;
    }
    arena->newest = NULL;
}
