/* book-table.h: a table of a book as its file had it. */
#ifndef EXCHANGE_BOOK_TABLE_H
#define EXCHANGE_BOOK_TABLE_H

#include "briefbook/store.h"

/* The columns that the file has, and those cells that are beyond its header. */
struct book_table {
    const struct store *store;
    const struct table *table;
    enum table_id id;
    size_t *columns; /* their numbers in the table */
    size_t count;    /* 0 for a table that is not there */
    size_t rows;
};

/* False when memory is out. Free it also then. */
bool book_table_open(struct book_table *table, const struct store *store, enum table_id id);
void book_table_free(struct book_table *table);

const struct column *book_table_column(const struct book_table *table, size_t column);

/* The cell of a row in the column of that place. */
struct slice book_table_cell(const struct book_table *table, size_t row, size_t column);

/* The place of a column of the schema; table->count when the file lacks it. */
size_t book_table_place(const struct book_table *table, size_t column);

/* Whether each record has an id, alone of its kind. */
bool book_table_has_key(const struct book_table *table);

#endif
