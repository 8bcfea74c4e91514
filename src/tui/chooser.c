#include "tui/chooser.h"

size_t chooser_line(const struct chooser *chooser, size_t count)
{
    if (chooser->chosen < count)
        return chooser->chosen;
    return count ? count - 1 : 0;
}

size_t chooser_top(const struct chooser *chooser, size_t count, size_t height)
{
    size_t line = chooser_line(chooser, count);
    size_t last = count > height ? count - height : 0;
    size_t top = chooser->top < last ? chooser->top : last;
    if (top > line)
        return line;
    return height && line - top >= height ? line - height + 1 : top;
}

bool chooser_move(struct chooser *chooser, enum step step, size_t count, size_t height)
{
    size_t line = chooser_line(chooser, count);
    chooser->top = chooser_top(chooser, count, height);
    chooser->chosen = step_position(step, line, count, height);
    chooser->top = chooser_top(chooser, count, height);
    return chooser->chosen != line;
}
