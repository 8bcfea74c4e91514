/* compare-parts.h: what both comparisons of two stores ask. */
#ifndef STORE_COMPARE_PARTS_H
#define STORE_COMPARE_PARTS_H

#include <stdatomic.h>

#include "briefbook/table.h"

/* Whether a row is the one that is found by its id, and the file gave it that. */
bool compare_has_id(const struct table *table, size_t row);

/* Whether nobody wants the result any more; `cancelled` may be NULL. */
bool compare_is_cancelled(const atomic_bool *cancelled);

#endif
