#include <stdint.h>
#include <string.h>

#include "briefbook/text.h"
#include "tui/draw.h"
#include "tui/keymap.h"
#include "tui/view.h"

/* A line of the help: a heading, a sign or query and what it means, or keys and what they do. */
struct help_line {
    const char *heading;   /* NULL for the others */
    const char *sign;      /* NULL for the others */
    const char *text;      /* what it means, or does */
    enum command_id first; /* commands that share the line */
    enum command_id last;
};

/* Signs in Unicode and in ASCII, and what they mean. */
static const struct {
    const char *unicode;
    const char *ascii;
    const char *help;
} signs[] = {
#define GLYPH_HELP(name, unicode, ascii, help) {unicode, ascii, help},
    GLYPHS(GLYPH_HELP)
#undef GLYPH_HELP
};

static const struct {
    const char *typed;
    const char *found;
} examples[] = {
#define QUERY_EXAMPLE(typed, found) {typed, found},
#include "tui/query-examples.def"
#undef QUERY_EXAMPLE
};

enum {
    SIGN_COUNT = sizeof signs / sizeof signs[0],
    EXAMPLE_COUNT = sizeof examples / sizeof examples[0],
    HELP_LINES = COMMAND_COUNT + 2 * GROUP_COUNT + SIGN_COUNT + EXAMPLE_COUNT + 4
};

struct help {
    struct help_line lines[HELP_LINES];
    size_t count;
};

static void add_line(struct help *help, struct help_line line)
{
    help->lines[help->count++] = line;
}

static void add_heading(struct help *help, const char *heading)
{
    if (help->count)
        add_line(help, (struct help_line){.heading = ""});
    add_line(help, (struct help_line){.heading = heading});
}

static void add_signs(struct help *help, bool ascii)
{
    add_heading(help, "Signs");
    for (size_t i = 0; i < SIGN_COUNT; i++) {
        if (*signs[i].help)
            add_line(help, (struct help_line){.sign = ascii ? signs[i].ascii : signs[i].unicode,
                                              .text = signs[i].help});
    }
}

static void add_examples(struct help *help)
{
    add_heading(help, "What can be asked");
    for (size_t i = 0; i < EXAMPLE_COUNT; i++)
        add_line(help, (struct help_line){.sign = examples[i].typed, .text = examples[i].found});
}

/* Whether a command goes on with the newest line. */
static bool shares_line(const struct help *help, enum command_id id)
{
    const struct help_line *line = &help->lines[help->count - 1];
    return line->text && strcmp(line->text, tui_command(id)->help) == 0;
}

static void add_group(struct help *help, enum command_group group, unsigned context)
{
    bool begun = false;
    for (enum command_id id = 0; id < COMMAND_COUNT; id++) {
        const struct command *command = tui_command(id);
        uint32_t key;
        if (command->group != group || !keymap_key(id, context, &key))
            continue;
        if (!begun)
            add_heading(help, tui_group_heading(group));
        begun = true;
        if (shares_line(help, id))
            help->lines[help->count - 1].last = id;
        else
            add_line(help, (struct help_line){.text = command->help, .first = id, .last = id});
    }
}

static struct help make_help(const struct model *model)
{
    struct help help = {.count = 0};
    bool is_typing = model->helping.context & IN_PROMPT;
    if (is_typing)
        add_examples(&help);
    for (enum command_group group = 0; group < GROUP_COUNT; group++)
        add_group(&help, group, model->helping.context);
    if (!is_typing)
        add_examples(&help);
    add_signs(&help, model->options.ascii);
    return help;
}

/* The keys of all commands of a line, as they stand in the keymap. Some have several codes. */
static void append_keys(const struct model *model, const struct help_line *line,
                        struct buffer *keys)
{
    struct buffer name = {0};
    struct buffer before = {0};
    for (size_t i = 0; keymap_binding(i); i++) {
        const struct binding *binding = keymap_binding(i);
        if (binding->command < line->first || binding->command > line->last ||
            !(binding->contexts & model->helping.context))
            continue;
        buffer_clear(&name);
        key_append_name(binding->key, model->options.ascii, &name);
        if (slice_equal(buffer_slice(&name), buffer_slice(&before)))
            continue;
        if (keys->length)
            buffer_append_char(keys, ' ');
        buffer_append(keys, buffer_slice(&name));
        buffer_clear(&before);
        buffer_append(&before, buffer_slice(&name));
    }
    buffer_free(&name);
    buffer_free(&before);
}

static unsigned help_move(struct model *model, enum step step)
{
    size_t height = area_inside(model->geometry.body).rows;
    bool moved = chooser_move(&model->helping.chooser, step, make_help(model).count, height);
    return moved ? STALE_FRAME : STALE_NOTHING;
}

static unsigned help_close(struct model *model)
{
    model->opened = model->helping.below;
    return STALE_FRAME;
}

unsigned do_help(struct model *model, int unused)
{
    (void)unused;
    if (model->opened == OPENED_HELP)
        return help_close(model);
    model->helping = (struct helping){.below = model->opened, .context = view_context(model)};
    model->opened = OPENED_HELP;
    return STALE_FRAME;
}

static void draw_help_line(const struct canvas *canvas, struct area area, size_t row, size_t number,
                           const void *context)
{
    enum { KEYS = 25 };
    const struct help_line *line = &((const struct help *)context)->lines[number];
    if (line->heading) {
        draw_clean(canvas, area, row, 1, slice_of(line->heading), FACE_HEADING);
        return;
    }
    struct buffer keys = {0};
    if (line->sign)
        buffer_append_string(&keys, line->sign);
    else
        append_keys(canvas->model, line, &keys);
    size_t width = area.columns / 2 < KEYS ? area.columns / 2 : KEYS;
    size_t column = draw_clean(canvas, area, row, 2, buffer_slice(&keys), FACE_HINT_KEY) + 2;
    draw_clean(canvas, area, row, column > width ? column : width, slice_of(line->text), FACE_TEXT);
    buffer_free(&keys);
}

static void help_draw(const struct model *model, struct frame *frame)
{
    struct canvas canvas = {model, frame, glyphs_for(model->options.ascii)};
    struct help help = make_help(model);
    struct choices choices = {
        .title = SLICE("Help"), .count = help.count, .draw = draw_help_line, .context = &help};
    draw_chooser(&canvas, model->geometry.body, &model->helping.chooser, &choices);
}

const struct view help_view = {
    .context = IN_HELP, .move = help_move, .close = help_close, .draw = help_draw};
