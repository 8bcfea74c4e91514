#include "output/setter.h"

#include <stdlib.h>
#include <string.h>

struct set_text setter_keep(struct setter *setter, const struct flow *flow)
{
    struct slice kept = buffer_slice(&flow->text);
    if (setter->bytes)
        return (struct set_text){flow, kept};
    kept = arena_copy(&setter->layout->arena, kept);
    if (!kept.data)
        setter->failed = true;
    return (struct set_text){flow, kept};
}

static void add(struct setter *setter, struct span span)
{
    enum { FIRST_SPANS = 16 };
    if (setter->count == setter->capacity) {
        size_t capacity = setter->capacity ? setter->capacity * 2 : FIRST_SPANS;
        struct span *spans = realloc(setter->spans, capacity * sizeof *spans);
        if (!spans) {
            setter->failed = true;
            return;
        }
        setter->spans = spans;
        setter->capacity = capacity;
    }
    setter->spans[setter->count++] = span;
}

void setter_spaces(struct setter *setter, size_t count)
{
    static const char few[] = "                                        "
                              "                                        ";
    if (setter->bytes) {
        buffer_append_repeated(setter->bytes, ' ', count);
        return;
    }
    for (size_t left = count; left > 0;) {
        size_t part = left < sizeof few - 1 ? left : sizeof few - 1;
        add(setter,
            (struct span){.role = ROLE_TEXT, .text = {few, part}, .target = {TABLE_NONE, 0}});
        left -= part;
    }
}

/* The first part that reaches beyond the byte `at`. */
static size_t find_part(const struct flow *flow, size_t at)
{
    size_t low = 0;
    size_t high = flow->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (flow->parts[middle].end <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void setter_text(struct setter *setter, struct set_text text, struct flow_line line)
{
    if (setter->bytes) {
        buffer_append(setter->bytes, slice_part(text.text, line.start, line.end));
        return;
    }
    const struct flow_part *parts = text.flow->parts;
    for (size_t part = find_part(text.flow, line.start); line.start < line.end; part++) {
        size_t end = parts[part].end < line.end ? parts[part].end : line.end;
        struct span span = *parts[part].span;
        span.text = slice_part(text.text, line.start, end);
        if (span.text.length)
            add(setter, span);
        line.start = end;
    }
}

static bool grow_lines(struct layout *layout)
{
    enum { FIRST_LINES = 64 };
    if (layout->count < layout->capacity)
        return true;
    size_t capacity = layout->capacity ? layout->capacity * 2 : FIRST_LINES;
    struct line *lines = realloc(layout->lines, capacity * sizeof *lines);
    if (!lines)
        return false;
    layout->lines = lines;
    layout->capacity = capacity;
    return true;
}

static void end_line_of_spans(struct setter *setter)
{
    struct layout *layout = setter->layout;
    struct span *spans = arena_array(&layout->arena, setter->count, sizeof *spans);
    if (!spans || !grow_lines(layout)) {
        setter->failed = true;
    } else {
        if (setter->count)
            memcpy(spans, setter->spans, setter->count * sizeof *spans);
        layout->lines[layout->count++] =
            (struct line){.spans = spans, .count = setter->count, .block = setter->block};
    }
    setter->count = 0;
}

void setter_end_line(struct setter *setter)
{
    setter->lines++;
    if (setter->bytes)
        setter->failed = !buffer_append_char(setter->bytes, '\n') || setter->failed;
    else
        end_line_of_spans(setter);
}

void setter_free(struct setter *setter)
{
    flow_free(&setter->text);
    flow_free(&setter->label);
    free(setter->spans);
}
