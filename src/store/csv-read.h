/* csv-read.h: reads a CSV file into a table. The only file behind it, csv-read.c, knows libcsv. */
#ifndef STORE_CSV_READ_H
#define STORE_CSV_READ_H

#include "briefbook/store.h"
#include "store/table-build.h"

enum { CSV_CELL_LIMIT = 64 * 1024 * 1024, CSV_ROW_LIMIT = 65536 };

/* Told after each piece of the file; stops reading by returning false. */
typedef bool csv_progress(void *context);

/* Reads the table's file (table->fd) from its start: begins the table with the header, adds all
 * rows, publishes them. What is wrong goes to `diags`; reading goes on as long as there is something
 * to read. False when memory is out, the file cannot be read, or `progress` stopped it. */
bool csv_read_table(struct table *table, csv_progress *progress, void *context,
                    struct diag_list *diags);

/* Reads only the header row of an open file, into `names` (slices of the arena). False when memory
 * is out. A file without a header gives none. */
bool csv_read_header(int fd, struct arena *arena, struct slice **names, size_t *count);

#endif
