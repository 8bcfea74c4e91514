/* csv-split.h: where a CSV file can be divided between two readers. */
#ifndef STORE_CSV_SPLIT_H
#define STORE_CSV_SPLIT_H

#include "store/csv-faults.h"

/* Finds the first row that starts behind byte `middle`, going by quotation marks alone: those before
 * it are in pairs. `from` is where a reader stands. False when there is no such row, the file cannot
 * be read, or `is_over` says so. In a file with faults the row may be none; a reader tells. */
bool csv_split_find(int fd, const struct csv_scan *from, uint64_t middle,
                    bool (*is_over)(void *context), void *context, struct csv_row_start *row);

#endif
