#include "tui/arguments.h"

#include <stdlib.h>
#include <string.h>

#include "briefbook/buffer.h"

/* Makes room for one more, and the NULL behind it. */
static bool make_room(struct arguments *arguments)
{
    enum { FIRST_CAPACITY = 8 };
    if (arguments->count + 1 < arguments->capacity)
        return true;
    size_t capacity = arguments->capacity ? 2 * arguments->capacity : FIRST_CAPACITY;
    char **items = realloc(arguments->items, capacity * sizeof *items);
    if (!items)
        return false;
    arguments->items = items;
    arguments->capacity = capacity;
    return true;
}

void arguments_add(struct arguments *arguments, struct slice argument)
{
    bool is_whole = !argument.length || !memchr(argument.data, '\0', argument.length);
    char *copy = (char *)arena_copy(&arguments->arena, argument).data;
    if (!is_whole || !copy || !make_room(arguments)) {
        arguments->failed = true;
        return;
    }
    arguments->items[arguments->count++] = copy;
    arguments->items[arguments->count] = NULL;
}

void arguments_add_string(struct arguments *arguments, const char *argument)
{
    arguments_add(arguments, slice_of(argument));
}

/* ---- Words ---------------------------------------------------------------------------------- */

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n';
}

/* Between double marks a backslash stands for itself but before these. */
static bool is_escape(char mark, char next)
{
    return mark != '"' || (next && strchr("$`\"\\\n", next));
}

/* Takes a word off the rest of a command; false when a quotation mark in it is not closed. */
static bool take_word(struct slice *rest, struct buffer *word)
{
    char mark = '\0';
    size_t at = 0;
    while (at < rest->length && (mark || !is_blank(rest->data[at]))) {
        char byte = rest->data[at++];
        char next = at < rest->length ? rest->data[at] : '\0';
        if (byte == '\\' && mark != '\'' && at < rest->length && is_escape(mark, next)) {
            at++;
            if (next != '\n')
                buffer_append_char(word, next);
        } else if (mark ? byte == mark : byte == '\'' || byte == '"') {
            mark = mark ? '\0' : byte;
        } else {
            buffer_append_char(word, byte);
        }
    }
    *rest = slice_part(*rest, at, rest->length);
    return !mark;
}

bool arguments_add_words(struct arguments *arguments, struct slice command)
{
    struct buffer word = {0};
    struct slice rest = slice_trim(command);
    bool closed = true;
    while (closed && rest.length) {
        buffer_clear(&word);
        closed = take_word(&rest, &word);
        arguments->failed = arguments->failed || word.failed;
        if (closed)
            arguments_add(arguments, buffer_slice(&word));
        while (rest.length && is_blank(rest.data[0]))
            rest = slice_part(rest, 1, rest.length);
    }
    buffer_free(&word);
    return closed;
}

const char *arguments_program(const struct arguments *arguments)
{
    if (!arguments->count)
        return "";
    const char *slash = strrchr(arguments->items[0], '/');
    return slash ? slash + 1 : arguments->items[0];
}

void arguments_free(struct arguments *arguments)
{
    arena_free(&arguments->arena);
    free(arguments->items);
    *arguments = (struct arguments){0};
}
