/* child.h: other programs, started without a shell.
 *
 * Whoever starts one learns of its end by SIGCHLD, see terminal-signals.h, and then asks. */
#ifndef TUI_CHILD_H
#define TUI_CHILD_H

#include <sys/types.h>

#include "briefbook/buffer.h"
#include "tui/arguments.h"

/* How a program ended. */
struct child_end {
    int error;  /* it could not be started: `errno`; else 0 */
    int status; /* as waitpid() tells it */
};

/* Starts a program with the terminal `keys` as its standard input. The process, or -1 with `errno`.
 * It gets the signals as a program that a shell starts. */
pid_t child_start_here(const struct arguments *arguments, int keys);

/* Starts a program in a session of its own, where no key reaches it, with some bytes to read; what it
 * says goes nowhere. -1 with `errno`. */
pid_t child_start_apart(const struct arguments *arguments, struct slice input);

/* What is new of a child: CHILD_RUNS for nothing. */
enum child_news { CHILD_RUNS, CHILD_STOPPED, CHILD_ENDED };
enum child_news child_ask(pid_t process, int *status);

/* Gives the terminal back to this process group, whatever a child did to that. */
void child_take_terminal(int terminal);

#endif
