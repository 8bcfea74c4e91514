#include "tui/view.h"

#include "tui/typing.h"

static const struct view *const opened_views[OPENED_COUNT] = {
    [OPENED_HELP] = &help_view,         [OPENED_FACETS] = &facets_view,
    [OPENED_MESSAGES] = &messages_view, [OPENED_TIMELINE] = &timeline_view,
    [OPENED_MATRIX] = &matrix_view,     [OPENED_SORT] = &sort_view,
    [OPENED_SOURCE] = &source_view,     [OPENED_CHECK] = &check_view,
    [OPENED_LIBRARY] = &library_view,   [OPENED_COLUMNS] = &columns_view,
    [OPENED_PLAIN] = &plain_view,       [OPENED_CHANGES] = &changes_view,
};

const struct view *view_of(const struct model *model)
{
    if (model->opened != OPENED_NOTHING)
        return opened_views[model->opened];
    return model->here.focus == FOCUS_DETAIL ? &detail_view : &list_view;
}

unsigned view_shut(struct model *model)
{
    const struct view *view = model->opened == OPENED_NOTHING ? NULL : view_of(model);
    if (view && view->left)
        view->left(model);
    counting_free(&model->counting);
    listing_free(&model->listing);
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
    if (model->question.yes)
        return IN_QUESTION;
    unsigned context = typing_context(model);
    return context ? context : view_of(model)->context;
}

struct area view_below(struct area box, size_t heading_rows)
{
    struct area area = area_inside(box);
    size_t headings = heading_rows < area.rows ? heading_rows : area.rows;
    area.row += headings;
    area.rows -= headings;
    return area;
}

struct view_lines view_lines(struct chooser *chooser, size_t count, struct area box,
                             size_t heading_rows)
{
    return (struct view_lines){chooser, count, box, view_below(box, heading_rows)};
}

unsigned do_move(struct model *model, int step)
{
    const struct view *view = view_of(model);
    if (view->move)
        return view->move(model, (enum step)step);
    struct view_lines lines = view->lines(model);
    bool moved = chooser_move(lines.chooser, (enum step)step, lines.count, lines.area.rows);
    return moved ? STALE_FRAME : STALE_NOTHING;
}

unsigned choose_line(struct model *model)
{
    const struct view *view = view_of(model);
    return view->choose ? view->choose(model) : STALE_NOTHING;
}

unsigned do_choose(struct model *model, const struct typed *typed)
{
    const struct view *view = view_of(model);
    if (!view->choose)
        return STALE_NOTHING;
    struct view_lines lines = view->lines(model);
    size_t number;
    if (!typed_number(typed, "line", lines.count, &number))
        return STALE_FRAME;
    if (number)
        lines.chooser->chosen = number - 1;
    return view->choose(model);
}

unsigned do_side(struct model *model, int direction)
{
    const struct view *view = view_of(model);
    return view->side ? view->side(model, direction) : STALE_NOTHING;
}

bool when_browsing(const struct model *model)
{
    return model->opened == OPENED_NOTHING;
}

bool when_side(const struct model *model)
{
    return view_of(model)->side != NULL;
}

unsigned do_mark_out(struct model *model, int unused)
{
    (void)unused;
    const struct view *view = view_of(model);
    return view->mark ? view->mark(model) : STALE_NOTHING;
}

bool when_mark_out(const struct model *model)
{
    const struct view *view = view_of(model);
    return view->mark && view->mark != view->choose; /* Enter is hinted at already */
}

unsigned do_scale(struct model *model, int direction)
{
    const struct view *view = view_of(model);
    return view->scale ? view->scale(model, direction) : STALE_NOTHING;
}

bool when_scale(const struct model *model)
{
    return view_of(model)->scale != NULL;
}

unsigned do_read(struct model *model, int step)
{
    const struct view *view = view_of(model);
    return view->read ? view->read(model, (enum step)step) : STALE_NOTHING;
}

bool when_read(const struct model *model)
{
    return view_of(model)->read != NULL;
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
        model_clear_query(model);
        stale = STALE_FRAME;
    }
    return stale;
}

bool when_open(const struct model *model)
{
    return model->opened != OPENED_NOTHING || model->here.focus == FOCUS_DETAIL ||
           model->here.zoom != ZOOM_NONE;
}

bool when_cancel(const struct model *model)
{
    return !when_open(model) && *viewpoint_query(&model->here);
}
