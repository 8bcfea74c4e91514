/* invariants.h: what must be so on every screen, whatever was done to come there. */
#ifndef TEST_INVARIANTS_H
#define TEST_INVARIANTS_H

#include "support/interface.h"

/* Draws the screen and expects of it and of the model behind it:
 * - the chosen row of each pane is one that shows, and in view; there are no blank rows below a list
 *   that has more rows above;
 * - panes hold the rows that the query asks for, each asked by itself, and their titles say how many;
 * - the detail is that of the chosen record, and no line of it is too wide;
 * - all cells hold valid text without control characters, of just the columns it takes;
 * - the edges of panes and of what is opened are whole, so that nobody has drawn over them;
 * - the cursor is on the screen. */
void expect_invariants(struct interface *interface);

/* Expects frames to be the same, cell for cell, but for so many rows at the end. */
void expect_same_cells(const struct frame *frame, const struct frame *expected, size_t rows_apart);

/* Copies a frame over a zero-initialised or freed one. */
void copy_frame(struct frame *to, const struct frame *from);

#endif
