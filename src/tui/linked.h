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
    struct record record;                /* whose they are */
    bool is_loaded;                      /* links answer only then */
    bool is_pending;                     /* the sets lack everything yet */
    struct linked_work *work;            /* on the thread, perhaps for a record left since */
};

/* Makes the sets those of a record (blank for TABLE_NONE): at once where few are linked to it, else
 * when `changed` has been called from another thread and this is called again. Takes no time when
 * there is nothing new. The store must live until linked_free(). False when there is no memory or
 * thread. */
bool linked_settle(struct linked *linked, const struct store *store, struct record record,
                   search_changed *changed, void *context);

/* Waits for the thread, if there is one; for tests. */
void linked_wait(struct linked *linked);

/* Waits for the thread, at most a fraction of a second for a million links. */
void linked_free(struct linked *linked);

#endif
