/* shown.h: the rows that a pane shows: those that match, or all when nothing is asked.
 *
 * Nothing here takes time that grows with the number of rows. */
#ifndef TUI_SHOWN_H
#define TUI_SHOWN_H

#include "tui/model.h"

/* All rows of the table so far, and those that show. */
size_t shown_total(const struct model *model, enum table_id table);
size_t shown_count(const struct model *model, enum table_id table);

/* As the functions of search.h and record-set.h, in the order of the pane: SIZE_MAX when there is no
 * such row. */
bool shown_has(const struct model *model, enum table_id table, size_t row);
size_t shown_rank(const struct model *model, enum table_id table, size_t row);
size_t shown_select(const struct model *model, enum table_id table, size_t rank);

/* The row that shows nearest to one, itself if it does: the next, else the last before. */
size_t shown_nearest(const struct model *model, enum table_id table, size_t row);

/* The row that shows next to one that shows, in a direction (1 or -1). */
size_t shown_after(const struct model *model, enum table_id table, size_t row, int direction);

/* Whether the search has yet to look at a row, so that it may still turn out to match. */
bool shown_is_open(const struct model *model, enum table_id table, size_t row);

/* Whether rows, matches or what is known of them may still come. */
bool shown_may_grow(const struct model *model, enum table_id table);

/* Tables that have a pane, in the order of the screen: the next one in a direction (1 or -1), going
 * round; the first; the one of a number from 0; how many stand before it. TABLE_NONE when there is
 * none. */
enum table_id pane_after(const struct model *model, enum table_id table, int direction);
enum table_id pane_numbered(const struct model *model, size_t number);
size_t pane_number(const struct model *model, enum table_id table);

/* What a pane is called, as it stands in the book: a plain table by its file. */
struct slice pane_title(const struct model *model, enum table_id table);

/* And a column: a schema's by its title, others as in their file. */
struct slice column_title(const struct model *model, enum table_id table, size_t column);

/* The columns of a table that hold something: how many, and each by its number. */
size_t held_column_count(const struct model *model, enum table_id table);
size_t held_column(const struct model *model, enum table_id table, size_t number);

/* The next pane in the order in which matches are walked: quotes first. */
enum table_id match_pane_after(const struct model *model, enum table_id table, int direction);

/* The matches of all panes, and those before a row in that order. */
size_t match_count(const struct model *model);
size_t match_rank(const struct model *model, struct record record);

#endif
