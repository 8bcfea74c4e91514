#include "tui/footer.h"

#include "briefbook/text.h"
#include "tui/keymap.h"
#include "tui/view.h"

enum {
    KEPT = 2, /* hints that go last: help and quit */
    APART = 2 /* columns between hints */
};

struct hint {
    uint32_t key;
    const char *word;
    size_t width;
};

static size_t hint_width(uint32_t key, const char *word, bool ascii)
{
    struct buffer name = {0};
    key_append_name(key, ascii, &name);
    size_t width = text_width(buffer_slice(&name), TEXT_ON_SCREEN) + 1 +
                   text_width(slice_of(word), TEXT_ON_SCREEN);
    buffer_free(&name);
    return width;
}

/* The hints for where the reader is, in the order of the command table. */
static size_t collect(const struct model *model, struct hint hints[COMMAND_COUNT])
{
    size_t count = 0;
    unsigned context = view_context(model);
    for (enum command_id id = 0; id < COMMAND_COUNT; id++) {
        const struct command *command = tui_command(id);
        uint32_t key;
        if (!*command->hint || !keymap_key(id, context, &key) || !command->when(model))
            continue;
        size_t width = hint_width(key, command->hint, model->options.ascii);
        hints[count++] = (struct hint){key, command->hint, width};
    }
    return count;
}

static size_t total_width(const struct hint *hints, size_t count)
{
    size_t width = 0;
    for (size_t i = 0; i < count; i++)
        width += hints[i].width + APART;
    return width;
}

/* Leaves hints out until the others fit, the last two at the end. Returns how many are left. */
static size_t make_fit(struct hint *hints, size_t count, size_t columns)
{
    while (count && total_width(hints, count) > columns) {
        size_t dropped = count > KEPT ? count - KEPT - 1 : 0;
        for (size_t i = dropped; i + 1 < count; i++)
            hints[i] = hints[i + 1];
        count--;
    }
    return count;
}

static size_t draw_hints(const struct canvas *canvas, struct area area, const struct hint *hints,
                         size_t count, size_t column)
{
    struct buffer name = {0};
    for (size_t i = 0; i < count; i++) {
        buffer_clear(&name);
        key_append_name(hints[i].key, canvas->model->options.ascii, &name);
        column = draw_clean(canvas, area, 0, column, buffer_slice(&name), FACE_HINT_KEY) + 1;
        column = draw_clean(canvas, area, 0, column, slice_of(hints[i].word), FACE_HINT) + APART;
    }
    buffer_free(&name);
    return column;
}

void draw_footer(const struct canvas *canvas)
{
    const struct model *model = canvas->model;
    struct area area = model->geometry.footer;
    struct hint hints[COMMAND_COUNT];
    size_t count = collect(model, hints);
    struct slice message =
        buffer_slice(model->question.yes ? &model->question.words : &model->message);
    if (!message.length) {
        draw_hints(canvas, area, hints, make_fit(hints, count, area.columns), 1);
        return;
    }
    size_t kept = count > KEPT ? KEPT : count;
    const struct hint *last = hints + (count - kept);
    size_t room = 1 + text_width(message, TEXT_ON_SCREEN) + APART;
    size_t width = total_width(last, kept);
    if (room + width <= area.columns)
        draw_hints(canvas, area, last, kept, area.columns - width);
    draw_clean(canvas, area, 0, 1, message, FACE_MESSAGE);
}
