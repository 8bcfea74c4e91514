/* document.h: what a briefing says, composed once and rendered many times.
 *
 * A long one comes in parts, one after the other: each is a document whose blocks go on where those
 * of the last one ended, all have the same title and marking.
 *
 * A document is a list of blocks (a heading, a paragraph, a quotation …), each a list of spans with
 * a role. It says nothing of widths, colours or bytes: layout.h makes lines of it for paper and for
 * the detail pane. Text in spans is raw, as it stands in the book; the layout passes it through the
 * gate. */
#ifndef BRIEFBOOK_DOCUMENT_H
#define BRIEFBOOK_DOCUMENT_H

#include "briefbook/arena.h"
#include "briefbook/store.h"

/* What a piece of text is; screen.c turns roles into colours and attributes. */
enum role {
    ROLE_TEXT,
    ROLE_TITLE,     /* of the book */
    ROLE_HEADING,   /* of a section */
    ROLE_LABEL,     /* the name of a value: "About", "Rating:" */
    ROLE_NAME,      /* what a record is called */
    ROLE_QUOTATION, /* somebody's exact words */
    ROLE_MUTED,     /* less important: counts, dates beside a name */
    ROLE_LINK,      /* leads to `target` */
    ROLE_ENDNOTE,   /* [1] */
    ROLE_MARKING,   /* TLP or classification */
    ROLE_WARNING    /* needs attention: "!", UNRATED, [no source] */
};

struct span {
    enum role role;
    bool match; /* the query asks for this: it is lit */
    struct slice text;
    struct record target; /* of a link; its table is TABLE_NONE otherwise */
};

enum block_kind {
    BLOCK_HEADING,
    BLOCK_PARAGRAPH,
    BLOCK_QUOTATION, /* exact or reported words; marks are part of the spans */
    BLOCK_SPLIT,     /* one line: `label` at the right edge, spans at the left */
    BLOCK_SPACE      /* an empty line */
};

struct block {
    enum block_kind kind;
    unsigned indent;    /* columns before the block */
    struct slice label; /* stands before the first line, the text hangs behind it */
    enum role label_role;
    unsigned label_width; /* columns kept for the label; without one, for that of a block above */
    const struct span *spans;
    size_t span_count;
    struct record record; /* the item it is part of; its table is TABLE_NONE outside items */
    unsigned section;     /* enum section, see compose.h */
    bool keep_with_next;  /* no page ends between this block and the next */
};

/* Zero-initialise. */
struct document {
    struct arena arena;      /* owns the text made for spans, */
    struct arena span_arena; /* and this one spans */
    struct block *blocks;
    size_t count;
    size_t capacity;
    struct slice marking; /* the highest of the book; blank when it has none */
    struct slice title;
    bool lists_sources; /* what endnotes stand for is part of it, here or in another part */
    bool failed;        /* memory ran out: blocks are missing */

    /* For document.c alone: */
    struct span *newest_spans; /* of the newest block */
    size_t newest_capacity;
    struct block spare; /* stands in for a block when memory is out */
};

/* ---- Building (for those who compose) ----------------------------------------------------- */

/* Begins a block; spans are added to the newest block until the next begins. Returns it for its
 * fields to be set (valid until the next call). When memory is out it is one that no document holds,
 * and `failed` is set: who builds need not ask before the end. */
struct block *document_block(struct document *document, enum block_kind kind);

/* Adds a span to the newest block; blank text adds none. The text is not copied: it must live as
 * long as the document. */
void document_span(struct document *document, struct span span);
void document_text(struct document *document, enum role role, struct slice text);
static inline void document_string(struct document *document, enum role role, const char *text)
{
    document_text(document, role, slice_of(text));
}
void document_link(struct document *document, struct slice text, struct record target);

/* The same, from a format; the text is kept in the document's arena. */
void document_format(struct document *document, enum role role, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Copies text into the document's arena. */
struct slice document_keep(struct document *document, struct slice text);

/* Forgets blocks and the texts made for them, and keeps memory for others; title and marking stay. */
void document_clear(struct document *document);

void document_free(struct document *document);

/* Receives the parts of a document, which are cleared afterwards; it may put an empty document in the
 * place of a part that it keeps. False when no more is wanted. */
typedef bool document_take(void *context, struct document *part);

#endif
