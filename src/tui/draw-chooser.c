#include "tui/draw.h"
#include "tui/view.h"

void draw_around(const struct canvas *canvas)
{
    if (view_box(canvas->model).columns < canvas->model->geometry.body.columns)
        draw_stacks(canvas);
}

void draw_chooser(const struct canvas *canvas, struct area box, const struct chooser *chooser,
                  const struct choices *choices)
{
    struct area area = view_below(box, choices->heading_rows);
    size_t line = chooser_line(chooser, choices->count);
    size_t top = chooser_top(chooser, choices->count, area.rows);
    draw_box(canvas, box, choices->title, choices->counts, true);
    if (choices->draw_heading)
        choices->draw_heading(canvas, area_inside(box), choices->context);
    frame_cursor(canvas->frame, area, line - top, 0);
    if (!choices->count)
        draw_clean(canvas, area, 0, 2, choices->empty, FACE_MUTED);
    for (size_t i = 0; i < area.rows && top + i < choices->count; i++) {
        choices->draw(canvas, area, i, top + i, choices->context);
        if (top + i == line) {
            frame_sign(canvas->frame, area, i, 0, canvas->glyphs->bar, FACE_BAR);
            frame_flag_row(canvas->frame, area, i, CELL_SELECTED);
        }
    }
    if (choices->count > top + area.rows)
        draw_more(canvas, box, choices->count - top - area.rows);
}
