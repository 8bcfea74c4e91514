/* footer.h: the last line: a message, or the keys that matter now. */
#ifndef TUI_FOOTER_H
#define TUI_FOOTER_H

#include "tui/command.h"
#include "tui/draw.h"

void draw_footer(const struct canvas *canvas);

/* The key whose hint stands at a column of the footer; 0 for none. */
uint32_t footer_key(const struct model *model, size_t column);

#endif
