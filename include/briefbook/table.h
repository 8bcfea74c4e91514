/* table.h: one table of a store, filled by a loader and read by everybody.
 *
 * A table is a list of segments. In a segment each column is one run of bytes with an array of
 * offsets, so that a search walks memory in order. The loader publishes a segment when it is full
 * (or small, at the start, so that first rows show at once); a published segment never moves or
 * changes, and stays until the store is freed. Every function here may be called from any thread
 * while the table is being loaded.
 *
 * The first columns are those of the schema, in its order, whether the file has them or not: so
 * QUOTES_TEXT is a column number. Then come the columns that no schema names, in file order, and
 * last, where rows were longer than the header, the cells beyond it. A plain table has only the
 * latter two kinds. */
#ifndef BRIEFBOOK_TABLE_H
#define BRIEFBOOK_TABLE_H

#include <stdint.h>

#include "briefbook/schema.h"

struct table;

enum table_stage {
    TABLE_ABSENT,  /* the briefing has no such table (people may still be implied) */
    TABLE_WAITING, /* not begun: columns are not known yet, there are no rows */
    TABLE_READING, /* columns are known, rows are coming in */
    TABLE_READ     /* all rows are in, table_find() answers */
};

struct column {
    struct slice name;                  /* as in the file, or in the schema */
    const struct column_schema *schema; /* NULL for a column that no schema names */
    bool present;                       /* the file has it */
};

/* Cells as text_fold() has them, one behind the other: cell i, that of row rows[i] of the segment,
 * goes from offsets[i] to offsets[i + 1]. */
struct folded_cells {
    size_t count;
    const uint32_t *rows; /* rising */
    const uint32_t *offsets;
    const char *bytes;
};

/* One column of a segment. `offsets` has rows + 1 members; it is NULL when all cells are blank.
 *
 * Plain cells (ASCII, no blanks but single spaces) are compared where they stand: folding would only
 * make their letters small. All others have a folded copy; `folded` is NULL when all are plain. */
struct segment_column {
    const char *bytes;
    const uint32_t *offsets;
    const struct folded_cells *folded;
};

struct segment {
    size_t first_row;
    size_t rows;
    const struct segment_column *columns; /* table_column_count() of them */
};

/* The cell of a row of the segment. */
static inline struct slice segment_cell(const struct segment_column *cells, size_t row)
{
    if (!cells->offsets)
        return (struct slice){NULL, 0};
    uint32_t start = cells->offsets[row];
    return (struct slice){cells->bytes + start, cells->offsets[row + 1] - start};
}

enum table_id table_kind(const struct table *table);
enum table_stage table_stage(const struct table *table);

/* The file as messages name it; "" when there is none. */
const char *table_file(const struct table *table);

/* Rows published so far, implied people included; they never become fewer. */
size_t table_rows(const struct table *table);

/* How many rows at the end stand for people who are named but have no record. */
size_t table_implied(const struct table *table);

/* Columns, from TABLE_READING on (0 before). */
size_t table_column_count(const struct table *table);
const struct column *table_column(const struct table *table, size_t column);

/* The number of the column of that name, read as schema_find_column() reads it; or
 * table_column_count(). */
size_t table_find_column(const struct table *table, struct slice name);

/* The bytes of a cell as they stand in the file, unquoted; blank for a column the table lacks. */
struct slice table_cell(const struct table *table, size_t row, size_t column);

/* A row at hand, for those who read many of its cells. */
struct table_row {
    const struct segment_column *columns; /* NULL, with no columns, for a row the table lacks */
    size_t column_count;
    size_t place; /* in its segment */
};

struct table_row table_row(const struct table *table, size_t row);

/* The same as table_cell(). */
static inline struct slice table_row_cell(const struct table_row *row, size_t column)
{
    if (column >= row->column_count)
        return (struct slice){NULL, 0};
    return segment_cell(&row->columns[column], row->place);
}

/* For those who read rows in another order than they stand in, and would wait for memory at each cell:
 * fetch what will be read soon of these columns. First where the cells of a row are, and when that had
 * time to come, the start of each cell. Nothing depends on it. */
void table_fetch_places(const struct table *table, size_t row, const size_t *columns, size_t count);
void table_fetch_cells(const struct table *table, size_t row, const size_t *columns, size_t count);

/* Whether a cell of the column holds something, as far as rows have come in. */
bool table_holds(const struct table *table, size_t column);

/* Line on which the record starts; 0 for implied people. */
size_t table_line(const struct table *table, size_t row);

/* Whether the file gives a record no id, so that it is called "row-N" by its line. */
bool table_id_is_made(const struct table *table, size_t row);

/* Where a cell starts in the file: line and column (in characters), from 1. Reads the file again,
 * so it is for messages and editors; what can't be found out is 0. */
void table_locate(const struct table *table, size_t row, size_t column, size_t *line,
                  size_t *character);

/* Finds the record of that id; false when there is none, or not yet. */
bool table_find(const struct table *table, struct slice id, size_t *row);

/* Published segments, for those who walk all cells of a column. */
size_t table_segment_count(const struct table *table);
const struct segment *table_segment(const struct table *table, size_t segment);

/* The one that holds a row; NULL for a row the table lacks. */
const struct segment *table_segment_of(const struct table *table, size_t row);

#endif
