#include "tui/view.h"

#include "tui/keymap.h"

const struct view *view_of(const struct model *model)
{
    if (model->helping)
        return &help_view;
    return model->here.focus == FOCUS_DETAIL ? &detail_view : &list_view;
}

unsigned view_context(const struct model *model)
{
    if (model->prompting && !model->helping)
        return IN_PROMPT;
    return view_of(model)->context;
}

unsigned do_move(struct model *model, int step)
{
    return view_of(model)->move(model, (enum step)step);
}

unsigned do_close(struct model *model, int unused)
{
    unsigned stale = view_of(model)->close(model);
    return stale ? stale : do_quit(model, unused);
}

unsigned do_cancel(struct model *model, int unused)
{
    (void)unused;
    unsigned stale = view_of(model)->close(model);
    if (!stale && *viewpoint_query(&model->here)) {
        model_remember(model, &model->here);
        model_ask(model, "");
        stale = STALE_FRAME;
    }
    return stale;
}

bool when_open(const struct model *model)
{
    return model->helping || model->here.focus == FOCUS_DETAIL || model->here.zoom != ZOOM_NONE;
}

bool when_cancel(const struct model *model)
{
    return !when_open(model) && *viewpoint_query(&model->here);
}

unsigned do_help(struct model *model, int unused)
{
    (void)unused;
    if (model->helping) {
        model->helping = false;
        return STALE_FRAME;
    }
    model->help_context = view_context(model);
    model->help_top = 0;
    model->helping = true;
    return STALE_FRAME;
}
