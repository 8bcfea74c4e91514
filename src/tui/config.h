/* config.h: the config file: settings and keys, a command a line, as they are typed at ":".
 *
 * Lines that begin with "#" are remarks. What is wrong with a line is kept in model->faults, by its
 * place, and the lines after it still count. */
#ifndef TUI_CONFIG_H
#define TUI_CONFIG_H

#include "tui/model.h"

enum { CONFIG_BYTES = 64 * 1024 }; /* a longer file is refused */

/* Takes the lines of a text, which came from the file of that name. */
void config_take(struct model *model, struct slice text, const char *name);

/* Takes the lines of a file, forgets older faults and says the first new one to the reader. Whether it
 * could be read. */
bool config_read(struct model *model, const char *path);

/* The same for the config file of the user, $XDG_CONFIG_HOME/briefbook/config, if there is one. */
bool config_read_own(struct model *model);

#endif
