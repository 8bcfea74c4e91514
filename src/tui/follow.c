#include "tui/shown.h"
#include "tui/view.h"

unsigned do_detail(struct model *model, int unused)
{
    (void)unused;
    struct record record;
    if (!model_record(model, &record))
        return STALE_NOTHING;
    model_choose(model, record);
    model->here.focus = FOCUS_DETAIL;
    return STALE_FRAME;
}

unsigned do_list(struct model *model, int unused)
{
    (void)unused;
    model->here.focus = FOCUS_LIST;
    if (model->here.zoom == ZOOM_DETAIL)
        model->here.zoom = ZOOM_NONE;
    return STALE_FRAME;
}

/* Scrolls the detail as little as possible so that a spot is in view. */
static void show_link(struct model *model, const struct spot *spot)
{
    struct viewpoint *here = &model->here;
    size_t height = model->geometry.detail.rows;
    if (spot->first_line < here->detail_top)
        here->detail_top = spot->first_line;
    else if (spot->first_line >= here->detail_top + height)
        here->detail_top = spot->first_line - height + 1;
}

unsigned do_next_link(struct model *model, int direction)
{
    const struct spot_list *links = &model->detail.links;
    if (!links->count) {
        model_say(model, "nothing here is linked");
        return STALE_FRAME;
    }
    long count = (long)links->count;
    long start = direction > 0 ? -1 : count;
    long from = model->here.link == NOTHING_CHOSEN ? start : model->here.link;
    model->here.link = (from + direction + count) % count;
    show_link(model, &links->items[model->here.link]);
    return STALE_FRAME;
}

/* A record that the query hides can't be gone to without another query; back restores the old. */
static void uncover(struct model *model, struct record record)
{
    if (shown_has(model, record.table, record.row) ||
        shown_is_open(model, record.table, record.row))
        return;
    model_clear_query(model);
    model_say(model, "the query hid this record and was cleared: [ goes back to it");
}

unsigned follow_to(struct model *model, struct record target)
{
    if (!model->exists[target.table]) {
        model_say(model, "this record has no pane");
        return STALE_FRAME;
    }
    if (!history_push(&model->back, &model->here)) {
        model_say_memory(model);
        return STALE_FRAME;
    }
    history_clear(&model->forward);
    uncover(model, target);
    model_choose(model, target);
    return STALE_FRAME;
}

/* Going back brings the list again, at the line where it was left. */
unsigned follow_out(struct model *model, struct record target)
{
    model->here.opened = model->opened;
    model->here.line = *view_of(model)->lines(model).chooser;
    unsigned stale = view_shut(model) | follow_to(model, target);
    model->here.opened = OPENED_NOTHING;
    return stale | do_list(model, 0);
}

unsigned follow_link(struct model *model)
{
    if (model->here.link == NOTHING_CHOSEN)
        return do_next_link(model, 1);
    return follow_to(model, model->detail.links.items[model->here.link].target);
}

unsigned do_follow(struct model *model, const struct typed *typed)
{
    size_t number;
    if (!typed_number(typed, "link", model->detail.links.count, &number))
        return STALE_FRAME;
    if (number)
        model->here.link = (long)number - 1;
    return follow_link(model);
}

/* What a list shows may have become less since. */
static void open_again(struct model *model, const struct viewpoint *there)
{
    model->here.opened = OPENED_NOTHING;
    if (there->opened == OPENED_NOTHING)
        return;
    view_open(model, there->opened);
    *view_of(model)->lines(model).chooser = there->line;
}

/* Takes the newest place off one history and puts the present one on the other. */
static unsigned travel(struct model *model, struct history *from, struct history *to)
{
    struct viewpoint there = {0};
    if (!history_push(to, &model->here) || !history_pop(from, &there)) {
        model_say_memory(model);
        return STALE_FRAME;
    }
    model_return(model, &there);
    open_again(model, &there);
    return STALE_FRAME;
}

unsigned do_back(struct model *model, int unused)
{
    (void)unused;
    if (when_back(model))
        return travel(model, &model->back, &model->forward);
    model_say(model, "there is nothing to go back to: no link was followed to get here");
    return STALE_FRAME;
}

unsigned do_forward(struct model *model, int unused)
{
    (void)unused;
    if (when_forward(model))
        return travel(model, &model->forward, &model->back);
    model_say(model, "there is nothing to go forward to");
    return STALE_FRAME;
}

bool when_row(const struct model *model)
{
    struct record record;
    return model_record(model, &record);
}

bool when_links(const struct model *model)
{
    return model->detail.links.count > 0;
}

bool when_back(const struct model *model)
{
    return model->back.count > 0;
}

bool when_forward(const struct model *model)
{
    return model->forward.count > 0;
}
