/* key.h: keys, whatever library reports them.
 *
 * A key is a number: the Unicode character it types (control characters as they are), or one of the
 * codes below, which lie beyond Unicode. */
#ifndef TUI_KEY_H
#define TUI_KEY_H

#include <stdint.h>

#include "briefbook/buffer.h"

/* X(SYMBOL, name, name in ASCII) */
#define SPECIAL_KEYS(X)                    \
    X(UP, "↑", "up")                       \
    X(DOWN, "↓", "down")                   \
    X(LEFT, "←", "left")                   \
    X(RIGHT, "→", "right")                 \
    X(HOME, "home", "home")                \
    X(END, "end", "end")                   \
    X(PAGE_UP, "pgup", "pgup")             \
    X(PAGE_DOWN, "pgdn", "pgdn")           \
    X(BACKSPACE, "bksp", "bksp")           \
    X(DELETE, "del", "del")                \
    X(INSERT, "ins", "ins")                \
    X(SHIFT_TAB, "shift-tab", "shift-tab") \
    X(F1, "F1", "F1")                      \
    X(F2, "F2", "F2")                      \
    X(F3, "F3", "F3")                      \
    X(F4, "F4", "F4")                      \
    X(F5, "F5", "F5")                      \
    X(F6, "F6", "F6")                      \
    X(F7, "F7", "F7")                      \
    X(F8, "F8", "F8")                      \
    X(F9, "F9", "F9")                      \
    X(F10, "F10", "F10")                   \
    X(F11, "F11", "F11")                   \
    X(F12, "F12", "F12")                   \
    X(PASTE, "paste", "paste")             \
    X(OTHER, "other", "other") /* a key that has no meaning here */

enum key_code {
    KEYS_BEFORE_SPECIAL = 0x10FFFF, /* the last character of Unicode */
#define KEY_ENUM(symbol, name, ascii) SPECIAL_##symbol,
    SPECIAL_KEYS(KEY_ENUM)
#undef KEY_ENUM
        KEYS_END
};

enum control_key {
    CONTROL_TAB = '\t',
    CONTROL_LINE_FEED = '\n',
    CONTROL_ENTER = '\r',
    CONTROL_ESCAPE = 0x1B,
    CONTROL_DELETE = 0x7F
};

/* The key of Control and a capital letter. */
#define CONTROL(letter) ((letter)&0x1F)

/* Whether the key types a character that can stand in a line of text. */
bool key_is_text(uint32_t key);

/* The one key that a code stands for: terminals send several for Enter and for Backspace. */
uint32_t key_canonical(uint32_t code);

/* Reads what a key is called: a character ("j"), "^C" or "ctrl-c", or a name, small or capital
 * ("tab", "pgup", "F5", "space"). False when there is no such key. */
bool key_parse(struct slice name, uint32_t *key);

/* Appends what the key is called in hints and help: "j", "^C", "tab", "↵". False when memory is
 * out. */
bool key_append_name(uint32_t key, bool ascii, struct buffer *buffer);

#endif
