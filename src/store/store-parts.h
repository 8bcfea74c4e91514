/* store-parts.h: what a store is made of, for the files of this floor.
 *
 *     open.c     which tables a path holds, and their files
 *     open-json.c  the same of a whole book in one JSON file
 *     archives.c the archived texts of sources
 *     store.c    the loader thread and its states
 *     links.c    back links, built once all rows are in
 *     implied-people.c  people who are named in links and have no record
 *     records.c  what a record is called, its date, its links
 *     linked.c   everything linked to a record
 *     check*.c   what is wrong with a loaded book */
#ifndef STORE_STORE_PARTS_H
#define STORE_STORE_PARTS_H

#include <pthread.h>

#include "briefbook/store.h"
#include "store/table-build.h"

/* Who links to the records of `target` through one column: the rows that link to record r are
 * rows[starts[r]] … rows[starts[r + 1] - 1], in order. */
struct back_links {
    enum table_id from;
    size_t column;
    enum table_id target;
    size_t targets;
    uint32_t *starts;
    uint32_t *rows;
    bool has_dangling; /* some value names no record */
};

struct store {
    char *path;
    char *name;           /* of the folder or file that a book in a JSON file was, else NULL */
    enum table_id single; /* of a file that was opened alone, else TABLE_NONE */
    struct table tables[TABLE_COUNT];
    struct back_links *back_links;
    size_t back_link_count;
    struct segment_memory link_memory; /* of what they point to */
    struct json_t *archives;           /* texts that a JSON file holds, by file name; else NULL */

    struct diag_list diags; /* the loader's until it is done */
    store_changed *changed;
    void *changed_context;
    pthread_t loader;
    bool started;
    bool joined;
    atomic_bool cancelled;
    _Atomic int state;
};

/* Finds and opens the table files at store->path. False with a diagnostic when there is nothing to
 * show. */
bool store_find_tables(struct store *store, struct diag_list *diags);

/* The last part of the path, whatever the book calls itself. */
struct slice store_path_name(const struct store *store);

/* Gives a table its file, which the store then closes, and its name for messages; without memory the
 * table stays absent. */
bool store_attach(struct table *table, int fd, const char *file, struct diag_list *diags);

/* Gives each table that a book in a JSON file holds a nameless CSV file: what is wrong in a cell is
 * then told as of any book, at "PATH/TABLE.csv". Takes `fd`, and closes it. False with a diagnostic. */
bool store_open_json(struct store *store, int fd, struct diag_list *diags);

/* Whether there is any table to read. */
bool store_has_tables(const struct store *store);

/* The part of a file's name before ".csv"; blank when it does not end so. */
struct slice store_table_name(const char *file);

/* Builds back links over all tables, and adds people who are named in links but have no record.
 * False when memory is out. */
bool store_link(struct store *store);
void store_free_back_links(struct store *store);

void store_free_archives(struct store *store);

/* Stops loading, where it goes on, and waits for that; what has not come is then missing. */
void store_stop(struct store *store);

#endif
