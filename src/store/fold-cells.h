/* fold-cells.h: the folded copies that a search needs beside the cells of a segment. */
#ifndef STORE_FOLD_CELLS_H
#define STORE_FOLD_CELLS_H

#include <stddef.h>

#include "briefbook/table.h"

/* Makes the folded copies of a column's cells, see table.h; NULL in `*folded` when none needs one.
 * The caller frees them. False when memory is out. */
bool fold_cells(const struct segment_column *cells, size_t rows, struct folded_cells **folded);

/* Takes NULL. */
void folded_cells_free(struct folded_cells *folded);

#endif
