#include "briefbook/text.h"
#include "tui/draw.h"

enum {
    BAR_AT_MOST = 24,
    NUMBER = 7,  /* columns for a count and one before it: up to "99 999" */
    NARROW = 20, /* areas where it has fewer */
    NUMBER_IN_NARROW = 5
};

static size_t number_width(const struct canvas *canvas, struct area area, size_t row, size_t count)
{
    struct buffer number = {0};
    append_number(&number, count);
    size_t start = draw_right(canvas, area, row, 0, buffer_slice(&number), FACE_NUMBER);
    buffer_free(&number);
    size_t width = area.columns - start + 1;
    size_t least = area.columns < NARROW ? NUMBER_IN_NARROW : NUMBER;
    return width > least ? width : least;
}

/* Whatever there is has a bar, however short. */
static size_t length_of(const struct bar *bar, size_t width)
{
    double share = bar->most ? (double)bar->count / (double)bar->most : 0;
    size_t length = (size_t)(share * (double)width + 0.5);
    return length == 0 && bar->count ? 1 : length < width ? length : width;
}

struct area draw_bar(const struct canvas *canvas, struct area area, size_t row,
                     const struct bar *bar)
{
    size_t number = number_width(canvas, area, row, bar->count);
    size_t width = area.columns / 2 < BAR_AT_MOST ? area.columns / 2 : BAR_AT_MOST;
    if (number + width + 1 > area.columns)
        return area;
    size_t start = area.columns - number - width;
    size_t length = length_of(bar, width);
    for (size_t i = 0; i < length; i++)
        frame_sign(canvas->frame, area, row, start + i, bar->fill, FACE_CHART);
    area.columns = start - 1;
    return area;
}
