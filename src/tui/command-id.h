/* command-id.h: the commands by number, in the order of commands.def. */
#ifndef TUI_COMMAND_ID_H
#define TUI_COMMAND_ID_H

enum command_id {
#define COMMAND(symbol, name, group, function, argument, when, hint, help)         COMMAND_##symbol,
#define TEXT_COMMAND(symbol, name, group, function, kind, usage, when, hint, help) COMMAND_##symbol,
#include "tui/commands.def"
    COMMAND_COUNT,
    COMMAND_NONE = COMMAND_COUNT
};

#endif
