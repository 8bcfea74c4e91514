/* reading.h: where the archived text of a source stands on the screen. */
#ifndef TUI_READING_H
#define TUI_READING_H

#include "tui/model.h"

/* The text, inside of its box. */
struct area reading_area(const struct geometry *geometry);

/* The line that is at the top when a place is shown first: some of what comes before is above it. */
size_t reading_start(size_t place, size_t rows);

/* Lays the text out anew where the screen has another width, takes in what the thread has done, and
 * forgets the text when it is no longer open. */
void reading_settle(struct model *model);

#endif
