#include "compose-book.h"

static void copy_span(struct document *document, const struct span *span)
{
    struct span copy = *span;
    copy.text = document_keep(document, span->text);
    document_span(document, copy);
}

/* A part and its texts are gone when the next one comes. */
static void copy_block(struct document *document, const struct block *block)
{
    struct block *copy = document_block(document, block->kind);
    *copy = *block;
    copy->label = document_keep(document, block->label);
    copy->spans = NULL;
    copy->span_count = 0;
    for (size_t i = 0; i < block->span_count; i++)
        copy_span(document, &block->spans[i]);
}

static bool join(void *context, struct document *part)
{
    struct document *document = context;
    for (size_t i = 0; i < part->count; i++)
        copy_block(document, &part->blocks[i]);
    return !document->failed;
}

bool compose_book(struct document *document, const struct store *store,
                  const struct compose_options *options)
{
    struct composition *composition = composition_new(store, options);
    if (composition) {
        const struct document *head = composition_head(composition);
        document->title = head->title;
        document->marking = document_keep(document, head->marking);
        document->lists_sources = head->lists_sources;
    }
    bool done = composition && composition_run(composition, join, document);
    composition_free(composition);
    document->failed = document->failed || !done;
    return done;
}
