/* outside.h: the programs that run for the reader, beside the loop.
 *
 * One may have the terminal, until it ends; the others run behind the scenes. SIGCHLD tells the loop
 * to ask what became of them. */
#ifndef TUI_OUTSIDE_H
#define TUI_OUTSIDE_H

#include <sys/stat.h>
#include <termios.h>

#include "tui/errand.h"
#include "tui/screen.h"

enum { OUTSIDE_LIMIT = 16 }; /* programs at the same time */

struct outside_run {
    struct errand errand;
    pid_t process;      /* 0 when there is none */
    struct stat before; /* the file that it may change */
};

/* Zero-initialise, but for the screen. */
struct outside {
    struct screen *screen; /* NULL where nothing is drawn: the terminal is standard input then */
    struct outside_run runs[OUTSIDE_LIMIT];
    pid_t guest;       /* has the terminal; 0 for none */
    bool has_settings; /* of the terminal before that, where a screen does not know them */
    struct termios settings;
};

/* Begins an errand, which it takes over; the screen is left for one that needs the terminal. False
 * when it could not: `end` then says why, and the errand is still the caller's. */
bool outside_begin(struct outside *outside, struct errand *errand, struct child_end *end);

/* Takes the next errand that has ended; false when none has. The screen is taken back from one that had
 * the terminal. `changed` is whether its file is another now. The caller frees the errand. */
bool outside_next(struct outside *outside, struct errand *errand, struct child_end *end,
                  bool *changed);

/* Whether an errand of a kind goes on. */
bool outside_is_at(const struct outside *outside, enum errand_kind kind);

/* Ends the program that has the terminal, by a signal that was meant to end this one, and waits for a
 * while until it has. */
void outside_end(struct outside *outside, int signal);

/* Forgets the programs, which run on. */
void outside_free(struct outside *outside);

#endif
