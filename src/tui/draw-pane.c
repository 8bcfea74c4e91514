#include <stdint.h>
#include <string.h>

#include "briefbook/gate.h"
#include "briefbook/text.h"
#include "tui/draw.h"
#include "tui/shown.h"

/* "by Date ↓"; the ellipsis while the rows are being put in this order. */
static void append_order(const struct canvas *canvas, enum table_id table, struct buffer *title)
{
    const struct model *model = canvas->model;
    const struct pane_order *order = &model->orders[table];
    if (!order->is_set)
        return;
    buffer_append_string(title, " by ");
    gate_append(title, column_title(model, table, order->column), model_gate(model));
    buffer_append_char(title, ' ');
    buffer_append_string(title,
                         order->is_falling ? canvas->glyphs->falling : canvas->glyphs->rising);
    if (!pane_order(model, table))
        buffer_append_string(title, canvas->glyphs->ellipsis);
}

/* The title of a pane, with the number that leads there: a plain table stands alone. */
static void append_title(const struct canvas *canvas, enum table_id table, struct buffer *title)
{
    const struct model *model = canvas->model;
    if (schema_table(table))
        buffer_append_format(title, "%zu ", pane_number(model, table) + 1);
    gate_append(title, pane_title(model, table), model_gate(model));
    append_order(canvas, table, title);
}

/* How wordy the counts in a title are; the first that fits is taken. */
static const struct wording {
    bool others; /* how many are marked, and linked */
    const char *gap;
    const char *of;
} wordings[] = {
    {true, "  ", " of "},
    {true, " ", "/"},
    {false, "", " of "},
    {false, "", "/"},
};

/* Appends how many rows have a sign. */
static void append_signed(const char *sign, size_t number, const char *gap, struct buffer *counts)
{
    if (!number)
        return;
    buffer_append_string(counts, sign);
    append_number(counts, number);
    buffer_append_string(counts, gap);
}

/* "✓1  •2  3 of 12": marked, linked to where one is, matching, and all; the ellipsis while more may
 * come. */
static void append_counts(const struct canvas *canvas, enum table_id table,
                          const struct wording *wording, struct buffer *counts)
{
    const struct model *model = canvas->model;
    bool focused = table == model->here.table;
    size_t linked = focused ? 0 : model->linked.sets[table].count;
    if (wording->others) {
        append_signed(canvas->glyphs->mark, model->marks.sets[table].count, wording->gap, counts);
        append_signed(canvas->glyphs->dot, linked, wording->gap, counts);
    }
    if (model->asked.search) {
        append_number(counts, shown_count(model, table));
        buffer_append_string(counts, wording->of);
    }
    append_number(counts, shown_total(model, table));
    if (shown_may_grow(model, table)) {
        buffer_append_char(counts, ' ');
        buffer_append_string(counts, canvas->glyphs->ellipsis);
    }
}

/* Draws the counts and tells how many columns they leave for the title. It is cut where not even the
 * shortest counts fit beside it. */
static size_t draw_counts(const struct canvas *canvas, enum table_id table, size_t title_width)
{
    enum { TITLE_MINIMUM = 5, WORDINGS = sizeof wordings / sizeof wordings[0] };
    struct area pane = canvas->model->geometry.panes[table];
    struct buffer counts = {0};
    bool fits = false;
    size_t end = pane.columns;
    for (size_t i = 0; !fits && i <= WORDINGS; i++) {
        bool last = i == WORDINGS;
        buffer_clear(&counts);
        append_counts(canvas, table, &wordings[last ? i - 1 : i], &counts);
        fits = draw_title_counts(canvas, pane, last ? TITLE_MINIMUM : title_width,
                                 buffer_slice(&counts), &end);
    }
    buffer_free(&counts);
    return end;
}

/* Why there is no row, and what may help. */
static void draw_nothing(const struct canvas *canvas, enum table_id table)
{
    enum { INDENT = 2 };
    const struct model *model = canvas->model;
    struct area area = model->geometry.lists[table];
    area.column += INDENT;
    area.columns -= INDENT;
    const char *file = table_file(store_table(model->options.store, table));
    const char *folder_end = strrchr(file, '/');
    if (shown_may_grow(model, table)) {
        struct slice doing = shown_total(model, table) ? SLICE("searching") : SLICE("reading");
        draw_clean(canvas, area, 0, 0, doing, FACE_MUTED);
    } else if (shown_total(model, table)) {
        draw_hidden(canvas, area, table);
    } else {
        struct buffer advice = {0};
        buffer_append_string(&advice, "add some to ");
        gate_append(&advice, slice_of(folder_end ? folder_end + 1 : file), model_gate(model));
        draw_clean(canvas, area, 0, 0, SLICE("no rows yet"), FACE_MUTED);
        draw_clean(canvas, area, 1, 0, *file ? buffer_slice(&advice) : SLICE(""), FACE_MUTED);
        buffer_free(&advice);
    }
}

/* Whether keys go to the list that has the focus. */
static bool takes_keys(const struct model *model)
{
    return model->here.focus == FOCUS_LIST && model->opened == OPENED_NOTHING;
}

/* The signs before a row, and how the row the reader is on stands out. */
static void mark_row(const struct canvas *canvas, struct area area, size_t row,
                     struct record record)
{
    const struct model *model = canvas->model;
    const struct glyphs *glyphs = canvas->glyphs;
    bool chosen = record.row == model->here.panes[record.table].row;
    bool focused = record.table == model->here.table;
    if (record_set_has(&model->marks.sets[record.table], record.row))
        frame_sign(canvas->frame, area, row, 1, glyphs->mark, FACE_BAR);
    if (chosen && focused) {
        frame_sign(canvas->frame, area, row, 0, glyphs->bar, FACE_BAR);
        if (takes_keys(model)) {
            frame_flag_row(canvas->frame, area, row, CELL_SELECTED);
            frame_cursor(canvas->frame, area, row, 0);
        }
    } else if (!focused && record_set_has(&model->linked.sets[record.table], record.row)) {
        frame_sign(canvas->frame, area, row, 0, glyphs->dot, FACE_DOT);
    } else if (chosen) {
        frame_sign(canvas->frame, area, row, 0, glyphs->place, FACE_MUTED);
    }
}

static void draw_list(const struct canvas *canvas, enum table_id table)
{
    const struct model *model = canvas->model;
    struct area area = model->geometry.lists[table];
    size_t row = model->here.panes[table].top;
    if (row == SIZE_MAX && area.rows)
        draw_nothing(canvas, table);
    for (size_t i = 0; i < area.rows && row != SIZE_MAX; i++) {
        struct record record = {table, (uint32_t)row};
        draw_row(canvas, area, i, record);
        mark_row(canvas, area, i, record);
        row = shown_after(model, table, row, 1);
    }
}

static void draw_pane(const struct canvas *canvas, enum table_id table, bool first)
{
    const struct model *model = canvas->model;
    const struct glyphs *glyphs = canvas->glyphs;
    struct area area = model->geometry.panes[table];
    bool focused = table == model->here.table && takes_keys(model);
    struct edge edge = {first ? glyphs->top_left : glyphs->joint_left,
                        first ? glyphs->top_right : glyphs->joint_right};
    draw_edge(canvas, area, 0, edge, FACE_BORDER);
    struct buffer title = {0};
    append_title(canvas, table, &title);
    size_t end = draw_counts(canvas, table, text_width(buffer_slice(&title), TEXT_ON_SCREEN));
    draw_title(canvas, area, end, buffer_slice(&title), focused);
    buffer_free(&title);
    draw_list(canvas, table);
}

void draw_stacks(const struct canvas *canvas)
{
    const struct geometry *geometry = &canvas->model->geometry;
    const struct glyphs *glyphs = canvas->glyphs;
    for (size_t i = 0; i < geometry->stack_count; i++) {
        struct area stack = geometry->stacks[i];
        draw_sides(canvas, stack, FACE_BORDER);
        draw_edge(canvas, stack, stack.rows - 1,
                  (struct edge){glyphs->bottom_left, glyphs->bottom_right}, FACE_BORDER);
    }
    for (enum table_id table = 0; table < TABLE_COUNT; table++) {
        struct area pane = geometry->panes[table];
        bool first = false;
        for (size_t i = 0; i < geometry->stack_count; i++)
            first = first || (geometry->stacks[i].row == pane.row &&
                              geometry->stacks[i].column == pane.column);
        if (pane.rows)
            draw_pane(canvas, table, first);
    }
}
