/* marked.h: what the reader has marked in the interface, for a query that asks is:marked. */
#ifndef BRIEFBOOK_CLI_MARKED_H
#define BRIEFBOOK_CLI_MARKED_H

#include "cli/book.h"
#include "tui/marks.h"

/* Adds the marks that the interface kept of a loaded briefing; none where it kept nothing. After a
 * message, none also where they cannot be read; the book then counts as torn. False when memory is
 * out. */
bool marked_find(struct book *book, struct marks *marks);

#endif
