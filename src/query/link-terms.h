/* link-terms.h: terms that name a record by its id or name: event:first-talks, speaker:lee.
 *
 * Its *roots* are the records named: that with the id, or where none has it all whose names hold the
 * value as a word; below a field also the fields that are a part of it. The term matches the roots
 * and what is one link away from one, in either direction; people and events are also linked through
 * a quote. A speaker is linked with his quotes alone.
 *
 * MATCHER_LOADED finds the roots first and marks the rows that they are linked with; MATCHER_LOADING
 * looks from each row, and while the store loads sees only where the row itself links to. */
#ifndef QUERY_LINK_TERMS_H
#define QUERY_LINK_TERMS_H

#include "query/matcher-parts.h"

/* What a term is found to match. */
struct link_matches {
    const struct node *term;
    struct record_list roots;
    uint64_t *rows; /* of the table at work, a bit for each that matches */
};

/* Whether a term follows the links of a column, in either direction. */
bool link_term_follows(const struct node *term, enum table_id table, size_t column);

/* link-marks.c, for MATCHER_LOADED: finds the roots of each term; marks what there is to know of
 * the table at work before its rows; marks the rows from `first` to before `end`, see
 * matcher_mark(). False when memory is out or the work is cancelled. */
bool links_look_up(struct matcher *matcher);
bool links_prepare(struct matcher *matcher);
bool links_mark(struct matcher *matcher, size_t first, size_t end);
void links_free(struct groundwork *ground);

/* Adds to `found` the candidates that match. */
bool links_scan(struct matcher *matcher, const struct window *window, const struct node *term,
                const struct row_bits *candidates, struct row_bits *found);

#endif
