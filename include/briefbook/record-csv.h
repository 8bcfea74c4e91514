/* record-csv.h: records as CSV (RFC 4180, but that lines end with LF alone).
 *
 * One header serves all: it is made from the tables that records may come from, before the first of
 * them is known. Records of one table have its columns: those that the file has and those with a
 * cell, in the order of the table. Records of several have first a column "table", then the columns
 * of all of them, each name once. Where briefings are named, columns "briefing" and "table" come
 * first. A column of a table that has one of these two names is then called "conflicts.table".
 *
 *     struct record_csv *csv = record_csv_new(&audience, false);
 *     if (csv && record_csv_add(csv, store, TABLE_QUOTES) && record_csv_append_header(csv, &text))
 *         record_csv_append(csv, &text, NULL, store, record);
 *     record_csv_free(csv);
 */
#ifndef BRIEFBOOK_RECORD_CSV_H
#define BRIEFBOOK_RECORD_CSV_H

#include "briefbook/record-text.h"

struct record_csv;

/* The caller frees it; NULL when memory is out. */
struct record_csv *record_csv_new(const struct record_audience *audience, bool names_briefings);

/* Adds a table that records may come from; one without columns adds nothing. The store must be
 * loaded and live longer. False when memory is out. */
bool record_csv_add(struct record_csv *csv, const struct store *store, enum table_id table);

/* Appends the header row, after which no table may be added. False when memory is out. */
bool record_csv_append_header(struct record_csv *csv, struct buffer *buffer);

/* Appends the row of a record of one of the tables. False when memory is out. */
bool record_csv_append(struct record_csv *csv, struct buffer *buffer, const char *briefing,
                       const struct store *store, struct record record);

/* Takes NULL. */
void record_csv_free(struct record_csv *csv);

#endif
