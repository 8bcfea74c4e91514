/* facet-counts.h: the values of a column of the rows that show, for the facets. */
#ifndef TUI_FACET_COUNTS_H
#define TUI_FACET_COUNTS_H

#include "briefbook/facets.h"
#include "tui/chooser.h"

struct model;

/* The facets as they are opened. */
struct facet_choice {
    struct chooser chooser;
    size_t columns[TABLE_COUNT]; /* the one that is looked at of each table */
};

/* Whether a column has values that one can choose by: not ids, names, prose, dates, which the timeline
 * shows, and not one that is blank throughout. */
bool facet_column_is_fit(const struct store *store, enum table_id table, size_t column);

/* The next fit column in a direction (1 or -1), going round; SIZE_MAX when there is none. */
size_t facet_column_after(const struct store *store, enum table_id table, size_t column,
                          int direction);

/* The column that is looked at in the pane of the focus: SIZE_MAX when none is fit. */
size_t facet_column(const struct model *model);

/* Counts it, in model->counting. */
void facet_counts_settle(struct model *model);

/* What has been counted; NULL for nothing yet. */
const struct facets *facet_counts(const struct model *model);

#endif
