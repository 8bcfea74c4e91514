/* listing.h: the briefings that can be opened, looked for in the background. */
#ifndef TUI_LISTING_H
#define TUI_LISTING_H

#include "briefbook/library.h"
#include "tui/background.h"
#include "tui/chooser.h"

struct model;

/* Zero-initialise. */
struct listing {
    struct chooser chooser;
    struct background *work; /* looks for them, or has done so; NULL before */
    bool placed;             /* the reader is on the one that is shown */
};

/* Begins to look for them, with the rows of each counted, or takes in what has been found. */
void listing_settle(struct model *model);

/* What has been found; NULL for nothing yet. Whether that is not the last word. */
const struct library *listing_found(const struct model *model);
bool listing_is_open(const struct model *model);

/* Whether an entry is the briefing that is shown. */
bool listing_is_shown(const struct model *model, size_t entry);

/* Stops and forgets all. */
void listing_free(struct listing *listing);

#endif
