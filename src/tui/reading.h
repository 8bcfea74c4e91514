/* reading.h: where the archived text of a source stands on the screen. */
#ifndef TUI_READING_H
#define TUI_READING_H

#include "tui/geometry.h"

/* The text, inside of its box. */
struct area reading_area(const struct geometry *geometry);

/* The line that is at the top when a place is shown first: some of what comes before is above it. */
size_t reading_start(size_t place, size_t rows);

#endif
