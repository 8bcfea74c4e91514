/* csv-second.h: the second half of a large CSV file, read on a thread of its own.
 *
 * It is a bet: where it starts is found without a parser. What it has read becomes part of the table
 * when the first half is found to end there, else it is thrown away.
 *
 *     csv_second_start()       another thread looks for the start and reads on from there
 *     csv_second_find_start()  waits until it has the start
 *     csv_second_take()        the first half has come to it: waits, and moves the rows
 *     csv_second_stop()        in any case */
#ifndef STORE_CSV_SECOND_H
#define STORE_CSV_SECOND_H

#include "store/csv-faults.h"
#include "store/csv-read.h"

struct csv_second;

/* Begins behind byte `middle` of the file of `table`, which has its columns; `from` is where the
 * reader of the first half stands. NULL when no memory or thread can be had. */
struct csv_second *csv_second_start(struct table *table, const struct csv_scan *from,
                                    uint64_t middle, const struct csv_watcher *watcher);

/* Waits for where the second half starts; false when it has none. */
bool csv_second_find_start(struct csv_second *second, struct csv_row_start *start);

/* Waits for the rest, publishes the open segment of the table and all rows of the second half, and
 * adds its diagnostics. False, with nothing done, when it could not be read to its end. */
bool csv_second_take(struct csv_second *second, struct diag_list *diags);

/* Stops reading if it still goes on, and frees all; takes NULL. */
void csv_second_stop(struct csv_second *second);

#endif
