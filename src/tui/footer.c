#include "tui/footer.h"

#include <string.h>

#include "briefbook/text.h"
#include "tui/command.h"
#include "tui/view.h"

enum {
    KEPT = 2, /* hints that go last: help and quit */
    APART = 2 /* columns between hints */
};

/* Where a command does something that its hint in the table does not say. */
static const struct {
    enum command_id command;
    bool (*when)(const struct model *model);
    const char *word;
} other_words[] = {
    {COMMAND_CLOSE, when_open, "close"},
    {COMMAND_CHOOSE, when_ticking, "tick"},
};

struct hint {
    uint32_t key;
    size_t column; /* where it stands */
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

static const char *hint_word(const struct model *model, enum command_id id)
{
    for (size_t i = 0; i < sizeof other_words / sizeof other_words[0]; i++) {
        if (other_words[i].command == id && other_words[i].when(model))
            return other_words[i].word;
    }
    return tui_command(id)->hint;
}

/* The hints for where the reader is, in the order of the command table; none stand below a text that is
 * to be copied. */
static size_t collect(const struct model *model, struct hint hints[COMMAND_COUNT])
{
    size_t count = 0;
    unsigned context = view_context(model);
    if (context == IN_PLAIN)
        return 0;
    for (enum command_id id = 0; id < COMMAND_COUNT; id++) {
        const struct command *command = tui_command(id);
        uint32_t key;
        if (!*command->hint || !keymap_key(&model->keymap, id, context, &key) ||
            !command->when(model))
            continue;
        const char *word = hint_word(model, id);
        size_t width = hint_width(key, word, model->options.ascii);
        hints[count++] = (struct hint){.key = key, .word = word, .width = width};
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

/* What stands in the place of the hints. */
static struct slice said(const struct model *model)
{
    const struct question *question = &model->question;
    if (!question->yes)
        return buffer_slice(&model->message);
    return buffer_slice(question->insists ? &question->insisting : &question->words);
}

/* Sets out which hints are to be seen, and where: a message leaves room for the last ones at most. */
static size_t set_out(const struct model *model, struct hint hints[COMMAND_COUNT])
{
    size_t columns = model->geometry.footer.columns;
    size_t count = collect(model, hints);
    size_t column = 1;
    if (said(model).length) {
        size_t kept = count > KEPT ? KEPT : count;
        size_t message = text_width(said(model), TEXT_ON_SCREEN);
        memmove(hints, hints + (count - kept), kept * sizeof *hints);
        size_t width = total_width(hints, kept);
        count = 1 + message + APART + width <= columns ? kept : 0;
        column = columns - width;
    } else {
        count = make_fit(hints, count, columns);
    }
    for (size_t i = 0; i < count; i++) {
        hints[i].column = column;
        column += hints[i].width + APART;
    }
    return count;
}

uint32_t footer_key(const struct model *model, size_t column)
{
    struct hint hints[COMMAND_COUNT];
    size_t count = set_out(model, hints);
    for (size_t i = 0; i < count; i++) {
        if (column >= hints[i].column && column - hints[i].column < hints[i].width)
            return hints[i].key;
    }
    return 0;
}

void draw_footer(const struct canvas *canvas)
{
    const struct model *model = canvas->model;
    struct area area = model->geometry.footer;
    struct hint hints[COMMAND_COUNT];
    size_t count = set_out(model, hints);
    struct buffer name = {0};
    for (size_t i = 0; i < count; i++) {
        buffer_clear(&name);
        key_append_name(hints[i].key, model->options.ascii, &name);
        size_t column =
            draw_clean(canvas, area, 0, hints[i].column, buffer_slice(&name), FACE_HINT_KEY);
        draw_clean(canvas, area, 0, column + 1, slice_of(hints[i].word), FACE_HINT);
    }
    buffer_free(&name);
    draw_clean(canvas, area, 0, 1, said(model), FACE_MESSAGE);
}
