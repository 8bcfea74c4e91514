/* csv-track.h: the open row and cell of a CSV file while it is scanned, and the limits they have. */
#ifndef STORE_CSV_TRACK_H
#define STORE_CSV_TRACK_H

#include "store/csv-faults.h"
#include "store/csv-scan.h"

struct csv_track {
    struct csv_scan scan;
    struct csv_faults *faults;
    struct csv_scan_place row;  /* where the open row starts */
    struct csv_scan_place cell; /* where the open cell starts */
    struct csv_scan_place mark; /* the last opening quotation mark */
    size_t cells;               /* of the open row, so far */

    /* Rows that have begun and that libcsv has not delivered yet. */
    struct csv_row_start *rows;
    size_t first;
    size_t count;
    size_t capacity;
    bool out_of_memory;
};

/* Scans a piece; false as soon as the open cell or row is beyond the limits: what comes after is
 * then not scanned. */
bool csv_track_scan(struct csv_track *track, const char *bytes, size_t length);

/* Scans on in a row that is beyond the limits: to its end, the end of the piece, or where
 * csv_track_is_torn() says so. */
void csv_track_skip(struct csv_track *track, const char *bytes, size_t length);

/* Whether the open cell is beyond its limit inside quotation marks, which then are taken for ones
 * that are never closed. */
bool csv_track_is_torn(const struct csv_track *track);

/* Takes the first row that was not delivered yet. */
struct csv_row_start csv_track_take_row(struct csv_track *track);

/* Closes the open row wherever the scanner is in it; forgets it, and that it began. */
void csv_track_end_row(struct csv_track *track);
void csv_track_drop_row(struct csv_track *track);

#endif
