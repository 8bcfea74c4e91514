/* change-text.h: one change in full, composed, laid out at a width, and kept until something of that
 * changes. */
#ifndef TUI_CHANGE_TEXT_H
#define TUI_CHANGE_TEXT_H

#include "briefbook/changes.h"
#include "briefbook/layout.h"

/* Zero-initialise. */
struct change_text {
    const struct change *change; /* NULL while it shows nothing */
    size_t width;
    bool ascii;
    struct layout layout;
    size_t top; /* the first line in view; 0 for another change */
};

/* Makes it that of a change, at a width of at least 1, unless it is that already. False when memory is
 * out: it then shows nothing. */
bool change_text_prepare(struct change_text *text, const struct changes *changes,
                         const struct change *change, size_t width, bool ascii);

void change_text_free(struct change_text *text);

#endif
