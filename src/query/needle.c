#include "query/needle.h"

#include <stdint.h>
#include <string.h>

#include "briefbook/text.h"

/* How common a byte is in English text: its place in this list from the end; others are rare. */
static size_t commonness(char byte)
{
    static const char rarer_and_rarer[] = "etaoinsrhldcumfpgwyb,.v-'k\"xjqz";
    const char *found = memchr(rarer_and_rarer, byte, sizeof rarer_and_rarer - 1);
    return found ? sizeof rarer_and_rarer - (size_t)(found - rarer_and_rarer) : 0;
}

/* A run of blanks is as long as it likes, so only the first word has bytes whose distance from the
 * start is known. */
static size_t find_anchor(struct slice folded)
{
    size_t anchor = folded.data[0] == ' ' && folded.length > 1;
    for (size_t i = anchor; i < folded.length && folded.data[i] != ' '; i++) {
        if (commonness(folded.data[i]) < commonness(folded.data[anchor]))
            anchor = i;
    }
    return anchor;
}

struct needle needle_new(struct slice folded)
{
    return (struct needle){.folded = folded,
                           .is_ascii = text_is_ascii(folded),
                           .has_blank = memchr(folded.data, ' ', folded.length) != NULL,
                           .anchor = find_anchor(folded)};
}

static bool is_blank(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

static char to_lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

/* Whether ASCII text begins with the needle; a blank of the needle takes a whole run of them. */
static bool begins_with(struct slice text, struct slice folded)
{
    size_t at = 0;
    for (size_t i = 0; i < folded.length; i++, at++) {
        if (at == text.length)
            return false;
        if (folded.data[i] != ' ') {
            if (to_lower(text.data[at]) != folded.data[i])
                return false;
            continue;
        }
        if (!is_blank(text.data[at]))
            return false;
        while (at + 1 < text.length && is_blank(text.data[at + 1]))
            at++;
    }
    return true;
}

/* The next place of a folded byte in ASCII text, in either case. */
static const char *find_letter(char letter, const char *from, const char *end)
{
    const char *lower = memchr(from, letter, (size_t)(end - from));
    if (letter < 'a' || letter > 'z')
        return lower;
    const char *before = lower ? lower : end;
    const char *upper = memchr(from, letter - 'a' + 'A', (size_t)(before - from));
    return upper ? upper : lower;
}

/* Looks in ASCII text where it stands: most text is, and a copy would cost more than the search. */
static bool in_ascii(const struct needle *needle, struct slice text)
{
    struct slice folded = needle->folded;
    if (text.length < folded.length)
        return false;
    const char *end = text.data + text.length;
    const char *at = text.data + needle->anchor;
    while (at < end && (at = find_letter(folded.data[needle->anchor], at, end)) != NULL) {
        const char *start = at - needle->anchor;
        if (begins_with((struct slice){start, (size_t)(end - start)}, folded))
            return true;
        at++;
    }
    return false;
}

static bool fold_anew(struct slice text, struct buffer *scratch)
{
    bool failed = scratch->failed;
    buffer_clear(scratch);
    scratch->failed = failed;
    return text_fold(text, scratch, NULL);
}

bool needle_in(const struct needle *needle, struct slice text, struct buffer *scratch)
{
    if (text.length == 0)
        return false;
    if (text_is_ascii(text))
        return needle->is_ascii && in_ascii(needle, text);
    return fold_anew(text, scratch) && needle_find(needle, buffer_slice(scratch), 0) != SIZE_MAX;
}

bool needle_is(const struct needle *needle, struct slice text, struct buffer *scratch)
{
    if (text.length == 0)
        return false;
    if (!needle->has_blank && text_is_ascii(text))
        return text.length == needle->folded.length && begins_with(text, needle->folded);
    return fold_anew(text, scratch) && slice_equal(buffer_slice(scratch), needle->folded);
}

size_t needle_find(const struct needle *needle, struct slice folded, size_t from)
{
    struct slice rest = slice_part(folded, from, folded.length);
    if (rest.length == 0)
        return SIZE_MAX;
    const char *found = memmem(rest.data, rest.length, needle->folded.data, needle->folded.length);
    return found ? (size_t)(found - folded.data) : SIZE_MAX;
}
