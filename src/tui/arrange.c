#include "tui/command.h"
#include "tui/shown.h"

static unsigned go_to_pane(struct model *model, enum table_id table)
{
    if (table == TABLE_NONE)
        return STALE_NOTHING;
    struct viewpoint *here = &model->here;
    if (table == here->table && here->focus == FOCUS_LIST)
        return STALE_NOTHING;
    here->table = table;
    here->focus = FOCUS_LIST;
    if (here->zoom == ZOOM_DETAIL)
        here->zoom = ZOOM_LIST;
    return STALE_FRAME;
}

unsigned do_next_pane(struct model *model, int direction)
{
    return go_to_pane(model, pane_after(model, model->here.table, direction));
}

unsigned do_pane(struct model *model, int number)
{
    enum table_id table = pane_numbered(model, (size_t)number);
    if (table == TABLE_NONE)
        model_say(model, "there is no pane %d", number + 1);
    return table == TABLE_NONE ? STALE_FRAME : go_to_pane(model, table);
}

unsigned do_zoom(struct model *model, int unused)
{
    (void)unused;
    struct viewpoint *here = &model->here;
    if (here->zoom != ZOOM_NONE)
        here->zoom = ZOOM_NONE;
    else
        here->zoom = here->focus == FOCUS_DETAIL ? ZOOM_DETAIL : ZOOM_LIST;
    return STALE_FRAME;
}

unsigned do_redraw(struct model *model, int unused)
{
    (void)model;
    (void)unused;
    return STALE_FRAME | STALE_TERMINAL;
}

unsigned do_suspend(struct model *model, int unused)
{
    (void)unused;
    model->request = REQUEST_SUSPEND;
    return STALE_FRAME | STALE_TERMINAL;
}

static unsigned leave(struct model *model)
{
    model->request = REQUEST_QUIT;
    return STALE_NOTHING;
}

/* What is not printed by then never is. Who is asked and wants to quit again means it. */
unsigned do_quit(struct model *model, int unused)
{
    (void)unused;
    if (!printing_is_open(&model->printing) || model->question.yes == leave)
        return leave(model);
    model_question(model, leave, "the page is not printed yet: quit without it?");
    return STALE_FRAME;
}

bool when_always(const struct model *model)
{
    (void)model;
    return true;
}
