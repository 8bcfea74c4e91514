/* store.h: a briefing in memory.
 *
 * store_open() looks at what is there (a folder of tables, or one CSV file) and opens the files;
 * store_start() reads them on a thread of its own, small tables first, and store_wait() waits for
 * the end. Meanwhile every other function may be called: tables show the rows that have come in,
 * links answer once store_state() says STORE_LOADED. A store never changes after that: a reload
 * makes a new one.
 *
 *     struct diag_list diags = {0};
 *     struct store *store = store_open("briefings/rok-nato-2023", &diags);
 *     if (store && store_start(store, NULL, NULL) && store_wait(store)) …
 *     store_free(store);
 */
#ifndef BRIEFBOOK_STORE_H
#define BRIEFBOOK_STORE_H

#include <stdatomic.h>

#include "briefbook/diag.h"
#include "briefbook/record-set.h"
#include "briefbook/table.h"

struct store;

/* A row of a table of a store. */
struct record {
    enum table_id table;
    uint32_t row;
};

/* A growing list of records. Zero-initialise. */
struct record_list {
    struct record *items;
    size_t count;
    size_t capacity;
    bool failed; /* memory ran out: the list lacks members */
};

bool record_list_add(struct record_list *list, struct record record);
void record_list_free(struct record_list *list);

/* Opens a folder or a file (packed.h tells of JSON); "-" is standard input (one table). Returns NULL with a diagnostic when
 * there is nothing to show: nothing there, not readable, no table at all. What is wrong with single
 * tables is a diagnostic too, but the others open. The caller frees the store. */
struct store *store_open(const char *path, struct diag_list *diags);

enum store_state { STORE_OPENED, STORE_LOADING, STORE_LOADED, STORE_FAILED };

/* Called on the loader's thread when there is something new to see. It must be quick. */
typedef void store_changed(void *context);

/* Begins to load on another thread. `changed` may be NULL. False when no thread can be had. */
bool store_start(struct store *store, store_changed *changed, void *context);

/* Waits for the end of loading; false when memory ran out: store_diags() says so. */
bool store_wait(struct store *store);

enum store_state store_state(const struct store *store);

/* The path as it was given, and the last part of it, or what a book in a JSON file was called. */
const char *store_path(const struct store *store);
struct slice store_folder_name(const struct store *store);

/* Appends the folder that the names of files in a briefing are relative to: of one that is a single
 * file, that in which it lies. False when memory is out. */
bool store_append_folder(const struct store *store, struct buffer *folder);

/* Whether it is one file that opened, and as which table; TABLE_NONE for a folder. */
enum table_id store_single_table(const struct store *store);

/* Every table_id below TABLE_COUNT has a table, if only an absent one. */
const struct table *store_table(const struct store *store, enum table_id table);

/* Records of a table: its rows without implied people. */
size_t store_record_count(const struct store *store, enum table_id table);

/* What reading found wrong; once store_state() is STORE_LOADED or STORE_FAILED, NULL before. */
const struct diag_list *store_diags(const struct store *store);

/* Adds all that is wrong with a loaded book to `diags`: what reading found, then ids, values,
 * dates, links, markings and gaps, sorted. False when memory ran out. */
bool store_check(const struct store *store, struct diag_list *diags);

/* The same, given up soon after `cancelled` is set: what was added is then only part of it. */
bool store_check_until(const struct store *store, const atomic_bool *cancelled,
                       struct diag_list *diags);

/* ---- Links ------------------------------------------------------------------------------- */

/* Takes the next id off what is left of a link cell (its whole value where a column holds one),
 * trimmed; false at the end. */
bool link_next(const struct column_schema *column, struct slice *rest, struct slice *id);

/* The records that the ids in a link cell name, in their order, those that name none left out. */
bool store_links(const struct store *store, struct record record, size_t column,
                 struct record_list *found);

/* Adds the sources that a record names, column by column. False when memory is out. */
bool store_sources(const struct store *store, struct record record, struct record_list *found);

/* The table a link cell leads to: the column's target, or what conflicts.table says. */
enum table_id store_link_target(const struct store *store, struct record record, size_t column);

/* Rows of table `from` whose column `column` links to the record, in row order. The array belongs
 * to the store. Needs STORE_LOADED; before, there are none. */
const uint32_t *store_back_links(const struct store *store, struct record record,
                                 enum table_id from, size_t column, size_t *count);

/* Whether a cell of a link column may hold a value that names no record. */
bool store_may_dangle(const struct store *store, enum table_id from, size_t column);

/* Adds to `sets` (TABLE_COUNT of them) all records linked to this one, in either direction; people
 * and events are also linked through a quote, and so are people and fields, and events and fields.
 * The record itself is no member. False when memory ran out. */
bool store_linked(const struct store *store, struct record record, struct record_set *sets);

/* ---- Records ------------------------------------------------------------------------------ */

/* A cell of a record, by column number. */
struct slice record_cell(const struct store *store, struct record record, size_t column);

/* The id, or "row-N" (N its line) for a record without one. Appends; false when memory is out. */
bool record_append_id(const struct store *store, struct record record, struct buffer *buffer);

/* What a record is called: the first column marked COLUMN_IS_NAME (in a plain table: the first
 * column) that is not blank, else the id cell. */
struct slice record_name(const struct store *store, struct record record);

/* The name as lists sort it and show it: people by sort_name, else as record_name(). */
struct slice record_list_name(const struct store *store, struct record record);

/* The span of days of a record: events from start to end, quotes their date or else that of their
 * first dated source, sources the day they were issued. False when it has none. */
struct date;
bool record_date(const struct store *store, struct record record, struct date *date);

/* The column that alone gives record_date() of a table; SIZE_MAX when there is none. */
size_t record_date_column(enum table_id table);

/* Finds a record by its table and what record_append_id() calls it. */
bool store_find(const struct store *store, enum table_id table, struct slice id,
                struct record *record);

/* Finds the record that a diagnostic's place is in; false when it names no line of a record. */
bool store_record_at(const struct store *store, struct place place, struct record *record);

/* Stops loading if it still runs, and frees all; takes NULL. */
void store_free(struct store *store);

#endif
