#include "tui/typing.h"

#include "briefbook/text.h"
#include "tui/command-complete.h"
#include "tui/command.h"
#include "tui/glyphs.h"
#include "tui/paste.h"

static const struct {
    unsigned context;
    const char *sign;
} lines[] = {
    [TYPING_NOTHING] = {0, "/"},
    [TYPING_SEARCH] = {IN_PROMPT, "/"},
    [TYPING_COMMAND] = {IN_COMMAND, ":"},
    [TYPING_NARROWING] = {IN_NARROWING, "?"},
};

/* A line is covered by what was opened after it. */
enum typing typing_of(const struct model *model)
{
    if (model->commanding.open && model->opened == model->commanding.over)
        return TYPING_COMMAND;
    if (model->opened == OPENED_HELP)
        return model->helping.narrowing ? TYPING_NARROWING : TYPING_NOTHING;
    return model->prompting && model->opened == OPENED_NOTHING ? TYPING_SEARCH : TYPING_NOTHING;
}

unsigned typing_context(const struct model *model)
{
    return lines[typing_of(model)].context;
}

const char *typing_sign(const struct model *model)
{
    return lines[typing_of(model)].sign;
}

const struct prompt *typing_shown(const struct model *model)
{
    const struct prompt *const prompts[] = {
        [TYPING_NOTHING] = NULL,
        [TYPING_SEARCH] = &model->prompt,
        [TYPING_COMMAND] = &model->commanding.prompt,
        [TYPING_NARROWING] = &model->helping.prompt,
    };
    return prompts[typing_of(model)];
}

struct prompt *typing_prompt(struct model *model)
{
    struct prompt *const prompts[] = {
        [TYPING_NOTHING] = NULL,
        [TYPING_SEARCH] = &model->prompt,
        [TYPING_COMMAND] = &model->commanding.prompt,
        [TYPING_NARROWING] = &model->helping.prompt,
    };
    return prompts[typing_of(model)];
}

/* A search is asked for when all keys that wait are in. */
unsigned typing_changed(struct model *model)
{
    enum typing typing = typing_of(model);
    model->typed = model->typed || typing == TYPING_SEARCH;
    return typing == TYPING_NARROWING ? help_narrowed(model) : STALE_FRAME;
}

/* As long as a query can be; the other lines need no more. */
static unsigned insert(struct model *model, struct slice text)
{
    struct prompt *prompt = typing_prompt(model);
    if (prompt->text.length + text.length > QUERY_MOST_BYTES) {
        model_say(model, "no room: a line can't be longer than 64 KiB");
        return STALE_FRAME;
    }
    if (prompt_insert(prompt, text))
        return typing_changed(model);
    model_say_memory(model);
    return STALE_FRAME;
}

unsigned do_type(struct model *model, uint32_t character)
{
    char bytes[4];
    size_t length = text_encode(character, bytes);
    return insert(model, (struct slice){bytes, length});
}

unsigned do_paste(struct model *model, struct slice text)
{
    struct buffer line = {0};
    unsigned stale = STALE_FRAME;
    if (text.length > QUERY_MOST_BYTES)
        stale = insert(model, text); /* says that there is no room */
    else if (paste_append_line(text, &line))
        stale = insert(model, buffer_slice(&line));
    else
        model_say_memory(model);
    buffer_free(&line);
    return stale;
}

unsigned do_cursor_left(struct model *model, int unit)
{
    return prompt_left(typing_prompt(model), (enum prompt_unit)unit) ? STALE_FRAME : STALE_NOTHING;
}

unsigned do_cursor_right(struct model *model, int unit)
{
    return prompt_right(typing_prompt(model), (enum prompt_unit)unit) ? STALE_FRAME : STALE_NOTHING;
}

unsigned do_erase_left(struct model *model, int unit)
{
    return prompt_erase_left(typing_prompt(model), (enum prompt_unit)unit) ? typing_changed(model)
                                                                           : STALE_NOTHING;
}

/* Wherever the cursor is. */
unsigned do_erase_line(struct model *model, int unused)
{
    (void)unused;
    prompt_right(typing_prompt(model), PROMPT_LINE);
    return do_erase_left(model, PROMPT_LINE);
}

unsigned do_erase_right(struct model *model, int unit)
{
    return prompt_erase_right(typing_prompt(model), (enum prompt_unit)unit) ? typing_changed(model)
                                                                            : STALE_NOTHING;
}

unsigned do_older(struct model *model, int unused)
{
    (void)unused;
    return prompt_older(typing_prompt(model)) ? typing_changed(model) : STALE_NOTHING;
}

unsigned do_newer(struct model *model, int unused)
{
    (void)unused;
    return prompt_newer(typing_prompt(model)) ? typing_changed(model) : STALE_NOTHING;
}

static bool find_in_query(const void *context, struct slice text, size_t cursor,
                          struct completions *found)
{
    return query_complete(((const struct model *)context)->options.store, text, cursor, found);
}

/* How each line is completed; NULL for one that is not. */
static completing_find *const finders[] = {
    [TYPING_NOTHING] = NULL,
    [TYPING_SEARCH] = find_in_query,
    [TYPING_COMMAND] = command_complete,
    [TYPING_NARROWING] = NULL,
};

static void tell_completions(struct model *model)
{
    enum { MARGINS = 2 };
    const char *ellipsis = glyphs_for(model->options.ascii)->ellipsis;
    struct buffer text = {0};
    size_t columns = model->columns > MARGINS ? model->columns - MARGINS : 0;
    if (completing_append(&model->completing, columns, model_gate(model), ellipsis, &text))
        model_say(model, "%s", buffer_string(&text));
    else
        model_say_memory(model);
    buffer_free(&text);
}

unsigned do_complete(struct model *model, int direction)
{
    struct completing *completing = &model->completing;
    completing_find *find = finders[typing_of(model)];
    if (!completing_step(completing, typing_prompt(model), find, model, direction)) {
        model_say_memory(model);
        return STALE_FRAME;
    }
    if (!completing->found.count) {
        model_say(model, "nothing known goes on from here");
        return STALE_FRAME;
    }
    unsigned stale = typing_changed(model);
    if (completing->found.count > 1)
        tell_completions(model);
    return stale;
}
