#include "tui/draw.h"

enum {
    BAR_AT_MOST = 24,
    NUMBER = 7, /* columns for a count: up to "999 999" */
    BEFORE = 1  /* a column before the bar, and before the count */
};

struct area draw_bar(const struct canvas *canvas, struct area area, size_t row, size_t count,
                     size_t most)
{
    struct buffer number = {0};
    append_number(&number, count);
    draw_right(canvas, area, row, 0, buffer_slice(&number), FACE_NUMBER);
    buffer_free(&number);
    size_t width = area.columns / 3 < BAR_AT_MOST ? area.columns / 3 : BAR_AT_MOST;
    size_t used = NUMBER + BEFORE + width + BEFORE;
    if (used >= area.columns)
        return area;
    size_t start = area.columns - used + BEFORE;
    size_t length =
        most ? (size_t)(((double)count * (double)width + (double)most - 1) / (double)most) : 0;
    for (size_t i = 0; i < length && i < width; i++)
        frame_sign(canvas->frame, area, row, start + i, canvas->glyphs->full, FACE_CHART);
    area.columns -= used;
    return area;
}
