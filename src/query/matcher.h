/* matcher.h: a query at work on the tables of a store.
 *
 * Terms are answered a column at a time, each only for the rows that are still in question. What the
 * names of linked records say is found in one of two ways that agree: MATCHER_LOADED looks a word
 * up in the few names first and marks the rows that link to them (it needs a loaded store),
 * MATCHER_LOADING follows the links of each row as far as the tables they lead to have been read.
 *
 * A matcher belongs to one thread. Others may have seconds of it, which share what it finds out
 * about a table before the rows are looked at:
 *
 *     matcher_begin(matcher, TABLE_QUOTES);
 *     matcher_mark(matcher, 0, rows);      parts of the rows, on any threads, each once
 *     matcher_run(matcher, …);             window after window; seconds do others meanwhile */
#ifndef QUERY_MATCHER_H
#define QUERY_MATCHER_H

#include <stdatomic.h>

#include "query/tree.h"
#include "query/window.h"

struct matcher;

enum matcher_mode { MATCHER_LOADING, MATCHER_LOADED };

/* What a matcher works with, and tells. All that are pointers may be NULL, and must live as long as
 * the matcher. */
struct matcher_options {
    enum matcher_mode mode;
    bool portable;                   /* only plain C */
    const atomic_bool *cancelled;    /* asked while it works */
    const struct record_set *marked; /* of each table, see search.h */
    const struct record_set *altered;
    atomic_bool *gave_up; /* is set when a regular expression gives up on a text */
};

/* NULL when memory is out. */
struct matcher *matcher_new(const struct query *query, const struct store *store,
                            const struct matcher_options *options);

/* A matcher for another thread that shares the groundwork of the first, which must outlive it. NULL
 * when memory is out. */
struct matcher *matcher_second(const struct matcher *first);

/* Makes ready for a table whose columns are known, with the rows it has now. Not for seconds. False
 * when memory is out or the work is cancelled. */
bool matcher_begin(struct matcher *matcher, enum table_id table);

/* Finds out what there is to know of the rows from `first` to before `end`, multiples of 64 or the
 * end of the table: of all rows that matcher_begin() saw before the first window is run. False when
 * the work is cancelled. */
bool matcher_mark(struct matcher *matcher, size_t first, size_t end);

/* Finds the rows of a window of that table that match, among the candidates. False when memory is
 * out or the work is cancelled; then `matches` means nothing. */
bool matcher_run(struct matcher *matcher, const struct window *window,
                 const struct row_bits *candidates, struct row_bits *matches);

/* Takes NULL. */
void matcher_free(struct matcher *matcher);

#endif
