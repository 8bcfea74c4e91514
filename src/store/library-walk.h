/* library-walk.h: the briefings in the folders of a search path. */
#ifndef STORE_LIBRARY_WALK_H
#define STORE_LIBRARY_WALK_H

#include "briefbook/diag.h"

/* Called for the path of each; false ends the walk. */
typedef bool library_visit(void *context, const char *path, struct diag_list *diags);

/* Visits the briefings in a list of folders separated by ':', or a folder itself where it is one,
 * in the order of their names. Folders that are not there are passed over. False when memory is out
 * or a visit returned false. */
bool library_walk(const char *folders, library_visit *visit, void *context,
                  struct diag_list *diags);

#endif
