/* geometry.h: which part of the screen is for what.
 *
 * Panes stand in stacks, one below the other, and share the lines between them: the first row of a
 * pane's area is its title line, the last row of a stack its lower edge. */
#ifndef TUI_GEOMETRY_H
#define TUI_GEOMETRY_H

#include "tui/frame.h"
#include "tui/viewpoint.h"

enum {
    SCREEN_MINIMUM_COLUMNS = 40,
    SCREEN_MINIMUM_ROWS = 12,
    DETAIL_MINIMUM_COLUMNS = 80,  /* from this width on the detail stands beside the panes */
    STACKS_MINIMUM_COLUMNS = 140, /* and from this one the panes stand side by side */
    STACK_LIMIT = 3
};

/* What the arrangement follows from. */
struct geometry_wants {
    size_t rows;
    size_t columns;
    enum table_id table; /* whose pane has the focus */
    enum focus focus;
    enum zoom zoom;
    bool is_plain;             /* the text of the detail is alone on the screen */
    bool is_typing;            /* a line is typed */
    bool is_linear;            /* nothing is drawn: each part is as large as a page of text */
    bool exists[TABLE_COUNT];  /* which tables have a pane */
    size_t wants[TABLE_COUNT]; /* how many rows it could use */
};

struct geometry {
    bool too_small;
    struct area header;
    struct area query;
    struct area footer;
    struct area body; /* all between them: what follows, or another view */
    size_t stack_count;
    struct area stacks[STACK_LIMIT]; /* with their edges */
    struct area panes[TABLE_COUNT];  /* title line and rows, with the edges at the sides; no rows
                                        when the pane is not to be seen */
    struct area lists[TABLE_COUNT];  /* the rows alone, between the edges */
    struct area detail_box;          /* with its edges; no rows when it is not to be seen */
    struct area detail;              /* the text alone */
};

void geometry_arrange(struct geometry *geometry, const struct geometry_wants *wants);

/* The area inside the edges of a box. */
struct area area_inside(struct area box);

#endif
