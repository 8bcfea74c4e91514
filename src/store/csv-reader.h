/* csv-reader.h: takes a CSV file apart and fills a table with it.
 *
 * The one file behind it, csv-reader.c, knows libcsv. A reader starts at the beginning of the file or
 * of a row, and reads on as far as it is told. */
#ifndef STORE_CSV_READER_H
#define STORE_CSV_READER_H

#include "store/csv-faults.h"
#include "store/csv-read.h"

struct csv_reader;

/* Told after each piece of the file; stops reading by returning false. */
typedef bool csv_progress(void *context);

/* A reader of the table's file (table->fd); what is wrong goes to `diags`. NULL when memory is out. */
struct csv_reader *csv_reader_new(struct table *table, struct diag_list *diags);

/* Steps over the byte-order mark of UTF-8. False with a diagnostic when the file has that of another
 * encoding, or cannot be read. */
bool csv_reader_check_encoding(struct csv_reader *reader);

/* The rows are not wanted. */
void csv_reader_set_header_only(struct csv_reader *reader);

/* Begins at a row behind the header instead, which the table knows already. */
void csv_reader_set_start(struct csv_reader *reader, struct csv_row_start row);

/* Reads up to that byte of the file, or to its end: what comes before `end` only; a row that is open
 * there is gone on with by the next call. Goes on as long as there is something to read. False when
 * memory is out, the file cannot be read (a diagnostic says so), or `progress` stopped it. */
bool csv_reader_read(struct csv_reader *reader, uint64_t end, csv_progress *progress,
                     void *context);

/* Where the reader is: a row beyond the limits may have taken it further than it was told. */
const struct csv_scan *csv_reader_scan(const struct csv_reader *reader);

bool csv_reader_has_header(const struct csv_reader *reader);

/* The cells of the header row, for the caller to free; what they hold is the reader's. NULL when
 * memory is out. */
struct slice *csv_reader_header(const struct csv_reader *reader, size_t *count);

bool csv_reader_is_out_of_memory(const struct csv_reader *reader);

void csv_reader_free(struct csv_reader *reader);

#endif
