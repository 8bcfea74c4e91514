/* keymap.h: which key calls which command, and where. */
#ifndef TUI_KEYMAP_H
#define TUI_KEYMAP_H

#include "tui/command.h"
#include "tui/key.h"

/* Where keys go; flags. */
enum context {
    IN_LIST = 1 << 0,
    IN_DETAIL = 1 << 1,
    IN_HELP = 1 << 2,
    IN_PROMPT = 1 << 3,
    IN_CHOOSER = 1 << 4, /* opened views in which something is chosen */
    IN_SOURCE = 1 << 5,
    IN_QUESTION = 1 << 6,
    IN_BROWSER = IN_LIST | IN_DETAIL,
    IN_OPENED = IN_HELP | IN_CHOOSER | IN_SOURCE,
    IN_VIEWS = IN_BROWSER | IN_OPENED
};

struct binding {
    uint32_t key;
    unsigned contexts;
    enum command_id command;
};

/* The command of a key in a context, or COMMAND_NONE. */
enum command_id keymap_find(uint32_t key, unsigned context);

/* The binding at a place of the keymap, in its order; NULL behind the last. Of several keys for one
 * command the first is the one that hints show. */
const struct binding *keymap_binding(size_t place);

/* The first key of a command in a context; false when it has none. */
bool keymap_key(enum command_id command, unsigned context, uint32_t *key);

#endif
