/* composer.h: what the parts of a composition share.
 *
 * composition_run() and compose_record() each set up a composer; sections and details add blocks and
 * spans through it. Everything here keeps a failure in `document->failed`, so that it is asked for
 * once, at the end. */
#ifndef BRIEFBOOK_BRIEF_COMPOSER_H
#define BRIEFBOOK_BRIEF_COMPOSER_H

#include "briefbook/changes.h"
#include "briefbook/compose.h"

/* Columns before an item, and before what belongs to it. */
enum { INDENT_ITEM = 2, INDENT_TEXT = 6 };

#define NO_BREAK_SPACE "\u00A0"

/* Sources in the order in which they are first cited. */
struct endnotes {
    uint32_t *numbers; /* of each row of sources; 0 until it is cited */
    size_t *citations; /* the last one in which it stands */
    uint32_t *order;   /* rows of sources, by number - 1 */
    size_t count;
    size_t citation; /* the one begun last, and what it is to show */
    struct endnote_mark *marks;
    size_t mark_count;
    size_t mark_capacity;
};

struct composer {
    struct document *document;
    document_take *take; /* gets each part of the document; NULL where it stays whole */
    void *taker;
    const struct store *store;
    const struct query *query;               /* what to select; NULL for all */
    const struct search *search;             /* and what it found */
    struct lighting *lighting;               /* finds what is marked as a match; NULL for nothing */
    const struct changes *changes;           /* since the superseded briefing; NULL: not known */
    const struct verification *verification; /* of its quotations; NULL for not known */
    struct endnotes endnotes;                /* all NULL where there are none, as in the detail */
    const struct endnotes *cited;            /* those of the whole document, where known before */
    unsigned section;                        /* new blocks belong to it, */
    bool begun;                              /* it has its heading, */
    struct record item;                      /* and to this record */
    struct record near;                      /* see composer_approach() */
    struct table_row near_cells;
    const struct store *near_store; /* NULL for none */
    bool conflicts_printed;         /* items in dispute may say by which number */
    struct slice as_of;             /* of the book */
    struct buffer scratch;          /* for a text put together; see composer_scratch() */
    struct match_list matches;
    struct record_list linked; /* see composer_links() */
};

void composer_free(struct composer *composer);

/* Appends the highest marking of several books, as compose_append_marking() does of one. */
bool marking_append(struct buffer *buffer, const struct store *const *stores, size_t count,
                    struct slice tlp);

/* ---- What to print ------------------------------------------------------------------------ */

bool composer_selects(const struct composer *composer, struct record record);

/* The first row at or after `row` that is to be printed, people without a record of their own left
 * out; SIZE_MAX when there is none. */
size_t composer_next(const struct composer *composer, enum table_id table, size_t row);

/* How many there are. */
size_t composer_count(const struct composer *composer, enum table_id table);

/* ---- Cells -------------------------------------------------------------------------------- */

/* Has the cells of a record at hand: those asked for next are mostly its own. An item is. */
void composer_approach(struct composer *composer, struct record record);

/* A cell without blanks around it. */
struct slice composer_cell(const struct composer *composer, struct record record, size_t column);
bool composer_has(const struct composer *composer, struct record record, size_t column);

/* The place of the cell's value in the list of its column; -1 when it is not in it. */
int composer_value(const struct composer *composer, struct record record, size_t column);

/* The records that a link column names; valid until the next call. */
const struct record_list *composer_links(struct composer *composer, struct record record,
                                         size_t column);

/* ---- Blocks ------------------------------------------------------------------------------- */

/* Gives away what is composed, and goes on with an empty document. */
void composer_give(struct composer *composer);

/* Begins an item: what follows belongs to it. What was kept before may be gone: here a part of the
 * document may end. */
void composer_item(struct composer *composer, struct record record);

/* Begins a block of the current item; the first of a section brings the heading. */
struct block *composer_block(struct composer *composer, enum block_kind kind, unsigned indent);

/* Begins a paragraph that hangs behind a label of `width` columns, which is kept as it is. */
struct block *composer_labelled(struct composer *composer, unsigned indent, struct slice label,
                                unsigned width);

/* ---- Spans -------------------------------------------------------------------------------- */

/* Adds text of the book, its matches lit; it must live as long as the document. */
void composer_text(struct composer *composer, enum role role, struct slice text);
void composer_link(struct composer *composer, struct slice text, struct record target);

/* Adds words of our own. */
static inline void composer_words(struct composer *composer, enum role role, const char *words)
{
    document_string(composer->document, role, words);
}

/* Takes what was appended to `scratch`, kept with the document; adds it as text. */
struct slice composer_keep(struct composer *composer);
void composer_scratch(struct composer *composer, enum role role);

/* Adds a cell that is not blank, after a separator where `*begun`, which it sets. Returns whether it
 * did. */
bool composer_part(struct composer *composer, enum role role, struct slice text,
                   const char *separator, bool *begun);

/* Adds a text that is not blank in parentheses, behind a space. */
void composer_aside(struct composer *composer, struct slice text);

/* Adds a paragraph "name: value". */
void composer_named_value(struct composer *composer, struct slice name, struct slice value);

/* Adds a text, and a full stop where it does not end in one or another sign that closes a
 * sentence. */
void composer_sentence(struct composer *composer, enum role role, struct slice text);

/* ---- Endnotes ----------------------------------------------------------------------------- */

bool endnotes_begin(struct endnotes *endnotes, const struct store *store);
void endnotes_free(struct endnotes *endnotes);

/* Cites the sources of a link column: " [1][3]", whichever is named first; then ids that no source has,
 * as they stand. */
void composer_cite(struct composer *composer, struct record record, size_t column);

/* The same, and " [no source]" when there is none. */
void composer_cite_or_say(struct composer *composer, struct record record, size_t column);

/* The same of several columns: each source stands in a citation once, and all of it is shown at the
 * end. `composer_cite_more` returns whether it has something by then, `composer_cite_end_or_say` says so
 * where it has nothing. */
void composer_cite_begin(struct composer *composer);
bool composer_cite_more(struct composer *composer, struct record record, size_t column);
void composer_cite_end_or_say(struct composer *composer);

#endif
