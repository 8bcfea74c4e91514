/* update.h: what happens, and what it makes of the model. Each of these returns what became stale,
 * and leaves the model settled. */
#ifndef TUI_UPDATE_H
#define TUI_UPDATE_H

#include "tui/model.h"
#include "tui/mouse.h"

unsigned update_key(struct model *model, uint32_t key);
unsigned update_mouse(struct model *model, const struct mouse_event *event);
unsigned update_resize(struct model *model, size_t rows, size_t columns);

/* The loader or the search has something new to see. */
unsigned update_news(struct model *model);

#endif
