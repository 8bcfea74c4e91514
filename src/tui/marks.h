/* marks.h: the records that the reader has marked: a working set, asked for by `is:marked`. */
#ifndef TUI_MARKS_H
#define TUI_MARKS_H

#include "briefbook/store.h"

/* A record that is not there: not yet, while the book loads, or not now. */
struct absent {
    enum table_id table;
    char *id;
};

/* Zero-initialise. */
struct marks {
    struct record_set sets[TABLE_COUNT];
    struct record_set cleared[TABLE_COUNT]; /* taken back all at once, and may be brought back */
    struct absent *absent;
    size_t absent_count;
    size_t absent_capacity;
    bool unresolved; /* some may have come since they were looked for */
};

/* Marks a record, or takes the mark back. False when memory is out. */
bool marks_toggle(struct marks *marks, struct record record);

/* How many records that are there are marked. */
size_t marks_count(const struct marks *marks);

/* Marks a record by what record_append_id() calls it, to be found by marks_resolve(). False when
 * memory is out. */
bool marks_add(struct marks *marks, enum table_id table, struct slice id);

/* Looks for those that were absent, once the store is loaded. Takes no time when there is nothing new.
 * Returns whether any was found. */
bool marks_resolve(struct marks *marks, const struct store *store);

/* Takes all marks back, or where there are none brings those back that were taken last. */
void marks_swap_cleared(struct marks *marks);

/* Makes the marks those of the same records in another load (compare.h). Marks of records that are
 * gone are kept for the time when they come again. False when memory is out: some are lost. */
bool marks_transfer(struct marks *marks, const struct store *from, const struct store *to);

void marks_free(struct marks *marks);

#endif
