/* restoring.h: what of an earlier run waits until its tables are read. */
#ifndef TUI_RESTORING_H
#define TUI_RESTORING_H

#include "briefbook/store.h"

/* Ids as record_append_id() has them, and names of columns; owned; NULL for none. Zero-initialise. */
struct restoring {
    char *rows[TABLE_COUNT];   /* to be chosen */
    char *tops[TABLE_COUNT];   /* to be the first in view */
    char *orders[TABLE_COUNT]; /* columns to put the rows in order by, once all is loaded */
    bool is_falling[TABLE_COUNT];
};

/* Looks for a table's record, once its rows are in: those that the file has when it is read, people
 * who are only named when all is. False when it is not known yet; the id is then kept, else freed.
 * `*row` is SIZE_MAX when there is no such record. */
bool restoring_find(char **id, const struct store *store, enum table_id table, size_t *row);

/* The reader has gone elsewhere in a table. */
void restoring_forget(struct restoring *restoring, enum table_id table);

/* The reader has chosen another order for a table. */
void restoring_forget_order(struct restoring *restoring, enum table_id table);

void restoring_free(struct restoring *restoring);

#endif
