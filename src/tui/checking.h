/* checking.h: what `briefbook check` finds in the briefing, found in the background.
 *
 * It does not depend on the query, so it is kept while its view is closed, and looked for again only in
 * another load of the briefing; what was found in the one before is shown until then. A large briefing
 * is checked once its view is opened, others at once. What is wrong in files that were not taken, since
 * a table could not be read any more, belongs to it. */
#ifndef TUI_CHECKING_H
#define TUI_CHECKING_H

#include "briefbook/store.h"
#include "tui/background.h"
#include "tui/chooser.h"

struct model;

/* Zero-initialise. */
struct checking {
    struct chooser chooser;
    bool is_seen;                /* the reader has looked, and may have chosen a line */
    struct diag_list refused;    /* what is wrong in the files that were not taken */
    struct background *shown;    /* what has been found; NULL for nothing yet */
    struct background *work;     /* is looked for; NULL for nothing */
    const struct store *subject; /* where; NULL for nowhere yet */
};

/* What has been found. */
struct findings {
    struct diag_list diags;               /* sorted */
    enum diag_code rest[DIAG_CODE_COUNT]; /* codes of which not all are kept */
    size_t rest_count;
    size_t counts[SEVERITY_COUNT];
};

/* Begins to check a briefing that is loaded, or takes in what has been found. */
void checking_settle(struct model *model);

/* The files as they are now are not shown, for what opening and reading them found wrong; `reading` is
 * NULL where it did not come to that. Or what is shown is what they hold. To be settled. */
void checking_refuse(struct checking *checking, const struct diag_list *opening,
                     const struct diag_list *reading);
void checking_accept(struct checking *checking);

/* Appends what there is to be told at any time, in a few words: "2 errors: :check"; nothing where all
 * is well. */
void checking_append_state(const struct model *model, struct buffer *words);

/* What has been found; NULL for nothing yet. Whether that is not the last word. */
const struct findings *checking_findings(const struct model *model);
bool checking_is_open(const struct model *model);

/* The finding that is chosen, with the place where it could be corrected; NULL when none is. */
const struct diag *checking_chosen(const struct model *model);

/* Stops before another load of the briefing is shown. What has been found stays. */
void checking_stop(struct checking *checking);

/* Stops and forgets all. */
void checking_free(struct checking *checking);

#endif
