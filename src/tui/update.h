/* update.h: what happens, and what it makes of the model. Each of these returns what became stale,
 * and leaves the model settled unless it says otherwise. */
#ifndef TUI_UPDATE_H
#define TUI_UPDATE_H

#include "tui/model.h"
#include "tui/mouse.h"

unsigned update_key(struct model *model, uint32_t key);

/* A key, or pasted text, behind which others wait: each is taken in only as far as the next one needs
 * it, so that what is typed is asked for once. update_settle() does the rest; it must follow the
 * last one. */
unsigned update_waiting_key(struct model *model, uint32_t key);
unsigned update_waiting_paste(struct model *model, const struct buffer *text); /* raw */
unsigned update_waiting_mouse(struct model *model, const struct mouse_event *event);
void update_settle(struct model *model);

unsigned update_resize(struct model *model, size_t rows, size_t columns);

/* The loader or the search has something new to see. */
unsigned update_news(struct model *model);

/* An errand was done, or could not be: the reader hears of it. `changed` is whether the file that it
 * was about is another now. */
unsigned update_errand(struct model *model, const struct errand *errand,
                       const struct child_end *end, bool changed);

#endif
