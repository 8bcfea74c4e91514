#include "briefbook/gate.h"
#include "briefbook/text.h"
#include "tui/draw.h"
#include "tui/help.h"

enum { KEYS = 25, LEFT = 2, APART = 2, LEAST_ROOM = 12 };

size_t help_text_column(const struct model *model, const struct help_line *line, size_t columns)
{
    struct buffer keys = {0};
    size_t usual = columns / 2 < KEYS ? columns / 2 : KEYS;
    if (!line->goes_on)
        help_append_keys(model, line, &keys);
    size_t behind = LEFT + text_width(buffer_slice(&keys), TEXT_ON_SCREEN) + APART;
    buffer_free(&keys);
    return behind > usual ? behind : usual;
}

static size_t room_of(const struct model *model, const struct help_line *line, size_t columns)
{
    size_t column = help_text_column(model, line, columns);
    return column + LEAST_ROOM <= columns ? columns - column : 0;
}

/* Adds a line in parts; where what is typed leaves no room beside it the text begins below. */
static bool push_parts(struct help *help, const struct model *model, struct help_line line,
                       struct slice text, const char *breaks, size_t columns)
{
    size_t start = 0;
    bool done = true;
    do {
        size_t room = room_of(model, &line, columns);
        line.start = start;
        line.end = room ? start + draw_line_length(slice_part(text, start, text.length),
                                                   breaks + start, room)
                        : start;
        bool is_stuck = line.goes_on && line.end == start;
        if (is_stuck)
            line.end = text.length;
        done = help_push(help, line);
        start = line.end;
        line.goes_on = true;
    } while (done && start < text.length);
    return done;
}

static bool wrap_line(struct help *help, const struct model *model, const struct help_line *line,
                      size_t columns)
{
    struct buffer raw = {0};
    struct buffer text = {0};
    struct buffer breaks = {0};
    help_append_text(line, &raw);
    gate_append(&text, buffer_slice(&raw), model_gate(model));
    bool done = !raw.failed && !text.failed && text.length &&
                buffer_append_repeated(&breaks, 0, text.length);
    if (done) {
        text_line_breaks(buffer_slice(&text), breaks.data);
        done = push_parts(help, model, *line, buffer_slice(&text), breaks.data, columns);
    }
    buffer_free(&raw);
    buffer_free(&text);
    buffer_free(&breaks);
    return done;
}

bool help_wrap(struct help *help, const struct model *model)
{
    struct help wrapped = {0};
    size_t columns = area_inside(model->geometry.body).columns;
    bool done = true;
    for (size_t i = 0; done && i < help->count; i++)
        done = help->lines[i].heading ? help_push(&wrapped, help->lines[i])
                                      : wrap_line(&wrapped, model, &help->lines[i], columns);
    if (!done) {
        help_free(&wrapped);
        return false;
    }
    help_free(help);
    *help = wrapped;
    return true;
}
