/* query.h: what a person asks for, read and made ready to match.
 *
 * A query is words, phrases, regular expressions and terms joined by AND (also by standing side by
 * side), OR and NOT. It is read once into a tree, folded (text_fold), and never changes: threads may
 * share it. An empty one matches all.
 *
 *     cyber defence            both words, each anywhere in the record
 *     "integrated deterrence"  that phrase; a straight mark and a curly one are the same
 *     -ukraine   NOT ukraine   no cell of the record holds it
 *     cyber OR space           either; NOT binds tighter than AND, AND than OR; ( ) group
 *     /nato.{1,20}seoul/       a regular expression of PCRE2; a letter behind its end is part of it
 *     speaker:lee              who is called so, by id or name, and what he says
 *     event:first-talks        what is linked with it; also person: quote: field: source:
 *                              judgement: line: conflict:
 *     quote_type:partial       a column of any table; an enum or id, or key:=…, as a whole
 *     type:(visit OR talks)    several values of one column
 *     in:quotes                only that table
 *     has:original_text        a column that is not blank
 *     is:anonymous             a state: marked, anonymous, unsourced, disputed or changed
 *     date:2023-02             when it was; also date:2022-04..2023-02, date:>=2022-06, > <= <
 *
 * AND, OR and NOT are operators in capitals only, and outside quotation marks. A "-" inside a word
 * is a letter, and so are dashes that stand alone. In a phrase a backslash makes a quotation mark or
 * a backslash stand for itself; before anything else it is a letter. An empty phrase asks nothing.
 * A word that begins with a name and ":" is a term, unless it holds "://"; behind keys that are no
 * columns ":=" means ":". In the group of a column a slash is a letter.
 *
 * What matches: a word inside one cell, anywhere in a word; a phrase inside one cell, each run of
 * blanks being one. Both look at every cell of a record but its id and links, and at the names (each
 * column marked COLUMN_IS_NAME) of the people, events and fields it links to directly; a link value
 * that names no record is text. `-x` asks that none of these holds x. An expression looks at the same
 * cells and names as they stand, unless they are blank, without case but for (?-i); `^` and `$` are
 * their ends. It gives up on a text that takes too long, see search_gave_up().
 *
 * A term that names records takes an id, byte for byte, or where no record has it a word in a name,
 * and matches all records so named and those one declared link away, in either direction. People and
 * events are linked through a quote too (but fields are not, as they are in store_linked()); `field:`
 * takes the fields below with it, and `speaker:` follows speaker_id alone. A quote is anonymous when
 * its attribution_kind is "unnamed", or blank with no speaker; a record is unsourced when its table
 * has source_ids and they are blank, and disputed when a conflict names it. */
#ifndef BRIEFBOOK_QUERY_H
#define BRIEFBOOK_QUERY_H

#include "briefbook/store.h"

struct query;

/* While it is typed a query is read as far as it can be (an open quotation mark reaches to the end,
 * an operator without anything to work on and a term without a proper value are left out, an unknown
 * term is a word, of an expression that can't be read its beginning counts); on Enter and on the
 * command line what is not well formed is an error. */
enum query_reading { QUERY_FORGIVING, QUERY_STRICT };

/* The file that diagnostics about a query name. */
#define QUERY_PLACE "query"

/* Reads a query. NULL with one diagnostic when it is not well formed (in a strict reading), not
 * UTF-8, beyond the limits (64 KiB, 10,000 terms, 1,000 groups in each other), or memory is out.
 * The diagnostic [query] has the place QUERY_PLACE, line 1 and the column in characters of the
 * text; a query that is too long has none. The caller frees the query, and may forget the text. */
struct query *query_new(struct slice text, enum query_reading reading, struct diag_list *diags);

/* The same, where the columns that the tables of a store have may be terms too (in query_new() only
 * those of the schema). While the store loads, those of tables not yet begun are not known. */
struct query *query_new_in(const struct store *store, struct slice text, enum query_reading reading,
                           struct diag_list *diags);

/* Appends two lines that show the place of a fault to a person: the query, made harmless (gate.h)
 * and cut around the place when it is long, and a caret under the place. Nothing for a diagnostic
 * without a place. Widths are those of the screen, see text.h. False when memory is out. */
bool query_append_fault(struct buffer *buffer, struct slice text, const struct diag *fault,
                        unsigned gate_flags);

/* Whether it asks nothing, so that everything matches. */
bool query_matches_all(const struct query *query);

/* Appends the canonical form: reading it gives the same tree. Words stay as typed, without needless
 * quotation marks and parentheses; NOT is "-", AND is a blank. False when memory is out. */
bool query_append_canonical(const struct query *query, struct buffer *buffer);

/* A query's parts: what it joins by AND at its top, or all of it as one; none when it matches all.
 * Appends the canonical form of one; false when memory is out. */
size_t query_part_count(const struct query *query);
bool query_append_part(const struct query *query, size_t number, struct buffer *buffer);

/* The query that asks for all parts but one. It lights nothing, and must not outlive the query it
 * comes from. The caller frees it; NULL when memory is out. */
struct query *query_without_part(const struct query *query, size_t number);

/* Whether one record matches; looks at the store directly (search.h is for whole tables). When the
 * store is loaded it agrees with a search that was not told what is marked or changed. False also
 * when memory is out. */
bool query_matches(const struct query *query, const struct store *store, struct record record);

/* Places in a text, in bytes of the original, on whole grapheme clusters; in order, not touching. */
struct match {
    size_t start;
    size_t end;
};

/* Zero-initialise. */
struct match_list {
    struct match *items;
    size_t count;
    size_t capacity;
    bool failed;
};

/* Finds the words, phrases and matches of expressions that the query asks for (not what it excludes)
 * in a cell or name, to be lit there. Replaces what the list held. False when memory is out. */
bool query_find(const struct query *query, struct slice text, struct match_list *found);
bool match_list_add(struct match_list *found, struct match match);
void match_list_free(struct match_list *found);

/* Takes NULL. */
void query_free(struct query *query);

#endif
