/* view.h: what is on the screen and takes the keys: a list, the detail, and what is opened over them.
 *
 * A view is this struct and the file that fills it in. Opened views have a row in the table of
 * view.c, and keep what they know in a struct of their own in the model. */
#ifndef TUI_VIEW_H
#define TUI_VIEW_H

#include "tui/command.h"
#include "tui/frame.h"

struct view {
    unsigned context; /* which keys it takes, see keymap.h */
    unsigned (*move)(struct model *model, enum step step);
    /* Leaves the view; STALE_NOTHING when there is nowhere to go but out of the program. */
    unsigned (*close)(struct model *model);
    void (*draw)(const struct model *model, struct frame *frame);

    /* What only some views do; NULL in the others. */
    unsigned (*choose)(struct model *model); /* Enter, on what is chosen */
};

extern const struct view list_view;   /* view-browse.c */
extern const struct view detail_view; /* view-browse.c */
extern const struct view help_view;   /* view-help.c */
extern const struct view source_view; /* view-source.c */

/* The view that is open. */
const struct view *view_of(const struct model *model);

/* Where keys go: the prompt, or the view. */
unsigned view_context(const struct model *model);

#endif
