/* command-complete.h: how a command that is typed may go on. */
#ifndef TUI_COMMAND_COMPLETE_H
#define TUI_COMMAND_COMPLETE_H

#include "tui/completing.h"

/* Finds what may stand at the cursor: the names of commands, and behind one what it takes: settings
 * and their values, keys, files. The context is the model. A completing_find. */
bool command_complete(const void *context, struct slice text, size_t cursor,
                      struct completions *found);

#endif
