/* superseded.h: what changed since the briefing that the shown one supersedes, found in the background.
 *
 * It is looked for once somebody asks: a query by is:changed, or the view. It does not depend on the
 * query, so it is kept until another load of the briefing is shown. */
#ifndef TUI_SUPERSEDED_H
#define TUI_SUPERSEDED_H

#include "briefbook/changes.h"
#include "tui/background.h"
#include "tui/change-text.h"
#include "tui/chooser.h"

struct model;

/* Zero-initialise. */
struct superseded {
    struct chooser chooser;
    struct change_text text; /* of the chosen change */
    struct background *work; /* looks for it, or has done so; NULL before */
    bool told;               /* what has been found is taken in */
};

/* Begins where it is asked for and the briefing is loaded, or takes in what has been found: a query that
 * asks for it is then asked again, and the reader is told why there is nothing. */
void superseded_settle(struct model *model);

/* What changed; NULL for nothing yet, or where it cannot be told. */
const struct changes *superseded_changes(const struct superseded *superseded);

/* Whether that is not the last word. */
bool superseded_is_open(const struct superseded *superseded);

/* What is:changed finds: TABLE_COUNT sets; NULL for nothing. */
const struct record_set *superseded_sets(const struct superseded *superseded);

/* Stops and forgets all, before another load of the briefing is shown. */
void superseded_free(struct superseded *superseded);

#endif
