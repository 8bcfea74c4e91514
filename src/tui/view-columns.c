#include <stdint.h>

#include "briefbook/gate.h"
#include "tui/draw.h"
#include "tui/keymap.h"
#include "tui/shown.h"
#include "tui/view.h"

/* The first line is for rows as they are composed; then come the columns that hold something. */

static size_t line_count(const struct model *model)
{
    return 1 + held_column_count(model, model->here.table);
}

/* ---- Keys ---------------------------------------------------------------------------------- */

unsigned do_columns(struct model *model, int unused)
{
    (void)unused;
    model->ticking = (struct chooser){0};
    return view_open(model, OPENED_COLUMNS);
}

static struct view_lines columns_lines(struct model *model)
{
    return view_lines(&model->ticking, line_count(model), view_box(model), 0);
}

/* Of columns with one name only the first can be chosen. */
static void add(struct model *model, struct pane_columns *columns, size_t column)
{
    const struct table *rows = store_table(model->options.store, model->here.table);
    if (!pane_columns_add(columns, table_column(rows, column)->name)) {
        model_say_memory(model);
        return;
    }
    pane_columns_settle(columns, rows);
    if (columns->numbers[columns->count - 1] == column)
        return;
    pane_columns_remove(columns, columns->count - 1);
    model_say(model, "another column has the same name");
}

static void tick(struct model *model, size_t column)
{
    struct pane_columns *columns = &model->pane_columns[model->here.table];
    size_t place = pane_columns_place(columns, column);
    if (place != SIZE_MAX)
        pane_columns_remove(columns, place);
    else if (columns->count == PANE_COLUMNS_MOST)
        model_say(model, "rows show %d columns at most: take one back", PANE_COLUMNS_MOST);
    else
        add(model, columns, column);
}

static unsigned columns_choose(struct model *model)
{
    enum table_id table = model->here.table;
    size_t line = chooser_line(&model->ticking, line_count(model));
    if (line == 0)
        pane_columns_free(&model->pane_columns[table]);
    else
        tick(model, held_column(model, table, line - 1));
    return STALE_FRAME;
}

bool when_ticking(const struct model *model)
{
    return model->opened == OPENED_COLUMNS;
}

/* ---- Picture ------------------------------------------------------------------------------- */

/* A column that is chosen has its place in the rows before it. */
static void draw_line(const struct canvas *canvas, struct area area, size_t row, size_t line,
                      const void *context)
{
    enum { SIGN = 2, PLACE = 3, NAME = 5 };
    (void)context;
    const struct model *model = canvas->model;
    enum table_id table = model->here.table;
    const struct pane_columns *columns = &model->pane_columns[table];
    if (line == 0) {
        draw_clean(canvas, area, row, NAME, SLICE("as usual"), FACE_TEXT);
        if (!columns->count)
            frame_sign(canvas->frame, area, row, SIGN, canvas->glyphs->dot, FACE_DOT);
        return;
    }
    size_t column = held_column(model, table, line - 1);
    size_t place = pane_columns_place(columns, column);
    draw_raw(canvas, area, row, NAME, column_title(model, table, column), FACE_TEXT);
    if (place == SIZE_MAX)
        return;
    struct buffer number = {0};
    append_number(&number, place + 1);
    frame_sign(canvas->frame, area, row, SIGN, canvas->glyphs->mark, FACE_DOT);
    draw_clean(canvas, area, row, PLACE, buffer_slice(&number), FACE_DOT);
    buffer_free(&number);
}

static void columns_append_title(const struct model *model, struct buffer *title)
{
    buffer_append_string(title, "Columns of ");
    gate_append(title, pane_title(model, model->here.table), model_gate(model));
}

static void columns_draw(const struct model *model, struct frame *frame)
{
    struct canvas canvas = {model, frame, glyphs_for(model->options.ascii)};
    struct buffer title = {0};
    columns_append_title(model, &title);
    struct choices choices = {
        .title = buffer_slice(&title), .count = line_count(model), .draw = draw_line};
    draw_around(&canvas);
    draw_chooser(&canvas, view_box(model), &model->ticking, &choices);
    buffer_free(&title);
}

/* "Name, column 2 of a row" */
static void columns_append_line(const struct model *model, size_t line, struct buffer *text)
{
    enum table_id table = model->here.table;
    const struct pane_columns *columns = &model->pane_columns[table];
    if (line == 0) {
        buffer_append_string(text, columns->count ? "as usual" : "as usual, now");
        return;
    }
    size_t column = held_column(model, table, line - 1);
    size_t place = pane_columns_place(columns, column);
    gate_append(text, column_title(model, table, column), model_gate(model));
    if (place == SIZE_MAX)
        return;
    buffer_append_string(text, ", column ");
    append_number(text, place + 1);
    buffer_append_string(text, " of a row");
}

const struct view columns_view = {.context = IN_CHOOSER,
                                  .lines = columns_lines,
                                  .close = view_shut,
                                  .draw = columns_draw,
                                  .append_title = columns_append_title,
                                  .append_line = columns_append_line,
                                  .choose = columns_choose,
                                  .mark = columns_choose};
