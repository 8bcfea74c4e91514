/* record-order.h: records in the order of one of their columns. */
#ifndef BRIEFBOOK_RECORD_ORDER_H
#define BRIEFBOOK_RECORD_ORDER_H

#include "briefbook/store.h"

/* Puts `count` rows of a table into the order of a column: dates by their first day, then by their
 * last; values of a list and markings by their place in it; numbers by what they amount to; other
 * texts as they are compared (text_fold). Texts that are none of what the column holds, or no numbers
 * where others are, come after the rest, and blank cells last. Equal ones stay in their order.
 * `falling` turns each of these groups around, but not the order of the groups. Rows stay as they
 * were when memory is out, which gives false. */
bool record_order(const struct store *store, enum table_id table, size_t column, bool falling,
                  uint32_t *rows, size_t count);

#endif
