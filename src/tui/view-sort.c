#include <stdint.h>

#include "briefbook/gate.h"
#include "tui/draw.h"
#include "tui/keymap.h"
#include "tui/shown.h"
#include "tui/view.h"

/* The first line is the order of the file; then come the columns that hold something. */

static size_t line_count(const struct model *model)
{
    return 1 + held_column_count(model, model->here.table);
}

/* The column of a line behind the first. */
static size_t column_of(const struct model *model, size_t line)
{
    return held_column(model, model->here.table, line - 1);
}

/* The line of the order that the pane has. */
static size_t current_line(const struct model *model)
{
    const struct pane_order *order = &model->orders[model->here.table];
    size_t line = 0;
    size_t count = line_count(model);
    while (order->is_set && line + 1 < count &&
           (line == 0 || column_of(model, line) < order->column))
        line++;
    return line;
}

/* ---- Keys ---------------------------------------------------------------------------------- */

unsigned do_sort(struct model *model, int unused)
{
    (void)unused;
    model->sorting = (struct chooser){.chosen = current_line(model)};
    return view_open(model, OPENED_SORT);
}

static struct view_lines sort_lines(struct model *model)
{
    return view_lines(&model->sorting, line_count(model), view_box(model), 0);
}

/* Rising at first, and the other way round when it already is in this order. */
static unsigned sort_choose(struct model *model)
{
    enum table_id table = model->here.table;
    const struct pane_order *order = &model->orders[table];
    size_t line = chooser_line(&model->sorting, line_count(model));
    if (line == 0) {
        model_sort_not(model, table);
        return STALE_FRAME;
    }
    size_t column = column_of(model, line);
    bool is_current = order->is_set && order->column == column;
    model_sort(model, table, column, is_current && !order->is_falling);
    return STALE_FRAME;
}

/* ---- Picture ------------------------------------------------------------------------------- */

static struct slice line_name(const struct model *model, size_t line)
{
    return line ? column_title(model, model->here.table, column_of(model, line))
                : SLICE("as in the file");
}

static void draw_line(const struct canvas *canvas, struct area area, size_t row, size_t line,
                      const void *context)
{
    (void)context;
    const struct model *model = canvas->model;
    const struct pane_order *order = &model->orders[model->here.table];
    bool is_current = line == current_line(model);
    const char *sign = canvas->glyphs->dot;
    if (line > 0)
        sign = order->is_falling ? canvas->glyphs->falling : canvas->glyphs->rising;
    draw_raw(canvas, area, row, 4, line_name(model, line), FACE_TEXT);
    if (is_current)
        frame_sign(canvas->frame, area, row, 2, sign, FACE_DOT);
}

static void sort_append_title(const struct model *model, struct buffer *title)
{
    buffer_append_string(title, "Order of ");
    gate_append(title, pane_title(model, model->here.table), model_gate(model));
}

static void sort_draw(const struct model *model, struct frame *frame)
{
    struct canvas canvas = {model, frame, glyphs_for(model->options.ascii)};
    struct buffer title = {0};
    sort_append_title(model, &title);
    struct choices choices = {
        .title = buffer_slice(&title), .count = line_count(model), .draw = draw_line};
    draw_around(&canvas);
    draw_chooser(&canvas, view_box(model), &model->sorting, &choices);
    buffer_free(&title);
}

/* "Date, rising now" */
static void sort_append_line(const struct model *model, size_t line, struct buffer *text)
{
    const struct pane_order *order = &model->orders[model->here.table];
    gate_append(text, line_name(model, line), model_gate(model));
    if (line == current_line(model))
        buffer_append_string(text, !line               ? ", now"
                                   : order->is_falling ? ", falling now"
                                                       : ", rising now");
}

const struct view sort_view = {.context = IN_CHOOSER,
                               .lines = sort_lines,
                               .close = view_shut,
                               .draw = sort_draw,
                               .append_title = sort_append_title,
                               .append_line = sort_append_line,
                               .choose = sort_choose};
