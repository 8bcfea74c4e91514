#include "store/table-build.h"

#include <stdlib.h>
#include <string.h>

#include "store/fold-cells.h"

enum {
    SEGMENT_ROWS = 16384,
    FIRST_SEGMENT_ROWS = 64,           /* so that first rows show at once */
    SEGMENT_BYTES = 16 * 1024 * 1024,  /* of one column: offsets have 32 bits */
    SEGMENT_OFFSETS = 4 * 1024 * 1024, /* of all columns: a wide table has shorter segments */
    SEGMENT_LIMIT = 1 << 16            /* members of the directory */
};

static const char BEYOND_HEADER[] = "(beyond the header)";

/* Rows of the next segment: small ones first, then ever larger ones. */
static size_t segment_rows(size_t segment)
{
    size_t rows = FIRST_SEGMENT_ROWS;
    for (size_t i = 0; i < segment && rows < SEGMENT_ROWS; i++)
        rows *= 4;
    return rows < SEGMENT_ROWS ? rows : SEGMENT_ROWS;
}

/* ---- Columns ------------------------------------------------------------------------------ */

void table_release_columns(struct table *table)
{
    free(table->columns);
    free(table->open_columns);
    free(table->header_columns);
    free(table->segments);
    free(table->open_lines);
    free(table->open_file_offsets);
    table->columns = NULL;
    table->open_columns = NULL;
    table->header_columns = NULL;
    table->segments = NULL;
    table->open_lines = NULL;
    table->open_file_offsets = NULL;
}

static bool allocate(struct table *table, size_t columns, size_t header_count)
{
    table->columns = calloc(columns, sizeof *table->columns);
    table->open_columns = calloc(columns, sizeof *table->open_columns);
    table->header_columns = calloc(header_count + 1, sizeof *table->header_columns);
    table->segments = calloc(SEGMENT_LIMIT, sizeof(struct stored_segment *));
    table->open_lines = calloc(SEGMENT_ROWS, sizeof *table->open_lines);
    table->open_file_offsets = calloc(SEGMENT_ROWS, sizeof *table->open_file_offsets);
    return table->columns && table->open_columns && table->header_columns && table->segments &&
           table->open_lines && table->open_file_offsets;
}

/* The column that a header cell names: one of the schema that is not taken yet, or a new one. */
static size_t take_column(struct table *table, struct slice name, size_t *used)
{
    if (table->schema) {
        size_t column = schema_find_column(table->schema, name);
        if (column < table->schema->column_count && !table->columns[column].present) {
            table->columns[column].present = true;
            return column;
        }
    }
    struct slice copy = arena_copy(&table->arena, name);
    table->out_of_memory |= !copy.data;
    table->columns[*used] = (struct column){.name = copy, .present = true};
    return (*used)++;
}

bool table_begin(struct table *table, const struct slice *header, size_t count)
{
    size_t known = table->schema ? table->schema->column_count : 0;
    if (!allocate(table, known + count + 1, count)) {
        table_release_columns(table);
        table->out_of_memory = true;
        return false;
    }
    for (size_t column = 0; column < known; column++) {
        const struct column_schema *schema = &table->schema->columns[column];
        table->columns[column] = (struct column){slice_of(schema->name), schema, false};
    }
    size_t used = known;
    for (size_t i = 0; i < count; i++)
        table->header_columns[i] = take_column(table, header[i], &used);
    table->header_count = count;
    table->columns[used++].name = slice_of(BEYOND_HEADER);
    atomic_store_explicit(&table->column_count, used, memory_order_release);
    table_set_stage(table, TABLE_READING);
    return !table->out_of_memory;
}

void table_set_stage(struct table *table, enum table_stage stage)
{
    atomic_store_explicit(&table->stage, (int)stage, memory_order_release);
}

/* ---- Rows --------------------------------------------------------------------------------- */

static bool reserve_offsets(struct open_column *column, size_t count)
{
    if (count <= column->offset_capacity)
        return true;
    size_t capacity = column->offset_capacity ? column->offset_capacity : FIRST_SEGMENT_ROWS + 1;
    while (capacity < count)
        capacity *= 2;
    uint32_t *offsets = realloc(column->offsets, capacity * sizeof *offsets);
    if (!offsets)
        return false;
    column->offsets = offsets;
    column->offset_capacity = capacity;
    return true;
}

/* Writes where rows start that had no cell in this column, up to `count` offsets. */
static bool fill_offsets(struct open_column *column, size_t count)
{
    if (!reserve_offsets(column, count))
        return false;
    while (column->offset_count < count)
        column->offsets[column->offset_count++] = (uint32_t)column->bytes.length;
    return true;
}

static void add_bytes(struct table *table, size_t column, struct slice bytes)
{
    struct open_column *open = &table->open_columns[column];
    table->open_used += open->offset_count == 0;
    if (bytes.length > UINT32_MAX - open->bytes.length ||
        !fill_offsets(open, table->open_rows + 1) || !buffer_append(&open->bytes, bytes))
        table->out_of_memory = true;
    if (open->bytes.length > table->open_longest)
        table->open_longest = open->bytes.length;
}

void table_add_cell(struct table *table, size_t header_column, struct slice bytes)
{
    bool beyond = header_column >= table->header_count;
    size_t last = table_column_count(table) - 1;
    if (beyond && header_column > table->header_count)
        add_bytes(table, last, SLICE(","));
    if (bytes.length)
        add_bytes(table, beyond ? last : table->header_columns[header_column], bytes);
}

void table_drop_row(struct table *table)
{
    for (size_t column = 0; column < table_column_count(table); column++) {
        struct open_column *open = &table->open_columns[column];
        if (open->offset_count > table->open_rows) {
            open->bytes.length = open->offsets[table->open_rows];
            open->offset_count = table->open_rows;
        }
    }
    if (table->open_rows == 0)
        table->open_used = table->open_longest = 0;
}

/* Whether the open row has a cell in this column. */
static bool has_cell(const struct table *table, size_t column)
{
    return table->open_columns[column].offset_count > table->open_rows;
}

static bool is_full(const struct table *table)
{
    return table->open_rows >= segment_rows(table_segment_count(table)) ||
           table->open_longest >= SEGMENT_BYTES ||
           table->open_rows * table->open_used >= SEGMENT_OFFSETS;
}

void table_end_row(struct table *table, size_t line, uint64_t file_offset)
{
    if (table->out_of_memory) /* nothing is published any more, and the open segment has an end */
        return;
    /* Records without an id are called by their line, in links too; the schema's first column is
     * the id in every table. */
    if (table->schema && line && !has_cell(table, 0)) {
        struct buffer id = {0};
        table->out_of_memory |= !buffer_append_format(&id, "row-%zu", line);
        add_bytes(table, 0, buffer_slice(&id));
        buffer_free(&id);
    }
    table->open_lines[table->open_rows] = (uint32_t)line;
    table->open_file_offsets[table->open_rows] = file_offset;
    table->open_rows++;
    if (is_full(table))
        table_publish(table);
}

void table_add_implied(struct table *table, struct slice name)
{
    add_bytes(table, PEOPLE_ID, name);
    add_bytes(table, PEOPLE_NAME, name);
    table_end_row(table, 0, 0);
}

/* ---- Publishing --------------------------------------------------------------------------- */

/* Moves the bytes and offsets of a column into the segment, and folds what a search can't compare
 * as it stands; a column without cells stays NULL. */
static bool close_column(struct open_column *open, size_t rows, struct segment_column *column)
{
    if (open->offset_count == 0)
        return true;
    if (!fill_offsets(open, rows + 1) || open->bytes.failed)
        return false;
    char *bytes = realloc(open->bytes.data, open->bytes.length + 1);
    uint32_t *offsets = realloc(open->offsets, (rows + 1) * sizeof *offsets);
    column->bytes = bytes ? bytes : open->bytes.data;
    column->offsets = offsets ? offsets : open->offsets;
    *open = (struct open_column){0};
    struct folded_cells *folded;
    bool done = fold_cells(column, rows, &folded);
    column->folded = folded;
    return done;
}

void segment_columns_free(struct segment_column *columns, size_t count)
{
    for (size_t column = 0; columns && column < count; column++) {
        free((char *)columns[column].bytes);
        free((uint32_t *)columns[column].offsets);
        folded_cells_free((struct folded_cells *)columns[column].folded);
    }
    free(columns);
}

static void *copy_array(const void *members, size_t bytes)
{
    void *copy = malloc(bytes);
    return copy ? memcpy(copy, members, bytes) : NULL;
}

static struct stored_segment *close_segment(struct table *table)
{
    size_t column_count = table_column_count(table);
    struct stored_segment *segment = calloc(1, sizeof *segment);
    if (!segment)
        return NULL;
    segment->columns = calloc(column_count, sizeof *segment->columns);
    segment->lines = copy_array(table->open_lines, table->open_rows * sizeof *segment->lines);
    segment->file_offsets =
        copy_array(table->open_file_offsets, table->open_rows * sizeof *segment->file_offsets);
    bool closed = segment->columns && segment->lines && segment->file_offsets;
    for (size_t column = 0; closed && column < column_count; column++)
        closed =
            close_column(&table->open_columns[column], table->open_rows, &segment->columns[column]);
    if (closed) {
        segment->public = (struct segment){table_rows(table), table->open_rows, segment->columns};
        return segment;
    }
    segment_columns_free(segment->columns, column_count);
    free(segment->lines);
    free(segment->file_offsets);
    free(segment);
    return NULL;
}

void table_publish(struct table *table)
{
    size_t published = table_segment_count(table);
    if (table->open_rows == 0 || table->out_of_memory)
        return;
    struct stored_segment *segment = published < SEGMENT_LIMIT ? close_segment(table) : NULL;
    if (!segment) {
        table->out_of_memory = true;
        return;
    }
    table->segments[published] = segment;
    atomic_store_explicit(&table->segment_count, published + 1, memory_order_release);
    atomic_store_explicit(&table->rows, segment->public.first_row + table->open_rows,
                          memory_order_release);
    table->open_rows = table->open_used = table->open_longest = 0;
}
