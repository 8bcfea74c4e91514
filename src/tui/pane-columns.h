/* pane-columns.h: the columns that the rows of a pane show, where the reader has chosen some. */
#ifndef TUI_PANE_COLUMNS_H
#define TUI_PANE_COLUMNS_H

#include "briefbook/store.h"

enum { PANE_COLUMNS_MOST = 8 };

/* Zero-initialise for rows as they are composed for their table. Columns are known by their names, so
 * that they are the same ones in another load of the briefing. */
struct pane_columns {
    size_t count;
    char *names[PANE_COLUMNS_MOST];    /* in the order in which they were chosen; owned */
    size_t numbers[PANE_COLUMNS_MOST]; /* once settled; SIZE_MAX for one that the table lacks */
};

/* Chooses a column as the last one. False when memory is out, or there are as many as there can be. */
bool pane_columns_add(struct pane_columns *columns, struct slice name);

/* Takes the choice of a column back. */
void pane_columns_remove(struct pane_columns *columns, size_t place);

/* The place of a column among those that are chosen; SIZE_MAX when it is none of them. */
size_t pane_columns_place(const struct pane_columns *columns, size_t column);

/* Finds the columns in a table. */
void pane_columns_settle(struct pane_columns *columns, const struct table *table);

/* Rows are as composed again. */
void pane_columns_free(struct pane_columns *columns);

#endif
