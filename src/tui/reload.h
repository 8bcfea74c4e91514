/* reload.h: the briefing is loaded again when its files change, or when the reader asks.
 *
 * Changes are let come to rest; then another store is loaded beside the one that is shown, compared
 * with it on a thread, and put in its place as a whole. What is broken, or was overtaken by another
 * change, never shows. The loop calls reload_notice() when the watch has news, and reload_go_on()
 * after that, after news of its threads, and when it is due. */
#ifndef TUI_RELOAD_H
#define TUI_RELOAD_H

#include "tui/comparing.h"
#include "tui/opening.h"

struct reload {
    struct watch *watch; /* NULL when changes are not noticed */
    int watch_error;     /* why; 0 where there is nothing to notice */
    struct load shown;
    struct load next;    /* that is loaded beside it */
    struct load retired; /* shown before, and still read by a thread */
    struct comparing comparing;
    long long due;    /* when to load, in milliseconds; 0 for never */
    long long since;  /* when the first change came that it is due for */
    size_t overtaken; /* loads in a row that another change overtook */
    bool by_hand;     /* the reader asked, and waits for a word */
    bool refused;     /* the last load was, so that its end is worth a word too */
    store_changed *changed;
    void *context;
};

/* Watches and opens a briefing; it is for the caller to start the store. `changed` is called from other
 * threads when reload_go_on() is to be called. False with a diagnostic when store_open() fails. */
bool reload_open(struct reload *reload, const char *path, struct diag_list *diags,
                 store_changed *changed, void *context);

/* Tells the reader when changes will not be noticed; all else works. */
void reload_tell_watch(const struct reload *reload, struct model *model);

/* The descriptor to wait for; -1 for none. */
int reload_descriptor(const struct reload *reload);

/* Takes in what the watch has to tell. */
void reload_notice(struct reload *reload, long long now);

/* The reader asks for it. */
void reload_ask(struct reload *reload, struct model *model, long long now);

/* Milliseconds until reload_go_on() is due; -1 for never. */
int reload_patience(const struct reload *reload, long long now);

/* Does what can be done now, and never waits. Returns what became stale. */
unsigned reload_go_on(struct reload *reload, struct model *model, long long now);

/* Shows another briefing, that is loaded, and owns it from now on; no reload of the one before goes on.
 * Only when reload_can_replace(): one that was shown earlier may still be read. The descriptor to wait
 * for is another then. */
bool reload_can_replace(const struct reload *reload);
void reload_replace(struct reload *reload, struct model *model, const struct watched_load *other);

/* Whether other threads still read a store, so that reload_free() must not be called yet. */
bool reload_is_read(const struct reload *reload, struct model *model);

void reload_free(struct reload *reload);

#endif
