#include "briefbook/document.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCKS = 64, SPANS_AT_ONCE = 2 };

static const struct record no_record = {TABLE_NONE, 0};

/* Makes room for one more block; false when memory is out. */
static bool grow_blocks(struct document *document)
{
    if (document->count < document->capacity)
        return true;
    size_t capacity = document->capacity ? document->capacity * 2 : FIRST_BLOCKS;
    struct block *blocks = realloc(document->blocks, capacity * sizeof *blocks);
    if (!blocks)
        return false;
    document->blocks = blocks;
    document->capacity = capacity;
    return true;
}

struct block *document_block(struct document *document, enum block_kind kind)
{
    struct block *block = &document->spare;
    if (!document->failed && grow_blocks(document))
        block = &document->blocks[document->count++];
    else
        document->failed = true;
    *block = (struct block){.kind = kind, .label_role = ROLE_LABEL, .record = no_record};
    document->newest_spans = NULL;
    document->newest_capacity = 0;
    return block;
}

/* Makes room for one more span of the block, where they stand if there is room. What is outgrown
 * stays in the arena. */
static bool grow_spans(struct document *document, struct block *block)
{
    size_t old = document->newest_capacity;
    if (block->span_count < old)
        return true;
    size_t capacity = old + SPANS_AT_ONCE;
    if (!old || !arena_extend(&document->span_arena, document->newest_spans,
                              old * sizeof *document->newest_spans,
                              capacity * sizeof *document->newest_spans)) {
        capacity = old ? old * 2 : SPANS_AT_ONCE;
        struct span *spans = arena_array(&document->span_arena, capacity, sizeof *spans);
        if (!spans)
            return false;
        if (block->span_count)
            memcpy(spans, document->newest_spans, block->span_count * sizeof *spans);
        document->newest_spans = spans;
    }
    document->newest_capacity = capacity;
    block->spans = document->newest_spans;
    return true;
}

void document_span(struct document *document, struct span span)
{
    if (span.text.length == 0 || document->count == 0 || document->failed)
        return;
    struct block *block = &document->blocks[document->count - 1];
    if (!grow_spans(document, block))
        document->failed = true;
    else
        document->newest_spans[block->span_count++] = span;
}

void document_text(struct document *document, enum role role, struct slice text)
{
    document_span(document, (struct span){.role = role, .text = text, .target = no_record});
}

void document_link(struct document *document, struct slice text, struct record target)
{
    document_span(document, (struct span){.role = ROLE_LINK, .text = text, .target = target});
}

void document_format(struct document *document, enum role role, const char *format, ...)
{
    struct buffer text = {0};
    va_list arguments;
    va_start(arguments, format);
    if (!buffer_append_format_list(&text, format, arguments))
        document->failed = true;
    va_end(arguments);
    document_text(document, role, document_keep(document, buffer_slice(&text)));
    buffer_free(&text);
}

struct slice document_keep(struct document *document, struct slice text)
{
    struct slice kept = arena_copy(&document->arena, text);
    if (!kept.data)
        document->failed = true;
    return kept;
}

void document_clear(struct document *document)
{
    arena_clear(&document->arena);
    arena_clear(&document->span_arena);
    document->count = 0;
    document->newest_spans = NULL;
    document->newest_capacity = 0;
}

void document_free(struct document *document)
{
    arena_free(&document->arena);
    arena_free(&document->span_arena);
    free(document->blocks);
    *document = (struct document){0};
}
