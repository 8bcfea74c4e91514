/* screen.h: the terminal. The only part of the program that knows curses. */
#ifndef TUI_SCREEN_H
#define TUI_SCREEN_H

#include "briefbook/diag.h"
#include "tui/frame.h"
#include "tui/mouse.h"
#include "tui/theme.h"

struct screen;

/* Takes the terminal over: standard output, with keys from standard input or /dev/tty. Without
 * colour, attributes alone tell things apart. NULL with a diagnostic [terminal] when there is none
 * that can place a cursor. */
struct screen *screen_open(bool color, struct diag_list *diags);

/* What poll() is to watch for keys. */
int screen_input(const struct screen *screen);

/* Takes the next key that waits; false when none does. SPECIAL_PASTE stands for a text that was pasted:
 * screen_pasted() has it, raw, until the next key; of a long one only PASTE_MOST_BYTES, and with
 * `failed` set when memory was out. */
bool screen_key(struct screen *screen, uint32_t *key);
const struct buffer *screen_pasted(const struct screen *screen);

/* Has clicks and the wheel reported, as the key SPECIAL_MOUSE, or leaves them to the terminal, as it
 * is at first. Moving and dragging are never reported; with Shift held terminals select as ever. */
void screen_set_mouse(struct screen *screen, bool on);

/* Behind the key SPECIAL_MOUSE: what was done, but for the time. False when it means nothing. */
bool screen_mouse(struct screen *screen, struct mouse_event *event);

/* Reads the size that the terminal has now. */
void screen_size(struct screen *screen, size_t *rows, size_t *columns);

/* Takes the colours of a theme from the next frame on. */
void screen_theme(struct screen *screen, enum theme theme);

/* Shows a frame of that size: the cells that differ from what it showed before, or all. */
void screen_show(struct screen *screen, const struct frame *frame, bool all);

/* Sends bytes for the terminal to act on, that leave what it shows as it is. False with `errno`. */
bool screen_send(struct screen *screen, struct slice bytes);

/* Gives the terminal back as it was, and takes it over again. */
void screen_leave(struct screen *screen);
void screen_return(struct screen *screen);

/* What a crash has to do to the terminal to leave it usable; see terminal-signals.h. */
struct terminal_rescue;
const struct terminal_rescue *screen_rescue(const struct screen *screen);

/* Gives the terminal back and frees; takes NULL. */
void screen_close(struct screen *screen);

#endif
