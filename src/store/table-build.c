#include "store/table-build.h"

#include <stdlib.h>
#include <string.h>

enum {
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

void table_release_open(struct table *table)
{
    for (size_t column = 0; table->open_columns && column < table_column_count(table); column++) {
        struct open_column *open = &table->open_columns[column];
        buffer_free(&open->bytes);
        free(open->offsets);
        *open = (struct open_column){0};
    }
    folding_free(&table->folding);
}

void table_release_columns(struct table *table)
{
    free(table->columns);
    free(table->open_columns);
    free(table->header_columns);
    free(table->segments);
    free(table->segments_at);
    free(table->open_lines);
    free(table->open_file_offsets);
    table->columns = NULL;
    table->open_columns = NULL;
    table->header_columns = NULL;
    table->segments = NULL;
    table->segments_at = NULL;
    table->open_lines = NULL;
    table->open_file_offsets = NULL;
}

bool table_allocate(struct table *table, size_t columns, size_t header_count)
{
    table->columns = calloc(columns, sizeof *table->columns);
    table->open_columns = calloc(columns, sizeof *table->open_columns);
    table->header_columns = calloc(header_count + 1, sizeof *table->header_columns);
    table->segments = calloc(SEGMENT_LIMIT, sizeof(struct stored_segment *));
    table->segments_at = calloc(SEGMENT_LIMIT, sizeof *table->segments_at);
    table->open_lines = calloc(SEGMENT_ROWS, sizeof *table->open_lines);
    table->open_file_offsets = calloc(SEGMENT_ROWS, sizeof *table->open_file_offsets);
    return table->columns && table->open_columns && table->header_columns && table->segments &&
           table->segments_at && table->open_lines && table->open_file_offsets;
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
    if (!table_allocate(table, known + count + 1, count)) {
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
static inline bool fill_offsets(struct open_column *column, size_t count)
{
    if (!reserve_offsets(column, count))
        return false;
    while (column->offset_count < count)
        column->offsets[column->offset_count++] = (uint32_t)column->bytes.length;
    return true;
}

/* Makes room for more of a column; offsets have 32 bits. */
static bool reserve_bytes(struct open_column *open, size_t more)
{
    return more <= UINT32_MAX - open->bytes.length &&
           (more < open->bytes.capacity - open->bytes.length || buffer_reserve(&open->bytes, more));
}

/* Millions of cells pass here: what is rare is left to others. */
static void add_bytes(struct table *table, size_t column, struct slice bytes)
{
    struct open_column *open = &table->open_columns[column];
    table->open_used += open->offset_count == 0;
    if (!fill_offsets(open, table->open_rows + 1) || !reserve_bytes(open, bytes.length)) {
        table->out_of_memory = true;
        return;
    }
    memcpy(open->bytes.data + open->bytes.length, bytes.data, bytes.length);
    open->bytes.length += bytes.length;
    if (open->bytes.length > table->open_longest)
        table->open_longest = open->bytes.length;
}

static void add_beyond_header(struct table *table, size_t header_column, struct slice bytes)
{
    size_t last = table_column_count(table) - 1;
    if (header_column > table->header_count)
        add_bytes(table, last, SLICE(","));
    if (bytes.length)
        add_bytes(table, last, bytes);
}

void table_add_cell(struct table *table, size_t header_column, struct slice bytes)
{
    if (header_column >= table->header_count)
        add_beyond_header(table, header_column, bytes);
    else if (bytes.length)
        add_bytes(table, table->header_columns[header_column], bytes);
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
        if (buffer_append_format(&id, "row-%zu", line))
            add_bytes(table, 0, buffer_slice(&id));
        else
            table->out_of_memory = true;
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

/* Copies a column into the segment, and folds what a search can't compare as it stands; a column
 * without cells stays NULL. */
static bool close_column(struct table *table, struct open_column *open,
                         struct segment_column *column)
{
    size_t rows = table->open_rows;
    if (open->offset_count == 0)
        return true;
    if (!fill_offsets(open, rows + 1))
        return false;
    column->bytes = segment_memory_copy(&table->memory, open->bytes.data, open->bytes.length);
    column->offsets =
        segment_memory_copy(&table->memory, open->offsets, (rows + 1) * sizeof *open->offsets);
    if (!column->bytes || !column->offsets)
        return false;
    open->bytes.length = open->offset_count = 0;
    return fold_cells(column, rows, &table->folding, &table->memory, &column->folded);
}

static struct stored_segment *close_segment(struct table *table)
{
    size_t column_count = table_column_count(table);
    size_t rows = table->open_rows;
    struct segment_memory *memory = &table->memory;
    struct stored_segment *segment = segment_memory_take(memory, sizeof *segment);
    if (!segment)
        return NULL;
    segment->columns = segment_memory_take(memory, column_count * sizeof *segment->columns);
    segment->lines = segment_memory_copy(memory, table->open_lines, rows * sizeof *segment->lines);
    segment->file_offsets =
        segment_memory_copy(memory, table->open_file_offsets, rows * sizeof *segment->file_offsets);
    if (!segment->columns || !segment->lines || !segment->file_offsets)
        return NULL;
    segment->public = (struct segment){.rows = rows, .columns = segment->columns};
    memset(segment->columns, 0, column_count * sizeof *segment->columns);
    for (size_t column = 0; column < column_count; column++) {
        if (!close_column(table, &table->open_columns[column], &segment->columns[column]))
            return NULL;
    }
    return segment;
}

bool table_has_room(const struct table *table, size_t segments)
{
    return table_segment_count(table) + segments <= SEGMENT_LIMIT;
}

void table_publish_segment(struct table *table, struct stored_segment *segment)
{
    size_t published = table_segment_count(table);
    size_t rows = table_rows(table);
    segment->public.first_row = rows;
    table->segments[published] = segment;
    size_t marked = (rows + SEGMENT_ROWS - 1) / SEGMENT_ROWS;
    if (marked * SEGMENT_ROWS < rows + segment->public.rows)
        table->segments_at[marked] = (uint32_t)published;
    /* Who walks segments may ask for each of their rows. */
    atomic_store_explicit(&table->rows, rows + segment->public.rows, memory_order_release);
    atomic_store_explicit(&table->segment_count, published + 1, memory_order_release);
}

void table_publish(struct table *table)
{
    if (table->open_rows == 0 || table->out_of_memory)
        return;
    struct stored_segment *segment = table_has_room(table, 1) ? close_segment(table) : NULL;
    if (!segment) {
        table->out_of_memory = true;
        return;
    }
    table_publish_segment(table, segment);
    table->open_rows = table->open_used = table->open_longest = 0;
}

void table_finish(struct table *table)
{
    table_publish(table);
    table_release_open(table);
}
