/* comparing.h: what a reload brought, found out on a thread. */
#ifndef TUI_COMPARING_H
#define TUI_COMPARING_H

#include <pthread.h>

#include "briefbook/compare.h"

/* Zero-initialise. It must not move while it goes on. */
struct comparing {
    const struct store *from;
    const struct store *to;
    struct table_change changes[TABLE_COUNT]; /* once it is done */
    store_changed *changed;
    void *context;
    pthread_t thread;
    bool going_on;
    atomic_bool cancelled;
    atomic_bool done;
};

/* Begins to compare two stores that are loaded; `changed` is called from the thread at the end. False
 * when no thread can be had. */
bool comparing_begin(struct comparing *comparing, const struct store *from, const struct store *to,
                     store_changed *changed, void *context);

/* Whether the changes are known. */
bool comparing_is_done(const struct comparing *comparing);

/* Stops within a moment, if it goes on; it may then begin again. */
void comparing_end(struct comparing *comparing);

#endif
