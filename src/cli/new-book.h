/* new-book.h: the briefing that `briefbook new` writes: an artificial one, to be changed into another.
 *
 * Its files stand in src/cli/new-book/ and are built into the program by embed-book.awk. */
#ifndef BRIEFBOOK_CLI_NEW_BOOK_H
#define BRIEFBOOK_CLI_NEW_BOOK_H

#include "briefbook/diag.h"

struct new_file {
    const char *path;         /* in the folder, at most one folder down */
    const char *const *lines; /* with their line ends; NULL behind the last */
};

/* All files; the path behind the last is NULL. */
extern const struct new_file new_files[];

/* Writes the briefing as a folder of that path, which may be there if it is empty. The folder is written
 * beside its place and put there when it is whole: on failure nothing is left of it. False with a
 * diagnostic that says what to do. */
bool new_book_write(const char *path, struct diag_list *diags);

#endif
