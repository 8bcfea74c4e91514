/* text-page.c: a document as plain text, all on one page. */
#include <stdlib.h>

#include "output/layout-block.h"
#include "output/rendering-kind.h"

/* Lines are laid out and written in turns: memory does not grow with the document. */
enum { BYTES_AT_ONCE = 32768 };

struct page {
    struct rendering rendering;
    struct setter setter;
    struct buffer text;
    struct slice marking;
    bool begun;
    output_write *write;
    void *context;
};

/* Writes the lines that are laid out, and forgets them. */
static bool flush(struct page *page)
{
    bool done = !page->setter.failed && page->write(page->context, buffer_slice(&page->text));
    buffer_clear(&page->text);
    return done;
}

/* The marking stands at the right of the first and the last line. */
static void set_marking(struct page *page)
{
    const struct block marking = {
        .kind = BLOCK_SPLIT, .label = page->marking, .label_role = ROLE_MARKING};
    if (page->marking.length)
        layout_block(&page->setter, &marking);
}

static bool take(struct rendering *rendering, const struct document *part)
{
    struct page *page = (struct page *)rendering;
    page->marking = part->marking;
    if (!page->begun)
        set_marking(page);
    page->begun = true;
    for (size_t i = 0; i < part->count; i++) {
        layout_block(&page->setter, &part->blocks[i]);
        if ((page->text.length >= BYTES_AT_ONCE || page->setter.failed) && !flush(page))
            return false;
    }
    return true;
}

static enum rendering_state end(struct rendering *rendering)
{
    struct page *page = (struct page *)rendering;
    set_marking(page);
    return flush(page) ? RENDERING_WHOLE : RENDERING_FAILED;
}

static void free_page(struct rendering *rendering)
{
    struct page *page = (struct page *)rendering;
    setter_free(&page->setter);
    buffer_free(&page->text);
    free(page);
}

struct rendering *text_page_new(const struct layout_options *options, output_write *write,
                                void *context)
{
    static const struct rendering_kind kind = {take, end, free_page};
    struct page *page = calloc(1, sizeof *page);
    if (!page)
        return NULL;
    page->rendering.kind = &kind;
    page->setter = (struct setter){.options = options, .bytes = &page->text};
    page->write = write;
    page->context = context;
    return &page->rendering;
}

bool text_page_write(const struct document *document, const struct layout_options *options,
                     output_write *write, void *context)
{
    return rendering_write(text_page_new(options, write, context), document);
}
