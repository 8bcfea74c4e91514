#include <string.h>

#include "briefbook/text.h"
#include "tui/command.h"
#include "tui/linear.h"
#include "tui/paste.h"
#include "tui/shown.h"
#include "tui/typing.h"
#include "tui/update.h"
#include "tui/view.h"

/* What is done with a line where one is asked for: it takes the place of what stands there, or goes
 * on with it; an empty line leaves. */
static const struct {
    enum command_id keep;
    enum command_id leave;
    bool goes_on;
} typings[] = {
    [TYPING_NOTHING] = {COMMAND_NONE, COMMAND_NONE, false},
    [TYPING_SEARCH] = {COMMAND_KEEP, COMMAND_RESTORE, false},
    [TYPING_COMMAND] = {COMMAND_RUN, COMMAND_ABANDON, true},
    [TYPING_NARROWING] = {COMMAND_NARROW_KEEP, COMMAND_NARROW_CLEAR, false},
};

/* What an empty line is for, where. */
static const struct {
    unsigned contexts;
    enum command_id command;
} onward[] = {
    {IN_LIST | IN_CHOOSER, COMMAND_DOWN},
    {IN_DETAIL | IN_HELP | IN_SOURCE, COMMAND_PAGE_DOWN},
};

/* Commands that ask for a line, which may follow at once: "/two words". */
static const enum command_id openers[] = {COMMAND_SEARCH, COMMAND_NARROW, COMMAND_COMMAND};

static unsigned run(struct model *model, enum command_id command)
{
    return command_line_run_binding(model, &(struct binding){.command = command});
}

/* Leaves a line that is wrong, and keeps what is said of it: nobody sees where it stays. */
static void leave_typing(struct model *model)
{
    struct buffer message = model->message;
    model->message = (struct buffer){0};
    run(model, typings[typing_of(model)].leave);
    buffer_free(&model->message);
    model->message = message;
}

static unsigned take_typed(struct model *model, struct slice line)
{
    enum typing typing = typing_of(model);
    if (typing == TYPING_NOTHING) /* memory is out */
        return STALE_NOTHING;
    if (!line.length)
        return run(model, typings[typing].leave);
    if (!typings[typing].goes_on && !prompt_begin(typing_prompt(model), "")) {
        model_say_memory(model);
        return STALE_NOTHING;
    }
    do_paste(model, line);
    return model->message.length ? STALE_NOTHING : run(model, typings[typing].keep);
}

static unsigned take_empty(struct model *model)
{
    for (size_t i = 0; i < sizeof onward / sizeof onward[0]; i++) {
        if (view_context(model) & onward[i].contexts)
            return run(model, onward[i].command);
    }
    return STALE_NOTHING;
}

static unsigned take_command(struct model *model, struct slice line)
{
    struct diag_list diags = {0};
    struct typed typed = {.line = line, .diags = &diags};
    unsigned stale = command_line_run(model, &typed, view_context(model));
    if (diags.count || diags.out_of_memory)
        model_say_why(model, &diags);
    diag_list_free(&diags);
    return stale;
}

static bool is_opener(const struct binding *binding)
{
    for (size_t i = 0; binding && i < sizeof openers / sizeof openers[0]; i++) {
        if (binding->command == openers[i] && !binding->argument)
            return true;
    }
    return false;
}

/* The character that a line begins with, when its key asks for a line. */
static const struct binding *opener_of(const struct model *model, struct slice line, size_t *length)
{
    uint32_t key;
    *length = text_decode(line, &key);
    const struct binding *binding = keymap_find(&model->keymap, key, view_context(model));
    return is_opener(binding) ? binding : NULL;
}

/* What the whole line is the key of. */
static const struct binding *key_of(const struct model *model, struct slice line)
{
    uint32_t key;
    return key_parse(line, &key) ? keymap_find(&model->keymap, key, view_context(model)) : NULL;
}

static unsigned take(struct model *model, struct slice line)
{
    size_t length;
    if (typing_of(model) != TYPING_NOTHING)
        return take_typed(model, line);
    model_choose_seen(model);
    if (!line.length)
        return take_empty(model);
    const struct binding *key = key_of(model, line);
    const struct binding *opener = opener_of(model, line, &length);
    if (key)
        return command_line_run_binding(model, key);
    if (!opener)
        return take_command(model, line);
    unsigned stale = command_line_run_binding(model, opener);
    return stale | take_typed(model, slice_trim(slice_part(line, length, line.length)));
}

static bool is_text(struct slice line)
{
    return text_is_valid(line, NULL) && !(line.length && memchr(line.data, '\0', line.length));
}

unsigned linear_take(struct model *model, struct slice line)
{
    unsigned stale = STALE_NOTHING;
    buffer_clear(&model->message);
    if (line.length > LINEAR_LINE_MOST)
        model_say(model, "a line can't be longer than 64 KiB");
    else if (!is_text(line))
        model_say(model, "this line is no UTF-8 text");
    else
        stale = take(model, slice_trim(line));
    if (typing_of(model) != TYPING_NOTHING && model->message.length)
        leave_typing(model);
    model->unsettled = true;
    update_settle(model);
    return stale;
}

bool linear_waits(const struct model *model)
{
    enum store_state state = store_state(model->options.store);
    if (!asked_is_done(&model->asked) || state == STORE_OPENED || state == STORE_LOADING)
        return true;
    if (state != STORE_LOADED) /* nothing is counted or put in order */
        return false;
    for (enum table_id table = 0; table < TABLE_COUNT; table++) {
        if (model->orders[table].is_set && !pane_order(model, table))
            return true;
    }
    bool is_emptied = model->asked.search && !shown_count(model, model->here.table);
    const struct view *view = view_of(model);
    return model->linked.is_pending || printing_is_open(&model->printing) ||
           (is_emptied && model->asked.parts.search) || (view->awaits && view->awaits(model));
}
