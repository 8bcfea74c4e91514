/* compose.h: from a book to a document.
 *
 * This is the only place that decides what a briefing says: sections and their order, attribution,
 * endnotes in order of first use, conflicts and gaps, ratings, marking. */
#ifndef BRIEFBOOK_COMPOSE_H
#define BRIEFBOOK_COMPOSE_H

#include "briefbook/changes.h"
#include "briefbook/document.h"
#include "briefbook/lighting.h"
#include "briefbook/verification.h"

/* X(SYMBOL, name for --sections, heading), in the order of the page. */
#define SECTIONS(X)                                 \
    X(BOTTOM_LINE, "bottom-line", "BOTTOM LINE")    \
    X(LINES, "lines", "LINES TO TAKE")              \
    X(JUDGEMENTS, "judgements", "JUDGEMENTS")       \
    X(CHANGES, "changes", "CHANGED SINCE")          \
    X(EVENTS, "events", "CHRONOLOGY")               \
    X(PEOPLE, "people", "OFFICIALS AND EXPERTS")    \
    X(QUOTES, "quotes", "STATEMENTS")               \
    X(FIELDS, "fields", "COOPERATION")              \
    X(CONFLICTS, "conflicts", "CONFLICTS AND GAPS") \
    X(SOURCES, "sources", "SOURCES")

enum section {
#define SECTION_ENUM(symbol, name, heading) SECTION_##symbol,
    SECTIONS(SECTION_ENUM)
#undef SECTION_ENUM
        SECTION_COUNT
};

struct compose_options {
    const enum section *sections; /* which, in which order; NULL for all in the usual order */
    size_t section_count;
    const struct query *query;     /* what to print; NULL for all */
    const struct search *search;   /* its finished search; NULL only where `query` is, too */
    const struct changes *changes; /* for CHANGED SINCE, which is left out where it is NULL */
    struct slice tlp; /* the label of the page, no lower than the book's; blank for that */
    const struct verification *verification; /* of its quotations; NULL for not known */
};

const char *section_name(enum section section);

/* Reads a list of section names separated by commas into `sections` (SECTION_COUNT of them at most).
 * False with a diagnostic that names an unknown or repeated one and lists those there are. */
bool section_parse(struct slice list, enum section *sections, size_t *count,
                   struct diag_list *diags);

/* A whole book that is to be composed in parts, so that memory does not grow with what it says. The
 * book must be loaded; it and the options must live as long. A plain table gives its records as
 * `name: value`. */
struct composition;

/* NULL when memory is out. */
struct composition *composition_new(const struct store *store,
                                    const struct compose_options *options);

/* The title and the marking of all parts, which live as long as the composition; no blocks. */
const struct document *composition_head(const struct composition *composition);

/* Composes the book and gives each part away; as often as is wanted, always the same. False when no
 * more was wanted, or memory is out. */
bool composition_run(const struct composition *composition, document_take *take, void *context);

void composition_free(struct composition *composition);

/* Composes what changed as a note of its own: both books, then what is new, altered and gone, under
 * the headings of the page. Zero-initialise the document and free it; both stores must live as long.
 * False when memory is out. */
bool compose_changes(struct document *document, const struct changes *changes);

/* Composes one change as that note has it, without a heading above it. */
bool compose_change(struct document *document, const struct changes *changes,
                    const struct change *change);

/* Composes one record in full, as the detail pane shows it: its columns in words, its links and
 * what links to it, its conflicts, and how a quotation compares with its source where that is known.
 * The names of links are cut to a line of so many columns, or as elsewhere where that is more: 0.
 * What `lighting` finds is marked as a match; it and `verification` may be NULL. The store may still be
 * loading; it must live as long as the document. */
bool compose_record(struct document *document, const struct store *store, struct record record,
                    size_t columns, struct lighting *lighting,
                    const struct verification *verification);

/* Composes a record in a few lines, as search results show it: its words, a quotation in its marks, then
 * who, where and when, then each of its sources, cited. What `lighting` finds is marked as a match; it
 * may be NULL. */
bool compose_excerpt(struct document *document, const struct store *store, struct record record,
                     struct lighting *lighting);

/* Appends that as text to be taken elsewhere: raw, each part on a line of its own. */
bool compose_append_excerpt(struct buffer *buffer, const struct store *store, struct record record);

/* Whether excerpts of a table show a column. */
bool excerpt_shows(enum table_id table, size_t column);

/* ---- Wording shared by lists, pages and search results -------------------------------------
 *
 * All give raw text, as it stands in the book; those that append return false when memory is out. */

/* Who said a quote: the speaker's name, or the attribution text; "not attributed" else. `*person` is
 * the speaker's record; its table is TABLE_NONE where the book has none. */
struct slice compose_speaker(const struct store *store, struct record quote, struct record *person);
bool compose_append_speaker(struct buffer *buffer, const struct store *store, struct record quote);

/* The date of a record as people read it: date_text as it stands when there is one, else the ISO
 * date. Nothing when it has none. */
bool compose_append_date(struct buffer *buffer, const struct store *store, struct record record);

/* A record in a few words, for a link or a line of a list: an event with its date, a quote as its
 * speaker and first words, a source as where it was published and when. */
bool compose_append_short(struct buffer *buffer, const struct store *store, struct record record);

/* The column that a conflict is about, in words: "start date". */
bool compose_append_disputed(struct buffer *buffer, const struct store *store,
                             struct record conflict);

/* The citation of a source: author, “title”, container, publisher, issued. <url> */
bool compose_append_citation(struct buffer *buffer, const struct store *store,
                             struct record source);

/* The highest marking of the book: classification, then TLP ("NATO RESTRICTED  TLP:AMBER"). A `tlp`
 * that is not blank stands in place of the book's. */
bool compose_append_marking(struct buffer *buffer, const struct store *store, struct slice tlp);

/* The highest TLP label of the book, blank when it has none; the first record that has it, the book
 * itself before all others, goes to `record`. */
struct slice compose_tlp(const struct store *store, struct record *record);

/* What stands before and after the words of a quote: quotation marks where they are exact, a
 * no-break space beside one in the text; nothing for a paraphrase, for words of no stated type, and
 * for words that already stand in marks. Static. */
struct quotation_marks {
    const char *before;
    const char *after;
};
struct quotation_marks compose_quotation_marks(const struct store *store, struct record quote,
                                               struct slice words);

/* Whether a row of conflicts.csv is about this record; the first such conflict goes to `conflict`.
 * Needs a loaded store. */
bool compose_conflict(const struct store *store, struct record record, struct record *conflict);

#endif
