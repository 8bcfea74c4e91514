/* fold-cells.h: the folded copies that a search needs beside the cells of a segment. */
#ifndef STORE_FOLD_CELLS_H
#define STORE_FOLD_CELLS_H

#include "briefbook/buffer.h"
#include "briefbook/table.h"
#include "store/segment-memory.h"

/* Copies in the making; its memory serves one column after the other. Zero-initialise. */
struct folding {
    struct buffer bytes;
    uint32_t *rows;
    uint32_t *offsets;
    size_t count;
    size_t capacity;
};

/* Makes the folded copies of a column's cells, see table.h, in `memory`; NULL in `*folded` when none
 * needs one. False when memory is out. */
bool fold_cells(const struct segment_column *cells, size_t rows, struct folding *folding,
                struct segment_memory *memory, const struct folded_cells **folded);

void folding_free(struct folding *folding);

#endif
