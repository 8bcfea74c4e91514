/* frame.h: a picture of the screen, as a grid of cells.
 *
 * A cell holds one grapheme cluster, or as much of it as a cell can: the first character and the
 * marks on it. A wide cluster takes two cells, the second of which has width 0. All text must have
 * passed the gate. */
#ifndef TUI_FRAME_H
#define TUI_FRAME_H

#include <stdint.h>

#include "briefbook/slice.h"
#include "tui/face.h"

enum { CELL_TEXT_BYTES = 28 };

enum cell_flags {
    CELL_MATCH = 1 << 0,    /* the query asks for this */
    CELL_CURRENT = 1 << 1,  /* the match or link that one is on */
    CELL_SELECTED = 1 << 2, /* part of the row that one is on */
    CELL_ISOLATES = 1 << 3  /* text from right to left ends here; see frame_isolate() */
};

struct cell {
    char text[CELL_TEXT_BYTES]; /* not terminated */
    uint8_t length;
    uint8_t width; /* 1 or 2; 0 for the second half of a wide one */
    uint8_t face;
    uint8_t flags;
};

/* A part of the screen; rows and columns count from 0. */
struct area {
    size_t row;
    size_t column;
    size_t rows;
    size_t columns;
};

/* Zero-initialise. */
struct frame {
    size_t rows;
    size_t columns;
    struct cell *cells; /* row after row */
    size_t cursor_row;
    size_t cursor_column;
};

/* Makes it that large, and blank. False when memory is out: then it has no cells. */
bool frame_reset(struct frame *frame, size_t rows, size_t columns);

/* The cell at a place inside the frame. */
struct cell *frame_cell(const struct frame *frame, size_t row, size_t column);

/* Puts text into an area, from row and column (of the area) on; what lies outside is cut off, a wide
 * cluster whole. `*column` goes on behind the text. False when the text did not fit. */
bool frame_text(struct frame *frame, struct area area, size_t row, size_t *column,
                struct slice text, enum face face, unsigned flags);

/* Puts a sign of one column at one place of an area. */
void frame_sign(struct frame *frame, struct area area, size_t row, size_t column, const char *sign,
                enum face face);

/* Adds flags to all cells of a row of an area. */
void frame_flag_row(struct frame *frame, struct area area, size_t row, unsigned flags);

/* Flags the cell behind each text that has characters of right-to-left scripts, up to an edge or a gap:
 * a terminal that orders characters takes a row of the screen for one paragraph, and what stands
 * between two such texts would change sides (UAX 9). Called when all is drawn. */
void frame_isolate(struct frame *frame);

/* Puts the cursor at a place of an area, or at the nearest one inside it. */
void frame_cursor(struct frame *frame, struct area area, size_t row, size_t column);

void frame_free(struct frame *frame);

#endif
