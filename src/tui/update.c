#include "tui/update.h"

#include "tui/command.h"
#include "tui/ended.h"
#include "tui/view.h"

static void settle(struct model *model)
{
    search_line_ask(model);
    model_settle(model);
    model->unsettled = false;
}

/* Settles as far as a key needs it to be understood: one that edits the search line not at all, a
 * movement in a list the lists, any other wholly. */
static void settle_for(struct model *model, uint32_t key)
{
    unsigned context = view_context(model);
    const struct binding *binding = keymap_find(&model->keymap, key, context);
    enum command_group group = binding ? tui_command(binding->command)->group : GROUP_TYPING;
    if ((context & IN_TYPING) && group == GROUP_TYPING)
        return;
    if (context == IN_LIST && group == GROUP_MOVING)
        model_settle_lists(model);
    else
        settle(model);
}

unsigned update_waiting_key(struct model *model, uint32_t key)
{
    if (model->unsettled)
        settle_for(model, key);
    model->unsettled = true;
    unsigned context = view_context(model);
    const struct binding *binding = keymap_find(&model->keymap, key, context);
    unsigned stale = model->message.length ? STALE_FRAME : STALE_NOTHING;
    buffer_clear(&model->message);
    if (binding && !(context & IN_TYPING))
        model_choose_seen(model);
    if (binding)
        stale |= command_line_run_binding(model, binding);
    else if ((context & IN_TYPING) && key_is_text(key))
        stale |= do_type(model, key);
    else if (context == IN_QUESTION)
        stale |= question_insist(model);
    return stale;
}

unsigned update_waiting_paste(struct model *model, const struct buffer *text)
{
    model->unsettled = true;
    buffer_clear(&model->message);
    if (text->failed)
        model_say_memory(model);
    else if (view_context(model) & IN_TYPING)
        return do_paste(model, buffer_slice(text));
    else if (view_context(model) == IN_QUESTION)
        return question_insist(model);
    else
        model_say(model, "pasted text is taken on the search line: / opens it");
    return STALE_FRAME;
}

void update_settle(struct model *model)
{
    if (model->unsettled)
        settle(model);
}

unsigned update_key(struct model *model, uint32_t key)
{
    unsigned stale = update_waiting_key(model, key);
    update_settle(model);
    return stale;
}

unsigned update_waiting_mouse(struct model *model, const struct mouse_event *event)
{
    update_settle(model);
    model->unsettled = true;
    unsigned stale = model->message.length ? STALE_FRAME : STALE_NOTHING;
    if (!(view_context(model) & IN_TYPING))
        model_choose_seen(model);
    return stale | mouse_take(model, event);
}

unsigned update_resize(struct model *model, size_t rows, size_t columns)
{
    model->rows = rows;
    model->columns = columns;
    settle(model);
    return STALE_FRAME | STALE_TERMINAL;
}

unsigned update_news(struct model *model)
{
    dropped_searches_collect(&model->dropped);
    if (model->asked.search)
        search_continue(model->asked.search);
    if (model->prompt_asked.search)
        search_continue(model->prompt_asked.search);
    printing_go_on(model);
    settle(model);
    return STALE_FRAME;
}

unsigned update_errand(struct model *model, const struct errand *errand,
                       const struct child_end *end, bool changed)
{
    static errand_ended *const ended[ERRAND_KINDS] = {
        [ERRAND_EDIT] = edit_ended,
        [ERRAND_COPY] = copy_ended,
        [ERRAND_BROWSE] = browse_ended,
        [ERRAND_PRINT] = print_ended,
    };
    struct buffer fault = {0};
    if (errand_append_fault(errand, end, &fault))
        ended[errand->kind](model, errand, buffer_slice(&fault), changed);
    else
        model_say_memory(model);
    buffer_free(&fault);
    return STALE_FRAME;
}
