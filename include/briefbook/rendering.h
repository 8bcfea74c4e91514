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

/* Writes a document. False when writing failed or memory is out. */
typedef bool rendering_write(const struct document *document,
                             const struct rendering_options *options, output_write *write,
                             void *context);

/* CommonMark: sections are headings, quotations stand in block quotes; no sign of a text is taken
 * for one of Markdown. */
rendering_write markdown_write;

/* One file without scripts, that fetches nothing; printed, each page is marked. */
rendering_write html_write;

/* The format that briefbook(5) describes, version RENDERING_JSON_VERSION. With `ascii` other signs
 * are escaped as JSON has it: the texts are the same. */
rendering_write json_write;

#define RENDERING_JSON_FORMAT "briefbook-page"
enum { RENDERING_JSON_VERSION = 1 };

#endif
