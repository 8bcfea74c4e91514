/* step.h: how far a movement goes. */
#ifndef TUI_STEP_H
#define TUI_STEP_H

#include <stddef.h>

enum step {
    STEP_DOWN,
    STEP_UP,
    STEP_PAGE_DOWN,
    STEP_PAGE_UP,
    STEP_HALF_DOWN,
    STEP_HALF_UP,
    STEP_FIRST,
    STEP_LAST
};

/* The position that a step leads to from `position`, of `count`, where `page` are in view. */
size_t step_position(enum step step, size_t position, size_t count, size_t page);

#endif
