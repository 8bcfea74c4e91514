/* compare.h: two loads of one briefing, the older and the newer one.
 *
 * A record is the same when it has the same id. Rows without an id, with one that a row before them
 * has, and those of a plain table are the same when all their cells are. */
#ifndef BRIEFBOOK_COMPARE_H
#define BRIEFBOOK_COMPARE_H

#include <stdatomic.h>

#include "briefbook/store.h"

/* Finds the row of `to` that a record of `from` has become; false when it is gone. A row that only its
 * cells tell is looked for around its place, counted from the first row and from the last. */
bool store_counterpart(const struct store *from, struct record record, const struct store *to,
                       size_t *row);

/* The same, or for a record that is gone what stands in its place: the row that the next one has
 * become, or one before. SIZE_MAX when there are no rows. */
size_t store_nearest_counterpart(const struct store *from, struct record record,
                                 const struct store *to);

/* What became of a table. People who are only named do not count. */
struct table_change {
    bool appeared; /* it has a file, and had none; or the other way round */
    bool vanished;
    bool columns; /* they are others, or in another order: rows are then not compared */
    size_t added; /* rows */
    size_t gone;
    size_t altered;
};

/* Compares two stores that are loaded, in a time that grows with their rows. Ends early, with numbers
 * that mean nothing, once `cancelled` is set; it may be NULL. */
void store_compare(const struct store *from, const struct store *to, const atomic_bool *cancelled,
                   struct table_change changes[TABLE_COUNT]);

#endif
