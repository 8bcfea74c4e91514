/* work-folder.h: a folder that is made beside its target, and put in its place when it is whole. */
#ifndef EXCHANGE_WORK_FOLDER_H
#define EXCHANGE_WORK_FOLDER_H

#include "briefbook/diag.h"

/* Zero-initialise. */
struct work_folder {
    const char *target; /* the caller's */
    struct buffer path; /* blank while there is none */
};

/* Makes the folder. False with a diagnostic that names the target. */
bool work_folder_make(struct work_folder *folder, const char *target, struct diag_list *diags);

/* Puts it in the place of the target, which is not there or an empty folder. False with a diagnostic;
 * the folder is then removed. */
bool work_folder_finish(struct work_folder *folder, struct diag_list *diags);

/* Removes what was not put in place, and frees. */
void work_folder_free(struct work_folder *folder);

#endif
