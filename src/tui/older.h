/* older.h: the briefing that the shown one supersedes, and what changed since; on a thread. */
#ifndef TUI_OLDER_H
#define TUI_OLDER_H

#include "briefbook/changes.h"
#include "briefbook/diag.h"

/* Zero-initialise. The newer store must live as long. */
struct older {
    struct store *store;    /* NULL where there is none, or it cannot be told */
    struct changes changes; /* between the two */
    struct diag_list diags; /* why there is none */
};

/* Looks for it beside the newer one, then in `folders` (library.h), loads it and compares. That there is
 * none is an answer too. False when memory is out, or once `cancelled` is set. */
bool older_find(struct older *older, const struct store *newer, const char *folders,
                const atomic_bool *cancelled);

void older_free(struct older *older);

#endif
