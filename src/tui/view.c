#include "tui/view.h"

static const struct view *const opened_views[OPENED_COUNT] = {
    [OPENED_HELP] = &help_view,
    [OPENED_FACETS] = &facets_view,
};

const struct view *view_of(const struct model *model)
{
    if (model->opened != OPENED_NOTHING)
        return opened_views[model->opened];
    return model->here.focus == FOCUS_DETAIL ? &detail_view : &list_view;
}

unsigned view_shut(struct model *model)
{
    counting_free(&model->counting);
    model->opened = OPENED_NOTHING;
    return STALE_FRAME;
}

unsigned view_open(struct model *model, enum opened opened)
{
    bool is_open = model->opened == opened;
    view_shut(model);
    if (!is_open)
        model->opened = opened;
    return STALE_FRAME;
}

struct area view_box(const struct model *model)
{
    enum { COLUMNS_AT_LEAST = 48 };
    const struct geometry *geometry = &model->geometry;
    bool has_room = geometry->detail_box.columns >= COLUMNS_AT_LEAST && geometry->stack_count;
    return has_room ? geometry->detail_box : geometry->body;
}

void view_settle(struct model *model)
{
    const struct view *view = view_of(model);
    if (view->settle)
        view->settle(model);
}

unsigned view_context(const struct model *model)
{
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

unsigned do_side(struct model *model, int direction)
{
    const struct view *view = view_of(model);
    return view->side ? view->side(model, direction) : STALE_NOTHING;
}

bool when_side(const struct model *model)
{
    return view_of(model)->side != NULL;
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

bool view_can_close(const struct model *model)
{
    return model->opened != OPENED_NOTHING || model->here.focus == FOCUS_DETAIL ||
           model->here.zoom != ZOOM_NONE;
}

bool when_cancel(const struct model *model)
{
    return view_can_close(model) || *viewpoint_query(&model->here);
}
