/* archive-names.h: the names of archived files that sources name. */
#ifndef EXCHANGE_ARCHIVE_NAMES_H
#define EXCHANGE_ARCHIVE_NAMES_H

#include "briefbook/store.h"

/* Called with each name, of which some may be the same; false to end. */
typedef bool archive_visit(void *context, const char *file);

/* Calls for each source that names a file, in their order. A name that leads out of the folder by its own
 * words is a diagnostic, and passed over. False when a call was, or memory is out. */
bool archive_names_visit(const struct store *store, archive_visit *visit, void *context,
                         struct diag_list *diags);

#endif
