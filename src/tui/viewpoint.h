/* viewpoint.h: where a reader is, as one value that can be kept and restored.
 *
 * Going back, leaving the search prompt with Esc, and whatever else returns to an earlier view
 * restores a viewpoint whole: panes, rows, scroll and query. */
#ifndef TUI_VIEWPOINT_H
#define TUI_VIEWPOINT_H

#include "briefbook/store.h"
#include "tui/chooser.h"

enum focus { FOCUS_LIST, FOCUS_DETAIL };

/* What fills the screen instead of panes and detail. */
enum zoom { ZOOM_NONE, ZOOM_LIST, ZOOM_DETAIL };

/* What is open over the browser; each has a view, see view.h. */
enum opened {
    OPENED_NOTHING,
    OPENED_HELP,
    OPENED_MESSAGES,
    OPENED_FACETS,
    OPENED_TIMELINE,
    OPENED_MATRIX,
    OPENED_SORT,
    OPENED_SOURCE,
    OPENED_CHECK,
    OPENED_LIBRARY,
    OPENED_COLUMNS,
    OPENED_PLAIN,
    OPENED_CHANGES,
    OPENED_COUNT
};

enum { NOTHING_CHOSEN = -1 };

struct pane {
    size_t wanted;     /* the row the reader chose last */
    size_t wanted_top; /* the first row in view, when a search had come so far */
    size_t row; /* the one chosen, or while the query hides it the nearest that shows; SIZE_MAX
                          for none */
    size_t top; /* the same for the first row in view */
};

struct viewpoint {
    enum table_id table; /* whose pane has the focus, or had it before the detail */
    enum focus focus;
    enum zoom zoom;
    struct pane panes[TABLE_COUNT];
    struct record shown; /* the record that the following three are about */
    size_t detail_top;   /* first line in view */
    long link;           /* of the detail, the one that is current; or NOTHING_CHOSEN */
    long match;          /* the same for its matches */
    char *query;         /* what is asked, as typed; owned; NULL for nothing */

    /* Where a link was followed from a list over the browser, that list and the line in it, to be open
     * again; OPENED_NOTHING elsewhere, and where the reader is. */
    enum opened opened;
    struct chooser line;
};

/* What is asked, "" for nothing. */
const char *viewpoint_query(const struct viewpoint *here);

/* False when memory is out. */
bool viewpoint_set_query(struct viewpoint *here, const char *query);

/* Copies, the query too, over a zero-initialised or freed one. False when memory is out. */
bool viewpoint_copy(struct viewpoint *to, const struct viewpoint *from);

void viewpoint_free(struct viewpoint *here);

/* Viewpoints to go back or forward to, the newest last. Zero-initialise. */
struct history {
    struct viewpoint *viewpoints;
    size_t count;
    size_t capacity;
};

/* Keeps a copy; the oldest goes when there are too many. False when memory is out. */
bool history_push(struct history *history, const struct viewpoint *here);

/* Takes the newest off into `here`, which is freed first. False when there is none. */
bool history_pop(struct history *history, struct viewpoint *here);

/* Forgets all and keeps the memory; frees it. */
void history_clear(struct history *history);
void history_free(struct history *history);

#endif
