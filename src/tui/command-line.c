#include "tui/command-line.h"

#include <string.h>

#include "briefbook/nearest.h"
#include "briefbook/text.h"
#include "tui/command.h"

static const struct {
    const char *name;
    enum command_id command;
} aliases[] = {
#define ALIAS(name, symbol) {name, COMMAND_##symbol},
#include "tui/commands.def"
};

enum { ALIAS_COUNT = sizeof aliases / sizeof aliases[0] };

bool typed_fault(const struct typed *typed, struct slice part, const char *format, ...)
{
    struct place place = {typed->file, typed->number, 1};
    size_t at = 0;
    uint32_t character;
    struct slice line = slice_trim(typed->line);
    const char *from = part.length ? part.data : line.data + line.length;
    size_t start = typed->line.length ? (size_t)(from - typed->line.data) : 0;
    for (; at < start; place.column++)
        at += text_decode(slice_part(typed->line, at, typed->line.length), &character);
    struct buffer message = {0};
    va_list arguments;
    va_start(arguments, format);
    bool made = buffer_append_format_list(&message, format, arguments);
    va_end(arguments);
    if (made)
        diag_add(typed->diags, DIAG_COMMAND, place, "%s", buffer_string(&message));
    else
        diag_out_of_memory(typed->diags);
    buffer_free(&message);
    return false;
}

struct slice typed_word(struct slice *rest)
{
    size_t length = 0;
    *rest = slice_trim(*rest);
    while (length < rest->length && rest->data[length] != ' ' && rest->data[length] != '\t')
        length++;
    struct slice word = slice_part(*rest, 0, length);
    *rest = slice_trim(slice_part(*rest, length, rest->length));
    return word;
}

bool typed_number(const struct typed *typed, const char *name, size_t count, size_t *number)
{
    struct slice word = typed->argument;
    *number = 0;
    for (size_t i = 0; i < word.length; i++) {
        bool is_digit = word.data[i] >= '0' && word.data[i] <= '9';
        if (!is_digit)
            return typed_fault(typed, word, "the number of a %s belongs here", name);
        *number = *number * 10 + (size_t)(word.data[i] - '0');
        if (*number > count)
            break;
    }
    if (*number > count || (word.length && !*number))
        return typed_fault(typed, word, "there is no %s %.*s; there are %zu", name,
                           (int)word.length, word.data, count);
    return true;
}

static enum command_id find_exact(struct slice name)
{
    for (enum command_id id = 0; id < COMMAND_COUNT; id++) {
        if (slice_is(name, tui_command(id)->name))
            return id;
    }
    for (size_t i = 0; i < ALIAS_COUNT; i++) {
        if (slice_is(name, aliases[i].name))
            return aliases[i].command;
    }
    return COMMAND_NONE;
}

static bool begins_with(const char *name, struct slice beginning)
{
    return strncmp(name, beginning.data, beginning.length) == 0;
}

/* Whether a name is one to be typed: not that of a key in a line. */
static bool is_typed(enum command_id id)
{
    return keymap_contexts(id) & IN_VIEWS;
}

/* The command whose name alone begins so; names those that do when there are several. */
static enum command_id find_beginning(struct slice beginning, struct buffer *several)
{
    enum command_id found = COMMAND_NONE;
    size_t count = 0;
    for (enum command_id id = 0; id < COMMAND_COUNT; id++) {
        if (!begins_with(tui_command(id)->name, beginning) || !is_typed(id))
            continue;
        buffer_append_string(several, count++ ? ", " : "");
        buffer_append_string(several, tui_command(id)->name);
        found = id;
    }
    return count == 1 ? found : COMMAND_NONE;
}

static void refuse_name(const struct typed *typed, struct slice name, const struct buffer *several)
{
    struct nearest nearest = {.word = name};
    int length = (int)name.length;
    for (enum command_id id = 0; id < COMMAND_COUNT; id++) {
        if (is_typed(id))
            nearest_offer(&nearest, slice_of(tui_command(id)->name));
    }
    if (several->length)
        typed_fault(typed, name, "%.*s can be %s: type more of it", length, name.data,
                    buffer_string(several));
    else if (nearest.found.length)
        typed_fault(typed, name, "there is no command %.*s; did you mean %s?", length, name.data,
                    nearest.found.data);
    else
        typed_fault(typed, name, "there is no command %.*s; help lists them", length, name.data);
}

enum command_id typed_command(const struct typed *typed, struct slice name)
{
    enum command_id found = find_exact(name);
    if (found != COMMAND_NONE)
        return found;
    struct buffer several = {0};
    found = find_beginning(name, &several);
    if (found == COMMAND_NONE)
        refuse_name(typed, name, &several);
    buffer_free(&several);
    return found;
}

bool command_is_for(enum command_id id, unsigned context)
{
    bool is_setting = tui_command(id)->group == GROUP_SETTING;
    return (keymap_contexts(id) | (is_setting ? (unsigned)IN_CONFIG : 0)) & context;
}

/* Says where the command can be called instead. */
static void refuse_context(const struct typed *typed, struct slice name, enum command_id id,
                           unsigned context)
{
    const char *called = tui_command(id)->name;
    struct buffer places = {0};
    for (size_t i = 0; keymap_context(i); i++) {
        if (!(keymap_contexts(id) & keymap_context(i)->context))
            continue;
        buffer_append_string(&places, places.length ? " or " : "");
        buffer_append_string(&places, keymap_context(i)->words);
    }
    if (context == IN_CONFIG)
        typed_fault(typed, name, "%s is no setting: here can stand set, map and unmap", called);
    else
        typed_fault(typed, name, "%s does something only %s", called, buffer_string(&places));
    buffer_free(&places);
}

unsigned command_line_run(struct model *model, const struct typed *typed, unsigned context)
{
    struct typed rest = *typed;
    rest.argument = typed->line;
    struct slice name = typed_word(&rest.argument);
    if (!name.length)
        return STALE_NOTHING;
    enum command_id id = typed_command(&rest, name);
    if (id == COMMAND_NONE)
        return STALE_FRAME;
    if (!command_is_for(id, context))
        refuse_context(&rest, name, id, context);
    else if (rest.argument.length && !tui_command(id)->take)
        typed_fault(&rest, rest.argument, "%s takes nothing behind it", tui_command(id)->name);
    else
        return tui_command_run(model, id, &rest);
    return STALE_FRAME;
}

unsigned command_line_run_binding(struct model *model, const struct binding *binding)
{
    struct diag_list diags = {0};
    struct slice argument = slice_of(binding->argument);
    struct typed typed = {.line = argument, .argument = argument, .diags = &diags};
    unsigned stale = tui_command_run(model, binding->command, &typed);
    if (diags.count || diags.out_of_memory) {
        model_say_why(model, &diags);
        stale |= STALE_FRAME;
    }
    diag_list_free(&diags);
    return stale;
}
