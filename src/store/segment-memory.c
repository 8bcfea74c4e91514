#include "store/segment-memory.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum {
    SMALLEST_BLOCK = 16 * 1024,
    LARGEST_BLOCK = 32 * 1024 * 1024, /* unless more is asked for at once */
    LARGE_PAGE = 2 * 1024 * 1024
};

struct segment_block {
    struct segment_block *older;
    size_t used;
    size_t size;
    char *bytes;
};

/* As large as all before, so that a small table stays small; pages that are never written to cost
 * nothing. */
static size_t block_size(const struct segment_memory *memory, size_t wanted)
{
    size_t size = memory->taken < LARGEST_BLOCK ? memory->taken : LARGEST_BLOCK;
    if (size < SMALLEST_BLOCK)
        size = SMALLEST_BLOCK;
    return size > wanted ? size : wanted;
}

static char *align(char *bytes, size_t boundary)
{
    return bytes + (boundary - (uintptr_t)bytes % boundary) % boundary;
}

/* Asks for large pages where the block has some; it works as well without. */
static void ask_for_large_pages(struct segment_block *block)
{
#ifdef MADV_HUGEPAGE
    if (block->size >= LARGE_PAGE)
        madvise(block->bytes, block->size / LARGE_PAGE * LARGE_PAGE, MADV_HUGEPAGE);
#else
    (void)block;
#endif
}

static struct segment_block *add_block(struct segment_memory *memory, size_t size)
{
    size_t boundary = size >= LARGE_PAGE ? LARGE_PAGE : alignof(max_align_t);
    if (size > SIZE_MAX - sizeof(struct segment_block) - 2 * boundary)
        return NULL;
    size = (size + boundary - 1) / boundary * boundary;
    struct segment_block *block = malloc(sizeof *block + boundary + size);
    if (!block)
        return NULL;
    *block = (struct segment_block){
        .older = memory->newest, .size = size, .bytes = align((char *)(block + 1), boundary)};
    ask_for_large_pages(block);
    memory->newest = block;
    memory->taken += size;
    return block;
}

void *segment_memory_take(struct segment_memory *memory, size_t size)
{
    enum { ALIGN = alignof(max_align_t) };
    if (size > SIZE_MAX - ALIGN)
        return NULL;
    size = (size + ALIGN - 1) / ALIGN * ALIGN;
    struct segment_block *block = memory->newest;
    if (!block || block->size - block->used < size)
        block = add_block(memory, block_size(memory, size));
    if (!block)
        return NULL;
    block->used += size;
    return block->bytes + block->used - size;
}

void *segment_memory_copy(struct segment_memory *memory, const void *bytes, size_t length)
{
    void *copy = segment_memory_take(memory, length);
    return copy && length ? memcpy(copy, bytes, length) : copy;
}

void segment_memory_join(struct segment_memory *into, struct segment_memory *from)
{
    struct segment_block **oldest = &from->newest;
    while (*oldest)
        oldest = &(*oldest)->older;
    *oldest = into->newest;
    into->newest = from->newest;
    into->taken += from->taken;
    *from = (struct segment_memory){0};
}

void segment_memory_free(struct segment_memory *memory)
{
    struct segment_block *block = memory->newest;
    while (block) {
        struct segment_block *older = block->older;
        free(block);
        block = older;
    }
    *memory = (struct segment_memory){0};
}
