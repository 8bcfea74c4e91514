/* fold-exact.h: folding by its definition, slowly.
 *
 * text_fold() gives the same, by tables that are made with this; it comes here for the few texts
 * whose characters act on each other in ways that no table holds. */
#ifndef BRIEFBOOK_BASE_FOLD_EXACT_H
#define BRIEFBOOK_BASE_FOLD_EXACT_H

#include "briefbook/buffer.h"

/* Appends the folded text; false when memory is out. */
bool fold_exact(struct slice text, struct buffer *folded);

#endif
