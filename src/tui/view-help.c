#include <stdint.h>
#include <string.h>

#include "briefbook/gate.h"
#include "briefbook/text.h"
#include "tui/draw.h"
#include "tui/help.h"
#include "tui/view.h"

/* Whether what is chosen begins nothing: a heading, or more of the line above. */
static bool is_heading(const struct help *help, const struct chooser *chooser)
{
    if (!help->count)
        return false;
    const struct help_line *line = &help->lines[chooser_line(chooser, help->count)];
    return line->heading || line->goes_on;
}

/* Brings all parts of the chosen line in view. */
static void show_parts(struct chooser *chooser, const struct help *help, size_t height)
{
    size_t first = chooser_line(chooser, help->count);
    size_t end = first + 1;
    while (end < help->count && help->lines[end].goes_on)
        end++;
    size_t top = end > height ? end - height : 0;
    if (top > chooser->top)
        chooser->top = top < first ? top : first;
}

/* Goes on from a heading to a line that says something; the last line may have parts below. */
static void leave_heading(const struct model *model, struct chooser *chooser,
                          const struct help *help, enum step step)
{
    size_t height = area_inside(model->geometry.body).rows;
    while (is_heading(help, chooser) && chooser_move(chooser, step, help->count, height))
        ;
    while (is_heading(help, chooser) && chooser_move(chooser, STEP_DOWN, help->count, height))
        ;
    while (is_heading(help, chooser) && chooser_move(chooser, STEP_UP, help->count, height))
        ;
    show_parts(chooser, help, height);
}

static struct view_lines help_lines(struct model *model)
{
    struct help help = {0};
    help_make(&help, model);
    size_t count = help.count;
    help_free(&help);
    return view_lines(&model->helping.chooser, count, model->geometry.body, 0);
}

static unsigned help_move(struct model *model, enum step step)
{
    static const enum step onward[] = {
        [STEP_DOWN] = STEP_DOWN,  [STEP_UP] = STEP_UP,          [STEP_PAGE_DOWN] = STEP_DOWN,
        [STEP_PAGE_UP] = STEP_UP, [STEP_HALF_DOWN] = STEP_DOWN, [STEP_HALF_UP] = STEP_UP,
        [STEP_FIRST] = STEP_DOWN, [STEP_LAST] = STEP_UP,
    };
    struct chooser *chooser = &model->helping.chooser;
    struct help help = {0};
    help_make(&help, model);
    chooser_move(chooser, step, help.count, area_inside(model->geometry.body).rows);
    leave_heading(model, chooser, &help, onward[step]);
    help_free(&help);
    return STALE_FRAME;
}

/* The first line is chosen that says something; what is above it is in view. */
static void choose_first(struct model *model)
{
    model->helping.chooser = (struct chooser){0};
    help_move(model, STEP_FIRST);
    model->helping.chooser.top = 0;
}

static unsigned narrow(struct model *model, const char *words)
{
    if (!prompt_begin(&model->helping.prompt, words))
        model_say_memory(model);
    choose_first(model);
    return STALE_FRAME;
}

static unsigned leave(struct model *model)
{
    model->helping.narrowing = false;
    model->opened = model->helping.below;
    return STALE_FRAME;
}

static unsigned help_close(struct model *model)
{
    return model->helping.prompt.text.length ? narrow(model, "") : leave(model);
}

/* Over the help itself, a command that is typed only changes what the help is about. */
unsigned do_help(struct model *model, const struct typed *typed)
{
    struct buffer words = {0};
    bool is_open = model->opened == OPENED_HELP;
    unsigned context = view_context(model);
    if (is_open && context != IN_COMMAND && !typed->argument.length)
        return leave(model);
    if (!is_open)
        model->helping.below = model->opened;
    if (context != IN_HELP)
        model->helping.context = context;
    model->opened = OPENED_HELP;
    model->helping.narrowing = false;
    buffer_append(&words, typed->argument);
    narrow(model, buffer_string(&words));
    buffer_free(&words);
    return STALE_FRAME;
}

unsigned do_narrow(struct model *model, int unused)
{
    (void)unused;
    model->helping.narrowing = true;
    return STALE_FRAME;
}

unsigned do_narrow_keep(struct model *model, int unused)
{
    (void)unused;
    model->helping.narrowing = false;
    return STALE_FRAME;
}

unsigned do_narrow_clear(struct model *model, int unused)
{
    do_narrow_keep(model, unused);
    return narrow(model, "");
}

unsigned help_narrowed(struct model *model)
{
    choose_first(model);
    return STALE_FRAME;
}

/* Runs a command as a key of it would. */
static unsigned run_plainly(struct model *model, enum command_id command)
{
    struct binding binding = {.command = command};
    return command_line_run_binding(model, &binding);
}

/* A command that takes text is opened at ":", to be gone on with, unless a key calls it without. */
static unsigned run(struct model *model, const struct help_line *line)
{
    struct buffer text = {0};
    unsigned stale = leave(model);
    if (!(view_context(model) & model->helping.context)) {
        model_say(model, "the line that this was for has been left");
        return stale;
    }
    if (line->binding)
        return stale | command_line_run_binding(model, line->binding);
    uint32_t key;
    bool has_key = keymap_key(&model->keymap, line->first, model->helping.context, &key);
    if (!tui_command(line->first)->take || (has_key && !line->argument))
        return stale | run_plainly(model, line->first);
    buffer_append_format(&text, "%s ", tui_command(line->first)->name);
    if (line->argument)
        buffer_append_format(&text, "%s ", line->argument);
    stale |= do_command(model, 0);
    if (!prompt_begin(&model->commanding.prompt, buffer_string(&text)))
        model_say_memory(model);
    buffer_free(&text);
    return stale;
}

static unsigned help_choose(struct model *model)
{
    struct help help = {0};
    help_make(&help, model);
    size_t chosen = chooser_line(&model->helping.chooser, help.count);
    struct help_line line = {.first = COMMAND_NONE};
    if (help.count)
        line = help.lines[chosen];
    help_free(&help);
    if (line.first != COMMAND_NONE)
        return run(model, &line);
    model_say(model, "no command stands here");
    return STALE_FRAME;
}

/* Draws a text, with what the help is searched for lit. */
static size_t draw_lit(const struct canvas *canvas, struct area area, size_t row, size_t column,
                       struct slice text, enum face face)
{
    struct buffer needle = {0};
    struct buffer folded = {0};
    struct text_fold_map map = {0};
    struct slice typed = slice_trim(buffer_slice(&canvas->model->helping.prompt.text));
    const char *found = NULL;
    if (text_fold(typed, &needle, NULL) && needle.length && text_fold(text, &folded, &map) &&
        folded.length)
        found = memmem(folded.data, folded.length, needle.data, needle.length);
    size_t start = found ? map.origins[found - folded.data] : text.length;
    size_t end = found ? map.origins[(size_t)(found - folded.data) + needle.length] : text.length;
    bool fits =
        frame_text(canvas->frame, area, row, &column, slice_part(text, 0, start), face, 0) &&
        frame_text(canvas->frame, area, row, &column, slice_part(text, start, end), face,
                   CELL_MATCH);
    column = fits ? draw_clean(canvas, area, row, column, slice_part(text, end, text.length), face)
                  : draw_clean(canvas, area, row, area.columns, SLICE(" "), face);
    text_fold_map_free(&map);
    buffer_free(&folded);
    buffer_free(&needle);
    return column;
}

static void draw_help_line(const struct canvas *canvas, struct area area, size_t row, size_t number,
                           const void *context)
{
    const struct help_line *line = &((const struct help *)context)->lines[number];
    if (line->heading) {
        draw_clean(canvas, area, row, 1, slice_of(line->heading), FACE_HEADING);
        return;
    }
    struct buffer keys = {0};
    struct buffer raw = {0};
    struct buffer text = {0};
    if (!line->goes_on)
        help_append_keys(canvas->model, line, &keys);
    help_append_text(line, &raw);
    gate_append(&text, buffer_slice(&raw), model_gate(canvas->model));
    struct slice part = slice_part(buffer_slice(&text), line->start, line->end);
    size_t column = help_text_column(canvas->model, line, area.columns);
    draw_lit(canvas, area, row, 2, buffer_slice(&keys), FACE_HINT_KEY);
    if (part.length)
        draw_lit(canvas, area, row, column, part, FACE_TEXT);
    buffer_free(&keys);
    buffer_free(&raw);
    buffer_free(&text);
}

/* "Help: mark", when it is searched. */
static void help_append_title(const struct model *model, struct buffer *title)
{
    struct slice words = slice_trim(buffer_slice(&model->helping.prompt.text));
    buffer_append_string(title, words.length ? "Help: " : "Help");
    gate_append(title, words, model_gate(model));
}

static void help_draw(const struct model *model, struct frame *frame)
{
    struct canvas canvas = {model, frame, glyphs_for(model->options.ascii)};
    struct buffer title = {0};
    struct help help = {0};
    help_make(&help, model);
    help_append_title(model, &title);
    struct choices choices = {.title = buffer_slice(&title),
                              .empty = SLICE("nothing in the help holds this"),
                              .count = help.count,
                              .draw = draw_help_line,
                              .context = &help};
    draw_chooser(&canvas, model->geometry.body, &model->helping.chooser, &choices);
    buffer_free(&title);
    help_free(&help);
}

static void help_append_line(const struct model *model, size_t line, struct buffer *text)
{
    struct help help = {0};
    help_make(&help, model);
    struct buffer raw = {0};
    if (line < help.count)
        help_append_words(model, &help.lines[line], &raw);
    gate_append(text, buffer_slice(&raw), model_gate(model));
    buffer_free(&raw);
    help_free(&help);
}

const struct view help_view = {.context = IN_HELP,
                               .lines = help_lines,
                               .move = help_move,
                               .close = help_close,
                               .draw = help_draw,
                               .append_title = help_append_title,
                               .append_line = help_append_line,
                               .choose = help_choose};
