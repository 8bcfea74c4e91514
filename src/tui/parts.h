/* parts.h: which part of a query hides how much: for each part, what would show without it.
 *
 * One search a part, one after the other, each on a thread of its own. */
#ifndef TUI_PARTS_H
#define TUI_PARTS_H

#include "briefbook/search.h"

enum { PARTS_LIMIT = 8 }; /* parts that are tried: the first ones */

/* Zero-initialise. */
struct parts {
    size_t count; /* parts that are tried; 0 for a query of a single one */
    bool are_all; /* there are no more parts */
    size_t known; /* of these, how many have been tried */
    size_t shown[PARTS_LIMIT][TABLE_COUNT]; /* records that match without the part */
    struct query *query;                    /* without the part that is being tried */
    struct search *search;                  /* for it; NULL for none */
    bool failed;
};

/* Takes in what the search for a part has found, when it is done, and begins the one for the next.
 * `changed` is called from another thread when this is to be called again. False when memory is out:
 * nothing is tried any more. */
bool parts_go_on(struct parts *parts, const struct store *store, const struct query *query,
                 search_changed *changed, void *context);

/* Whether there is something to say, and all of it. */
bool parts_are_known(const struct parts *parts);

/* Puts the numbers of the parts without which a pane would show something in order, those that show
 * most first. Returns how many. */
size_t parts_rank(const struct parts *parts, enum table_id table, size_t ranked[PARTS_LIMIT]);

/* Drops the search that is going on; parts_go_on() begins it again. To be done before that for the
 * query itself is dropped. */
void parts_drop(struct parts *parts, struct dropped_searches *dropped);

#endif
