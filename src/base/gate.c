#include "briefbook/gate.h"

#include "base/unicode.h"

enum {
    LINE_SIGN = 0x21B5, /* ↵ */
    DOTTED_CIRCLE = 0x25CC,
    KEYCAP = 0x20E3,
    BLACK_FLAG = 0x1F3F4,
    CANCEL_TAG = 0xE007F,
    JOINER = 0x200D,
    SOFT_SELECTOR = 0xFE0E, /* text style; the next asks for emoji style */
    EMOJI_SELECTOR = 0xFE0F,
    HANGUL_FIRST_FILLER = 0x115F,
    HANGUL_VOWEL_FILLER = 0x1160
};

/* What stands before the character at hand, as far as it matters. All blank after a sign, a line
 * end and at the start: a mark there has nothing to stand on. */
struct before {
    uint32_t character;
    unsigned property;
    bool is_base;    /* a mark may stand on it */
    bool pictograph; /* an emoji and its extenders: a joiner may follow */
    bool joining;    /* a letter that joiners shape, and its marks */
};

struct gate {
    struct buffer *clean;
    unsigned flags;
    struct before before;
};

/* What a character is to those that follow it. */
static struct before after_character(uint32_t character)
{
    unsigned property = unicode_property(character);
    return (struct before){
        .character = character,
        .property = property,
        .is_base = true,
        .pictograph = unicode_cluster_class(property) == CLUSTER_PICTOGRAPH,
        .joining = property & PROPERTY_JOINING,
    };
}

static void append_sign(struct gate *gate, uint32_t character)
{
    gate->before = (struct before){0};
    if (character == 0 || character == TEXT_REPLACEMENT)
        text_append(gate->clean, gate->flags & GATE_ASCII ? '?' : TEXT_REPLACEMENT);
    else if (character < ' ' || character == 0x7F)
        buffer_append_format(gate->clean, "^%c", (int)character ^ 0x40);
    else
        buffer_append_format(gate->clean, "<U+%04lX>", (unsigned long)character);
}

static void append_line_end(struct gate *gate)
{
    gate->before = (struct before){0};
    if (!(gate->flags & GATE_ONE_LINE))
        buffer_append_char(gate->clean, '\n');
    else if (gate->flags & GATE_ASCII)
        buffer_append_string(gate->clean, text_ascii(LINE_SIGN));
    else
        text_append(gate->clean, LINE_SIGN);
}

static void append_text(struct gate *gate, uint32_t character)
{
    struct before old = gate->before;
    struct before *before = &gate->before;
    *before = after_character(character);
    bool is_mark = unicode_gate_kind(before->property) == GATE_KIND_MARK;
    if (is_mark && !old.is_base)
        text_append(gate->clean, DOTTED_CIRCLE);
    text_append(gate->clean, character);
    if (unicode_cluster_class(before->property) == CLUSTER_EXTEND)
        before->pictograph = old.pictograph;
    if (is_mark)
        before->joining = before->joining || old.joining;
}

static uint32_t first_of(struct slice text)
{
    uint32_t character = 0;
    if (text.length)
        unicode_decode(text, &character);
    return character;
}

static bool is_visible_pictograph(uint32_t character)
{
    unsigned property = unicode_property(character);
    return unicode_cluster_class(property) == CLUSTER_PICTOGRAPH &&
           unicode_gate_kind(property) == GATE_KIND_TEXT;
}

/* A joiner is text between emoji and after letters that it shapes; never twice in a row. */
static bool joiner_is_text(const struct before *before, uint32_t character, uint32_t next)
{
    if (character == JOINER && before->pictograph && is_visible_pictograph(next))
        return true;
    return before->joining;
}

/* A selector is text right after a character that has such variants. */
static bool selector_is_text(const struct before *before, uint32_t character, uint32_t next)
{
    enum { FIRST_IDEOGRAPHIC = 0xE0100, FIRST_STANDARD = 0xFE00 };
    if (character >= FIRST_IDEOGRAPHIC)
        return before->property & PROPERTY_IDEOGRAPH;
    if (character < FIRST_STANDARD)
        return before->property & PROPERTY_MONGOLIAN;
    if (character == SOFT_SELECTOR || character == EMOJI_SELECTOR)
        return (before->property & PROPERTY_EMOJI) && (before->character >= 0x80 || next == KEYCAP);
    return before->character >= 0x80 && unicode_gate_kind(before->property) == GATE_KIND_TEXT;
}

/* Joiners and selectors: part of what precedes, or shown. */
static void append_invisible(struct gate *gate, uint32_t character, struct slice rest)
{
    struct before *before = &gate->before;
    uint32_t next = first_of(rest);
    bool joins = unicode_gate_kind(unicode_property(character)) == GATE_KIND_JOINER;
    if (!before->is_base || !(joins ? joiner_is_text(before, character, next)
                                    : selector_is_text(before, character, next))) {
        append_sign(gate, character);
        return;
    }
    text_append(gate->clean, character);
    before->character = character;
    before->property = 0;
    if (joins)
        before->joining = before->pictograph = false;
}

static bool is_hangul(uint32_t character, enum cluster_class class)
{
    return unicode_cluster_class(unicode_property(character)) == class &&
           character != HANGUL_VOWEL_FILLER;
}

/* A filler is text where it stands for the missing half of a syllable. */
static bool filler_is_text(const struct before *before, uint32_t character, uint32_t next)
{
    if (character == HANGUL_FIRST_FILLER)
        return is_hangul(next, CLUSTER_HANGUL_V);
    return character == HANGUL_VOWEL_FILLER && before->is_base &&
           is_hangul(before->character, CLUSTER_HANGUL_L);
}

/* Bytes of the tags that follow a black flag and make it a region's flag (UTS 51), else 0. */
static size_t flag_tags(struct slice text)
{
    enum { LEAST = 3, MOST = 6 };
    size_t at = 0;
    for (size_t count = 0; at < text.length && count <= MOST; count++) {
        uint32_t tag;
        at += unicode_decode(slice_part(text, at, text.length), &tag);
        if (tag == CANCEL_TAG)
            return count >= LEAST ? at : 0;
        bool letter = tag >= 0xE0061 && tag <= 0xE007A;
        bool digit = tag >= 0xE0030 && tag <= 0xE0039;
        if (!letter && !digit)
            return 0;
    }
    return 0;
}

/* Appends one character as it is or as a sign; returns the bytes of `rest`, what follows it, that
 * were used as well. */
static size_t append_character(struct gate *gate, uint32_t character, struct slice rest)
{
    size_t tags = 0;
    switch (unicode_gate_kind(unicode_property(character))) {
    case GATE_KIND_JOINER:
    case GATE_KIND_SELECTOR:
        append_invisible(gate, character, rest);
        return 0;
    case GATE_KIND_HIDDEN:
        if (filler_is_text(&gate->before, character, first_of(rest)))
            append_text(gate, character);
        else
            append_sign(gate, character);
        return 0;
    default:
        append_text(gate, character);
        if (character == BLACK_FLAG)
            tags = flag_tags(rest);
        if (tags)
            buffer_append(gate->clean, slice_part(rest, 0, tags));
        return tags;
    }
}

/* The accents of a letter that was transliterated are left out as those of "é" are; one that turns
 * the meaning (U+0338, as in ≠) is not. */
static bool is_silent_accent(uint32_t character)
{
    return character >= 0x300 && character <= 0x36F && character != 0x338 &&
           unicode_gate_kind(unicode_property(character)) == GATE_KIND_MARK;
}

static void append_in_ascii(struct gate *gate, uint32_t character)
{
    struct before *before = &gate->before;
    const char *ascii = text_ascii(character);
    bool on_letter = before->is_base && unicode_gate_kind(before->property) != GATE_KIND_SPACE;
    if (ascii) {
        buffer_append_string(gate->clean, ascii);
        *before = after_character(character);
    } else if (!on_letter || !is_silent_accent(character)) {
        append_sign(gate, character);
    }
}

/* Appends one character that is no printable ASCII; returns the bytes used. */
static size_t append_special(struct gate *gate, struct slice raw)
{
    uint32_t character;
    size_t used = unicode_decode(raw, &character);
    struct slice rest = slice_part(raw, used, raw.length);
    if (character == '\t') {
        gate->before = after_character(' ');
        buffer_append_char(gate->clean, ' ');
    } else if (unicode_gate_kind(unicode_property(character)) == GATE_KIND_LINE_END) {
        append_line_end(gate);
        if (character == '\r' && first_of(rest) == '\n')
            used++;
    } else if (character == TEXT_REPLACEMENT) {
        append_sign(gate, character);
    } else if (gate->flags & GATE_ASCII) {
        append_in_ascii(gate, character);
    } else {
        used += append_character(gate, character, rest);
    }
    return used;
}

/* Whether a character passes whatever stands around it. */
static bool is_plain(uint32_t character, unsigned property)
{
    enum gate_kind kind = unicode_gate_kind(property);
    return (kind == GATE_KIND_TEXT || kind == GATE_KIND_SPACE) && character != BLACK_FLAG &&
           character != TEXT_REPLACEMENT && unicode_cluster_class(property) != CLUSTER_EXTEND;
}

/* Appends the plain characters at the start in one go, of ASCII alone when that is asked for;
 * returns their bytes. */
static size_t append_plain(struct gate *gate, struct slice raw)
{
    size_t length = 0;
    uint32_t last = 0;
    while (length < raw.length) {
        struct slice rest = {raw.data + length, raw.length - length};
        size_t used = unicode_printable(rest, SIZE_MAX);
        if (used) {
            last = (unsigned char)rest.data[used - 1];
        } else {
            uint32_t character;
            used = unicode_decode(rest, &character);
            if (gate->flags & GATE_ASCII || !is_plain(character, unicode_property(character)))
                break;
            last = character;
        }
        length += used;
    }
    if (length) {
        buffer_append(gate->clean, slice_part(raw, 0, length));
        gate->before = after_character(last);
    }
    return length;
}

bool gate_append(struct buffer *clean, struct slice raw, unsigned flags)
{
    struct gate gate = {clean, flags, {0}};
    for (size_t at = 0; at < raw.length && !clean->failed;) {
        struct slice rest = slice_part(raw, at, raw.length);
        size_t plain = append_plain(&gate, rest);
        at += plain ? plain : append_special(&gate, rest);
    }
    return !clean->failed;
}
