/* pane-order.h: the rows of a pane in the order of a column.
 *
 * Large tables are put in order on a thread; until that is done the pane stays as it was. The order is
 * kept through queries: of each, the places of its matches in the order are a set, so that a place is
 * found from a row, and a row from a place, without walking the rows. */
#ifndef TUI_PANE_ORDER_H
#define TUI_PANE_ORDER_H

#include "tui/background.h"

struct model;
struct ordered_rows;

/* Zero-initialise for rows in the order of their file. */
struct pane_order {
    bool is_set;
    size_t column;
    bool is_falling;
    const struct store *store; /* whose rows the work is about */
    struct background *work;   /* puts rows in order, or has done so */
    struct record_set matches; /* places in the order */
    unsigned long asked;       /* what these are matches of, see struct asked */
    size_t matched;            /* and how many there were in the search */
};

/* Sets the order of a pane by a column of its table, blank cells last; the row that is chosen stays.
 * The second takes the order away. */
void model_sort(struct model *model, enum table_id table, size_t column, bool is_falling);
void model_sort_not(struct model *model, enum table_id table);

/* Brings the orders of all panes up to date. */
void pane_orders_settle(struct model *model);

/* The order of a pane where it is known, else NULL: rows stand in the order of their file. */
const struct ordered_rows *pane_order(const struct model *model, enum table_id table);

/* As the functions of shown.h, for a pane whose order is known. SIZE_MAX when there is no such row. */
size_t ordered_count(const struct model *model, enum table_id table);
size_t ordered_rank(const struct model *model, enum table_id table, size_t row);
size_t ordered_select(const struct model *model, enum table_id table, size_t rank);
size_t ordered_nearest(const struct model *model, enum table_id table, size_t row);

/* Whether a thread still reads a store for it, so that the store must not be freed. */
bool pane_order_reads(const struct pane_order *order, const struct store *store);

/* Waits for what is being put in order. */
void pane_order_free(struct pane_order *order);

#endif
