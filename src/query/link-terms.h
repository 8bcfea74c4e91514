/* link-terms.h: terms that name a record by its id or name: event:first-talks, speaker:lee.
 *
 * Its *roots* are the records named: that with the id, or where none has it all whose names hold the
 * value as a word; below a field also the fields that are a part of it. The term matches the roots
 * and what is one link away from one, in either direction; people and events are also linked through
 * a quote. A speaker is linked with his quotes alone.
 *
 * MATCHER_LOADED finds the roots first and marks what they are linked with; MATCHER_LOADING looks
 * from each row, and while the store loads sees only where the row itself links to. */
#ifndef QUERY_LINK_TERMS_H
#define QUERY_LINK_TERMS_H

#include "query/matcher-parts.h"

/* What a term of a query matches, by table. */
struct link_matches {
    struct record_set rows[TABLE_COUNT];
};

/* Finds what each term that names records matches, for MATCHER_LOADED. False when memory is out or
 * the work is cancelled. */
bool links_look_up(struct matcher *matcher);
void links_free(struct matcher *matcher);

/* Adds to `found` the candidates that match. */
bool links_scan(struct matcher *matcher, const struct window *window, const struct node *term,
                const struct row_bits *candidates, struct row_bits *found);

#endif
