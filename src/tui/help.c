#include "tui/help.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "briefbook/text.h"
#include "tui/command.h"
#include "tui/glyphs.h"

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
    EXAMPLE_COUNT = sizeof examples / sizeof examples[0]
};

/* The help while it is made. */
struct making {
    struct help *help;
    const struct model *model;
    struct buffer needle; /* folded; "" for all lines */
    const char *heading;  /* that stands before the next line; NULL for none */
    bool failed;
};

bool help_push(struct help *help, struct help_line line)
{
    enum { FIRST_CAPACITY = 128 };
    if (help->count == help->capacity) {
        size_t capacity = help->capacity ? 2 * help->capacity : FIRST_CAPACITY;
        struct help_line *lines = realloc(help->lines, capacity * sizeof *lines);
        if (!lines)
            return false;
        help->lines = lines;
        help->capacity = capacity;
    }
    help->lines[help->count++] = line;
    return true;
}

static void push(struct making *making, struct help_line line)
{
    line.end = SIZE_MAX;
    making->failed = !help_push(making->help, line) || making->failed;
}

/* Whether a line holds what is searched for, in its keys, names or words. */
static bool is_wanted(struct making *making, const struct help_line *line)
{
    struct slice needle = buffer_slice(&making->needle);
    struct buffer text = {0};
    struct buffer folded = {0};
    if (!needle.length)
        return true;
    help_append_keys(making->model, line, &text);
    buffer_append_char(&text, ' ');
    help_append_text(line, &text);
    if (line->first != COMMAND_NONE)
        buffer_append_format(&text, " %s", tui_command(line->first)->name);
    bool fine = text_fold(buffer_slice(&text), &folded, NULL);
    bool found =
        fine && folded.length && memmem(folded.data, folded.length, needle.data, needle.length);
    making->failed = making->failed || !fine;
    buffer_free(&text);
    buffer_free(&folded);
    return found;
}

static void add_line(struct making *making, struct help_line line)
{
    if (!is_wanted(making, &line))
        return;
    if (making->heading && making->help->count)
        push(making, (struct help_line){.heading = "", .first = COMMAND_NONE});
    if (making->heading)
        push(making, (struct help_line){.heading = making->heading, .first = COMMAND_NONE});
    making->heading = NULL;
    push(making, line);
}

static void add_sign(struct making *making, const char *sign, const char *text)
{
    add_line(making, (struct help_line){.sign = sign, .text = text, .first = COMMAND_NONE});
}

static void add_signs(struct making *making)
{
    making->heading = "Signs";
    for (size_t i = 0; i < SIGN_COUNT; i++) {
        if (*signs[i].help)
            add_sign(making, making->model->options.ascii ? signs[i].ascii : signs[i].unicode,
                     signs[i].help);
    }
}

static void add_examples(struct making *making)
{
    making->heading = "What can be asked";
    for (size_t i = 0; i < EXAMPLE_COUNT; i++)
        add_sign(making, examples[i].typed, examples[i].found);
}

/* Whether a command goes on with the newest line. */
static bool shares_line(const struct making *making, enum command_id id)
{
    const struct help *help = making->help;
    const struct help_line *line = help->count ? &help->lines[help->count - 1] : NULL;
    return line && line->first != COMMAND_NONE && !making->heading &&
           strcmp(line->text, tui_command(id)->help) == 0;
}

/* Whether a command can be called where the reader is, by a key or by its name. */
static bool is_there(const struct model *model, enum command_id id)
{
    unsigned context = model->helping.context;
    uint32_t key;
    return keymap_key(&model->keymap, id, context, &key) ||
           (!(context & IN_TYPING) && command_is_for(id, context));
}

static void add_group(struct making *making, enum command_group group)
{
    making->heading = tui_group_heading(group);
    for (enum command_id id = 0; id < COMMAND_COUNT; id++) {
        const struct command *command = tui_command(id);
        if (command->group != group || !is_there(making->model, id))
            continue;
        if (shares_line(making, id))
            making->help->lines[making->help->count - 1].last = id;
        else
            add_line(making, (struct help_line){.text = command->help, .first = id, .last = id});
    }
}

/* Keys of the reader's own that call a command with an argument. */
static void add_bindings(struct making *making)
{
    const struct keymap *keymap = &making->model->keymap;
    making->heading = "Keys of your own";
    for (size_t i = 0; i < keymap->count; i++) {
        const struct binding *binding = keymap_binding(keymap, i);
        if (binding->argument && (binding->contexts & making->model->helping.context))
            add_line(making, (struct help_line){.text = binding->argument,
                                                .first = binding->command,
                                                .last = binding->command,
                                                .argument = binding->argument,
                                                .binding = binding});
    }
}

static void add_settings(struct making *making)
{
    for (enum setting_id id = 0; id < SETTING_COUNT && is_there(making->model, COMMAND_SET); id++)
        add_line(making, (struct help_line){.text = setting_of(id)->help,
                                            .first = COMMAND_SET,
                                            .last = COMMAND_SET,
                                            .argument = setting_of(id)->name});
}

bool help_make(struct help *help, const struct model *model)
{
    struct making making = {.help = help, .model = model};
    bool is_search = model->helping.context & IN_PROMPT;
    making.failed =
        !text_fold(slice_trim(buffer_slice(&model->helping.prompt.text)), &making.needle, NULL);
    if (is_search)
        add_examples(&making);
    add_bindings(&making);
    for (enum command_group group = 0; group < GROUP_COUNT; group++)
        add_group(&making, group);
    making.heading = "What can be set";
    add_settings(&making);
    if (!is_search)
        add_examples(&making);
    if (!model->options.is_linear) {
        add_signs(&making);
        making.failed = !help_wrap(help, model) || making.failed;
    }
    buffer_free(&making.needle);
    return !making.failed;
}

void help_append_keys(const struct model *model, const struct help_line *line, struct buffer *text)
{
    const struct keymap *keymap = &model->keymap;
    size_t before = text->length;
    if (line->sign)
        buffer_append_string(text, line->sign);
    for (size_t i = 0; i < keymap->count && line->first != COMMAND_NONE; i++) {
        const struct binding *binding = keymap_binding(keymap, i);
        bool is_of_line = line->argument ? line->binding == binding
                                         : !binding->argument && binding->command >= line->first &&
                                               binding->command <= line->last;
        if (!is_of_line || !(binding->contexts & model->helping.context))
            continue;
        buffer_append_string(text, text->length > before ? " " : "");
        key_append_name(binding->key, model->options.ascii || model->options.is_linear, text);
    }
    if (line->first != COMMAND_NONE && text->length == before)
        buffer_append_format(text, ":%s%s%s", tui_command(line->first)->name,
                             line->argument ? " " : "", line->argument ? line->argument : "");
}

void help_append_text(const struct help_line *line, struct buffer *text)
{
    if (line->binding)
        buffer_append_format(text, "%s ", tui_command(line->first)->name);
    buffer_append_string(text, line->text);
}

/* "down, up": the commands that share a line, with what they take. */
static void append_names(const struct model *model, const struct help_line *line,
                         struct buffer *text)
{
    const char *before = "";
    for (enum command_id id = line->first; id <= line->last; id++) {
        const struct command *command = tui_command(id);
        if (strcmp(command->help, line->text) != 0 || !is_there(model, id))
            continue;
        buffer_append_format(text, "%s%s%s%s", before, command->name, *command->usage ? " " : "",
                             command->usage);
        before = ", ";
    }
}

void help_append_words(const struct model *model, const struct help_line *line, struct buffer *text)
{
    bool is_command = line->first != COMMAND_NONE && !line->argument;
    uint32_t key;
    if (line->heading) {
        buffer_append_string(text, line->heading);
        return;
    }
    if (is_command)
        append_names(model, line, text);
    bool has_keys =
        !is_command || keymap_key(&model->keymap, line->first, model->helping.context, &key);
    buffer_append_string(text, is_command && has_keys ? " (" : "");
    if (has_keys)
        help_append_keys(model, line, text);
    buffer_append_string(text, is_command && has_keys ? "): " : ": ");
    help_append_text(line, text);
}

void help_free(struct help *help)
{
    free(help->lines);
    *help = (struct help){0};
}
