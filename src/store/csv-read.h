/* csv-read.h: reads a CSV file into a table. */
#ifndef STORE_CSV_READ_H
#define STORE_CSV_READ_H

#include "briefbook/store.h"
#include "store/table-build.h"

enum { CSV_CELL_LIMIT = 64 * 1024 * 1024, CSV_ROW_LIMIT = 65536 };

/* Files of that size are read by two threads. */
enum { CSV_LARGE_FILE = 4 * 1024 * 1024 };

/* Who waits for a table. */
struct csv_watcher {
    void (*tell)(void *context);    /* there may be more rows; on the thread that reads the table */
    bool (*is_over)(void *context); /* whether to stop; on any thread */
    void *context;
};

/* Reads the table's file (table->fd) from its start: begins the table with the header, adds all
 * rows, publishes them. What is wrong goes to `diags`; reading goes on as long as there is something
 * to read. Files of `large` bytes and more are read by two threads; what comes of it is the same.
 * False when memory is out, the file cannot be read, or the watcher stopped it. */
bool csv_read_table(struct table *table, uint64_t large, const struct csv_watcher *watcher,
                    struct diag_list *diags);

/* Reads only the header row of an open file, into `names` (slices of the arena). False when memory
 * is out. A file without a header gives none. */
bool csv_read_header(int fd, struct arena *arena, struct slice **names, size_t *count);

#endif
