#include "tui/draw.h"

#include <stdint.h>

#include "briefbook/gate.h"
#include "briefbook/text.h"
#include "tui/footer.h"
#include "tui/typing.h"
#include "tui/view.h"

enum {
    MARGIN = 1,
    QUERY_START = 3, /* " / " stands before the query */
    QUERY_ROOM = 8   /* columns that are left for it in any case */
};

static void draw_header(const struct canvas *canvas)
{
    const struct model *model = canvas->model;
    struct area area = model->geometry.header;
    area.column += MARGIN;
    area.columns -= 2 * MARGIN;
    size_t end = draw_right(canvas, area, 0, 0, buffer_slice(&model->marking), FACE_MARKING);
    area.columns = end < area.columns && end > 2 ? end - 2 : end;
    draw_clean(canvas, area, 0, 0, buffer_slice(&model->heading), FACE_TITLE);
}

/* The end of a text that leaves a column for the cursor. */
static struct slice end_that_fits(struct slice text, size_t columns)
{
    size_t width = text_width(text, TEXT_ON_SCREEN);
    while (text.length && width >= columns) {
        size_t length = text_cluster(text);
        width -= text_width(slice_part(text, 0, length), TEXT_ON_SCREEN);
        text = slice_part(text, length, text.length);
    }
    return text;
}

/* Draws the line that is being typed, with the cursor in view. */
static void draw_prompt(const struct canvas *canvas, struct area area, const struct prompt *prompt)
{
    struct slice text = buffer_slice(&prompt->text);
    unsigned gate = model_gate(canvas->model);
    struct buffer before = {0};
    struct buffer after = {0};
    gate_append(&before, slice_part(text, 0, prompt->cursor), gate);
    gate_append(&after, slice_part(text, prompt->cursor, text.length), gate);
    struct slice shown = end_that_fits(buffer_slice(&before), area.columns);
    size_t cursor = draw_clean(canvas, area, 0, 0, shown, FACE_QUERY);
    draw_clean(canvas, area, 0, cursor, buffer_slice(&after), FACE_QUERY);
    frame_cursor(canvas->frame, area, 0, cursor);
    buffer_free(&before);
    buffer_free(&after);
}

static void draw_query(const struct canvas *canvas)
{
    const struct model *model = canvas->model;
    struct area area = model->geometry.query;
    const char *query = viewpoint_query(&model->here);
    const struct prompt *typed = typing_shown(model);
    frame_sign(canvas->frame, area, 0, MARGIN, typing_sign(model), FACE_HINT_KEY);
    area.column += QUERY_START;
    area.columns -= QUERY_START + MARGIN;
    if (model->asked.search && (!typed || typed == &model->prompt)) {
        struct buffer position = {0};
        append_match_position(model, &position);
        size_t short_length = position.length;
        append_hit(model, model->options.ascii ? " - " : " · ", &position);
        if (text_width(buffer_slice(&position), TEXT_ON_SCREEN) + QUERY_ROOM > area.columns)
            position.length = short_length;
        size_t end = draw_right(canvas, area, 0, QUERY_ROOM, buffer_slice(&position), FACE_NUMBER);
        area.columns = end < area.columns ? end - 2 : end;
        buffer_free(&position);
    }
    if (typed) {
        draw_prompt(canvas, area, typed);
    } else if (*query) {
        struct buffer clean = {0};
        gate_append(&clean, slice_of(query), model_gate(model));
        draw_clean(canvas, area, 0, 0, buffer_slice(&clean), FACE_QUERY);
        buffer_free(&clean);
    } else {
        draw_clean(canvas, area, 0, 0, SLICE("searches all panes"), FACE_MUTED);
    }
}

/* In as many words as there is room for. */
static void draw_too_small(const struct canvas *canvas)
{
    const struct model *model = canvas->model;
    struct area all = {0, 0, model->rows, model->columns};
    struct buffer words[3] = {0};
    buffer_append_format(&words[0], "%zu x %zu: needs %d x %d", model->columns, model->rows,
                         SCREEN_MINIMUM_COLUMNS, SCREEN_MINIMUM_ROWS);
    buffer_append_format(&words[1], "needs %d x %d", SCREEN_MINIMUM_COLUMNS, SCREEN_MINIMUM_ROWS);
    buffer_append_format(&words[2], "%dx%d", SCREEN_MINIMUM_COLUMNS, SCREEN_MINIMUM_ROWS);
    size_t chosen = 0;
    while (chosen < 2 && text_width(buffer_slice(&words[chosen]), TEXT_ON_SCREEN) > all.columns)
        chosen++;
    draw_clean(canvas, all, 0, 0, buffer_slice(&words[chosen]), FACE_MESSAGE);
    for (size_t i = 0; i < 3; i++)
        buffer_free(&words[i]);
}

void draw_browser(const struct model *model, struct frame *frame)
{
    enum { MOST_FOR_EXPRESSIONS = 4000 }; /* microseconds: a reader waits */
    struct canvas canvas = {model, frame, glyphs_for(model->options.ascii)};
    if (model->asked.lighting)
        lighting_allow(model->asked.lighting, MOST_FOR_EXPRESSIONS);
    draw_stacks(&canvas);
    if (model->geometry.detail_box.rows)
        draw_detail(&canvas);
}

bool draw_screen(const struct model *model, struct frame *frame)
{
    if (!frame_reset(frame, model->rows, model->columns))
        return false;
    struct canvas canvas = {model, frame, glyphs_for(model->options.ascii)};
    if (model->geometry.too_small) {
        draw_too_small(&canvas);
        return true;
    }
    view_of(model)->draw(model, frame);
    if (model->geometry.header.rows)
        draw_header(&canvas);
    if (model->geometry.query.rows)
        draw_query(&canvas);
    draw_footer(&canvas);
    frame_isolate(frame);
    return true;
}
