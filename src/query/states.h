/* states.h: terms that ask what state a record is in: is:anonymous. */
#ifndef QUERY_STATES_H
#define QUERY_STATES_H

#include "query/matcher-parts.h"

/* Finds a state by its name; false when there is none. */
bool states_find(struct slice name, size_t *state);

/* The name of a state, counted from 0; NULL behind the last. */
const char *states_name(size_t state);

/* Adds to `found` the candidates that are in the term's state. */
bool states_scan(struct matcher *matcher, const struct window *window, const struct node *term,
                 const struct row_bits *candidates, struct row_bits *found);

#endif
