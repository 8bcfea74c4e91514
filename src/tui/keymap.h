/* keymap.h: which key calls which command, and where.
 *
 * A keymap is a value: it begins with the defaults that stand in keymap.c, and is changed as the
 * reader asks for it, at ":" or in the config file. */
#ifndef TUI_KEYMAP_H
#define TUI_KEYMAP_H

#include "briefbook/arena.h"
#include "tui/command-id.h"
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
    IN_CONFIG = 1 << 7,    /* the config file, where only settings stand */
    IN_COMMAND = 1 << 8,   /* where a command is typed */
    IN_NARROWING = 1 << 9, /* where it is typed what the help is searched for */
    IN_TYPING = IN_PROMPT | IN_COMMAND | IN_NARROWING,
    IN_PLAIN = 1 << 10,
    IN_VIEWS = IN_BROWSER | IN_HELP | IN_CHOOSER | IN_SOURCE | IN_PLAIN
};

/* How a context is called: "detail" where it is typed, "in the detail" in a sentence. */
struct context_name {
    unsigned context;
    const char *name;
    const char *words;
};

struct binding {
    uint32_t key;
    unsigned contexts;
    enum command_id command;
    const char *argument; /* that the command takes; NULL for none */
};

/* Zero-initialise. */
struct keymap {
    struct binding *bindings; /* those of the reader, the newest first, and then the defaults */
    size_t count;
    size_t capacity;
    struct arena arguments;
};

/* Begins with the defaults. False when memory is out: then no key has a command. */
bool keymap_begin(struct keymap *keymap);

/* What a key calls in a context, or NULL; until the keymap is changed. */
const struct binding *keymap_find(const struct keymap *keymap, uint32_t key, unsigned context);

/* The binding at a place of the keymap, in its order; NULL behind the last. Of several keys for one
 * command the first is the one that hints show. */
const struct binding *keymap_binding(const struct keymap *keymap, size_t place);

/* The first key of a command, without an argument, in a context; false when it has none. */
bool keymap_key(const struct keymap *keymap, enum command_id command, unsigned context,
                uint32_t *key);

/* Lets a key call what the binding says, and no longer what it called there. The argument is
 * copied. False when memory is out: then nothing has changed. */
bool keymap_map(struct keymap *keymap, const struct binding *binding);

/* Takes from a key what it called in some contexts; false when that was nothing. */
bool keymap_unmap(struct keymap *keymap, uint32_t key, unsigned contexts);

void keymap_free(struct keymap *keymap);

/* Where a command may be called: where the defaults have a key for it; in every view if nowhere. */
unsigned keymap_contexts(enum command_id command);

/* The names of contexts, one after the other; NULL behind the last. */
const struct context_name *keymap_context(size_t place);

#endif
