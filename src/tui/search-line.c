#include <string.h>

#include "tui/command.h"
#include "tui/paste.h"
#include "tui/typing.h"

/* The answers from before are put by, for do_restore(). */
void search_line_ask(struct model *model)
{
    if (!model->typed)
        return;
    model->typed = false;
    if (!model->prompt_changed) {
        parts_drop(&model->asked.parts, &model->dropped);
        model->prompt_asked = model->asked;
        model->asked = (struct asked){0};
        model->prompt_changed = true;
    }
    /* Each letter lands anew from the rows that the search began on. */
    memcpy(model->here.panes, model->prompt_start.panes, sizeof model->here.panes);
    model_ask(model, buffer_string(&model->prompt.text));
    model->landing = true;
}

/* A query that is there is gone on with: what is typed is a word of its own. */
static bool begin_prompt(struct prompt *prompt, struct slice query)
{
    struct buffer text = {0};
    bool goes_on = query.length && query.data[query.length - 1] != ' ';
    bool begun = buffer_append(&text, query) && (!goes_on || buffer_append_char(&text, ' ')) &&
                 prompt_begin(prompt, buffer_string(&text));
    buffer_free(&text);
    return begun;
}

unsigned search_line_open(struct model *model)
{
    if (!begin_prompt(&model->prompt, slice_of(viewpoint_query(&model->here))) ||
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
    model->typed = false;
    viewpoint_free(&model->prompt_start);
    asked_drop(&model->prompt_asked, &model->dropped);
}

unsigned do_keep(struct model *model, int unused)
{
    (void)unused;
    search_line_ask(model);
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
        asked_drop(&model->asked, &model->dropped);
        model->asked = model->prompt_asked;
        model->prompt_asked = (struct asked){0};
    }
    end_prompt(model);
    return STALE_FRAME;
}

/* With a text it is as if that had been typed, and Enter: what is not well formed stays there. */
unsigned do_search(struct model *model, const struct typed *typed)
{
    struct buffer query = {0};
    unsigned stale = search_line_open(model);
    if (!model->prompting || !typed->argument.length)
        return stale;
    bool fine = paste_append_line(typed->argument, &query) &&
                prompt_begin(&model->prompt, buffer_string(&query));
    buffer_free(&query);
    if (!fine) {
        model_say_memory(model);
        return do_restore(model, 0);
    }
    model->typed = true;
    return do_keep(model, 0);
}
