/* opening.h: another briefing is opened in the place of the one that is shown.
 *
 * It is loaded beside it, and shown when it is whole; one that can't be opened is told of, and the last
 * good view stays. The loop calls opening_is_ready() after news, and hands what it takes to
 * reload_replace(). */
#ifndef TUI_OPENING_H
#define TUI_OPENING_H

#include "briefbook/watch.h"
#include "tui/model.h"
#include "tui/reload-words.h"

/* A load of a briefing, and what watches its files. */
struct watched_load {
    struct load load;
    struct watch *watch; /* NULL when changes are not noticed */
    int watch_error;     /* why; 0 where there is nothing to notice */
};

/* Watches and opens a path, as store_open() takes it; it is not started yet. False with a diagnostic in
 * `opening` when it can't be opened. */
bool watched_load_open(struct watched_load *load, const char *path);
void watched_load_free(struct watched_load *load);

/* Zero-initialise. */
struct opening {
    struct watched_load next; /* its store is NULL while nothing is opened */
};

/* Begins to load a briefing, in the place of one that was begun before. `changed` is called from other
 * threads when it may be ready. */
void opening_ask(struct opening *opening, struct model *model, const char *path,
                 store_changed *changed, void *context);

/* Whether it is loaded, so that it may be taken. What can't be shown is told, and dropped. */
bool opening_is_ready(struct opening *opening, struct model *model);

/* Gives away what was loaded. */
struct watched_load opening_take(struct opening *opening);

void opening_free(struct opening *opening);

#endif
