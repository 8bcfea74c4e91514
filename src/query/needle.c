#include "query/needle.h"

#include <string.h>

#include "briefbook/text.h"

/* How common a byte is in folded text: by its place in this list among ASCII; of other characters
 * the first byte, shared by all of a script, is commoner than those after it. */
static size_t commonness(unsigned char byte)
{
    static const char rarer_and_rarer[] = " etaoinsrhldcumfpgwyb,.v-'k\"xjqz";
    enum { ASCII_END = 0x80, FIRST_BYTES = 0xC0, AS_COMMON_AS_B = 12 };
    if (byte >= ASCII_END)
        return byte >= FIRST_BYTES ? AS_COMMON_AS_B : 1;
    const char *found = memchr(rarer_and_rarer, byte, sizeof rarer_and_rarer - 1);
    return found ? sizeof rarer_and_rarer - (size_t)(found - rarer_and_rarer) : 0;
}

/* The rarest byte of the needle but for one, which may be beyond its end. */
static struct anchor find_anchor(struct slice folded, size_t but)
{
    size_t best = but == 0 && folded.length > 1 ? 1 : 0;
    for (size_t i = 0; i < folded.length; i++) {
        if (i != but && commonness((unsigned char)folded.data[i]) <
                            commonness((unsigned char)folded.data[best]))
            best = i;
    }
    unsigned char byte = (unsigned char)folded.data[best];
    bool is_letter = byte >= 'a' && byte <= 'z';
    return (struct anchor){best, byte, is_letter ? 'a' - 'A' : 0};
}

struct needle needle_new(struct slice folded)
{
    struct needle needle = {.folded = folded, .is_ascii = text_is_ascii(folded)};
    needle.anchors[0] = find_anchor(folded, folded.length);
    needle.anchors[1] = find_anchor(folded, needle.anchors[0].at);
    return needle;
}

static unsigned char to_lower(char byte)
{
    unsigned char letter = (unsigned char)byte;
    return letter >= 'A' && letter <= 'Z' ? (unsigned char)(letter | ('a' - 'A')) : letter;
}

bool needle_begins(const struct needle *needle, const char *place)
{
    for (size_t i = 0; i < needle->folded.length; i++) {
        if (to_lower(place[i]) != (unsigned char)needle->folded.data[i])
            return false;
    }
    return true;
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
    return text.length && fold_anew(text, scratch) &&
           needle_find(needle, buffer_slice(scratch), 0) != SIZE_MAX;
}

size_t needle_find(const struct needle *needle, struct slice folded, size_t from)
{
    struct slice rest = slice_part(folded, from, folded.length);
    if (rest.length == 0)
        return SIZE_MAX;
    const char *found = memmem(rest.data, rest.length, needle->folded.data, needle->folded.length);
    return found ? (size_t)(found - folded.data) : SIZE_MAX;
}
