#include "briefbook/slice.h"

#include <string.h>

bool slice_equal(struct slice a, struct slice b)
{
    return a.length == b.length && (a.length == 0 || memcmp(a.data, b.data, a.length) == 0);
}

bool slice_is(struct slice slice, const char *string)
{
    return slice_equal(slice, slice_of(string));
}

int slice_compare(struct slice a, struct slice b)
{
    size_t shared = a.length < b.length ? a.length : b.length;
    int order = shared ? memcmp(a.data, b.data, shared) : 0;
    if (order != 0)
        return order;
    return (a.length > b.length) - (a.length < b.length);
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

struct slice slice_trim(struct slice slice)
{
    while (slice.length && is_blank(slice.data[0])) {
        slice.data++;
        slice.length--;
    }
    while (slice.length && is_blank(slice.data[slice.length - 1]))
        slice.length--;
    return slice;
}

bool slice_next(struct slice *rest, char separator, struct slice *member)
{
    while (rest->length) {
        const char *found = memchr(rest->data, separator, rest->length);
        size_t length = found ? (size_t)(found - rest->data) : rest->length;
        size_t used = found ? length + 1 : length;
        *member = slice_trim((struct slice){rest->data, length});
        rest->data += used;
        rest->length -= used;
        if (member->length)
            return true;
    }
    return false;
}
