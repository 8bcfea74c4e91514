#include "tui/update.h"

#include "tui/ended.h"
#include "tui/keymap.h"
#include "tui/view.h"

/* What a reader acts on is what they see: a row that only stood in for one that the query hides is
 * chosen now. */
static void choose_seen(struct model *model)
{
    struct record record;
    if (model_record(model, &record))
        model_choose(model, record);
}

unsigned update_key(struct model *model, uint32_t key)
{
    unsigned context = view_context(model);
    enum command_id command = keymap_find(key, context);
    unsigned stale = model->message.length ? STALE_FRAME : STALE_NOTHING;
    buffer_clear(&model->message);
    if (command != COMMAND_NONE && context != IN_PROMPT)
        choose_seen(model);
    if (command != COMMAND_NONE)
        stale |= tui_command_run(model, command);
    else if (context == IN_PROMPT && key_is_text(key))
        stale |= do_type(model, key);
    model_settle(model);
    return stale;
}

unsigned update_resize(struct model *model, size_t rows, size_t columns)
{
    model->rows = rows;
    model->columns = columns;
    model_settle(model);
    return STALE_FRAME | STALE_TERMINAL;
}

unsigned update_news(struct model *model)
{
    if (model->asked.search)
        search_continue(model->asked.search);
    if (model->prompt_asked.search)
        search_continue(model->prompt_asked.search);
    model_settle(model);
    return STALE_FRAME;
}

unsigned update_errand(struct model *model, const struct errand *errand,
                       const struct child_end *end, bool changed)
{
    static errand_ended *const ended[ERRAND_KINDS] = {
        [ERRAND_EDIT] = edit_ended,
        [ERRAND_COPY] = copy_ended,
        [ERRAND_BROWSE] = browse_ended,
    };
    struct buffer fault = {0};
    if (errand_append_fault(errand, end, &fault))
        ended[errand->kind](model, errand, buffer_slice(&fault), changed);
    else
        model_say_memory(model);
    buffer_free(&fault);
    return STALE_FRAME;
}
