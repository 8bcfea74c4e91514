/* text-page.c: a document as plain text, all on one page. */
#include "output/layout-block.h"

/* Lines are laid out and written in turns: memory does not grow with the document. */
enum { BYTES_AT_ONCE = 32768 };

struct page {
    struct setter setter;
    struct buffer text;
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
static void set_marking(struct page *page, const struct document *document)
{
    const struct block marking = {
        .kind = BLOCK_SPLIT, .label = document->marking, .label_role = ROLE_MARKING};
    if (document->marking.length)
        layout_block(&page->setter, &marking);
}

static bool write_blocks(struct page *page, const struct document *document)
{
    for (size_t i = 0; i < document->count; i++) {
        layout_block(&page->setter, &document->blocks[i]);
        if ((page->text.length >= BYTES_AT_ONCE || page->setter.failed) && !flush(page))
            return false;
    }
    return true;
}

bool text_page_write(const struct document *document, const struct layout_options *options,
                     output_write *write, void *context)
{
    struct page page = {.write = write, .context = context};
    page.setter = (struct setter){.options = options, .bytes = &page.text};
    set_marking(&page, document);
    bool done = write_blocks(&page, document);
    set_marking(&page, document);
    done = done && flush(&page);
    setter_free(&page.setter);
    buffer_free(&page.text);
    return done;
}
