/* matcher.h: a query at work on the tables of a store.
 *
 * Terms are answered a column at a time, each only for the rows that are still in question. What the
 * names of linked records say is found in one of two ways that agree: MATCHER_LOADED looks a word
 * up in the few names first and marks the rows that link to them (it needs a loaded store),
 * MATCHER_LOADING follows the links of each row as far as the tables they lead to have been read.
 *
 * A matcher belongs to one thread. */
#ifndef QUERY_MATCHER_H
#define QUERY_MATCHER_H

#include <stdatomic.h>

#include "query/tree.h"
#include "query/window.h"

struct matcher;

enum matcher_mode { MATCHER_LOADING, MATCHER_LOADED };

/* What a matcher is told from outside the store, and tells. Zero-initialise; all may stay NULL, and
 * must live as long as the matcher. */
struct matcher_outside {
    const struct record_set *marked; /* of each table, see search.h */
    const struct record_set *altered;
    atomic_bool *gave_up; /* is set when a regular expression gives up on a text */
};

/* `cancelled` is asked while it works, and may be NULL, as may `outside`. NULL when memory is out. */
struct matcher *matcher_new(const struct query *query, const struct store *store,
                            enum matcher_mode mode, const atomic_bool *cancelled,
                            const struct matcher_outside *outside);

/* Makes ready for the windows of a table whose columns are known. False when memory is out or the
 * work is cancelled. */
bool matcher_begin(struct matcher *matcher, enum table_id table);

/* Finds the rows of a window of that table that match, among the candidates. False when memory is
 * out or the work is cancelled; then `matches` means nothing. */
bool matcher_run(struct matcher *matcher, const struct window *window,
                 const struct row_bits *candidates, struct row_bits *matches);

/* Takes NULL. */
void matcher_free(struct matcher *matcher);

#endif
