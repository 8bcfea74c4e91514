/* cell-position.h: where a cell of a row starts in its file. */
#ifndef STORE_CELL_POSITION_H
#define STORE_CELL_POSITION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct cell_position {
    uint64_t offset;  /* of the row, then of the cell, in bytes */
    size_t line;      /* likewise, from 1 */
    size_t character; /* column of the cell, in characters from 1 */
};

/* Goes from the start of a row, which `position` holds, to its cell number `cell` (from 0). From
 * byte `line_mode_offset` of the file on the row ends with its line, whatever quotation marks say.
 * False when the row has no such cell or the file cannot be read; `position` is then as it was. */
bool cell_position_find(int fd, size_t cell, uint64_t line_mode_offset,
                        struct cell_position *position);

#endif
