/* terminal.h: a real terminal for tests: a program on a pseudo-terminal, its output read by libvterm. */
#ifndef TEST_TERMINAL_H
#define TEST_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <termios.h>

#include <vterm.h>

#include "briefbook/buffer.h"

/* Zero-initialise; set the upper part as needed before terminal_start(). */
struct terminal {
    int rows; /* 0 for 30 */
    int columns;
    const char *type;     /* TERM; NULL for xterm-256color */
    const char *variable; /* one more for the environment, "NAME=value" */
    bool keys_elsewhere;  /* standard input is /dev/null */

    int master;
    int slave;
    pid_t leader;            /* of the session, as a shell would be */
    pid_t program;           /* in a process group of its own */
    int reports;             /* what the leader sees the program do: wait statuses */
    struct termios settings; /* before it began */
    VTerm *vterm;
    VTermScreen *screen;
    bool alternate; /* the other screen is shown */
    bool cursor;    /* it is visible */
    struct buffer output;
};

/* Starts a program; its arguments end with NULL. */
bool terminal_start(struct terminal *terminal, char *const arguments[]);

/* Starts the built program, $BRIEFBOOK, on a briefing, with an option or NULL; it keeps nothing. A path
 * that does not begin with "." is one of $SOURCE_FOLDER. */
bool terminal_begin(struct terminal *terminal, const char *path, const char *option);

/* The same, and waits until it is loaded. */
bool terminal_open(struct terminal *terminal, const char *path, const char *option);

/* Reads what the program draws until a text is on the screen, or is not. False when that takes too
 * long: then the screen is printed as a comment. */
bool terminal_shows(struct terminal *terminal, const char *text);
bool terminal_shows_not(struct terminal *terminal, const char *text);

/* Prints the screen, for a test that fails. */
void terminal_print(const struct terminal *terminal);

/* The same as terminal_shows() for anything that can be seen, once all that was drawn is read. It waits no longer than so
 * many milliseconds, and prints nothing. */
typedef bool terminal_sees(const struct terminal *terminal, const void *context);
bool terminal_await(struct terminal *terminal, terminal_sees *sees, const void *context,
                    int milliseconds);

/* Reads what comes within so many milliseconds, and does nothing else. */
void terminal_rest(struct terminal *terminal, int milliseconds);

/* Whether another screen looks the same: cells with their colours and attributes, and the cursor. A
 * terminal_sees whose context is that terminal. */
bool terminal_sees_same(const struct terminal *terminal, const void *other);

/* The cell at a place of the screen, counted from 0. */
VTermScreenCell terminal_cell(const struct terminal *terminal, int row, int column);

/* Appends the text of a row, counted from 0. */
void terminal_row(const struct terminal *terminal, int row, struct buffer *text);

void terminal_send(struct terminal *terminal, const char *keys);
void terminal_resize(struct terminal *terminal, int rows, int columns);

/* Waits until the program stops or ends; gives its wait status. False when that takes too long. */
bool terminal_wait(struct terminal *terminal, int *status);

/* Lets a stopped program go on in the foreground. */
void terminal_continue(struct terminal *terminal);

/* Whether the program has asked for clicks, and not that they end. */
bool terminal_reports_mouse(const struct terminal *terminal);

/* Whether settings and screen are as they were before the program began. */
bool terminal_is_restored(struct terminal *terminal);

/* Closes the terminal, whoever still uses it. */
void terminal_vanish(struct terminal *terminal);

/* Ends the program if it still runs, and frees. */
void terminal_free(struct terminal *terminal);

#endif
