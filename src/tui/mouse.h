/* mouse.h: what the mouse does, by what stands under it.
 *
 * A click on a row chooses it and a second one opens it; on a link of the detail it follows it; on a
 * hint of the footer it runs its command; on the query line it begins a search. The wheel scrolls
 * what is under it and leaves the focus where it is. */
#ifndef TUI_MOUSE_H
#define TUI_MOUSE_H

#include "tui/model.h"

enum mouse_action { MOUSE_PRESS, MOUSE_WHEEL_UP, MOUSE_WHEEL_DOWN };

struct mouse_event {
    enum mouse_action action;
    size_t row; /* of the screen, from 0 */
    size_t column;
    long long time; /* in milliseconds, of any clock that never goes back */
};

/* Does what the event asks for, and clears the message; returns what became stale. */
unsigned mouse_take(struct model *model, const struct mouse_event *event);

#endif
