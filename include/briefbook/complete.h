/* complete.h: how a query that is being typed may go on. */
#ifndef BRIEFBOOK_COMPLETE_H
#define BRIEFBOOK_COMPLETE_H

#include "briefbook/arena.h"
#include "briefbook/store.h"

/* So many at most, found in so many rows at most: it must be quick. */
enum { COMPLETIONS_MOST = 200, COMPLETIONS_ROWS = 20000 };

/* Zero-initialise. */
struct completions {
    struct arena arena;
    size_t start; /* what stands from here to the cursor is to be replaced */
    struct slice items[COMPLETIONS_MOST]; /* by one of these, raw; no two alike */
    size_t count;
    bool is_partial; /* there may be more */
};

/* Finds what may stand in the place of what was typed before the cursor (in bytes): names of terms
 * ("speaker:"), or behind one its values: tables, columns and states; the values of an enum; ids of
 * records whose id or name begins so; the values that a column has. Beginnings are compared folded
 * (text_fold). What can't stand alone is between quotation marks. Replaces what `found` held. False
 * when memory is out. */
bool query_complete(const struct store *store, struct slice text, size_t cursor,
                    struct completions *found);

void completions_free(struct completions *found);

#endif
