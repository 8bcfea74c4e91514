/* home.h: the folders of a user, as the XDG Base Directory specification has them. */
#ifndef BRIEFBOOK_HOME_H
#define BRIEFBOOK_HOME_H

#include "briefbook/buffer.h"

/* Appends the folder that a variable of the environment ("XDG_DATA_HOME") names, or the one at
 * `beneath` the home folder (".local/share") where it is not set; a relative path counts as not set.
 * False, with nothing appended, when there is no home either or memory is out. */
bool home_append(struct buffer *path, const char *variable, const char *beneath);

#endif
