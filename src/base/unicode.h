/* unicode.h: the tables made from libunistring when briefbook is built, and how to read them.
 *
 * A table has two stages: the block of a character, and the entry in that block. Equal blocks are
 * stored once. generate-unicode-tables.c writes them, unicode.c holds them. */
#ifndef BRIEFBOOK_BASE_UNICODE_H
#define BRIEFBOOK_BASE_UNICODE_H

#include <string.h>

#include "briefbook/text.h"

enum {
    UNICODE_BLOCK_SHIFT = 7,
    UNICODE_BLOCK_SIZE = 1 << UNICODE_BLOCK_SHIFT,
    UNICODE_CHARACTERS = 0x110000,
    UNICODE_BLOCKS = UNICODE_CHARACTERS >> UNICODE_BLOCK_SHIFT
};

/* A property is: bits 0-1 the width on paper, 2-5 a cluster class, 6-8 a gate kind, then flags. */
enum { PROPERTY_CLUSTER_SHIFT = 2, PROPERTY_GATE_SHIFT = 6 };
enum property_flag {
    PROPERTY_JOINING = 1 << 9,    /* of a script that joiners shape: Arabic, Devanagari … */
    PROPERTY_EMOJI = 1 << 10,     /* may be followed by an emoji or text selector */
    PROPERTY_IDEOGRAPH = 1 << 11, /* may be followed by an ideographic variation selector */
    PROPERTY_MONGOLIAN = 1 << 12  /* may be followed by a Mongolian one */
};

/* Grapheme_Cluster_Break (UAX 29), and Extended_Pictographic, which excludes the others. */
enum cluster_class {
    CLUSTER_OTHER,
    CLUSTER_CR,
    CLUSTER_LF,
    CLUSTER_CONTROL,
    CLUSTER_EXTEND,
    CLUSTER_PREPEND,
    CLUSTER_SPACING_MARK,
    CLUSTER_HANGUL_L,
    CLUSTER_HANGUL_V,
    CLUSTER_HANGUL_T,
    CLUSTER_HANGUL_LV,
    CLUSTER_HANGUL_LVT,
    CLUSTER_REGIONAL,
    CLUSTER_JOINER,
    CLUSTER_PICTOGRAPH
};

/* What the gate does with a character; gate.h says it in words. */
enum gate_kind {
    GATE_KIND_TEXT,
    GATE_KIND_SPACE,
    GATE_KIND_MARK,
    GATE_KIND_HIDDEN,
    GATE_KIND_JOINER,
    GATE_KIND_SELECTOR,
    GATE_KIND_LINE_END
};

/* How a character folds. An entry is: bits 0-2 one of these, bit 3 FOLD_ENDS_IN_MARK (never with
 * FOLD_SHORT), and for FOLD_SHORT bits 4-5 a length and 8-31 its bytes, for FOLD_LONG bits 4-9 a
 * length and 10-31 the place in the pool. */
enum fold_kind {
    FOLD_SAME,
    FOLD_SHORT,
    FOLD_LONG,
    FOLD_BLANK,   /* one space */
    FOLD_DROPPED, /* nothing */
    FOLD_MARK,    /* itself, but it may change places with other marks */
    FOLD_JOINS    /* may combine with what stands before it */
};
enum {
    FOLD_KIND_MASK = 7,
    FOLD_ENDS_IN_MARK = 8,
    FOLD_LENGTH_SHIFT = 4,
    FOLD_SHORT_MASK = 3,
    FOLD_SHORT_SHIFT = 8,
    FOLD_LONG_MASK = 63,
    FOLD_LONG_SHIFT = 10
};

extern const uint16_t unicode_property_blocks[UNICODE_BLOCKS];
extern const uint16_t unicode_properties[][UNICODE_BLOCK_SIZE];
extern const uint16_t unicode_fold_blocks[UNICODE_BLOCKS];
extern const uint32_t unicode_folds[][UNICODE_BLOCK_SIZE];
extern const char unicode_fold_pool[];
extern const uint16_t unicode_ascii_blocks[UNICODE_BLOCKS];
extern const uint16_t unicode_asciis[][UNICODE_BLOCK_SIZE];
extern const char unicode_ascii_pool[];

/* These take any scalar value. */
static inline unsigned unicode_property(uint32_t character)
{
    return unicode_properties[unicode_property_blocks[character >> UNICODE_BLOCK_SHIFT]]
                             [character & (UNICODE_BLOCK_SIZE - 1)];
}

static inline uint32_t unicode_fold(uint32_t character)
{
    return unicode_folds[unicode_fold_blocks[character >> UNICODE_BLOCK_SHIFT]]
                        [character & (UNICODE_BLOCK_SIZE - 1)];
}

static inline unsigned unicode_width(unsigned property)
{
    return property & 3;
}

static inline enum cluster_class unicode_cluster_class(unsigned property)
{
    return (enum cluster_class)(property >> PROPERTY_CLUSTER_SHIFT & 15);
}

static inline enum gate_kind unicode_gate_kind(unsigned property)
{
    return (enum gate_kind)(property >> PROPERTY_GATE_SHIFT & 7);
}

static inline bool unicode_is_printable(char byte)
{
    return byte >= ' ' && byte <= '~';
}

/* Bytes at the start, no more than `most`, that are printable ASCII. They are looked at eight at a time:
 * a byte of a word that is below a blank, or DEL, or no ASCII has the sign set in one of the three. */
static inline size_t unicode_printable(struct slice text, size_t most)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    size_t end = text.length < most ? text.length : most;
    size_t length = 0;
    uint64_t word;
    for (; end - length >= sizeof word; length += sizeof word) {
        memcpy(&word, text.data + length, sizeof word);
        if ((word | (word - ones * ' ') | (word + ones)) & ones << 7)
            break;
    }
    while (length < end && unicode_is_printable(text.data[length]))
        length++;
    return length;
}

/* text_decode() with the common cases of up to three bytes in line. */
static inline size_t unicode_decode(struct slice text, uint32_t *character)
{
    const unsigned char *bytes = (const unsigned char *)text.data;
    unsigned lead = bytes[0];
    if (lead < 0x80) {
        *character = lead;
        return 1;
    }
    if (text.length >= 3 && lead > 0xE0 && lead < 0xF0 && lead != 0xED &&
        (bytes[1] & 0xC0) == 0x80 && (bytes[2] & 0xC0) == 0x80) {
        *character = (lead & 0xF) << 12 | (bytes[1] & 0x3FU) << 6 | (bytes[2] & 0x3FU);
        return 3;
    }
    if (text.length >= 2 && lead >= 0xC2 && lead < 0xE0 && (bytes[1] & 0xC0) == 0x80) {
        *character = (lead & 0x1F) << 6 | (bytes[1] & 0x3FU);
        return 2;
    }
    return text_decode(text, character);
}

#endif
