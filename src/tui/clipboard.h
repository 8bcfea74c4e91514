/* clipboard.h: what asks a terminal to take a text into its clipboard.
 *
 * OSC 52 of xterm: the terminal never answers, so whether it did is not known. The text goes as base64,
 * in which no byte of it can act. Inside of tmux and screen it is wrapped, to be passed on. */
#ifndef TUI_CLIPBOARD_H
#define TUI_CLIPBOARD_H

#include "briefbook/buffer.h"
#include "tui/surroundings.h"

/* Bytes of a text that are sent at most: with more than 74,994 in all, tmux and others break off. */
enum { CLIPBOARD_LIMIT = 55488 };

/* Appends the bytes for a text within the limit. False when memory is out. */
bool clipboard_append(struct buffer *buffer, struct slice text, enum multiplexer multiplexer);

#endif
