#include "exchange/book-table.h"

#include <stdlib.h>

#include "store/table-build.h"

/* The cells beyond the header are the last column of all. People who are implied stand in no file. */
static void list_columns(struct book_table *table)
{
    size_t beyond = table_column_count(table->table) - 1;
    for (size_t i = 0; i < table->table->header_count; i++)
        table->columns[table->count++] = table->table->header_columns[i];
    if (table->count && table_holds(table->table, beyond))
        table->columns[table->count++] = beyond;
}

/* The first column of every table of the format is its id. */
static size_t find_key(const struct book_table *table)
{
    return schema_table(table->id) ? book_table_place(table, 0) : table->count;
}

bool book_table_open(struct book_table *table, const struct store *store, enum table_id id)
{
    *table = (struct book_table){.store = store, .table = store_table(store, id), .id = id};
    table->columns = calloc(table->table->header_count + 1, sizeof *table->columns);
    if (!table->columns)
        return false;
    list_columns(table);
    table->key = find_key(table);
    table->rows = store_record_count(store, id);
    return true;
}

void book_table_free(struct book_table *table)
{
    free(table->columns);
    *table = (struct book_table){0};
}

const struct column *book_table_column(const struct book_table *table, size_t column)
{
    return table_column(table->table, table->columns[column]);
}

struct slice book_table_cell(const struct book_table *table, size_t row, size_t column)
{
    if (column == table->key && table_id_is_made(table->table, row))
        return (struct slice){NULL, 0};
    return table_cell(table->table, row, table->columns[column]);
}

size_t book_table_place(const struct book_table *table, size_t column)
{
    size_t place = 0;
    while (place < table->count && table->columns[place] != column)
        place++;
    return place;
}

static bool has_key(const struct book_table *table)
{
    bool has = table->key < table->count;
    for (size_t row = 0; has && row < table->rows; row++) {
        size_t found;
        struct slice id = book_table_cell(table, row, table->key);
        has = id.length && table_find(table->table, id, &found) && found == row &&
              slice_equal(id, slice_trim(id));
    }
    return has;
}

bool book_tables_open(struct book_tables *tables, const struct store *store)
{
    bool done = true;
    *tables = (struct book_tables){0};
    for (enum table_id id = 0; id < TABLE_COUNT; id++) {
        struct book_table *table = &tables->items[id];
        done = book_table_open(table, store, id) && done;
        tables->has_key[id] = table->columns && has_key(table);
    }
    return done;
}

void book_tables_free(struct book_tables *tables)
{
    for (enum table_id id = 0; id < TABLE_COUNT; id++)
        book_table_free(&tables->items[id]);
}

bool book_tables_find(const struct book_tables *tables, enum table_id id, struct slice named,
                      size_t *row)
{
    const struct book_table *table = &tables->items[id];
    return tables->has_key[id] && table_find(table->table, named, row) && *row < table->rows &&
           slice_equal(book_table_cell(table, *row, table->key), named);
}

bool book_tables_link(const struct book_tables *tables, enum table_id id, size_t column)
{
    const struct book_table *table = &tables->items[id];
    const struct column_schema *schema = book_table_column(table, column)->schema;
    size_t found;
    bool link = schema && schema->kind == COLUMN_LINK && tables->has_key[schema->target];
    for (size_t row = 0; link && row < table->rows; row++) {
        struct slice cell = book_table_cell(table, row, column);
        link = cell.length == 0 || book_tables_find(tables, schema->target, cell, &found);
    }
    return link;
}
