/* chooser.h: lines of which one is chosen, as opened views have them. */
#ifndef TUI_CHOOSER_H
#define TUI_CHOOSER_H

#include <stdbool.h>

#include "tui/step.h"

/* Zero-initialise for the first line. How many lines there are is known to who has them. */
struct chooser {
    size_t chosen;
    size_t top; /* the first line in view after the last step */
};

/* The line that is chosen of `count`: the last when there are fewer by now. 0 when there is none. */
size_t chooser_line(const struct chooser *chooser, size_t count);

/* The first line in view where `height` lines are, so that the chosen one is among them. */
size_t chooser_top(const struct chooser *chooser, size_t count, size_t height);

/* Takes a step; whether anything changed. */
bool chooser_move(struct chooser *chooser, enum step step, size_t count, size_t height);

#endif
