/* screen.h: the terminal. The only part of the program that knows curses. */
#ifndef TUI_SCREEN_H
#define TUI_SCREEN_H

#include "briefbook/diag.h"
#include "tui/frame.h"

struct screen;

/* Takes the terminal over: standard output, with keys from standard input or /dev/tty. Without
 * colour, attributes alone tell things apart. NULL with a diagnostic [terminal] when there is none
 * that can place a cursor. */
struct screen *screen_open(bool color, struct diag_list *diags);

/* What poll() is to watch for keys. */
int screen_input(const struct screen *screen);

/* Takes the next key that waits; false when none does. */
bool screen_key(struct screen *screen, uint32_t *key);

/* Reads the size that the terminal has now. */
void screen_size(struct screen *screen, size_t *rows, size_t *columns);

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
