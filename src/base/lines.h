/* lines.h: the tables for line breaking; see unicode.h. */
#ifndef BRIEFBOOK_BASE_LINES_H
#define BRIEFBOOK_BASE_LINES_H

#include "base/unicode.h"

/* Characters that allow line breaks alike form a class, if nothing but their neighbours matter. */
enum {
    LINE_UNKNOWN, /* marks, controls, the space, and what is rare */
    LINE_LETTER,
    LINE_OTHER_LETTER = 32, /* breaks like a letter, but may be in scripts with further rules */
    LINE_CLASSES = 32
};

/* Where lines may break: one bit for each class of the character after. */
struct line_breaks {
    uint32_t adjacent; /* right after a character of this class */
    uint32_t spaced;   /* after it and spaces */
};

extern const uint16_t unicode_line_blocks[UNICODE_BLOCKS];
extern const unsigned char unicode_line_classes[][UNICODE_BLOCK_SIZE];
extern const struct line_breaks unicode_line_breaks[LINE_CLASSES];

/* Takes any scalar value. */
static inline unsigned unicode_line_class(uint32_t character)
{
    return unicode_line_classes[unicode_line_blocks[character >> UNICODE_BLOCK_SHIFT]]
                               [character & (UNICODE_BLOCK_SIZE - 1)];
}

/* Of class IS in UAX 14: LB29 keeps it with a letter after it, as in "e.g."; libunistring does not. */
static inline bool unicode_is_infix(uint32_t character)
{
    return character == ',' || character == '.' || character == ':' || character == ';';
}

#endif
