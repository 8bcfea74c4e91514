/* book-table.h: a table of a book as its file had it. */
#ifndef EXCHANGE_BOOK_TABLE_H
#define EXCHANGE_BOOK_TABLE_H

#include "briefbook/store.h"

/* The columns that the file has, in its order, and behind them those cells that are beyond its header. */
struct book_table {
    const struct store *store;
    const struct table *table;
    enum table_id id;
    size_t *columns; /* their numbers in the table */
    size_t count;    /* 0 for a table that is not there */
    size_t key;      /* the place of the id; `count` for a file without */
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

/* All tables of a book, with what each of their records keeps to. */
struct book_tables {
    struct book_table items[TABLE_COUNT];
    bool has_key[TABLE_COUNT]; /* each record has an id, alone of its kind */
};

/* False when memory is out. Free them also then. */
bool book_tables_open(struct book_tables *tables, const struct store *store);
void book_tables_free(struct book_tables *tables);

/* Finds the record that an id names to the letter, in a table that has a key. */
bool book_tables_find(const struct book_tables *tables, enum table_id table, struct slice id,
                      size_t *row);

/* Whether the column of that place links each record that it does not leave blank to one of a table
 * that has a key. */
bool book_tables_link(const struct book_tables *tables, enum table_id table, size_t column);

#endif
