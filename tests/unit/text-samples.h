/* text-samples.h: texts by chance, the same on every run. */
#ifndef BRIEFBOOK_TEXT_SAMPLES_H
#define BRIEFBOOK_TEXT_SAMPLES_H

#include "briefbook/text.h"

enum { LONGEST_SAMPLE = 12 };

/* A short text; `text` views `bytes`. */
struct sample {
    char bytes[4 * LONGEST_SAMPLE];
    struct slice text;
};

/* The state is any number at first. */
static inline uint32_t next_random(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33);
}

/* One of every class of UAX 29 and UAX 14, and of every width. */
static inline uint32_t varied_character(uint64_t *seed)
{
    static const uint32_t varied[] = {
        '\r',    '\n',    '\t',    ' ',     'a',     'Z',     '1',    '.',     '-',     '(',
        ')',     '"',     '/',     '%',     '$',     '!',     0x85,   0xA0,    0xAD,    0xB4,
        0xE9,    0x300,   0x308,   0x34F,   0x5D0,   0x600,   0x627,  0x66C,   0x903,   0x915,
        0x94D,   0xE01,   0xE33,   0x1100,  0x115F,  0x1160,  0x11A8, 0x1F1E6, 0x1F1F7, 0x1F3FB,
        0x1F44D, 0x1F468, 0x2014,  0x2018,  0x201D,  0x2026,  0x200B, 0x200C,  0x200D,  0x2028,
        0x202F,  0x2060,  0x20AC,  0x2212,  0x231A,  0x2764,  0x3000, 0x3001,  0x3041,  0x3042,
        0x300C,  0x300D,  0x30FC,  0x4E00,  0xAC00,  0xAC01,  0xFE0F, 0xFEFF,  0xFF08,  0xFF0C,
        0xFFFC,  0xFFFD,  0xE0061, 0x110BD, 0x1F9FF, 0x20000, 0xB7,   0x2010,  0x2013,  0x2032,
        0x2003,  0x2024,  0x25CC,  0x30A2,  0xD7A3,  0xFF01,  0xFF05, 0x391,   0x436,   0x1E9E,
    };
    if (next_random(seed) % 6 == 0)
        return next_random(seed) % 0x20000;
    return varied[next_random(seed) % (sizeof varied / sizeof *varied)];
}

static inline void make_sample(struct sample *sample, uint64_t *seed)
{
    size_t length = 0;
    for (size_t j = next_random(seed) % LONGEST_SAMPLE; j > 0; j--)
        length += text_encode(varied_character(seed), sample->bytes + length);
    sample->text = (struct slice){sample->bytes, length};
}

#endif
