#include "tui/config.h"

#include <fcntl.h>
#include <string.h>

#include "briefbook/file.h"
#include "briefbook/home.h"
#include "briefbook/text.h"
#include "tui/command.h"

static void take_line(struct model *model, const struct typed *typed)
{
    struct slice line = slice_trim(typed->line);
    size_t fault;
    if (!line.length || line.data[0] == '#')
        return;
    if (memchr(line.data, '\0', line.length))
        typed_fault(typed, slice_part(typed->line, 0, 1), "here stands a NUL byte: is it a text?");
    else if (!text_is_valid(typed->line, &fault))
        typed_fault(typed, slice_part(typed->line, fault, typed->line.length),
                    "the config file must be UTF-8; here stands a byte that is not");
    else
        command_line_run(model, typed, IN_CONFIG);
}

void config_take(struct model *model, struct slice text, const char *name)
{
    static const char byte_order_mark[] = "\xEF\xBB\xBF";
    struct typed typed = {.file = name, .diags = &model->faults};
    if (text.length >= 3 && memcmp(text.data, byte_order_mark, 3) == 0)
        text = slice_part(text, 3, text.length);
    while (text.length) {
        const char *end = memchr(text.data, '\n', text.length);
        size_t length = end ? (size_t)(end - text.data) : text.length;
        typed.line = slice_part(text, 0, length);
        typed.number++;
        take_line(model, &typed);
        text = slice_part(text, length + 1, text.length);
    }
    buffer_clear(&model->message);
}

/* "config:3:5: there is no setting them (1 more: :messages shows all)": the name of its folder would
 * leave no room for the rest. */
static void say_faults(struct model *model)
{
    const struct diag_list *faults = &model->faults;
    if (!faults->count)
        return;
    const struct diag *first = &faults->items[0];
    const char *file = first->place.file ? first->place.file : "";
    const char *slash = strrchr(file, '/');
    size_t more = diag_list_count(faults, SEVERITY_ERROR) - 1;
    struct buffer text = {0};
    if (first->place.line)
        buffer_append_format(&text, "%s:%zu:%zu: ", slash ? slash + 1 : file, first->place.line,
                             first->place.column);
    buffer_append_string(&text, first->message);
    if (more)
        buffer_append_format(&text, " (%zu more: :messages shows all)", more);
    model_say(model, "%s", buffer_string(&text));
    buffer_free(&text);
}

/* Whether the file is there; what is wrong with it is a fault. */
static bool read_file(struct model *model, const char *path, bool must_be_there)
{
    struct buffer bytes = {0};
    struct diag_list diags = {0};
    bool fine = file_read(path, CONFIG_BYTES, &bytes, &diags);
    bool is_absent = !fine && diags.count && diags.items[0].code == DIAG_NOT_FOUND;
    if (fine)
        config_take(model, buffer_slice(&bytes), path);
    else if (!is_absent || must_be_there)
        for (size_t i = 0; i < diags.count; i++)
            diag_add(&model->faults, diags.items[i].code, diags.items[i].place, "%s",
                     diags.items[i].message);
    diag_list_free(&diags);
    buffer_free(&bytes);
    return fine;
}

static bool read_anew(struct model *model, const char *path, bool must_be_there)
{
    diag_list_free(&model->faults);
    bool found = read_file(model, path, must_be_there);
    say_faults(model);
    return found;
}

bool config_read(struct model *model, const char *path)
{
    return read_anew(model, path, true);
}

bool config_read_own(struct model *model)
{
    struct buffer path = {0};
    bool found = home_append(&path, "XDG_CONFIG_HOME", ".config") &&
                 buffer_append_string(&path, "/briefbook/config") &&
                 read_anew(model, buffer_string(&path), false);
    buffer_free(&path);
    return found;
}

unsigned do_config(struct model *model, const struct typed *typed)
{
    struct buffer path = {0};
    bool found = false;
    if (!typed->argument.length)
        found = config_read_own(model);
    else if (buffer_append(&path, typed->argument))
        found = config_read(model, buffer_string(&path));
    else
        model_say_memory(model);
    if (!model->message.length)
        model_say(model, found ? "settings and keys are read" : "there is no config file");
    buffer_free(&path);
    return STALE_FRAME | STALE_TERMINAL;
}
