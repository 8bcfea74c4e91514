/* own-files.h: the files that a briefing is made of, which nothing but its keeper may replace. */
#ifndef BRIEFBOOK_OWN_FILES_H
#define BRIEFBOOK_OWN_FILES_H

#include "briefbook/store.h"

/* Whether a file may be written there: not in the place of a table, of the one file that the briefing is,
 * or of an archived text that a source names. Else false with a diagnostic, as when memory is out. */
bool own_files_spared(const struct store *store, const char *path, struct diag_list *diags);

/* The same for anything that must not lie in the briefing's folder at all. */
bool own_folder_spared(const struct store *store, const char *path, struct diag_list *diags);

#endif
