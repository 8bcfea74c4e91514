/* facets.h: the values of a column, with how many of the records of a set have each.
 *
 * Two cells have one value when `column:="…"` finds both: as they are compared (text_fold), so that
 * case and accents do not matter. Columns that hold several ids or values, and those that hold one
 * id, are counted by these, byte for byte; a record that names one twice counts once. */
#ifndef BRIEFBOOK_FACETS_H
#define BRIEFBOOK_FACETS_H

#include <stdatomic.h>

#include "briefbook/store.h"

struct facet {
    struct slice value; /* as the first record has it; belongs to the store */
    size_t count;       /* of records */
};

/* Zero-initialise. */
struct facets {
    struct facet *items; /* most records first, of equal ones the value that came first */
    size_t count;
    size_t distinct; /* values that there are, those beyond the limit too */
    size_t records;  /* that were looked at */
    size_t blank;    /* of these, those without a value */
};

/* What to count. */
struct facets_request {
    enum table_id table;
    size_t column;                 /* of the table; all is blank in one that it does not have */
    const struct record_set *rows; /* whose records are counted; NULL for all */
    size_t limit;                  /* how many values are wanted */
    const atomic_bool *cancelled;  /* may be set from another thread to end the work; or NULL */
};

/* Counts the values in a loaded store, and replaces what `facets` held. False when memory is out or
 * the work is cancelled: there are no values then. */
bool facets_count(struct facets *facets, const struct store *store,
                  const struct facets_request *request);

void facets_free(struct facets *facets);

#endif
