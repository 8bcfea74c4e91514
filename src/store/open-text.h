/* open-text.h: an archived text in memory. */
#ifndef STORE_OPEN_TEXT_H
#define STORE_OPEN_TEXT_H

#include "briefbook/diag.h"
#include "store/text-places.h"

/* Close it also when it could not be read. */
struct open_text {
    struct buffer bytes;
    struct text_places places;
};

/* Reads an archived text, which must be UTF-8; false with a diagnostic, or when it was cancelled. */
bool open_text_read(struct open_text *text, const struct store *store, const char *file,
                    const atomic_bool *cancelled, struct diag_list *diags);

void open_text_close(struct open_text *text);

/* Words around a place of any text, on one line; NULL when memory is out. */
const char *open_text_around(struct arena *arena, struct slice text, size_t at);

#endif
