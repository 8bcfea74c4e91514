#include "briefbook/record-csv.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "store/csv-text.h"

static const char BRIEFING[] = "briefing";
static const char TABLE[] = "table";

enum { LEADING = 2 }; /* columns at most that do not come from a table */

/* A column of the file, for all columns of tables that are called the same. */
struct csv_column {
    struct slice owner; /* the table, where the name is one that a leading column has */
    struct slice name;
    size_t namesakes;
};

/* A table that records may come from. */
struct csv_table {
    const struct store *store;
    enum table_id table;
    size_t *places; /* of its columns among those of the file; SIZE_MAX for one left out */
    struct csv_table *next;
};

struct record_csv {
    struct record_audience audience;
    bool names_briefings;
    struct arena arena;
    struct csv_table *tables;
    struct csv_column *columns;
    size_t count;
    size_t capacity;
    struct slice *cells; /* of the row at work, leading ones first */
    struct buffer text;  /* the cell at work */
};

/* ---- Columns -------------------------------------------------------------------------------- */

static bool is_leading_name(struct slice name)
{
    return slice_is(name, BRIEFING) || slice_is(name, TABLE);
}

/* People who are implied have cells in columns that no file has, and so have long rows. */
static bool has_column(const struct table *table, size_t column)
{
    bool has = table_column(table, column)->present;
    for (size_t i = 0; i < table_segment_count(table) && !has; i++)
        has = table_segment(table, i)->columns[column].offsets != NULL;
    return has;
}

static bool is_same_column(const struct csv_column *a, const struct csv_column *b)
{
    return a->namesakes == b->namesakes && slice_equal(a->name, b->name) &&
           slice_equal(a->owner, b->owner);
}

static bool reserve_column(struct record_csv *csv)
{
    if (csv->count < csv->capacity)
        return true;
    size_t capacity = csv->capacity ? csv->capacity * 2 : 32;
    struct csv_column *columns = realloc(csv->columns, capacity * sizeof *columns);
    if (!columns)
        return false;
    csv->columns = columns;
    csv->capacity = capacity;
    return true;
}

/* Finds the place of a column, or makes it. */
static bool place_column(struct record_csv *csv, const struct csv_table *table, size_t column)
{
    const struct table *from = store_table(table->store, table->table);
    struct csv_column wanted = {.name = table_column(from, column)->name,
                                .namesakes = record_column_namesakes(from, column)};
    size_t place = 0;
    if (is_leading_name(wanted.name))
        wanted.owner = record_table_name(table->store, table->table);
    while (place < csv->count && !is_same_column(&csv->columns[place], &wanted))
        place++;
    if (place == csv->count) {
        if (!reserve_column(csv))
            return false;
        csv->columns[csv->count++] = wanted;
    }
    table->places[column] = place;
    return true;
}

bool record_csv_add(struct record_csv *csv, const struct store *store, enum table_id id)
{
    const struct table *table = store_table(store, id);
    size_t count = table_column_count(table);
    size_t found = 0;
    struct csv_table *added = arena_alloc(&csv->arena, sizeof *added);
    size_t *places = arena_array(&csv->arena, count + 1, sizeof *places);
    if (!added || !places)
        return false;
    *added = (struct csv_table){store, id, places, csv->tables};
    for (size_t i = 0; i < count; i++) {
        bool has = has_column(table, i);
        places[i] = SIZE_MAX;
        found += has;
        if (has && !place_column(csv, added, i))
            return false;
    }
    if (found)
        csv->tables = added;
    return true;
}

static bool names_tables(const struct record_csv *csv)
{
    return csv->names_briefings || (csv->tables && csv->tables->next);
}

static size_t leading_count(const struct record_csv *csv)
{
    return (size_t)csv->names_briefings + names_tables(csv);
}

/* ---- Rows ----------------------------------------------------------------------------------- */

static void append_row(struct record_csv *csv, struct buffer *buffer)
{
    size_t count = leading_count(csv) + csv->count;
    for (size_t i = 0; i < count; i++) {
        buffer_clear(&csv->text);
        record_append_text(&csv->text, csv->cells[i], &csv->audience);
        buffer_append_string(buffer, i ? "," : "");
        csv_append_cell(buffer, buffer_slice(&csv->text), count == 1);
        buffer->failed = buffer->failed || csv->text.failed;
    }
    buffer_append_char(buffer, '\n');
}

/* What the header calls a column. */
static struct slice column_name(struct record_csv *csv, const struct csv_column *column)
{
    struct buffer name = {0};
    if (!names_tables(csv) || column->owner.length == 0)
        return column->name;
    buffer_append(&name, column->owner);
    buffer_append_char(&name, '.');
    buffer_append(&name, column->name);
    struct slice kept =
        name.failed ? (struct slice){NULL, 0} : arena_copy(&csv->arena, buffer_slice(&name));
    buffer_free(&name);
    return kept;
}

bool record_csv_append_header(struct record_csv *csv, struct buffer *buffer)
{
    size_t leading = 0;
    csv->cells = arena_array(&csv->arena, csv->count + LEADING, sizeof *csv->cells);
    if (!csv->cells)
        return false;
    if (csv->names_briefings)
        csv->cells[leading++] = slice_of(BRIEFING);
    if (names_tables(csv))
        csv->cells[leading++] = slice_of(TABLE);
    for (size_t i = 0; i < csv->count; i++) {
        csv->cells[leading + i] = column_name(csv, &csv->columns[i]);
        if (!csv->cells[leading + i].data)
            return false;
    }
    append_row(csv, buffer);
    return !buffer->failed;
}

static const struct csv_table *find_table(const struct record_csv *csv, const struct store *store,
                                          enum table_id id)
{
    const struct csv_table *table = csv->tables;
    while (table->store != store || table->table != id)
        table = table->next;
    return table;
}

bool record_csv_append(struct record_csv *csv, struct buffer *buffer, const char *briefing,
                       const struct store *store, struct record record)
{
    const struct csv_table *table = find_table(csv, store, record.table);
    size_t leading = leading_count(csv);
    size_t columns = table_column_count(store_table(store, record.table));
    memset(csv->cells, 0, (leading + csv->count) * sizeof *csv->cells);
    if (csv->names_briefings)
        csv->cells[0] = slice_of(briefing);
    if (leading)
        csv->cells[leading - 1] = record_table_name(store, record.table);
    for (size_t i = 0; i < columns; i++)
        if (table->places[i] != SIZE_MAX)
            csv->cells[leading + table->places[i]] = record_cell(store, record, i);
    append_row(csv, buffer);
    return !buffer->failed;
}

/* ---- Beginning and ending ------------------------------------------------------------------- */

struct record_csv *record_csv_new(const struct record_audience *audience, bool names_briefings)
{
    struct record_csv *csv = calloc(1, sizeof *csv);
    if (csv) {
        csv->audience = *audience;
        csv->names_briefings = names_briefings;
    }
    return csv;
}

void record_csv_free(struct record_csv *csv)
{
    if (!csv)
        return;
    arena_free(&csv->arena);
    free(csv->columns);
    buffer_free(&csv->text);
    free(csv);
}
