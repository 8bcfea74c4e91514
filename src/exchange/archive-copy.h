/* archive-copy.h: the archived files that sources name, copied. */
#ifndef EXCHANGE_ARCHIVE_COPY_H
#define EXCHANGE_ARCHIVE_COPY_H

#include "briefbook/store.h"

/* Copies them from where the book has them into a folder, where they have the same paths; what stands there
 * already stays. One that cannot be had, or would lie elsewhere, is a diagnostic and is passed over.
 * False with a diagnostic when one cannot be written. */
bool archives_copy(const struct store *store, const char *folder, struct diag_list *diags);

#endif
