#include <string.h>
#include <unilbrk.h>

#include "base/lines.h"

static bool is_ascii_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* Where the letters of ASCII end that follow a letter: all are of its class, nothing breaks between
 * them. */
static size_t pass_letters(struct slice text, size_t at)
{
    while (at < text.length && is_ascii_letter(text.data[at]))
        at++;
    return at;
}

static bool is_simple(unsigned class)
{
    return class != LINE_UNKNOWN && class != LINE_OTHER_LETTER;
}

/* UAX 14 where the characters on either side decide, with the spaces between. False, with nothing
 * of worth in `breaks`, when the text holds others. */
static bool break_simple(struct slice text, char *breaks)
{
    const struct line_breaks *before = NULL; /* the last that is no space; NULL starts a line */
    bool after_space = false;
    memset(breaks, 0, text.length);
    for (size_t at = 0; at < text.length;) {
        uint32_t character = (unsigned char)text.data[at];
        size_t next = at + 1;
        if (character >= 0x80)
            next = at + unicode_decode(slice_part(text, at, text.length), &character);
        if (character == '\n') {
            before = NULL;
            if (next < text.length)
                breaks[next] = TEXT_MUST_BREAK;
        } else if (character != ' ') {
            unsigned class = unicode_line_class(character);
            if (!is_simple(class))
                return false;
            if (before && ((after_space ? before->spaced : before->adjacent) >> class & 1))
                breaks[at] = TEXT_MAY_BREAK;
            before = &unicode_line_breaks[class];
            if (class == LINE_LETTER)
                next = pass_letters(text, next);
        }
        after_space = character == ' ';
        at = next;
    }
    return true;
}

bool text_breaks_simply(struct slice text)
{
    for (size_t at = 0; at < text.length;) {
        struct slice rest = {text.data + at, text.length - at};
        size_t length = unicode_printable(rest, SIZE_MAX);
        uint32_t character;
        if (length == 0) {
            length = unicode_decode(rest, &character);
            if (!is_simple(unicode_line_class(character)))
                return false;
        }
        at += length;
    }
    return true;
}

/* Where the character begins that ends before the byte `at`. */
static size_t character_before(struct slice text, size_t at)
{
    do
        at--;
    while (at > 0 && (text.data[at] & 0xC0) == 0x80);
    return at;
}

static unsigned class_at(struct slice text, size_t at)
{
    uint32_t character;
    unicode_decode(slice_part(text, at, text.length), &character);
    return unicode_line_class(character);
}

bool text_may_break(struct slice text, size_t at)
{
    size_t end = at;
    if (at >= text.length || text.data[at] == ' ' || (text.data[at] & 0xC0) == 0x80)
        return false;
    while (end > 0 && text.data[end - 1] == ' ')
        end--;
    if (end == 0)
        return false;
    const struct line_breaks *before =
        &unicode_line_breaks[class_at(text, character_before(text, end))];
    return (end < at ? before->spaced : before->adjacent) >> class_at(text, at) & 1;
}

size_t text_last_break(struct slice text, size_t from, size_t to)
{
    while (to > from && to < text.length) {
        bool in_word = is_ascii_letter(text.data[to]) && is_ascii_letter(text.data[to - 1]);
        if (!in_word && text_may_break(text, to))
            return to;
        to--;
    }
    return to;
}

/* Takes breaks out of the inside of clusters. */
static void keep_clusters(struct slice text, char *breaks)
{
    for (size_t at = 0; at < text.length;) {
        size_t length = text_cluster(slice_part(text, at, text.length));
        memset(breaks + at + 1, 0, length - 1);
        at += length;
    }
}

static bool is_letter(uint32_t character)
{
    unsigned class = unicode_line_class(character);
    return class == LINE_LETTER || class == LINE_OTHER_LETTER;
}

/* The library marks line ends themselves; here what follows them is marked. */
static void translate(struct slice text, char *breaks)
{
    bool after_line_end = false;
    uint32_t before = 0;
    for (size_t at = 0; at < text.length;) {
        uint32_t character;
        size_t length = text_decode(slice_part(text, at, text.length), &character);
        char library = breaks[at];
        memset(breaks + at, 0, length);
        if (after_line_end)
            breaks[at] = TEXT_MUST_BREAK;
        else if (library == UC_BREAK_POSSIBLE &&
                 !(unicode_is_infix(before) && is_letter(character)))
            breaks[at] = TEXT_MAY_BREAK;
        after_line_end = library == UC_BREAK_MANDATORY;
        at += length;
        before = character;
    }
}

void text_line_breaks(struct slice text, char *breaks)
{
    if (break_simple(text, breaks))
        return;
    u8_possible_linebreaks((const uint8_t *)text.data, text.length, "UTF-8", breaks);
    translate(text, breaks);
    keep_clusters(text, breaks);
}
