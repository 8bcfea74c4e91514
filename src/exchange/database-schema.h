/* database-schema.h: the statements of SQL that make and fill the tables of a database. */
#ifndef EXCHANGE_DATABASE_SCHEMA_H
#define EXCHANGE_DATABASE_SCHEMA_H

#include "exchange/book-table.h"

/* Appends what makes a table of the book, and what adds a record to it. False when memory is out. */
bool database_append_table(struct buffer *sql, const struct book_tables *tables,
                           enum table_id table);
bool database_append_insert(struct buffer *sql, const struct book_table *table);

/* Whether a column of several ids gets a table of its own: both sides have keys. */
bool database_has_links(const struct book_tables *tables, enum table_id table, size_t column);

/* The same for such a table: event_attendee (event_id, person_id, position). */
bool database_append_link_table(struct buffer *sql, const struct book_table *table, size_t column);
bool database_append_link_insert(struct buffer *sql, const struct book_table *table, size_t column);

/* The words of quotes, by the row of each in its table. */
#define DATABASE_SEARCH_TABLE                                                               \
    "CREATE VIRTUAL TABLE quote_search USING fts5 (text, original_text, context, speaker, " \
    "tokenize = 'unicode61 remove_diacritics 2')"
#define DATABASE_SEARCH_INSERT                                                 \
    "INSERT INTO quote_search (rowid, text, original_text, context, speaker) " \
    "VALUES (?, ?, ?, ?, ?)"

#endif
