/* book.h: finding, opening and loading the briefing that a command line names. */
#ifndef BRIEFBOOK_CLI_BOOK_H
#define BRIEFBOOK_CLI_BOOK_H

#include "briefbook/changes.h"
#include "briefbook/library.h"

/* A loaded briefing. */
struct book {
    struct store *store;
    struct diag_list diags; /* files that could not be read; the rest is in store_diags() */

    /* For predecessor.c: the briefing that it is compared with, */
    struct store *older;
    struct changes changes;
    bool compared; /* once that was tried, */
    bool unclear;  /* and did not succeed, not for want of such a briefing */

    /* For marked.c: what the interface kept of it */
    bool without_state; /* is passed over; */
    bool unmarked;      /* could not be read */
};

/* Appends the folders of a search path as people list them: "a, b". */
void book_append_folders(const char *search_path, struct buffer *text);

/* Appends the path of a briefing to open: of the one named, or, where `name` is NULL, of the only
 * one there is, or the newest of several, and a message says which. False after a message that
 * says what was looked for, where, and what there is. */
bool book_find(const char *name, struct buffer *path);

/* The same, opened and loaded. Zero-initialise the book, and free it also on failure. False when
 * there is nothing to show: after a message of book_find(), or with diagnostics in the book. */
bool book_open(const char *name, struct book *book);

/* Says on standard error what reading found wrong: the first errors in full, since part of the
 * book may be missing, and how many there are. The book need not have opened. */
void book_report(const struct book *book);

/* Whether diagnostics tell of files that could not be opened or read to their end. */
bool book_lacks_files(const struct diag_list *diags);

/* Whether part of the book is missing, or all of it: such files, or tables or rows that cannot be
 * understood; or what a query asks of it could not be found out. */
bool book_is_torn(const struct book *book);

/* Appends the path of the briefing that it supersedes; false with a diagnostic, as
 * library_find_predecessor() gives it. */
bool book_find_predecessor(const struct book *book, struct buffer *path, struct diag_list *diags);

/* What changed since the briefing that it supersedes, which is found and opened at the first call;
 * NULL, after a message, when there is none or it cannot be read. */
const struct changes *book_changes(struct book *book);

/* The same, since the briefing of that name or path. */
const struct changes *book_changes_since(struct book *book, const char *older);

void book_free(struct book *book);

#endif
