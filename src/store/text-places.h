/* text-places.h: from bytes of a text to lines and columns, each in the same short time. */
#ifndef STORE_TEXT_PLACES_H
#define STORE_TEXT_PLACES_H

#include "briefbook/verification.h"

struct text_places {
    struct slice text;
    struct text_place *marks; /* of each byte whose number the stride divides */
};

/* False when memory is out. */
bool text_places_make(struct text_places *places, struct slice text);

struct text_place text_places_find(const struct text_places *places, size_t byte);

void text_places_free(struct text_places *places);

#endif
