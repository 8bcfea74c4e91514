/* rendering.h: a document for other programs than a printer: as Markdown, HTML and JSON.
 *
 * All say the same as the text page, in the same order; text passes the gate as it does there, but
 * for JSON, which programs read and which holds it as it stands. */
#ifndef BRIEFBOOK_RENDERING_H
#define BRIEFBOOK_RENDERING_H

#include "briefbook/layout.h"
#include "briefbook/verification.h"

struct rendering_options {
    const struct store *store;               /* that the document is composed from */
    const struct verification *verification; /* of its quotations, for JSON; NULL for not known */
    bool ascii;                              /* use no signs but those of ASCII */
};

/* A document on its way to bytes. It is taken a part at a time, and no part is kept, so that memory does
 * not grow with it; title and marking must live until the rendering is freed. */
struct rendering;

enum rendering_state {
    RENDERING_FAILED, /* writing failed, or memory is out */
    RENDERING_AGAIN,  /* nothing is written yet: all parts are to come once more */
    RENDERING_WHOLE
};

/* Takes the next part; a document_take(). False when writing failed or memory is out. */
bool rendering_take(void *rendering, struct document *part);

/* To be called when all parts are taken: writes what is left. */
enum rendering_state rendering_end(struct rendering *rendering);

void rendering_free(struct rendering *rendering);

/* Writes a document that is there whole, and frees the rendering. False when writing failed, or memory
 * is out: then the rendering may be NULL. */
bool rendering_write(struct rendering *rendering, const struct document *document);

/* Make renderings; the options must live as long. NULL when memory is out. */
typedef struct rendering *rendering_new(const struct rendering_options *options,
                                        output_write *write, void *context);

/* CommonMark: sections are headings, quotations stand in block quotes; no sign of a text is taken
 * for one of Markdown. */
rendering_new markdown_new;

/* One file without scripts, that fetches nothing; printed, each page is marked. */
rendering_new html_new;

/* The format that briefbook(5) describes, version RENDERING_JSON_VERSION. With `ascii` other signs
 * are escaped as JSON has it: the texts are the same. */
rendering_new json_new;

/* Text, as text_page_write() writes it. */
struct rendering *text_page_new(const struct layout_options *options, output_write *write,
                                void *context);

/* The same on pages of so many lines, at least text_pages_least(), with a form feed before each but
 * the first. The marking stands at the right of the first and the last line of each, at the left of
 * the last the number of the page and how many there are. An item (the blocks of one record) that
 * fits on a page is not parted, a heading stays with the item below it, and a block with
 * `keep_with_next`, such as a speaker, with the first lines of the next one. Of an item that is
 * longer than a page no page has one line alone. */
struct rendering *text_pages_new(const struct layout_options *options, size_t lines,
                                 output_write *write, void *context);

#define RENDERING_JSON_FORMAT "briefbook-page"
enum { RENDERING_JSON_VERSION = 1 };

#endif
