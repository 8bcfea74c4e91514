#include <stdint.h>

#include "tui/draw.h"
#include "tui/shown.h"

/* The flags of a span: whether it matches, and whether it is the match or link one is on. */
static unsigned span_flags(const struct model *model, size_t line, size_t number)
{
    const struct detail *detail = &model->detail;
    const struct viewpoint *here = &model->here;
    const struct span *span = &detail->layout.lines[line].spans[number];
    unsigned flags = span->match ? CELL_MATCH : 0;
    bool in_detail = here->focus == FOCUS_DETAIL && model->opened != OPENED_PLAIN;
    if (in_detail && here->link >= 0 && here->link < (long)detail->links.count &&
        spot_holds(&detail->links.items[here->link], line, number))
        flags |= CELL_CURRENT;
    if (here->match >= 0 && here->match < (long)detail->matches.count &&
        spot_holds(&detail->matches.items[here->match], line, number))
        flags |= CELL_CURRENT;
    return flags;
}

static void draw_line(const struct canvas *canvas, size_t line, size_t row)
{
    const struct model *model = canvas->model;
    const struct line *text = &model->detail.layout.lines[line];
    struct area area = model->geometry.detail;
    size_t column = 0;
    for (size_t i = 0; i < text->count; i++) {
        unsigned flags = span_flags(model, line, i);
        frame_text(canvas->frame, area, row, &column, text->spans[i].text,
                   face_of_role(text->spans[i].role), flags);
    }
}

/* Puts the cursor on the link one is on, else on the first line. */
static void place_cursor(const struct canvas *canvas, size_t top)
{
    const struct model *model = canvas->model;
    const struct detail *detail = &model->detail;
    struct area area = model->geometry.detail;
    long link = model->here.link;
    if (link < 0 || link >= (long)detail->links.count) {
        frame_cursor(canvas->frame, area, 0, 0);
        return;
    }
    const struct spot *spot = &detail->links.items[link];
    const struct line *line = &detail->layout.lines[spot->first_line];
    size_t column = 0;
    for (size_t i = 0; i < spot->first_span; i++)
        column += text_width(line->spans[i].text, TEXT_ON_SCREEN);
    frame_cursor(canvas->frame, area, spot->first_line - top, column);
}

static void append_position(const struct model *model, struct record record,
                            struct buffer *position)
{
    append_number(position, shown_rank(model, record.table, record.row) + 1);
    buffer_append_string(position, " of ");
    append_number(position, shown_count(model, record.table));
}

/* What kind of record it is, whether it is marked, and the which of how many. */
static void draw_frame(const struct canvas *canvas, struct record record, bool focused)
{
    const struct model *model = canvas->model;
    const struct table_schema *schema = schema_table(record.table);
    bool marked = record_set_has(&model->marks.sets[record.table], record.row);
    struct buffer title = {0};
    struct buffer position = {0};
    if (marked)
        buffer_append_format(&title, "%s ", canvas->glyphs->mark);
    buffer_append_string(&title, schema ? schema->title : "Row");
    append_position(model, record, &position);
    draw_box(canvas, model->geometry.detail_box, buffer_slice(&title), buffer_slice(&position),
             focused);
    buffer_free(&title);
    buffer_free(&position);
}

static void draw_lines(const struct canvas *canvas, size_t top)
{
    size_t rows = canvas->model->geometry.detail.rows;
    size_t lines = canvas->model->detail.layout.count;
    for (size_t i = 0; i < rows && top + i < lines; i++)
        draw_line(canvas, top + i, i);
}

void draw_detail_text(const struct canvas *canvas)
{
    const struct model *model = canvas->model;
    struct record record;
    if (model_record(model, &record) && model->detail.valid)
        draw_lines(canvas, model_detail_top(model));
    frame_cursor(canvas->frame, model->geometry.detail, 0, 0);
}

void draw_detail(const struct canvas *canvas)
{
    const struct model *model = canvas->model;
    struct area box = model->geometry.detail_box;
    struct area area = model->geometry.detail;
    bool focused = model->here.focus == FOCUS_DETAIL;
    struct record record;
    if (!model_record(model, &record) || !model->detail.valid) {
        draw_box(canvas, box, SLICE(""), SLICE(""), focused);
        return;
    }
    draw_frame(canvas, record, focused);
    size_t top = model_detail_top(model);
    size_t lines = model->detail.layout.count;
    draw_lines(canvas, top);
    draw_more(canvas, box, top + area.rows < lines ? lines - top - area.rows : 0);
    if (focused)
        place_cursor(canvas, top);
}
