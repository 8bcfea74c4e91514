/* footer.h: the last line: a message, or the keys that matter now. */
#ifndef TUI_FOOTER_H
#define TUI_FOOTER_H

#include "tui/draw.h"

void draw_footer(const struct canvas *canvas);

#endif
