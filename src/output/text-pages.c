/* text-pages.c: a document as plain text, on pages of so many lines.
 *
 * The foot of the first page says how many there are, so that pages are made twice: to count them,
 * and to write them. Memory holds one group of lines at a time. */
#include <stdlib.h>

#include "output/item-blocks.h"
#include "output/layout-block.h"
#include "output/page-group.h"
#include "output/rendering-kind.h"

enum {
    GAP = 1,         /* empty lines below the head and above the foot */
    LEAST_ROOM = 8,  /* lines of text on a page */
    WIDEST = 999999, /* number of a page for which the foot has room */
    BYTES_AT_ONCE = 32768
};

/* A document on its way to pages. */
struct pages {
    struct rendering rendering;
    struct slice title;
    struct slice marking;
    size_t lines; /* of a page */
    output_write *write;
    void *context;
    struct setter setter;
    struct buffer text; /* lines of the group, */
    struct page_group group;
    struct block last;   /* its last block, whose texts may be gone, */
    bool in_group;       /* where there is one */
    size_t space;        /* empty lines before it */
    struct buffer edge;  /* a head or foot */
    struct buffer ready; /* to be written */
    size_t head;         /* lines of each head, */
    size_t foot;         /* foot, */
    size_t room;         /* and between them */
    bool titled;         /* pages after the first have the title at their head */
    size_t page;         /* the number of the page at hand; 0 before the first, */
    size_t used;         /* lines of text on it, */
    size_t total;        /* and of all pages; 0 while they are counted */
};

/* ---- Heads and feet ----------------------------------------------------------------------- */

/* Lays out a line with the marking at its right end into `edge`; returns how many lines it took. */
static size_t set_edge(struct pages *pages, enum role role, struct slice words)
{
    const struct span span = {.role = role, .text = words, .target = {TABLE_NONE, 0}};
    const struct block block = {
        .kind = BLOCK_SPLIT,
        .label = pages->marking,
        .label_role = ROLE_MARKING,
        .spans = &span,
        .span_count = words.length > 0,
    };
    size_t before = pages->setter.lines;
    buffer_clear(&pages->edge);
    pages->setter.bytes = &pages->edge;
    layout_block(&pages->setter, &block);
    pages->setter.bytes = &pages->text;
    return pages->setter.lines - before;
}

static size_t set_foot(struct pages *pages, size_t page, size_t total)
{
    struct buffer words = {0};
    buffer_append_format(&words, "page %zu of %zu", page, total);
    size_t lines = set_edge(pages, ROLE_TEXT, buffer_slice(&words));
    pages->setter.failed = pages->setter.failed || words.failed;
    buffer_free(&words);
    return lines;
}

/* The title stands at the head where it does not make it higher. */
static void measure_edges(struct pages *pages)
{
    size_t marking = set_edge(pages, ROLE_TITLE, (struct slice){NULL, 0});
    pages->head = marking ? marking : 1;
    pages->titled = set_edge(pages, ROLE_TITLE, pages->title) <= pages->head;
    pages->foot = set_foot(pages, WIDEST, WIDEST);
}

static size_t least_lines(const struct pages *pages)
{
    return pages->head + GAP + LEAST_ROOM + GAP + pages->foot;
}

/* ---- Pages -------------------------------------------------------------------------------- */

static void add_empty_lines(struct pages *pages, size_t count)
{
    buffer_append_repeated(&pages->ready, '\n', count);
}

static void begin_page(struct pages *pages)
{
    struct slice none = {NULL, 0};
    pages->page++;
    pages->used = 0;
    if (pages->total == 0)
        return;
    if (pages->page > 1)
        buffer_append_char(&pages->ready, '\f');
    bool titled = pages->titled && pages->page > 1;
    size_t lines = set_edge(pages, ROLE_TITLE, titled ? pages->title : none);
    buffer_append(&pages->ready, buffer_slice(&pages->edge));
    add_empty_lines(pages, pages->head - lines + GAP);
}

static void end_page(struct pages *pages)
{
    if (pages->total == 0)
        return;
    size_t lines = set_foot(pages, pages->page, pages->total);
    add_empty_lines(pages, pages->room - pages->used + GAP + pages->foot - lines);
    buffer_append(&pages->ready, buffer_slice(&pages->edge));
}

/* Adds lines of the group to the page. */
static void add_lines(struct pages *pages, size_t from, size_t count)
{
    const struct page_group *group = &pages->group;
    size_t end = from + count;
    size_t last = end < group->count ? group->lines[end].start : pages->text.length;
    if (pages->total)
        buffer_append(&pages->ready,
                      slice_part(buffer_slice(&pages->text), group->lines[from].start, last));
    pages->used += count;
}

/* Empty lines part what stands on one page. */
static size_t space_before(const struct pages *pages)
{
    return pages->used ? pages->space : 0;
}

static void place_group(struct pages *pages)
{
    for (size_t from = 0; from < pages->group.count;) {
        size_t space = space_before(pages);
        size_t taken_up = pages->used + space;
        size_t room = taken_up < pages->room ? pages->room - taken_up : 0;
        size_t count = page_group_take(&pages->group, from, room, pages->room);
        if (count == 0) {
            end_page(pages);
            begin_page(pages);
            continue;
        }
        if (pages->total)
            add_empty_lines(pages, space);
        pages->used += space;
        pages->space = 0;
        add_lines(pages, from, count);
        from += count;
    }
    page_group_clear(&pages->group);
    buffer_clear(&pages->text);
    pages->in_group = false;
}

/* ---- The document ------------------------------------------------------------------------- */

/* Writes what is ready once it is worth it. False when no more is wanted, or memory is out. */
static bool flush(struct pages *pages, size_t least)
{
    struct buffer *ready = &pages->ready;
    if (pages->setter.failed || ready->failed)
        return false;
    bool done = ready->length <= least || pages->write(pages->context, buffer_slice(ready));
    if (ready->length > least)
        buffer_clear(ready);
    return done;
}

static void take_block(struct pages *pages, const struct block *block)
{
    size_t from = pages->text.length;
    layout_block(&pages->setter, block);
    if (!page_group_add(&pages->group, block, buffer_slice(&pages->text), from))
        pages->setter.failed = true;
    pages->last = *block;
    pages->in_group = true;
}

static void begin(struct pages *pages, const struct document *document)
{
    pages->title = document->title;
    pages->marking = document->marking;
    measure_edges(pages);
    pages->room = pages->lines - (least_lines(pages) - LEAST_ROOM);
    begin_page(pages);
}

/* Pages that are counted are not written. */
static bool take(struct rendering *rendering, const struct document *part)
{
    struct pages *pages = (struct pages *)rendering;
    if (pages->page == 0)
        begin(pages, part);
    for (size_t i = 0; i < part->count; i++) {
        const struct block *block = &part->blocks[i];
        bool is_space = block->kind == BLOCK_SPACE;
        if (is_space || (pages->in_group && !item_goes_on(&pages->last, block)))
            place_group(pages);
        if (is_space)
            pages->space++;
        else
            take_block(pages, block);
        if (!flush(pages, BYTES_AT_ONCE))
            return false;
    }
    return true;
}

static enum rendering_state end(struct rendering *rendering)
{
    struct pages *pages = (struct pages *)rendering;
    bool is_counted = pages->total > 0;
    place_group(pages);
    pages->space = 0;
    end_page(pages);
    pages->total = pages->page;
    pages->page = 0;
    if (!flush(pages, 0))
        return RENDERING_FAILED;
    return is_counted ? RENDERING_WHOLE : RENDERING_AGAIN;
}

static void release(struct pages *pages)
{
    setter_free(&pages->setter);
    page_group_free(&pages->group);
    buffer_free(&pages->text);
    buffer_free(&pages->edge);
    buffer_free(&pages->ready);
}

static void free_pages(struct rendering *rendering)
{
    struct pages *pages = (struct pages *)rendering;
    release(pages);
    free(pages);
}

struct rendering *text_pages_new(const struct layout_options *options, size_t lines,
                                 output_write *write, void *context)
{
    static const struct rendering_kind kind = {take, end, free_pages};
    struct pages *pages = calloc(1, sizeof *pages);
    if (!pages)
        return NULL;
    pages->rendering.kind = &kind;
    pages->lines = lines;
    pages->write = write;
    pages->context = context;
    pages->setter = (struct setter){.options = options, .bytes = &pages->text};
    return &pages->rendering;
}

size_t text_pages_least(const struct document *document, const struct layout_options *options)
{
    struct pages pages = {.title = document->title, .marking = document->marking};
    pages.setter = (struct setter){.options = options, .bytes = &pages.text};
    measure_edges(&pages);
    size_t least = pages.setter.failed ? 0 : least_lines(&pages);
    release(&pages);
    return least;
}

bool text_pages_have_room(const struct document *document, const struct layout_options *options,
                          size_t lines, struct diag_list *diags)
{
    size_t least = text_pages_least(document, options);
    if (least == 0)
        return diag_out_of_memory(diags);
    return lines >= least ||
           diag_add(diags, DIAG_USAGE, (struct place){0},
                    "a page of %zu lines is too small for this marking; --page takes %zu or more",
                    lines, least);
}
