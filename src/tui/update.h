/* update.h: what happens, and what it makes of the model. Each of these returns what became stale,
 * and leaves the model settled. */
#ifndef TUI_UPDATE_H
#define TUI_UPDATE_H

#include "tui/model.h"

unsigned update_key(struct model *model, uint32_t key);
unsigned update_resize(struct model *model, size_t rows, size_t columns);

/* The loader or the search has something new to see. */
unsigned update_news(struct model *model);

/* An errand was done, or could not be: the reader hears of it. `changed` is whether the file that it
 * was about is another now. */
unsigned update_errand(struct model *model, const struct errand *errand,
                       const struct child_end *end, bool changed);

#endif
