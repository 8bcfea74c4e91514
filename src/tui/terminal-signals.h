/* terminal-signals.h: signals, as bytes in a pipe.
 *
 * Signals know no context, so their pipe and the terminal settings that a crash puts back are the two
 * global variables of the program; they live in terminal-signals.c. Handlers only write to the pipe;
 * that of a crash puts the terminal back first and then lets the signal do its work. */
#ifndef TUI_TERMINAL_SIGNALS_H
#define TUI_TERMINAL_SIGNALS_H

#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

enum { RESCUE_BYTES = 128 };

/* What puts a terminal back: its settings, and what ends the use of the whole screen. */
struct terminal_rescue {
    int terminal; /* a file descriptor */
    struct termios settings;
    char bytes[RESCUE_BYTES];
    size_t length;
};

/* Begins to catch signals. Returns a file descriptor that can be read when one has come, or -1. To be
 * called before curses begins: what is caught already, it leaves alone. */
int terminal_signals_open(void);

/* Says what a crash has to put back from now on. */
void terminal_signals_rescue(const struct terminal_rescue *rescue);

/* The next signal that has come; 0 when there is none. */
int terminal_signals_next(void);

/* Leaves the keys that stop and end a job to the child that has the terminal: ^Z stops both, ^C and ^\
 * are for the child alone. And takes them again. */
void terminal_signals_lend(void);
void terminal_signals_take(void);

/* Stops the job, as ^Z does where no program takes it; returns when it goes on. */
void terminal_signals_stop(void);

/* Lets signals do what they did before. */
void terminal_signals_close(void);

#endif
