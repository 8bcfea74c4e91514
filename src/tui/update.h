/* update.h: what happens, and what it makes of the model. Each of these returns what became stale,
 * and leaves the model settled unless it says otherwise. */
#ifndef TUI_UPDATE_H
#define TUI_UPDATE_H

#include "tui/model.h"

unsigned update_key(struct model *model, uint32_t key);

/* A key, or pasted text, behind which others wait: each is taken in only as far as the next one needs
 * it, so that what is typed is asked for once. update_settle() does the rest; it must follow the
 * last one. */
unsigned update_waiting_key(struct model *model, uint32_t key);
unsigned update_waiting_paste(struct model *model, const struct buffer *text); /* raw */
void update_settle(struct model *model);

unsigned update_resize(struct model *model, size_t rows, size_t columns);

/* The loader or the search has something new to see. */
unsigned update_news(struct model *model);

#endif
