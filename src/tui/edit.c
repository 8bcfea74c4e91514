#include <string.h>

#include "briefbook/packed.h"
#include "tui/command.h"
#include "tui/ended.h"

/* How an editor is told the line of a file. */
typedef void add_place(struct arguments *arguments, const char *path, size_t line);

static void add_formatted(struct arguments *arguments, const char *before, size_t line)
{
    struct buffer text = {0};
    if (buffer_append_format(&text, "%s%zu", before, line))
        arguments_add(arguments, buffer_slice(&text));
    else
        arguments->failed = true;
    buffer_free(&text);
}

/* +LINE FILE, as vi has it */
static void add_plus(struct arguments *arguments, const char *path, size_t line)
{
    add_formatted(arguments, "+", line);
    arguments_add_string(arguments, path);
}

/* FILE:LINE */
static void add_colon(struct arguments *arguments, const char *path, size_t line)
{
    struct buffer before = {0};
    buffer_append_string(&before, path);
    buffer_append_char(&before, ':');
    arguments->failed = arguments->failed || before.failed;
    add_formatted(arguments, buffer_string(&before), line);
    buffer_free(&before);
}

/* --goto FILE:LINE */
static void add_goto(struct arguments *arguments, const char *path, size_t line)
{
    arguments_add_string(arguments, "--goto");
    add_colon(arguments, path, line);
}

/* --line LINE FILE */
static void add_line_option(struct arguments *arguments, const char *path, size_t line)
{
    arguments_add_string(arguments, "--line");
    add_formatted(arguments, "", line);
    arguments_add_string(arguments, path);
}

static void add_file_alone(struct arguments *arguments, const char *path, size_t line)
{
    (void)line;
    arguments_add_string(arguments, path);
}

/* An editor that is not here gets the file alone: it could take a line for another file. */
static const struct {
    const char *program;
    add_place *add;
} editors[] = {
    {"vi", add_plus},          {"vim", add_plus},           {"nvim", add_plus},
    {"view", add_plus},        {"nvi", add_plus},           {"elvis", add_plus},
    {"vis", add_plus},         {"gvim", add_plus},          {"ex", add_plus},
    {"emacs", add_plus},       {"emacsclient", add_plus},   {"mg", add_plus},
    {"zile", add_plus},        {"jove", add_plus},          {"nano", add_plus},
    {"pico", add_plus},        {"micro", add_plus},         {"ne", add_plus},
    {"joe", add_plus},         {"jmacs", add_plus},         {"jstar", add_plus},
    {"jpico", add_plus},       {"kak", add_plus},           {"mcedit", add_plus},
    {"gedit", add_plus},       {"editor", add_plus},        {"sensible-editor", add_plus},
    {"hx", add_colon},         {"helix", add_colon},        {"subl", add_colon},
    {"zed", add_colon},        {"lapce", add_colon},        {"code", add_goto},
    {"codium", add_goto},      {"code-oss", add_goto},      {"cursor", add_goto},
    {"kate", add_line_option}, {"kwrite", add_line_option}, {"idea", add_line_option},
};

static add_place *place_adder(const char *program)
{
    for (size_t i = 0; i < sizeof editors / sizeof editors[0]; i++) {
        if (strcmp(editors[i].program, program) == 0)
            return editors[i].add;
    }
    return add_file_alone;
}

/* A name that begins with "-" or "+" would be read as an option or a command. */
static void append_path(struct buffer *path, const char *file)
{
    if (*file == '-' || *file == '+')
        buffer_append_string(path, "./");
    buffer_append_string(path, file);
}

/* Asks for the editor at a line of a file. */
static void ask_editor(struct model *model, const char *file, size_t line)
{
    struct errand *errand = &model->errand;
    const char *editor = model->options.surroundings.editor;
    errand_free(errand);
    errand->kind = ERRAND_EDIT;
    errand->takes_terminal = true;
    append_path(&errand->path, file);
    if (!arguments_add_words(&errand->arguments, slice_of(editor))) {
        model_say(model, "a quotation mark is not closed in the editor's name: %s", editor);
        return;
    }
    place_adder(arguments_program(&errand->arguments))(&errand->arguments,
                                                       buffer_string(&errand->path), line);
    if (errand->arguments.failed || errand->path.failed)
        model_say_memory(model);
    else
        model->request = REQUEST_RUN;
}

unsigned do_edit(struct model *model, int unused)
{
    (void)unused;
    const struct store *store = model->options.store;
    struct record record;
    if (!model_record(model, &record)) {
        model_say(model, "there is no row here to edit");
        return STALE_FRAME;
    }
    const struct table *table = store_table(store, record.table);
    size_t line = table_line(table, record.row);
    if (!line)
        model_say(model, "this %s has no row to edit, and is only named in others",
                  schema_one(record.table));
    else if (strcmp(store_path(store), "-") == 0)
        model_say(model, "what came from standard input cannot be edited");
    else if (store_is_packed(store))
        model_say(model, "a briefing in a JSON file has no row to edit: open the tables it is of");
    else if (!model->options.surroundings.editor)
        model_say(model, "there is no editor: set EDITOR to one");
    else
        ask_editor(model, table_file(table), line);
    return STALE_FRAME;
}

void edit_ended(struct model *model, const struct errand *errand, struct slice fault, bool changed)
{
    (void)errand;
    if (fault.length)
        model_say(model, "%.*s", (int)fault.length, fault.data);
    if (changed)
        model->request = REQUEST_RELOAD;
}
