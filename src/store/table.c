#include "briefbook/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/cell-position.h"
#include "store/table-build.h"

enum table_id table_kind(const struct table *table)
{
    return table->kind;
}

enum table_stage table_stage(const struct table *table)
{
    return (enum table_stage)atomic_load_explicit(&table->stage, memory_order_acquire);
}

const char *table_file(const struct table *table)
{
    return table->file ? table->file : "";
}

size_t table_rows(const struct table *table)
{
    return atomic_load_explicit(&table->rows, memory_order_acquire);
}

size_t table_implied(const struct table *table)
{
    size_t rows = table_rows(table);
    size_t first = atomic_load_explicit(&table->first_implied, memory_order_acquire);
    return rows > first ? rows - first : 0;
}

size_t table_column_count(const struct table *table)
{
    return atomic_load_explicit(&table->column_count, memory_order_acquire);
}

const struct column *table_column(const struct table *table, size_t column)
{
    return &table->columns[column];
}

size_t table_find_column(const struct table *table, struct slice name)
{
    size_t count = table_column_count(table);
    size_t column = table->schema ? schema_find_column(table->schema, name) : 0;
    if (table->schema && column < table->schema->column_count)
        return column < count ? column : count;
    for (; column < count; column++) {
        if (schema_same_name(table->columns[column].name, name))
            return column;
    }
    return count;
}

size_t table_segment_count(const struct table *table)
{
    return atomic_load_explicit(&table->segment_count, memory_order_acquire);
}

const struct segment *table_segment(const struct table *table, size_t segment)
{
    return &table->segments[segment]->public;
}

static size_t end_of(const struct stored_segment *segment)
{
    return segment->public.first_row + segment->public.rows;
}

/* The published segment that holds a row, or NULL. Cells by the million are asked for: it is looked
 * for from the one that is known to hold a row close before. */
static const struct stored_segment *segment_of(const struct table *table, size_t row)
{
    if (row >= table_rows(table))
        return NULL;
    size_t segment = table->segments_at[row / SEGMENT_ROWS];
    while (row >= end_of(table->segments[segment]))
        segment++;
    return table->segments[segment];
}

const struct segment *table_segment_of(const struct table *table, size_t row)
{
    const struct stored_segment *segment = segment_of(table, row);
    return segment ? &segment->public : NULL;
}

struct table_row table_row(const struct table *table, size_t row)
{
    const struct stored_segment *segment = segment_of(table, row);
    if (!segment)
        return (struct table_row){0};
    return (struct table_row){segment->columns, table_column_count(table),
                              row - segment->public.first_row};
}

struct slice table_cell(const struct table *table, size_t row, size_t column)
{
    struct table_row cells = table_row(table, row);
    return table_row_cell(&cells, column);
}

void table_fetch_places(const struct table *table, size_t row, const size_t *columns, size_t count)
{
    struct table_row cells = table_row(table, row);
    for (size_t i = 0; i < count; i++) {
        if (columns[i] < cells.column_count && cells.columns[columns[i]].offsets)
            __builtin_prefetch(&cells.columns[columns[i]].offsets[cells.place]);
    }
}

void table_fetch_cells(const struct table *table, size_t row, const size_t *columns, size_t count)
{
    enum { LINE = 64, MOST = 8 * LINE };
    struct table_row cells = table_row(table, row);
    for (size_t i = 0; i < count; i++) {
        struct slice cell = table_row_cell(&cells, columns[i]);
        for (size_t at = 0; at < cell.length && at < MOST; at += LINE)
            __builtin_prefetch(cell.data + at);
    }
}

bool table_holds(const struct table *table, size_t column)
{
    for (size_t i = 0; column < table_column_count(table) && i < table_segment_count(table); i++) {
        if (table_segment(table, i)->columns[column].offsets)
            return true;
    }
    return false;
}

size_t table_line(const struct table *table, size_t row)
{
    const struct stored_segment *segment = segment_of(table, row);
    return segment ? segment->lines[row - segment->public.first_row] : 0;
}

/* The line in "row-N"; 0 for another name. */
static size_t line_in(struct slice name)
{
    struct slice before = SLICE("row-");
    size_t line = 0;
    if (!slice_equal(slice_part(name, 0, before.length), before))
        return 0;
    for (size_t i = before.length; i < name.length; i++) {
        if (name.data[i] < '0' || name.data[i] > '9' || line > UINT32_MAX)
            return 0;
        line = line * 10 + (size_t)(name.data[i] - '0');
    }
    return line;
}

size_t table_row_from(const struct table *table, size_t line)
{
    size_t low = 0;
    size_t high = table_rows(table) - table_implied(table);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (table_line(table, middle) < line)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool table_find_line(const struct table *table, struct slice name, size_t *row)
{
    size_t line = line_in(name);
    *row = table_row_from(table, line);
    return line && table_line(table, *row) == line;
}

bool table_id_is_made(const struct table *table, size_t row)
{
    char made[32];
    snprintf(made, sizeof made, "row-%zu", table_line(table, row));
    return table->schema && slice_is(table_cell(table, row, 0), made);
}

/* The place in the header of a column of the table; header_count for one it does not have. */
static size_t header_place(const struct table *table, size_t column)
{
    size_t place = 0;
    while (place < table->header_count && table->header_columns[place] != column)
        place++;
    return place;
}

void table_locate(const struct table *table, size_t row, size_t column, size_t *line,
                  size_t *character)
{
    *line = table_line(table, row);
    *character = 0;
    const struct stored_segment *segment = segment_of(table, row);
    if (!segment || *line == 0)
        return;
    size_t place = header_place(table, column);
    bool beyond_header = column + 1 == table_column_count(table);
    if (place == table->header_count && !beyond_header)
        return;
    struct cell_position position = {
        .offset = segment->file_offsets[row - segment->public.first_row], .line = *line};
    if (cell_position_find(table->fd, place, table_line_mode_offset(table), &position)) {
        *line = position.line;
        *character = position.character;
    }
}

void table_locate_header(const struct table *table, size_t column, size_t *line, size_t *character)
{
    struct cell_position position = {.offset = table->header_offset, .line = table->header_line};
    cell_position_find(table->fd, header_place(table, column), table_line_mode_offset(table),
                       &position);
    *line = position.line;
    *character = position.character;
}

uint64_t table_line_mode_offset(const struct table *table)
{
    return atomic_load_explicit(&table->line_mode_offset, memory_order_relaxed);
}

void table_set_line_mode_offset(struct table *table, uint64_t offset)
{
    atomic_store_explicit(&table->line_mode_offset, offset, memory_order_relaxed);
}

void table_init(struct table *table, enum table_id kind)
{
    memset(table, 0, sizeof *table);
    table->kind = kind;
    table->schema = schema_table(kind);
    table->fd = -1;
    atomic_store(&table->line_mode_offset, UINT64_MAX);
    atomic_store(&table->first_implied, SIZE_MAX);
}

void table_release(struct table *table)
{
    segment_memory_free(&table->memory);
    table_release_open(table);
    table_release_columns(table);
    arena_free(&table->arena);
    free(table->file);
    if (table->fd >= 0)
        close(table->fd);
}
