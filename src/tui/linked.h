/* linked.h: the records linked to one, for the dots beside rows.
 *
 * A million records may be linked to one: then they are collected on a thread, and come later. */
#ifndef TUI_LINKED_H
#define TUI_LINKED_H

#include "briefbook/search.h"

struct linked_work;

/* Zero-initialise. */
struct linked {
    struct record_set sets[TABLE_COUNT]; /* blank until they are known */
    const struct store *store;           /* whose they are: the store's */
    struct record record;                /* and this record's */
    bool is_loaded;                      /* links answer only then */
    bool is_pending;                     /* the sets lack everything yet */
    struct linked_work *work;            /* on the thread, perhaps for a record left since */
};

/* Makes the sets those of a record (blank for TABLE_NONE): at once where few are linked to it, else
 * when `changed` has been called from another thread and this is called again. Takes no time when
 * there is nothing new. The store must live as long as linked_reads() says. False when there is no
 * memory or thread. */
bool linked_settle(struct linked *linked, const struct store *store, struct record record,
                   search_changed *changed, void *context);

/* Whether the thread still reads a store; it calls `changed` when it no longer does. */
bool linked_reads(const struct linked *linked, const struct store *store);

/* Waits for the thread, if there is one; for tests. */
void linked_wait(struct linked *linked);

/* Waits for the thread, at most a fraction of a second for a million links. */
void linked_free(struct linked *linked);

#endif
