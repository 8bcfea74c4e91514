/* hit-order.h: the order in which `briefbook search` shows what it found in a table. */
#ifndef BRIEFBOOK_CLI_HIT_ORDER_H
#define BRIEFBOOK_CLI_HIT_ORDER_H

#include "briefbook/search.h"

/* Zero-initialised: the order of the table. */
struct hit_order {
    struct slice column; /* its name; data is NULL for none */
    bool is_falling;
};

/* Reads what --sort was given: a column, or -COLUMN for the order turned around. */
struct hit_order hit_order_read(const char *text);

/* Whether a table of the briefing has the column; if not, after a message that names the nearest. */
bool hit_order_check(const struct hit_order *order, const struct store *store);

/* The rows that a search found in a table to whose end it has come, in order, in an array that the
 * caller frees; those of a table without the column stay as they are. NULL when memory is out. */
uint32_t *hit_order_rows(const struct hit_order *order, const struct store *store,
                         const struct search *search, enum table_id table);

#endif
