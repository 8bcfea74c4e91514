/* asked.h: a query that is asked, with the search that answers it. */
#ifndef TUI_ASKED_H
#define TUI_ASKED_H

#include "tui/parts.h"

/* Zero-initialise for nothing asked, so that every row shows. */
struct asked {
    struct query *query; /* NULL for nothing */
    struct search *search;
    struct parts parts;   /* which part of it hides how much */
    unsigned long number; /* no two that were asked have the same */
};

/* Asks for a text, read forgivingly, of a store; `changed` is called as search_start() says. The
 * caller drops it. False with a diagnostic, and nothing asked, when it can't be. */
bool asked_begin(struct asked *asked, const struct store *store, const char *text,
                 search_changed *changed, void *context, struct diag_list *diags);

/* Whether all answers are in. */
bool asked_is_done(const struct asked *asked);

/* Asks no longer, without waiting for searches that still run: see search_drop(). */
void asked_drop(struct asked *asked, struct dropped_searches *dropped);

#endif
