/* verifying.h: the book's quotations are compared with the archived texts of their sources, once when it
 * has been loaded, in the background. */
#ifndef TUI_VERIFYING_H
#define TUI_VERIFYING_H

#include "briefbook/verification.h"
#include "tui/background.h"

struct model;

/* Zero-initialise. */
struct verifying {
    struct background *work;
    const struct store *store; /* whose quotations the work is about */
};

/* Begins when the book has been loaded; for another store, anew. */
void verifying_settle(struct model *model);

/* What came of it; NULL until that is known. */
const struct verification *verifying_result(const struct verifying *verifying);

/* Whether a thread still reads a store for it. */
bool verifying_reads(const struct verifying *verifying, const struct store *store);

/* Forgets what came of it, and waits for the thread, which is told to stop. */
void verifying_free(struct verifying *verifying);

#endif
