/* changes.h: what is new, gone and altered in a briefing since the one that it supersedes.
 *
 * A record is the same when it has the same id. Rows without an id, with one that a row before them
 * has, and those of a plain table are the same when all their cells are; else one is gone and the
 * other is new. The one row of briefing.csv is always the same record. Columns are the same when
 * their names are. Blanks around a cell make no difference.
 *
 *     struct changes changes = {0};
 *     if (changes_find(&changes, older, newer, NULL))
 *         for (size_t i = 0; i < changes.count; i++) …
 *     changes_free(&changes);
 */
#ifndef BRIEFBOOK_CHANGES_H
#define BRIEFBOOK_CHANGES_H

#include <stdatomic.h>

#include "briefbook/store.h"

enum change_kind { CHANGE_NEW, CHANGE_ALTERED, CHANGE_GONE, CHANGE_KINDS };

struct change {
    enum change_kind kind;
    enum table_id table;
    uint32_t older_row; /* unless it is new */
    uint32_t newer_row; /* unless it is gone */
};

/* A column of both briefings, or of one; SIZE_MAX where it is missing. */
struct column_pair {
    size_t older;
    size_t newer;
};

struct table_changes {
    size_t first; /* of `items`: those of the table stand together, */
    size_t count; /* the new ones first, then the altered, then what is gone */
    size_t counts[CHANGE_KINDS];
    struct column_pair *columns; /* those of the schema by their number, then the others */
    size_t column_count;
};

/* Zero-initialise. Both stores must live as long. */
struct changes {
    const struct store *older;
    const struct store *newer;
    struct change *items; /* table by table, rows in their order */
    size_t count;
    size_t capacity;
    struct table_changes tables[TABLE_COUNT];
};

/* Compares two stores that are loaded. Ends early, with less than there is, once `cancelled` is set;
 * it may be NULL. False when memory is out. */
bool changes_find(struct changes *changes, const struct store *older, const struct store *newer,
                  const atomic_bool *cancelled);

/* "new", "altered" or "gone". */
const char *change_kind_name(enum change_kind kind);

/* The record a change is about, and the store that has it: the newer one unless it is gone. */
struct record change_record(const struct change *change);
const struct store *changes_store(const struct changes *changes, const struct change *change);

/* A cell that is not as it was, without blanks around it. */
struct changed_cell {
    struct slice name;                  /* of the column */
    size_t column;                      /* of the schema, or beyond it */
    const struct column_schema *schema; /* NULL for a column that no schema names */
    struct slice older;                 /* blank where the record or the column is new */
    struct slice newer;                 /* blank where it is gone */
};

/* What its column is called on screen and paper. */
struct slice changed_cell_title(const struct changed_cell *cell);

/* Finds the next cell of a record that changed, from 0 for `*at` on: of one that is new or gone those
 * that are not blank. False when there is none. */
bool changes_next_cell(const struct changes *changes, const struct change *change, size_t *at,
                       struct changed_cell *cell);

/* Adds the records of the newer store that are new or altered to TABLE_COUNT sets: what `is:changed`
 * finds. False when memory is out. */
bool changes_add_sets(const struct changes *changes, struct record_set *sets);

void changes_free(struct changes *changes);

#endif
