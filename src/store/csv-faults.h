/* csv-faults.h: what is wrong with a CSV file, told with its place.
 *
 * Stray quotation marks are held back until their row has ended: a row that turns out to be torn is
 * read again, and its marks then mean something else. */
#ifndef STORE_CSV_FAULTS_H
#define STORE_CSV_FAULTS_H

#include "briefbook/diag.h"
#include "store/csv-scan.h"
#include "store/table-build.h"

struct csv_faults {
    const struct table *table;
    struct diag_list *diags;
    struct csv_scan_place *strays; /* in the open row */
    size_t stray_count;
    size_t stray_capacity;
    struct csv_scan_counted counted; /* where the last place was looked for */
};

/* Where a row starts. */
struct csv_row_start {
    uint64_t offset;
    size_t line;
};

void csv_faults_stray_mark(struct csv_faults *faults, struct csv_scan_place place);

/* The open row has ended as it was scanned, or is given up. */
void csv_faults_row_ended(struct csv_faults *faults);
void csv_faults_row_dropped(struct csv_faults *faults);

void csv_faults_unterminated(struct csv_faults *faults, const struct csv_scan_place *mark);
void csv_faults_too_long(struct csv_faults *faults, const struct csv_scan_place *place);
void csv_faults_row_length(struct csv_faults *faults, struct csv_row_start row, size_t cells);

/* A cell of the row holds a NUL, or bytes that are not UTF-8. */
void csv_faults_bytes(struct csv_faults *faults, enum diag_code code, struct csv_row_start row,
                      size_t cell);

void csv_faults_header(struct csv_faults *faults, struct csv_row_start row,
                       const struct slice *names, size_t count);

void csv_faults_free(struct csv_faults *faults);

#endif
