/* draw-hidden.c: a pane that shows nothing because of the query says what the query hides, which part
 * of it does so, and how to see it. */
#include "briefbook/gate.h"
#include "briefbook/text.h"
#include "tui/draw.h"
#include "tui/shown.h"

static void draw_words(const struct canvas *canvas, struct area area, size_t row,
                       struct buffer *words)
{
    draw_clean(canvas, area, row, 0, buffer_slice(words), FACE_MUTED);
    buffer_clear(words);
}

/* Draws words around a part of the query, which is cut when there is no room for it. */
static void draw_part(const struct canvas *canvas, struct area area, size_t row, size_t part,
                      const char *before, const char *after, size_t count)
{
    const struct model *model = canvas->model;
    struct buffer raw = {0};
    struct buffer clean = {0};
    struct buffer end = {0};
    buffer_append_string(&end, after);
    append_number(&end, count);
    query_append_part(model->asked.query, part, &raw);
    gate_append(&clean, buffer_slice(&raw), model_gate(model));
    size_t end_width = text_width(buffer_slice(&end), TEXT_ON_SCREEN);
    struct area room = area;
    room.columns = area.columns > end_width ? area.columns - end_width : 0;
    size_t column = draw_clean(canvas, room, row, 0, slice_of(before), FACE_MUTED);
    column = draw_clean(canvas, room, row, column, buffer_slice(&clean), FACE_QUERY);
    draw_clean(canvas, area, row, column, buffer_slice(&end), FACE_MUTED);
    buffer_free(&raw);
    buffer_free(&clean);
    buffer_free(&end);
}

/* Which parts of the query hide how much, those that hide most first. Returns the next row. */
static size_t draw_parts(const struct canvas *canvas, struct area area, size_t row,
                         enum table_id table)
{
    const struct parts *parts = &canvas->model->asked.parts;
    size_t ranked[PARTS_LIMIT];
    size_t count = parts_rank(parts, table, ranked);
    if (!count && parts->are_all)
        draw_clean(canvas, area, row++, 0, SLICE("its parts only do so together"), FACE_MUTED);
    if (count == 1)
        draw_part(canvas, area, row++, ranked[0], "", " alone hides ",
                  parts->shown[ranked[0]][table]);
    for (size_t i = 0; i < count && count > 1; i++)
        draw_part(canvas, area, row++, ranked[i], "without ", ": ", parts->shown[ranked[i]][table]);
    return row;
}

void draw_hidden(const struct canvas *canvas, struct area area, enum table_id table)
{
    const struct model *model = canvas->model;
    size_t linked = model->linked.sets[table].count;
    struct buffer words = {0};
    size_t row = 0;
    append_number(&words, shown_total(model, table));
    buffer_append_string(&words, " hidden by the query");
    draw_words(canvas, area, row++, &words);
    if (linked && table != model->here.table) {
        append_number(&words, linked);
        buffer_append_string(&words, " of them linked");
        draw_words(canvas, area, row++, &words);
    }
    if (parts_are_known(&model->asked.parts))
        row = draw_parts(canvas, area, row, table);
    draw_clean(canvas, area, row, 0,
               model->prompting ? SLICE("esc leaves the search") : SLICE("esc clears the query"),
               FACE_MUTED);
    buffer_free(&words);
}
