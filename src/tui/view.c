#include "tui/view.h"

#include "tui/keymap.h"

static const struct view *const opened_views[OPENED_COUNT] = {
    [OPENED_HELP] = &help_view,
    [OPENED_SOURCE] = &source_view,
};

const struct view *view_of(const struct model *model)
{
    if (model->opened != OPENED_NOTHING)
        return opened_views[model->opened];
    return model->here.focus == FOCUS_DETAIL ? &detail_view : &list_view;
}

unsigned view_context(const struct model *model)
{
    if (model->question.yes)
        return IN_QUESTION;
    if (model->prompting && model->opened == OPENED_NOTHING)
        return IN_PROMPT;
    return view_of(model)->context;
}

unsigned do_move(struct model *model, int step)
{
    return view_of(model)->move(model, (enum step)step);
}

unsigned do_choose(struct model *model, int unused)
{
    (void)unused;
    const struct view *view = view_of(model);
    return view->choose ? view->choose(model) : STALE_NOTHING;
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

bool when_cancel(const struct model *model)
{
    return model->opened != OPENED_NOTHING || model->here.focus == FOCUS_DETAIL ||
           model->here.zoom != ZOOM_NONE || *viewpoint_query(&model->here);
}
