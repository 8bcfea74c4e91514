/* units.h: a text as what counts when words are compared: its characters, with a run of blanks or of
 * quotation marks as one, and what only typesetting put there left out. */
#ifndef BASE_UNITS_H
#define BASE_UNITS_H

#include <stdint.h>

#include "briefbook/slice.h"

/* A character, or a run of blanks or of marks, which is one. */
struct unit {
    uint32_t character; /* never 0 */
    size_t start;       /* in bytes */
    size_t end;
};

/* Begin with the text, and zeroes; a copy goes on from where it was made. */
struct unit_reader {
    struct slice text;
    size_t at;
    uint32_t before; /* the character of the newest unit; 0 at the start */
};

/* Reads the next unit; false at the end. There is none for blanks at either end. */
bool unit_next(struct unit_reader *reader, struct unit *unit);

/* Most characters are letters and digits of ASCII, which stand for themselves. */
static inline bool unit_is_plain(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9');
}

/* Whether a text holds nothing but blanks and marks, and so no word that could stand elsewhere. */
bool units_are_blank(struct slice text);

#endif
