#include "store/text-places.h"

#include <stdlib.h>

enum { STRIDE = 4096 };

/* Goes over one byte. A character counts where it begins. */
static void pass(struct text_place *place, char byte)
{
    if (byte == '\n')
        *place = (struct text_place){place->line + 1, 1};
    else if (((unsigned char)byte & 0xC0) != 0x80)
        place->column++;
}

bool text_places_make(struct text_places *places, struct slice text)
{
    struct text_place place = {1, 1};
    places->text = text;
    places->marks = calloc(text.length / STRIDE + 1, sizeof *places->marks);
    if (!places->marks)
        return false;
    for (size_t at = 0; at <= text.length; at++) {
        if (at % STRIDE == 0)
            places->marks[at / STRIDE] = place;
        if (at < text.length)
            pass(&place, text.data[at]);
    }
    return true;
}

struct text_place text_places_find(const struct text_places *places, size_t byte)
{
    struct text_place place = places->marks[byte / STRIDE];
    for (size_t at = byte - byte % STRIDE; at < byte; at++)
        pass(&place, places->text.data[at]);
    return place;
}

void text_places_free(struct text_places *places)
{
    free(places->marks);
    *places = (struct text_places){0};
}
