/* nearest.h: the name that a mistyped word was probably meant to be. */
#ifndef BRIEFBOOK_NEAREST_H
#define BRIEFBOOK_NEAREST_H

#include "briefbook/slice.h"

/* Set `word` and zero the rest; offer each name there is; then `found` is the nearest one, the
 * first of several, or blank when none is near enough to be worth naming. */
struct nearest {
    struct slice word;
    struct slice found; /* as it was offered; it must live as long as it is used */
    size_t distance;
};

void nearest_offer(struct nearest *nearest, struct slice name);

#endif
