#include "tui/mouse.h"

#include <stdint.h>

#include "briefbook/text.h"
#include "tui/command-line.h"
#include "tui/command.h"
#include "tui/footer.h"
#include "tui/shown.h"
#include "tui/typing.h"
#include "tui/view.h"

enum {
    DOUBLE_CLICK_MS = 400, /* at most so long between the two */
    WHEEL_LINES = 3
};

static bool holds(struct area area, const struct mouse_event *event)
{
    return event->row >= area.row && event->row - area.row < area.rows &&
           event->column >= area.column && event->column - area.column < area.columns;
}

/* The pane under the mouse, its title too; TABLE_NONE for none. */
static enum table_id pane_under(const struct model *model, const struct mouse_event *event)
{
    for (enum table_id table = 0; table < TABLE_COUNT; table++) {
        if (holds(model->geometry.panes[table], event))
            return table;
    }
    return TABLE_NONE;
}

/* The row of a pane so many lines below its first one; SIZE_MAX for none. */
static size_t row_below_top(const struct model *model, enum table_id table, size_t lines)
{
    size_t top = model->here.panes[table].top;
    if (top == SIZE_MAX)
        return SIZE_MAX;
    return shown_select(model, table, shown_rank(model, table, top) + lines);
}

/* ---- The wheel ------------------------------------------------------------------------------ */

static size_t scrolled(size_t top, size_t last_top, enum mouse_action action)
{
    if (action == MOUSE_WHEEL_UP)
        return top > WHEEL_LINES ? top - WHEEL_LINES : 0;
    return last_top > top + WHEEL_LINES ? top + WHEEL_LINES : last_top;
}

/* The row that is chosen in the pane stays so while it is in view, else the nearest one that is. */
static unsigned scroll_pane(struct model *model, enum table_id table, enum mouse_action action)
{
    struct pane *pane = &model->here.panes[table];
    size_t height = model->geometry.lists[table].rows;
    size_t count = shown_count(model, table);
    if (pane->top == SIZE_MAX || pane->row == SIZE_MAX || count <= height)
        return STALE_NOTHING;
    size_t before = shown_rank(model, table, pane->top);
    size_t top = scrolled(before, count - height, action);
    if (top == before)
        return STALE_NOTHING;
    size_t rank = shown_rank(model, table, pane->row);
    if (rank < top)
        rank = top;
    if (rank >= top + height)
        rank = top + height - 1;
    pane->wanted_top = shown_select(model, table, top);
    pane->wanted = shown_select(model, table, rank);
    return STALE_FRAME;
}

static unsigned scroll_detail(struct model *model, enum mouse_action action)
{
    size_t lines = model->detail.layout.count;
    size_t height = model->geometry.detail.rows;
    size_t top = scrolled(model->here.detail_top, lines > height ? lines - height : 0, action);
    if (top == model->here.detail_top)
        return STALE_NOTHING;
    model->here.detail_top = top;
    return STALE_FRAME;
}

/* The line that is chosen stays in view. */
static unsigned scroll_lines(struct view_lines lines, enum mouse_action action)
{
    size_t height = lines.area.rows;
    struct chooser *chooser = lines.chooser;
    if (!height || lines.count <= height)
        return STALE_NOTHING;
    size_t top = chooser_top(chooser, lines.count, height);
    size_t line = chooser_line(chooser, lines.count);
    top = scrolled(top, lines.count - height, action);
    chooser->top = top;
    chooser->chosen = line < top ? top : line >= top + height ? top + height - 1 : line;
    return STALE_FRAME;
}

/* Whether words that can be read on in stand above the lines of a view, under the mouse. */
static bool is_on_words(struct model *model, const struct mouse_event *event)
{
    const struct view *view = view_of(model);
    return view->read && event->row < view->lines(model).area.row;
}

static unsigned scroll_view(struct model *model, const struct mouse_event *event)
{
    const struct view *view = view_of(model);
    int step = event->action == MOUSE_WHEEL_UP ? STEP_UP : STEP_DOWN;
    bool on_words = is_on_words(model, event);
    if (view->lines && !on_words)
        return scroll_lines(view->lines(model), event->action);
    unsigned stale = STALE_NOTHING;
    for (size_t i = 0; i < WHEEL_LINES; i++)
        stale |= on_words ? do_read(model, step) : do_move(model, step);
    return stale;
}

static unsigned scroll(struct model *model, const struct mouse_event *event)
{
    if (model->opened != OPENED_NOTHING)
        return scroll_view(model, event);
    if (holds(model->geometry.detail_box, event))
        return scroll_detail(model, event->action);
    enum table_id table = pane_under(model, event);
    return table == TABLE_NONE ? STALE_NOTHING : scroll_pane(model, table, event->action);
}

/* ---- Clicks --------------------------------------------------------------------------------- */

static unsigned click_pane(struct model *model, enum table_id table,
                           const struct mouse_event *event)
{
    struct area list = model->geometry.lists[table];
    model->here.table = table;
    do_list(model, 0);
    if (holds(list, event)) {
        size_t row = row_below_top(model, table, event->row - list.row);
        if (row != SIZE_MAX)
            model_choose(model, (struct record){table, (uint32_t)row});
    }
    return STALE_FRAME;
}

/* The span of a line that stands at a column; the count of spans when there is none. */
static size_t span_at(const struct line *line, size_t column)
{
    size_t end = 0;
    size_t span = 0;
    for (; span < line->count; span++) {
        end += text_width(line->spans[span].text, TEXT_ON_SCREEN);
        if (column < end)
            break;
    }
    return span;
}

/* The link of the detail under the mouse, or NOTHING_CHOSEN. */
static long link_under(const struct model *model, const struct mouse_event *event)
{
    const struct detail *detail = &model->detail;
    struct area area = model->geometry.detail;
    if (!holds(area, event) || !detail->valid)
        return NOTHING_CHOSEN;
    size_t line = model_detail_top(model) + (event->row - area.row);
    if (line >= detail->layout.count)
        return NOTHING_CHOSEN;
    size_t span = span_at(&detail->layout.lines[line], event->column - area.column);
    for (size_t i = 0; i < detail->links.count; i++) {
        if (span < detail->layout.lines[line].count &&
            spot_holds(&detail->links.items[i], line, span))
            return (long)i;
    }
    return NOTHING_CHOSEN;
}

static unsigned click_detail(struct model *model, const struct mouse_event *event)
{
    long link = link_under(model, event);
    unsigned stale = do_detail(model, 0);
    if (link == NOTHING_CHOSEN)
        return stale;
    model->here.link = link;
    return stale | follow_link(model);
}

/* A click beside the line that is typed keeps a search, as Enter does, and drops a command. */
static bool leaves_line(struct model *model)
{
    enum typing typing = typing_of(model);
    if (typing == TYPING_SEARCH)
        do_keep(model, 0);
    if (typing == TYPING_COMMAND)
        do_abandon(model, 0);
    return typing == TYPING_NARROWING || typing_of(model) == TYPING_NOTHING;
}

/* The line of an opened view under the mouse; SIZE_MAX for none. */
static size_t line_under(struct model *model, const struct mouse_event *event)
{
    if (model->opened == OPENED_NOTHING || !view_of(model)->lines)
        return SIZE_MAX;
    struct view_lines lines = view_of(model)->lines(model);
    if (!holds(lines.area, event))
        return SIZE_MAX;
    size_t line = chooser_top(lines.chooser, lines.count, lines.area.rows);
    line += event->row - lines.area.row;
    return line < lines.count ? line : SIZE_MAX;
}

static bool is_covered(struct model *model, const struct mouse_event *event)
{
    return model->opened != OPENED_NOTHING && view_of(model)->lines &&
           holds(view_of(model)->lines(model).box, event);
}

static unsigned click_line(struct model *model, size_t line)
{
    struct view_lines lines = view_of(model)->lines(model);
    lines.chooser->top = chooser_top(lines.chooser, lines.count, lines.area.rows);
    lines.chooser->chosen = line;
    return STALE_FRAME;
}

static unsigned click(struct model *model, const struct mouse_event *event)
{
    bool on_query = holds(model->geometry.query, event);
    if (on_query && typing_of(model) != TYPING_NOTHING)
        return STALE_NOTHING;
    if (!leaves_line(model))
        return STALE_FRAME;
    size_t line = line_under(model, event);
    if (line != SIZE_MAX)
        return click_line(model, line);
    if (is_covered(model, event))
        return STALE_FRAME;
    view_shut(model);
    bool is_typed_again = typing_of(model) != TYPING_NOTHING; /* the help lay over the line */
    if (on_query)
        return is_typed_again ? STALE_FRAME : search_line_open(model);
    if (!leaves_line(model))
        return STALE_FRAME;
    if (holds(model->geometry.detail_box, event))
        return click_detail(model, event);
    enum table_id table = pane_under(model, event);
    return table == TABLE_NONE ? STALE_FRAME : click_pane(model, table, event);
}

/* Whether a row of a pane or a line of a view is under the mouse. */
static bool is_on_row(struct model *model, const struct mouse_event *event)
{
    if (model->opened != OPENED_NOTHING)
        return line_under(model, event) != SIZE_MAX;
    enum table_id table = pane_under(model, event);
    return table != TABLE_NONE && holds(model->geometry.lists[table], event);
}

/* Whether the same place of a list is clicked again, soon enough. Panes may have changed their size
 * in between: the row that the first click chose is meant. */
static bool is_double(const struct model *model, const struct mouse_event *event)
{
    const struct click *before = &model->clicked;
    return before->on_row && before->row == event->row && before->column == event->column &&
           event->time - before->time <= DOUBLE_CLICK_MS;
}

static unsigned press(struct model *model, const struct mouse_event *event)
{
    if (is_double(model, event)) {
        model->clicked = (struct click){0};
        return model->opened != OPENED_NOTHING ? choose_line(model) : do_detail(model, 0);
    }
    model->clicked =
        (struct click){is_on_row(model, event), event->row, event->column, event->time};
    return click(model, event);
}

/* What the key does whose hint is clicked; NULL for none. */
static const struct binding *hint_under(const struct model *model, const struct mouse_event *event)
{
    if (event->action != MOUSE_PRESS || !holds(model->geometry.footer, event))
        return NULL;
    return keymap_find(&model->keymap, footer_key(model, event->column), view_context(model));
}

unsigned mouse_take(struct model *model, const struct mouse_event *event)
{
    /* The hints that one saw stood beside the message. */
    const struct binding *hinted = hint_under(model, event);
    buffer_clear(&model->message);
    if (model->geometry.too_small)
        return STALE_NOTHING;
    if (hinted)
        return command_line_run_binding(model, hinted);
    return event->action == MOUSE_PRESS ? press(model, event) : scroll(model, event);
}
