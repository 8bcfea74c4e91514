/* view.h: what is on the screen and takes the keys: a list, the detail, and what is opened over them.
 *
 * A view is this struct and the file that fills it in. Opened views have a row in the table of
 * view.c, and keep what they know in a struct of their own in the model. */
#ifndef TUI_VIEW_H
#define TUI_VIEW_H

#include "tui/command.h"
#include "tui/frame.h"

/* Lines of which one is chosen. */
struct view_lines {
    struct chooser *chooser;
    size_t count;
    struct area box;  /* of the view */
    struct area area; /* of the lines in it */
};

/* The lines in view of a text that is read, and how many there are in all. */
struct view_page {
    size_t top;
    size_t rows;
    size_t count;
};

struct view {
    unsigned context; /* which keys it takes, see keymap.h */

    /* What keys that move and the mouse work on; NULL in views that move otherwise. */
    struct view_lines (*lines)(struct model *model);
    unsigned (*move)(struct model *model, enum step step); /* NULL: through the lines */
    /* Leaves the view; STALE_NOTHING when there is nowhere to go but out of the program. */
    unsigned (*close)(struct model *model);
    void (*draw)(const struct model *model, struct frame *frame);

    /* The same in words, clean, where nothing is drawn (linear.h): a title with counts, and a line of
     * `lines` or of `page`. NULL where there are none. */
    void (*append_title)(const struct model *model, struct buffer *title);
    void (*append_line)(const struct model *model, size_t line, struct buffer *text);
    void (*append_chosen)(const struct model *model,
                          struct buffer *text);          /* more of the chosen line */
    struct view_page (*page)(const struct model *model); /* what is read in the place of `lines` */
    bool (*awaits)(
        const struct model *model); /* more of it is to come; NULL where it is all there */

    /* What only some views do; NULL in the others. */
    unsigned (*choose)(struct model *model); /* Enter, on what is chosen */
    unsigned (*side)(struct model *model,
                     int direction);       /* to the column at the right, left (-1) */
    unsigned (*mark)(struct model *model); /* begins to mark out a stretch */
    unsigned (*scale)(struct model *model, int direction); /* 1: coarser, -1: finer */
    unsigned (*read)(struct model *model,
                     enum step step);    /* moves through the words above the lines */
    void (*settle)(struct model *model); /* brings what it shows up to date, see model_settle() */
    void (*left)(struct model *model);   /* puts back what it changed, however one left it */
};

extern const struct view list_view;     /* view-browse.c */
extern const struct view detail_view;   /* view-browse.c */
extern const struct view help_view;     /* view-help.c */
extern const struct view messages_view; /* view-messages.c */
extern const struct view facets_view;   /* view-facets.c */
extern const struct view plain_view;    /* view-plain.c */
extern const struct view timeline_view; /* view-timeline.c */
extern const struct view matrix_view;   /* view-matrix.c */
extern const struct view sort_view;     /* view-sort.c */
extern const struct view source_view;   /* view-source.c */
extern const struct view columns_view;  /* view-columns.c */
extern const struct view library_view;  /* view-library.c */
extern const struct view check_view;    /* view-check.c */
extern const struct view changes_view;  /* view-changes.c */

/* The view that is open. */
const struct view *view_of(const struct model *model);

/* Opens a view over the browser, in the place of another; closes it when it is the one that is open.
 * Return what became stale. `view_shut` closes what is open, and forgets what was counted for it. */
unsigned view_open(struct model *model, enum opened opened);
unsigned view_shut(struct model *model);

/* Where an opened view that shows something of the panes is drawn: in the place of the detail, or over
 * all where that has no room. */
struct area view_box(const struct model *model);

/* The area below the headings in a box, and what stands there. */
struct area view_below(struct area box, size_t heading_rows);
struct view_lines view_lines(struct chooser *chooser, size_t count, struct area box,
                             size_t heading_rows);

/* Moves through the text of the detail; see view-browse.c. */
unsigned detail_scroll(struct model *model, enum step step);

/* Brings what the opened view shows up to date. */
void view_settle(struct model *model);

/* Where keys go: the prompt, or the view. */
unsigned view_context(const struct model *model);

#endif
