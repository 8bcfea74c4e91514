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

/* Whether all of a text is blank. */
bool units_are_blank(struct slice text);

#endif
