/* state.h: what of the interface is kept between runs, as JSON.
 *
 *     {"format": "briefbook-state", "version": 1, "query": "cyber", "table": "quotes",
 *      "focus": "list", "zoom": "none", "rows": {"quotes": "q-17"}, "tops": {"quotes": "q-12"},
 *      "columns": {"quotes": ["date", "text"]}, "marks": {"quotes": ["q-3", "q-17"]},
 *      "orders": {"quotes": {"column": "date", "falling": true}},
 *      "searches": ["korea", "cyber"], "commands": ["set theme light"]}
 *
 * Records are named as record_append_id() does; the newest search and command are the last. */
#ifndef TUI_STATE_H
#define TUI_STATE_H

#include <jansson.h>

#include "tui/model.h"

/* The state of the model, for the caller to release; NULL when memory is out. */
json_t *state_take(const struct model *model);

/* Brings a model that is new into a state; `with_query` is whether the query and the place in the
 * book come back too, not only marks, what was typed, and the columns and orders of panes. Rows and marks
 * come when their tables are read, orders when all is. What is not as it should be is passed over. */
void state_restore(struct model *model, const json_t *state, bool with_query);

/* Adds the marks of a state, to be found by marks_resolve(); what is not as it should be is passed over.
 * False when memory is out. */
bool state_add_marks(const json_t *state, struct marks *marks);

/* What a table is called in a state. */
const char *state_table_key(enum table_id table);

/* Whether it has the form of a state, and is of a version that this program knows. */
bool state_is_one(const json_t *state);
bool state_is_known(const json_t *state);

/* What is to be kept when several programs keep states of one briefing: `ours`, and of the marks,
 * searches and commands in `theirs` (NULL for none) all that ours has not changed since it was `base`. A
 * new one; NULL when memory is out. */
json_t *state_merge(const json_t *base, const json_t *ours, const json_t *theirs);

#endif
