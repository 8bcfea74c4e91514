#include <stdint.h>

#include "tui/draw.h"
#include "tui/linear-words.h"
#include "tui/shown.h"
#include "tui/view.h"

static unsigned list_move(struct model *model, enum step step)
{
    struct record record;
    if (!model_record(model, &record))
        return STALE_NOTHING;
    size_t position =
        step_position(step, shown_rank(model, record.table, record.row),
                      shown_count(model, record.table), model->geometry.lists[record.table].rows);
    size_t row = shown_select(model, record.table, position);
    if (row == SIZE_MAX || row == record.row)
        return STALE_NOTHING;
    model_choose(model, (struct record){record.table, (uint32_t)row});
    return STALE_FRAME;
}

/* The focus stays where it is, so that records are read one after the other. */
unsigned do_next_row(struct model *model, int step)
{
    return list_move(model, (enum step)step);
}

static unsigned list_close(struct model *model)
{
    if (model->here.zoom == ZOOM_NONE)
        return STALE_NOTHING;
    model->here.zoom = ZOOM_NONE;
    return STALE_FRAME;
}

/* The neighbour of the current link in a direction, when it is in view or the next line would be. */
static bool to_link_in_view(struct model *model, int direction)
{
    const struct spot_list *links = &model->detail.links;
    long next = model->here.link + direction;
    if (model->here.link == NOTHING_CHOSEN || next < 0 || next >= (long)links->count)
        return false;
    size_t line = links->items[next].first_line;
    size_t top = model->here.detail_top;
    if (line < top || line >= top + model->geometry.detail.rows)
        return false;
    model->here.link = next;
    return true;
}

unsigned detail_scroll(struct model *model, enum step step)
{
    size_t lines = model->detail.layout.count;
    size_t height = model->geometry.detail.rows;
    size_t tops = lines > height ? lines - height + 1 : 1;
    size_t top = step_position(step, model->here.detail_top, tops, height);
    if (top == model->here.detail_top)
        return STALE_NOTHING;
    model->here.detail_top = top;
    return STALE_FRAME;
}

/* A step down or up goes from link to link as long as they are in view, else scrolls. */
static unsigned detail_move(struct model *model, enum step step)
{
    if ((step == STEP_DOWN && to_link_in_view(model, 1)) ||
        (step == STEP_UP && to_link_in_view(model, -1)))
        return STALE_FRAME;
    return detail_scroll(model, step);
}

/* A zoom that began in the detail ends before the detail does. */
static unsigned detail_close(struct model *model)
{
    if (model->here.zoom == ZOOM_DETAIL)
        model->here.zoom = ZOOM_NONE;
    else
        model->here.focus = FOCUS_LIST;
    return STALE_FRAME;
}

static void detail_append_line(const struct model *model, size_t line, struct buffer *text)
{
    linear_append_detail_line(&model->detail, line, true, text);
}

static struct view_page detail_page(const struct model *model)
{
    return (struct view_page){model_detail_top(model), model->geometry.detail.rows,
                              model->detail.layout.count};
}

const struct view list_view = {
    .context = IN_LIST, .move = list_move, .close = list_close, .draw = draw_browser};
const struct view detail_view = {.context = IN_DETAIL,
                                 .move = detail_move,
                                 .close = detail_close,
                                 .draw = draw_browser,
                                 .append_line = detail_append_line,
                                 .page = detail_page};
