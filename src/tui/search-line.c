#include <string.h>

#include "tui/command.h"
#include "tui/glyphs.h"

/* Asks for what has been typed. The answers from before are put by, for do_restore(). */
static unsigned ask_typed(struct model *model)
{
    if (!model->prompt_changed) {
        parts_stop(&model->asked.parts);
        model->prompt_asked = model->asked;
        model->asked = (struct asked){0};
        model->prompt_changed = true;
    }
    /* Each letter lands anew from the rows that the search began on. */
    memcpy(model->here.panes, model->prompt_start.panes, sizeof model->here.panes);
    model_ask(model, buffer_string(&model->prompt.text));
    model->landing = true;
    return STALE_FRAME;
}

unsigned do_search(struct model *model, int unused)
{
    (void)unused;
    const char *query = viewpoint_query(&model->here);
    if (!prompt_begin(&model->prompt, query) ||
        !viewpoint_copy(&model->prompt_start, &model->here)) {
        model_say_memory(model);
        return STALE_FRAME;
    }
    model->prompting = true;
    model->landing_from = model->here.table;
    model->here.focus = FOCUS_LIST;
    if (model->here.zoom == ZOOM_DETAIL)
        model->here.zoom = ZOOM_NONE;
    return STALE_FRAME;
}

/* Whether what was typed is well formed; says why not, with the cursor at the place. */
static bool is_well_formed(struct model *model)
{
    struct diag_list diags = {0};
    struct query *query =
        query_new_in(model->options.store, buffer_slice(&model->prompt.text), QUERY_STRICT, &diags);
    if (!query) {
        model_say_why(model, &diags);
        if (diags.count && diags.items[0].place.column)
            prompt_go(&model->prompt, diags.items[0].place.column - 1);
    }
    bool well_formed = query != NULL;
    query_free(query);
    diag_list_free(&diags);
    return well_formed;
}

static void end_prompt(struct model *model)
{
    model->prompting = false;
    model->prompt_changed = false;
    viewpoint_free(&model->prompt_start);
    asked_free(&model->prompt_asked);
}

unsigned do_keep(struct model *model, int unused)
{
    (void)unused;
    if (!is_well_formed(model))
        return STALE_FRAME;
    if (!prompt_keep(&model->prompt))
        model_say_memory(model);
    if (!slice_is(slice_of(viewpoint_query(&model->prompt_start)), viewpoint_query(&model->here)))
        model_remember(model, &model->prompt_start);
    end_prompt(model);
    return STALE_FRAME;
}

unsigned do_restore(struct model *model, int unused)
{
    (void)unused;
    viewpoint_free(&model->here);
    model->here = model->prompt_start;
    model->prompt_start = (struct viewpoint){0};
    model->landing = false;
    if (model->prompt_changed) {
        asked_free(&model->asked);
        model->asked = model->prompt_asked;
        model->prompt_asked = (struct asked){0};
    }
    end_prompt(model);
    return STALE_FRAME;
}

unsigned do_type(struct model *model, uint32_t character)
{
    if (prompt_insert(&model->prompt, character))
        return ask_typed(model);
    model_say_memory(model);
    return STALE_FRAME;
}

unsigned do_cursor_left(struct model *model, int unit)
{
    return prompt_left(&model->prompt, (enum prompt_unit)unit) ? STALE_FRAME : STALE_NOTHING;
}

unsigned do_cursor_right(struct model *model, int unit)
{
    return prompt_right(&model->prompt, (enum prompt_unit)unit) ? STALE_FRAME : STALE_NOTHING;
}

unsigned do_erase_left(struct model *model, int unit)
{
    return prompt_erase_left(&model->prompt, (enum prompt_unit)unit) ? ask_typed(model)
                                                                     : STALE_NOTHING;
}

unsigned do_erase_right(struct model *model, int unit)
{
    return prompt_erase_right(&model->prompt, (enum prompt_unit)unit) ? ask_typed(model)
                                                                      : STALE_NOTHING;
}

unsigned do_older(struct model *model, int unused)
{
    (void)unused;
    return prompt_older(&model->prompt) ? ask_typed(model) : STALE_NOTHING;
}

unsigned do_newer(struct model *model, int unused)
{
    (void)unused;
    return prompt_newer(&model->prompt) ? ask_typed(model) : STALE_NOTHING;
}

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
    if (!completing_step(completing, &model->prompt, model->options.store, direction)) {
        model_say_memory(model);
        return STALE_FRAME;
    }
    if (!completing->found.count) {
        model_say(model, "nothing known goes on from here");
        return STALE_FRAME;
    }
    unsigned stale = ask_typed(model);
    if (completing->found.count > 1)
        tell_completions(model);
    return stale;
}
