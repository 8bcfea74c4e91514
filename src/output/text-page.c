/* text-page.c: a document as plain text. */
#include "output/layout-block.h"

/* Lines are laid out and written in turns: memory does not grow with the document. */
enum { LINES_AT_ONCE = 512 };

struct page {
    struct layout layout;
    struct setter setter;
    struct buffer text;
    output_write *write;
    void *context;
};

static bool append_line(struct buffer *text, const struct line *line)
{
    for (size_t i = 0; i < line->count; i++)
        buffer_append(text, line->spans[i].text);
    return buffer_append_char(text, '\n');
}

/* Writes the lines that are laid out, and forgets them. */
static bool flush(struct page *page)
{
    struct layout *layout = &page->layout;
    bool done = !layout->failed;
    buffer_clear(&page->text);
    for (size_t i = 0; i < layout->count && done; i++)
        done = append_line(&page->text, &layout->lines[i]);
    arena_free(&layout->arena);
    layout->count = 0;
    return done && page->write(page->context, buffer_slice(&page->text));
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
        if ((page->layout.count >= LINES_AT_ONCE || page->layout.failed) && !flush(page))
            return false;
    }
    return true;
}

bool text_page_write(const struct document *document, const struct layout_options *options,
                     output_write *write, void *context)
{
    struct page page = {.write = write, .context = context};
    page.setter = (struct setter){.layout = &page.layout, .options = options};
    set_marking(&page, document);
    bool done = write_blocks(&page, document);
    set_marking(&page, document);
    done = done && flush(&page);
    setter_free(&page.setter);
    layout_free(&page.layout);
    buffer_free(&page.text);
    return done;
}
