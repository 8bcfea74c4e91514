#include <stdint.h>

#include "briefbook/gate.h"
#include "briefbook/text.h"
#include "tui/draw.h"

/* Puts the ellipsis into the last column of a row. */
static size_t draw_ellipsis(const struct canvas *canvas, struct area area, size_t row,
                            enum face face)
{
    if (!area.columns)
        return 0;
    frame_sign(canvas->frame, area, row, area.columns - 1, canvas->glyphs->ellipsis, face);
    return area.columns;
}

size_t draw_clean(const struct canvas *canvas, struct area area, size_t row, size_t column,
                  struct slice text, enum face face)
{
    if (!frame_text(canvas->frame, area, row, &column, text, face, 0))
        return draw_ellipsis(canvas, area, row, face);
    return column;
}

size_t draw_unlit(const struct canvas *canvas, struct area area, size_t row, size_t column,
                  struct slice raw, enum face face)
{
    struct buffer text = {0};
    gate_append(&text, raw, model_gate(canvas->model));
    column = draw_clean(canvas, area, row, column, buffer_slice(&text), face);
    buffer_free(&text);
    return column;
}

size_t draw_line_length(struct slice text, const char *breaks, size_t columns)
{
    size_t fitting = text_fit(text, columns, TEXT_ON_SCREEN, NULL);
    size_t length = fitting;
    while (length && length < text.length && !breaks[length])
        length--;
    return length ? length : fitting;
}

void draw_wrapped(const struct canvas *canvas, struct area area, struct slice text, enum face face)
{
    struct buffer breaks = {0};
    if (!text.length || !buffer_append_repeated(&breaks, 0, text.length))
        return;
    text_line_breaks(text, breaks.data);
    size_t start = 0;
    for (size_t row = 0; row < area.rows && start < text.length; row++) {
        struct slice rest = slice_part(text, start, text.length);
        size_t length = draw_line_length(rest, breaks.data + start, area.columns);
        bool is_last = row + 1 == area.rows || !length;
        draw_clean(canvas, area, row, 0, is_last ? rest : slice_part(rest, 0, length), face);
        start = is_last ? text.length : start + length;
    }
    buffer_free(&breaks);
}

/* As much of a text as can show in some columns, and some more. */
static struct slice cut(struct slice text, size_t columns)
{
    enum { BYTES_A_COLUMN = 8, AT_LEAST = 64 };
    size_t limit = columns * BYTES_A_COLUMN + AT_LEAST;
    if (text.length <= limit)
        return text;
    while (limit > 0 && ((unsigned char)text.data[limit] & 0xC0) == 0x80)
        limit--;
    return slice_part(text, 0, limit);
}

/* Draws a part of a raw text; false when it does not fit. */
static bool draw_part(const struct canvas *canvas, struct area area, size_t row, size_t *column,
                      struct slice part, enum face face, unsigned flags)
{
    struct buffer clean = {0};
    gate_append(&clean, part, model_gate(canvas->model));
    bool fits = frame_text(canvas->frame, area, row, column, buffer_slice(&clean), face, flags);
    buffer_free(&clean);
    return fits;
}

size_t draw_raw(const struct canvas *canvas, struct area area, size_t row, size_t column,
                struct slice text, enum face face)
{
    struct slice seen = cut(text, area.columns);
    struct match_list matches = {0};
    if (canvas->model->asked.lighting)
        lighting_find(canvas->model->asked.lighting, seen, &matches);
    size_t at = 0;
    bool fits = true;
    for (size_t i = 0; fits && i < matches.count; i++) {
        struct match match = matches.items[i];
        fits = draw_part(canvas, area, row, &column, slice_part(seen, at, match.start), face, 0) &&
               draw_part(canvas, area, row, &column, slice_part(seen, match.start, match.end), face,
                         CELL_MATCH);
        at = match.end;
    }
    fits =
        fits && draw_part(canvas, area, row, &column, slice_part(seen, at, seen.length), face, 0);
    match_list_free(&matches);
    return fits && seen.length == text.length ? column : draw_ellipsis(canvas, area, row, face);
}

void draw_laid_out(const struct canvas *canvas, struct area area, size_t row,
                   const struct line *line)
{
    size_t column = 0;
    for (size_t i = 0; i < line->count; i++) {
        const struct span *span = &line->spans[i];
        frame_text(canvas->frame, area, row, &column, span->text, face_of_role(span->role),
                   span->match ? CELL_MATCH : 0);
    }
}

size_t draw_right(const struct canvas *canvas, struct area area, size_t row, size_t gap,
                  struct slice text, enum face face)
{
    size_t width = text_width(text, TEXT_ON_SCREEN);
    if (!width || width + gap > area.columns)
        return area.columns;
    size_t start = area.columns - width;
    size_t column = start;
    frame_text(canvas->frame, area, row, &column, text, face, 0);
    return start;
}

void draw_edge(const struct canvas *canvas, struct area box, size_t row, struct edge edge,
               enum face face)
{
    if (box.columns < 2)
        return;
    frame_sign(canvas->frame, box, row, 0, edge.left, face);
    for (size_t i = 1; i + 1 < box.columns; i++)
        frame_sign(canvas->frame, box, row, i, canvas->glyphs->horizontal, face);
    frame_sign(canvas->frame, box, row, box.columns - 1, edge.right, face);
}

void draw_sides(const struct canvas *canvas, struct area box, enum face face)
{
    for (size_t row = 0; row < box.rows; row++) {
        frame_sign(canvas->frame, box, row, 0, canvas->glyphs->vertical, face);
        frame_sign(canvas->frame, box, row, box.columns - 1, canvas->glyphs->vertical, face);
    }
}

/* The title line between its corners, and some of the line at either end. */
static struct area title_area(struct area box)
{
    enum { AROUND = 2 };
    return (struct area){box.row, box.column + AROUND, 1,
                         box.columns > 2 * AROUND ? box.columns - 2 * AROUND : 0};
}

bool draw_title_counts(const struct canvas *canvas, struct area box, size_t title_width,
                       struct slice counts, size_t *end)
{
    struct area area = title_area(box);
    struct buffer text = {0};
    buffer_append_char(&text, ' ');
    buffer_append(&text, counts);
    buffer_append_char(&text, ' ');
    *end = draw_right(canvas, area, 0, title_width, buffer_slice(&text), FACE_NUMBER);
    buffer_free(&text);
    return *end < area.columns;
}

void draw_title(const struct canvas *canvas, struct area box, size_t end, struct slice title,
                bool focused)
{
    struct area area = title_area(box);
    area.columns = end < area.columns ? end : area.columns;
    enum face face = focused ? FACE_PANE_TITLE_FOCUSED : FACE_PANE_TITLE;
    size_t column = draw_clean(canvas, area, 0, 0, title, face);
    if (title.length && column < area.columns)
        draw_clean(canvas, area, 0, column, SLICE(" "), face);
}

void draw_box(const struct canvas *canvas, struct area box, struct slice title, struct slice counts,
              bool focused)
{
    if (box.rows < 2 || box.columns < 2)
        return;
    const struct glyphs *glyphs = canvas->glyphs;
    enum face face = focused ? FACE_BORDER_FOCUSED : FACE_BORDER;
    draw_sides(canvas, box, face);
    draw_edge(canvas, box, 0, (struct edge){glyphs->top_left, glyphs->top_right}, face);
    draw_edge(canvas, box, box.rows - 1, (struct edge){glyphs->bottom_left, glyphs->bottom_right},
              face);
    size_t end = box.columns;
    if (counts.length)
        draw_title_counts(canvas, box, text_width(title, TEXT_ON_SCREEN), counts, &end);
    draw_title(canvas, box, end, title, focused);
}

void draw_more(const struct canvas *canvas, struct area box, size_t below)
{
    if (!below || !box.rows)
        return;
    struct buffer text = {0};
    buffer_append_char(&text, ' ');
    append_number(&text, below);
    buffer_append_string(&text, below == 1 ? " more line " : " more lines ");
    struct area edge = title_area(box);
    edge.row += box.rows - 1;
    draw_right(canvas, edge, 0, 0, buffer_slice(&text), FACE_NUMBER);
    buffer_free(&text);
}

void append_number(struct buffer *buffer, size_t number)
{
    if (number >= 1000) {
        append_number(buffer, number / 1000);
        buffer_append_format(buffer, " %03zu", number % 1000);
    } else {
        buffer_append_format(buffer, "%zu", number);
    }
}
