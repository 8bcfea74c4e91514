#include "base/unicode.h"

/* What may follow a first byte (Unicode 15, table 3-7): how many bytes in all, and which second. */
struct lead {
    unsigned char length;
    unsigned char second_low;
    unsigned char second_high;
};

static struct lead lead_of(unsigned char byte)
{
    if (byte >= 0xC2 && byte <= 0xDF)
        return (struct lead){2, 0x80, 0xBF};
    if (byte >= 0xE0 && byte <= 0xEF)
        return (struct lead){3, byte == 0xE0 ? 0xA0 : 0x80, byte == 0xED ? 0x9F : 0xBF};
    if (byte >= 0xF0 && byte <= 0xF4)
        return (struct lead){4, byte == 0xF0 ? 0x90 : 0x80, byte == 0xF4 ? 0x8F : 0xBF};
    return (struct lead){0};
}

/* Like text_decode(), and says whether the bytes were well-formed. */
static size_t decode(struct slice text, uint32_t *character, bool *well_formed)
{
    const unsigned char *bytes = (const unsigned char *)text.data;
    *well_formed = true;
    *character = bytes[0];
    if (bytes[0] < 0x80)
        return 1;
    struct lead lead = lead_of(bytes[0]);
    uint32_t value = bytes[0] & (0x7FU >> lead.length);
    size_t used = 1;
    while (used < lead.length && used < text.length) {
        unsigned char low = used == 1 ? lead.second_low : 0x80;
        unsigned char high = used == 1 ? lead.second_high : 0xBF;
        if (bytes[used] < low || bytes[used] > high)
            break;
        value = value << 6 | (bytes[used] & 0x3FU);
        used++;
    }
    *well_formed = used == lead.length;
    *character = *well_formed ? value : TEXT_REPLACEMENT;
    return used;
}

size_t text_decode(struct slice text, uint32_t *character)
{
    bool well_formed;
    return decode(text, character, &well_formed);
}

size_t text_encode(uint32_t character, char bytes[4])
{
    if (character > 0x10FFFF || (character >= 0xD800 && character <= 0xDFFF))
        character = TEXT_REPLACEMENT;
    if (character < 0x80) {
        bytes[0] = (char)character;
        return 1;
    }
    size_t length = character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    for (size_t i = length - 1; i > 0; i--) {
        bytes[i] = (char)(0x80 | (character & 0x3F));
        character >>= 6;
    }
    bytes[0] = (char)((0xF00U >> length & 0xFF) | character);
    return length;
}

bool text_append(struct buffer *buffer, uint32_t character)
{
    char bytes[4];
    size_t length = text_encode(character, bytes);
    return buffer_append(buffer, (struct slice){bytes, length});
}

/* Bytes of the ASCII text at the start, counted eight at a time. */
static size_t ascii_length(struct slice text)
{
    size_t length = 0;
    uint64_t word;
    while (text.length - length >= sizeof word) {
        memcpy(&word, text.data + length, sizeof word);
        if (word & UINT64_C(0x8080808080808080))
            break;
        length += sizeof word;
    }
    while (length < text.length && !(text.data[length] & 0x80))
        length++;
    return length;
}

bool text_is_ascii(struct slice text)
{
    return ascii_length(text) == text.length;
}

bool text_is_printable(struct slice text)
{
    return unicode_printable(text, SIZE_MAX) == text.length;
}

bool text_is_valid(struct slice text, size_t *fault)
{
    size_t at = 0;
    while (at < text.length) {
        struct slice rest = slice_part(text, at, text.length);
        size_t plain = ascii_length(rest);
        if (plain) {
            at += plain;
            continue;
        }
        uint32_t character;
        bool well_formed;
        size_t used = decode(rest, &character, &well_formed);
        if (!well_formed) {
            if (fault)
                *fault = at;
            return false;
        }
        at += used;
    }
    return true;
}

bool text_append_valid(struct buffer *buffer, struct slice text)
{
    uint32_t character;
    if (text_is_valid(text, NULL))
        return buffer_append(buffer, text);
    while (text.length) {
        size_t length = text_decode(text, &character);
        text_append(buffer, character);
        text = slice_part(text, length, text.length);
    }
    return !buffer->failed;
}
