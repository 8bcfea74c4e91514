#include "tui/step.h"

/* How much of a step each one is: rows, and pages in halves. */
static const struct {
    long rows;
    long half_pages;
} steps[] = {
    [STEP_DOWN] = {1, 0},     [STEP_UP] = {-1, 0},       [STEP_PAGE_DOWN] = {0, 2},
    [STEP_PAGE_UP] = {0, -2}, [STEP_HALF_DOWN] = {0, 1}, [STEP_HALF_UP] = {0, -1},
    [STEP_FIRST] = {0, 0},    [STEP_LAST] = {0, 0},
};

size_t step_position(enum step step, size_t position, size_t count, size_t page)
{
    if (!count || step == STEP_FIRST)
        return 0;
    if (step == STEP_LAST)
        return count - 1;
    size_t seen = page < count ? page : count;
    long half = seen > 1 ? (long)(seen / 2) : 1;
    long move = steps[step].rows + steps[step].half_pages * half;
    if (move < 0)
        return position > (size_t)-move ? position - (size_t)-move : 0;
    return count - 1 - position > (size_t)move ? position + (size_t)move : count - 1;
}
