/* work-folder.h: a folder that is made beside its target, and put in its place when it is whole. */
#ifndef BRIEFBOOK_WORK_FOLDER_H
#define BRIEFBOOK_WORK_FOLDER_H

#include "briefbook/diag.h"

/* Zero-initialise. */
struct work_folder {
    const char *target; /* the caller's */
    const char *named;  /* the target, as messages call it: the caller's too */
    struct buffer path; /* blank while there is none */
};

/* Makes the folder. False with a diagnostic that names the target. */
bool work_folder_make(struct work_folder *folder, const char *target, const char *named,
                      struct diag_list *diags);

/* Puts it in the place of the target, which is not there or an empty folder. False with a diagnostic;
 * the folder is then removed. */
bool work_folder_finish(struct work_folder *folder, struct diag_list *diags);

/* Removes what was not put in place, and frees. */
void work_folder_free(struct work_folder *folder);

/* The folder around a path, with a slash at its end; "" for the current one. */
struct slice folder_around(const char *path);

/* Whether a folder holds nothing; false with `errno`, which is ENOTEMPTY when it holds something. */
bool folder_is_empty(const char *path);

#endif
