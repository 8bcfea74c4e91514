#include "tui/page-options.h"

#include <string.h>

#include "briefbook/layout.h"

/* Reads a value; false with a diagnostic. */
typedef bool read_value(const struct typed *typed, struct slice value, struct page_shape *shape);

static bool read_sections(const struct typed *typed, struct slice value, struct page_shape *shape)
{
    struct diag_list diags = {0};
    bool done = section_parse(value, shape->sections, &shape->section_count, &diags);
    if (!done)
        typed_fault(typed, value, "%s", diags.count ? diags.items[0].message : "memory ran out");
    diag_list_free(&diags);
    return done;
}

static bool read_number(const struct typed *typed, struct slice value, size_t lowest,
                        size_t highest, size_t *number)
{
    bool is_number = value.length > 0;
    *number = 0;
    for (size_t i = 0; is_number && i < value.length; i++) {
        is_number = value.data[i] >= '0' && value.data[i] <= '9' && *number <= highest;
        *number = *number * 10 + (size_t)(value.data[i] - '0');
    }
    return (is_number && *number >= lowest && *number <= highest) ||
           typed_fault(typed, value, "a number from %zu to %zu belongs here", lowest, highest);
}

static bool read_lines(const struct typed *typed, struct slice value, struct page_shape *shape)
{
    return read_number(typed, value, LAYOUT_LEAST_PAGE, LAYOUT_MOST_PAGE, &shape->lines);
}

static bool read_width(const struct typed *typed, struct slice value, struct page_shape *shape)
{
    return read_number(typed, value, LAYOUT_MINIMUM_WIDTH, LAYOUT_MOST_WIDTH, &shape->width);
}

static const struct {
    const char *name;
    read_value *read;
} options[] = {
    {"--sections", read_sections},
    {"--page", read_lines},
    {"--width", read_width},
};

enum { OPTION_COUNT = sizeof options / sizeof options[0] };

const char *page_option_name(size_t index)
{
    return index < OPTION_COUNT ? options[index].name : NULL;
}

/* OPTION_COUNT when there is none. */
static size_t find_option(struct slice name)
{
    size_t i = 0;
    while (i < OPTION_COUNT && !slice_is(name, options[i].name))
        i++;
    return i;
}

bool page_option_lists_sections(struct slice name)
{
    size_t option = find_option(name);
    return option < OPTION_COUNT && options[option].read == read_sections;
}

static bool refuse_option(const struct typed *typed, struct slice name)
{
    struct buffer names = {0};
    for (size_t i = 0; i < OPTION_COUNT; i++)
        buffer_append_format(&names, "%s %s", i ? "," : "", options[i].name);
    typed_fault(typed, name, "there is no option %.*s; the options are%s", (int)name.length,
                name.data, buffer_string(&names));
    buffer_free(&names);
    return false;
}

/* Reads an option that was taken off the rest, with its value behind "=", or else the next word. */
static bool read_option(const struct typed *typed, struct slice word, struct slice *rest,
                        struct page_shape *shape)
{
    const char *sign = memchr(word.data, '=', word.length);
    size_t length = sign ? (size_t)(sign - word.data) : word.length;
    struct slice name = slice_part(word, 0, length);
    size_t option = find_option(name);
    if (option == OPTION_COUNT)
        return refuse_option(typed, name);
    struct slice value = sign ? slice_part(word, length + 1, word.length) : typed_word(rest);
    if (!value.length)
        return typed_fault(typed, value, "%s needs a value", options[option].name);
    return options[option].read(typed, value, shape);
}

bool page_options_read(const struct typed *typed, struct slice *rest, struct page_shape *shape)
{
    bool done = true;
    bool ended = false;
    *shape = (struct page_shape){0};
    *rest = slice_trim(typed->argument);
    while (done && !ended && rest->length >= 2 && memcmp(rest->data, "--", 2) == 0) {
        struct slice word = typed_word(rest);
        ended = word.length == 2;
        done = ended || read_option(typed, word, rest, shape);
    }
    return done;
}
