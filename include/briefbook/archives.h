/* archives.h: the archived texts that sources name, wherever a book has them.
 *
 * They lie in the briefing's folder, by the rules of file_open_beneath(). A book in a JSON file may hold
 * some itself: those are taken before what lies beside it. */
#ifndef BRIEFBOOK_ARCHIVES_H
#define BRIEFBOOK_ARCHIVES_H

#include <stdatomic.h>

#include "briefbook/store.h"

enum { ARCHIVE_LIMIT = 64 * 1024 * 1024 }; /* bytes of a text */

/* Whether the book itself holds a text of that name, which is then the store's. */
bool archive_held(const struct store *store, const char *file, struct slice *text);

/* Appends a text. False with a diagnostic of file_read_beneath() or that memory is out; or without one,
 * when `cancelled` was set, which may be NULL. */
bool archive_read(const struct store *store, const char *file, struct buffer *bytes,
                  const atomic_bool *cancelled, struct diag_list *diags);

#endif
