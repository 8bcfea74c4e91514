#include "store/json-place.h"

#include <string.h>

static bool is_at(struct slice text, size_t at, char byte)
{
    return at < text.length && text.data[at] == byte;
}

static size_t skip_blanks(struct slice text, size_t at)
{
    while (at < text.length && memchr(" \t\r\n", text.data[at], 4))
        at++;
    return at;
}

/* From its first quotation mark to behind its last. */
static size_t skip_string(struct slice text, size_t at)
{
    for (at++; at < text.length && text.data[at] != '"'; at++)
        if (text.data[at] == '\\')
            at++;
    return at < text.length ? at + 1 : text.length;
}

/* To the comma or bracket behind a value. */
static size_t skip_value(struct slice text, size_t at)
{
    size_t depth = 0;
    while (at < text.length) {
        char byte = text.data[at];
        bool closes = byte == ']' || byte == '}';
        if (depth == 0 && (closes || byte == ','))
            break;
        depth += byte == '[' || byte == '{';
        depth -= closes;
        at = byte == '"' ? skip_string(text, at) : at + 1;
    }
    return at;
}

/* To the first byte of the next value or name behind a value; to the end where there is none. */
static size_t skip_to_next(struct slice text, size_t at)
{
    at = skip_value(text, at);
    return is_at(text, at, ',') ? skip_blanks(text, at + 1) : text.length;
}

size_t json_place_whole(struct slice text)
{
    return skip_blanks(text, 0);
}

size_t json_place_member(struct slice text, size_t object, const char *name)
{
    size_t at = is_at(text, object, '{') ? skip_blanks(text, object + 1) : text.length;
    while (is_at(text, at, '"')) {
        size_t end = skip_string(text, at);
        size_t colon = skip_blanks(text, end);
        if (!is_at(text, colon, ':'))
            break;
        size_t value = skip_blanks(text, colon + 1);
        if (slice_is(slice_part(text, at + 1, end - 1), name))
            return value;
        at = skip_to_next(text, value);
    }
    return text.length;
}

size_t json_place_element(struct slice text, size_t array, size_t element)
{
    size_t at = is_at(text, array, '[') ? skip_blanks(text, array + 1) : text.length;
    while (element-- && at < text.length)
        at = skip_to_next(text, at);
    return is_at(text, at, ']') ? text.length : at;
}
