/* table-build.h: how a table is filled. For the loader only; readers use table.h.
 *
 * One thread fills a table: it names the columns, then adds cells and ends rows. Rows collect in an
 * open segment, which is published as a whole. */
#ifndef STORE_TABLE_BUILD_H
#define STORE_TABLE_BUILD_H

#include <stdatomic.h>

#include "briefbook/arena.h"
#include "briefbook/buffer.h"
#include "briefbook/diag.h"
#include "briefbook/table.h"
#include "store/fold-cells.h"
#include "store/segment-memory.h"

struct id_index;

enum { SEGMENT_ROWS = 4096 }; /* of a segment, at most */

/* A column of the open segment. Offsets are written only as far as cells have come, so that a
 * column without cells costs nothing. Its memory serves one segment after the other. */
struct open_column {
    struct buffer bytes;
    uint32_t *offsets;
    size_t offset_count;
    size_t offset_capacity;
};

/* A published segment, with what only the table itself needs to know. */
struct stored_segment {
    struct segment public;
    struct segment_column *columns;
    uint32_t *lines;        /* of each row in the file */
    uint64_t *file_offsets; /* of each row in the file, in bytes */
};

struct table {
    enum table_id kind;
    const struct table_schema *schema; /* NULL for a plain table */
    char *file;                        /* as messages name it; NULL when there is none */
    int fd;                            /* of the file, kept open to locate cells; -1 when none */
    uint64_t header_offset;            /* where the header row starts, in bytes */
    size_t header_line;

    struct column *columns;
    size_t *header_columns; /* for each cell of the header, the number of its column */
    size_t header_count;
    struct arena arena; /* names of columns */

    struct stored_segment **segments; /* a fixed directory: published members never move */
    uint32_t *segments_at;            /* which one holds each SEGMENT_ROWS-th row */
    struct segment_memory memory;     /* of segments and indexes */
    struct open_column *open_columns;
    struct folding folding;
    uint32_t *open_lines;
    uint64_t *open_file_offsets;
    size_t open_rows;
    size_t open_used;    /* columns that have a cell in the open segment */
    size_t open_longest; /* bytes of the longest of them */
    bool out_of_memory;

    _Atomic uint64_t line_mode_offset; /* from here on no quotation mark spans lines */
    _Atomic size_t column_count;
    _Atomic size_t segment_count;
    _Atomic size_t rows;
    _Atomic size_t first_implied; /* SIZE_MAX while nobody is implied */
    _Atomic int stage;
    _Atomic(struct id_index *) index;
};

/* Frees the memory of the open segment, or all that table_begin() makes. */
void table_release_open(struct table *table);
void table_release_columns(struct table *table);

/* Makes a table that is absent and empty. */
void table_init(struct table *table, enum table_id kind);
void table_release(struct table *table);

/* Names the columns from a header row, in file order, and begins to take rows. Columns named twice
 * or unknown to the schema become columns of their own. NULL for `header` gives the schema's columns
 * alone. */
bool table_begin(struct table *table, const struct slice *header, size_t count);

/* Adds a cell to the open row; `header_column` counts the cells of the row, those beyond the header
 * go to the last column together. */
void table_add_cell(struct table *table, size_t header_column, struct slice bytes);

/* Ends the open row, which started at `line` and byte `file_offset`, or drops what it has. */
void table_end_row(struct table *table, size_t line, uint64_t file_offset);
void table_drop_row(struct table *table);

/* Adds a record that stands in no file: an implied person, called by the value that named it. */
void table_add_implied(struct table *table, struct slice name);

/* Where the cell of the header stands that names a column the file has. */
void table_locate_header(const struct table *table, size_t column, size_t *line, size_t *character);

/* From which byte of the file on a quotation mark closes at the end of its line; UINT64_MAX while
 * none does. */
uint64_t table_line_mode_offset(const struct table *table);
void table_set_line_mode_offset(struct table *table, uint64_t offset);

/* Makes all that has a size once the columns are known. False when memory is out. */
bool table_allocate(struct table *table, size_t columns, size_t header_count);

/* Makes an empty table of the same file and columns, filled like any other while `whole` goes on. It
 * borrows from `whole`, and is released by table_release_part(). False when memory is out. */
bool table_begin_part(struct table *part, const struct table *whole);

/* Publishes the open segment of `whole`, and behind it all that the part has published; false, with
 * no more than that done, when there is no room for it. */
bool table_take_part(struct table *whole, struct table *part);
void table_release_part(struct table *part);

/* Whether so many segments more can be published. */
bool table_has_room(const struct table *table, size_t segments);

/* Publishes a segment, which then begins with the next row. */
void table_publish_segment(struct table *table, struct stored_segment *segment);

/* Publishes the open segment, if it has rows. */
void table_publish(struct table *table);

/* The same after the last row; gives back the memory of the open segment. */
void table_finish(struct table *table);

/* Builds the index that table_find() asks, over all published rows; again when there are more:
 * readers may still use the one before. */
bool table_index(struct table *table);

/* The first record that begins on a line or behind it; how many there are when none does. */
size_t table_row_from(const struct table *table, size_t line);

/* Finds a record of a plain table by the name "row-N" that it has by its line. */
bool table_find_line(const struct table *table, struct slice name, size_t *row);

void table_set_stage(struct table *table, enum table_stage stage);

#endif
