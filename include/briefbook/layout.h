/* layout.h: a document as lines of spans at a width, for paper and for the screen.
 *
 * Text passes the gate here, and only here, on its way from a document to a reader; then it is
 * broken where Unicode allows (UAX 14) and by its width in columns. A word or URL wider than the
 * line is broken between grapheme clusters on screen; on paper a URL is left whole. */
#ifndef BRIEFBOOK_LAYOUT_H
#define BRIEFBOOK_LAYOUT_H

#include "briefbook/document.h"
#include "briefbook/text.h"

enum {
    LAYOUT_MINIMUM_WIDTH = 40, /* of a page; narrower panes are laid out all the same */
    LAYOUT_MOST_WIDTH = 1000,
    LAYOUT_USUAL_WIDTH = 72 /* of a page */
};

struct layout_options {
    size_t width; /* columns, at least 1 */
    enum text_medium medium;
    bool ascii;
};

struct line {
    const struct span *spans; /* clean text, no line ends; spaces for indents are spans too */
    size_t count;
    size_t block; /* the block of the document it comes from */
};

struct layout {
    struct arena arena;
    struct line *lines;
    size_t count;
    size_t capacity;
    bool failed;
};

/* Lays out a whole document. Zero-initialise the layout and free it; it does not need the document
 * any more. False when memory is out. */
bool layout_document(struct layout *layout, const struct document *document,
                     const struct layout_options *options);
void layout_free(struct layout *layout);

/* Receives bytes of a rendering; false stops it. */
typedef bool output_write(void *context, struct slice bytes);

/* Writes the document as plain text: the marking at the right of the first and last line, the
 * lines between. False when writing failed or memory is out. */
bool text_page_write(const struct document *document, const struct layout_options *options,
                     output_write *write, void *context);

/* The fewest lines of a page of the document; 0 when memory is out. */
size_t text_pages_least(const struct document *document, const struct layout_options *options);

/* Whether a page of so many lines has room for the document's marking, as every page bears it. False with a
 * diagnostic. */
bool text_pages_have_room(const struct document *document, const struct layout_options *options,
                          size_t lines, struct diag_list *diags);

enum {
    LAYOUT_LEAST_PAGE = 12, /* lines; a high marking takes more */
    LAYOUT_USUAL_PAGE = 60, /* of a printer */
    LAYOUT_MOST_PAGE = 10000
};

#endif
