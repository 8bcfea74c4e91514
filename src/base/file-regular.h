/* file-regular.h: the steps of opening a file, for the files of this floor and their tests. */
#ifndef BASE_FILE_REGULAR_H
#define BASE_FILE_REGULAR_H

#include "briefbook/diag.h"

/* Makes a descriptor that was opened with O_NONBLOCK one to read from. When it is of no regular file it
 * is closed: -1 with a diagnostic that names `path`. */
int file_keep_regular(int fd, const char *path, struct diag_list *diags);

/* The part of file_open_beneath() that does without the kernel's help: goes down folder by folder, and
 * through no link at all. A descriptor with O_NONBLOCK, or -1 with `errno`: EXDEV for what would lead
 * out, ELOOP or ENOTDIR for a link. */
int file_open_by_steps(int folder_fd, const char *path);

#endif
