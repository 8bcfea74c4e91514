/* draw-columns.c: a row of a pane by the columns that the reader has chosen. */
#include <stdint.h>

#include "briefbook/text.h"
#include "tui/draw.h"
#include "tui/shown.h"

enum {
    GAP = 2,         /* between columns */
    DATE = 10,       /* columns of a date */
    SHARE_LEAST = 6, /* that another one needs; the last are left out where they have less */
};

/* The columns that a table has, in order, as many as there is room for. */
struct layout_of_row {
    size_t count;
    size_t numbers[PANE_COLUMNS_MOST];
    size_t widths[PANE_COLUMNS_MOST];
};

static const struct column_schema *schema_of(const struct table *table, size_t column)
{
    return table_column(table, column)->schema;
}

static bool is_date(const struct table *table, size_t column)
{
    const struct column_schema *schema = schema_of(table, column);
    return schema && schema->kind == COLUMN_DATE;
}

/* What columns whose width is given, and the blanks between all, leave for the others to share. */
static size_t free_width(const struct table *table, const struct layout_of_row *layout,
                         size_t available, size_t *sharing)
{
    size_t taken = layout->count ? GAP * (layout->count - 1) : 0;
    *sharing = 0;
    for (size_t i = 0; i < layout->count; i++) {
        bool given = is_date(table, layout->numbers[i]);
        taken += given ? DATE : 0;
        *sharing += !given;
    }
    return available > taken ? available - taken : 0;
}

static void lay_out(const struct table *table, struct layout_of_row *layout, size_t available)
{
    size_t sharing;
    size_t left = free_width(table, layout, available, &sharing);
    while (layout->count > 1 && left < sharing * SHARE_LEAST) {
        layout->count--;
        left = free_width(table, layout, available, &sharing);
    }
    for (size_t i = 0; i < layout->count; i++) {
        bool given = is_date(table, layout->numbers[i]);
        layout->widths[i] = given ? DATE : left / sharing;
        left -= given ? 0 : layout->widths[i];
        sharing -= !given;
    }
}

/* A link is told by the names of the records that it leads to, where there are any. */
static void append_cell(const struct store *store, struct record record, size_t column,
                        struct buffer *text)
{
    const struct column_schema *schema = schema_of(store_table(store, record.table), column);
    struct record_list linked = {0};
    if (schema && column_is_link(schema))
        store_links(store, record, column, &linked);
    for (size_t i = 0; i < linked.count; i++) {
        buffer_append_string(text, i ? ", " : "");
        buffer_append(text, record_list_name(store, linked.items[i]));
    }
    if (!linked.count)
        buffer_append(text, record_cell(store, record, column));
    record_list_free(&linked);
}

static void draw_cell(const struct canvas *canvas, struct area cell, size_t row,
                      struct record record, size_t column)
{
    const struct store *store = canvas->model->options.store;
    struct buffer text = {0};
    append_cell(store, record, column, &text);
    struct slice shown = buffer_slice(&text);
    if (is_date(store_table(store, record.table), column)) /* the start of one is a date */
        shown = slice_part(shown, 0, text_fit(shown, cell.columns, TEXT_ON_SCREEN, NULL));
    draw_raw(canvas, cell, row, 0, shown, FACE_TEXT);
    buffer_free(&text);
}

bool draw_chosen_columns(const struct canvas *canvas, struct area area, size_t row,
                         struct record record)
{
    const struct pane_columns *columns = &canvas->model->pane_columns[record.table];
    const struct table *table = store_table(canvas->model->options.store, record.table);
    struct layout_of_row layout = {0};
    for (size_t i = 0; i < columns->count; i++) {
        if (columns->numbers[i] != SIZE_MAX)
            layout.numbers[layout.count++] = columns->numbers[i];
    }
    if (!layout.count)
        return false;
    lay_out(table, &layout, area.columns);
    for (size_t i = 0; i < layout.count && area.columns; i++) {
        size_t step = layout.widths[i] + GAP;
        struct area cell = area;
        cell.columns = layout.widths[i] < area.columns ? layout.widths[i] : area.columns;
        draw_cell(canvas, cell, row, record, layout.numbers[i]);
        step = step < area.columns ? step : area.columns;
        area.column += step;
        area.columns -= step;
    }
    return true;
}

void append_chosen_columns(const struct model *model, struct record record, struct buffer *raw)
{
    const struct pane_columns *columns = &model->pane_columns[record.table];
    for (size_t i = 0; i < columns->count; i++) {
        size_t column = columns->numbers[i];
        struct buffer value = {0};
        if (column == SIZE_MAX)
            continue;
        append_cell(model->options.store, record, column, &value);
        append_named_value(column_title(model, record.table, column), buffer_slice(&value), raw);
        raw->failed = raw->failed || value.failed;
        buffer_free(&value);
    }
}
