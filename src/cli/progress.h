/* progress.h: shows on standard error, when that is a terminal, how far a long load has come. */
#ifndef BRIEFBOOK_CLI_PROGRESS_H
#define BRIEFBOOK_CLI_PROGRESS_H

#include "briefbook/store.h"

/* Starts to load and waits for the end. False, with a diagnostic, when no thread can be had or
 * memory ran out: the book is then not whole. */
bool progress_load(struct store *store, struct diag_list *diags);

#endif
