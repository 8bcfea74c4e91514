/* archive-copy.h: the archived files that sources name, copied. */
#ifndef EXCHANGE_ARCHIVE_COPY_H
#define EXCHANGE_ARCHIVE_COPY_H

#include "briefbook/exchange.h"

/* Copies them from where the book has them into a folder, where they have the same paths; what stands there
 * already stays. One that cannot be had, or would lie elsewhere, is a diagnostic and is passed over.
 * False with a diagnostic when one cannot be written, without one when the package is given up. */
bool archives_copy(const struct store *store, const char *folder,
                   const struct package_wishes *wishes, struct diag_list *diags);

/* Whether the package, of which they are a part, is to be given up. */
bool package_is_over(const struct package_wishes *wishes);

#endif
