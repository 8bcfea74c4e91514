/* schema.h: what the tables and columns of a briefing are.
 *
 * The vocabulary stands in columns.def, once. From it come the enums below (EVENTS_NAME,
 * QUOTES_TEXT …: the number of a column in its table) and the tables that schema_table() gives. */
#ifndef BRIEFBOOK_SCHEMA_H
#define BRIEFBOOK_SCHEMA_H

#include "briefbook/slice.h"

/* The tables in pane order, then the book itself, then any CSV file of another kind. */
enum table_id {
#define TABLE(symbol, name, title, one, help) TABLE_##symbol,
#define COLUMN(table, symbol, name, kind, of, values, flags, title, help)
#define TABLE_END(symbol)
#include "briefbook/columns.def"
#undef TABLE
#undef COLUMN
#undef TABLE_END
    TABLE_PLAIN,
    TABLE_COUNT,
    TABLE_NONE = TABLE_COUNT,
    PANE_TABLES = TABLE_BRIEFING /* how many tables have a pane of their own */
};

#define TABLE(symbol, name, title, one, help) \
    enum symbol##_column                      \
    {
#define COLUMN(table, symbol, name, kind, of, values, flags, title, help) table##_##symbol,
#define TABLE_END(symbol) \
    symbol##_COLUMNS      \
    }                     \
    ;
#include "briefbook/columns.def"
#undef TABLE
#undef COLUMN
#undef TABLE_END

enum column_kind {
    COLUMN_TEXT,
    COLUMN_ID,       /* names the record: [a-z0-9][a-z0-9-]*, unique in the table */
    COLUMN_LINK,     /* the id of one record of another table */
    COLUMN_LINKS,    /* several ids, separated by ';' */
    COLUMN_ROW_LINK, /* the id of a record in the table that conflicts.table names */
    COLUMN_LIST,     /* several values, separated by ';' */
    COLUMN_DATE,     /* EDTF, see date.h */
    COLUMN_ENUM,     /* one of a list of values */
    COLUMN_MARKING,  /* a security classification with any prefix, see schema_marking_level() */
    COLUMN_LANGUAGE, /* BCP 47 tag */
    COLUMN_URL,
    COLUMN_PATH /* of a file inside the briefing folder */
};

enum column_flags {
    COLUMN_REQUIRED = 1 << 0, /* a table without this column is no use */
    COLUMN_IS_NAME = 1 << 1,  /* a record is called by the first of these that is not blank */
    COLUMN_LONG = 1 << 2      /* prose: shown as paragraphs, not beside its title */
};

struct column_schema {
    const char *name;  /* in the CSV header and in queries */
    const char *title; /* on screen and paper */
    const char *help;  /* what it holds, for the manual */
    enum column_kind kind;
    enum table_id target;      /* of a link, else TABLE_NONE */
    const char *const *values; /* of an enum, lowest first; ended by NULL, empty for other kinds */
    unsigned flags;
};

struct table_schema {
    enum table_id id;
    const char *name;  /* of the CSV file, without ".csv" */
    const char *title; /* of the pane */
    const char *one;   /* what one record is called */
    const char *help;
    const struct column_schema *columns;
    size_t column_count;
};

/* The schema of a table; NULL for TABLE_PLAIN and beyond. */
const struct table_schema *schema_table(enum table_id table);

/* What one record of a table is: "event", and "record" where there is no schema. */
const char *schema_one(enum table_id table);

/* Whether two names are one: case, spaces, '-' and '_' do not matter. */
bool schema_same_name(struct slice a, struct slice b);

/* Orders names so that those which are one stand together: <0, 0 or >0. */
int schema_compare_names(struct slice a, struct slice b);

/* The table of that name ("quotes"), or TABLE_NONE. */
enum table_id schema_find_table(struct slice name);

/* The number of the column a header cell names, or table->column_count. Names are compared
 * as schema_same_name() does. */
size_t schema_find_column(const struct table_schema *table, struct slice header);

/* Whether the columns that a header names are enough to take it for this table. */
bool schema_fits(const struct table_schema *table, const struct slice *header, size_t count);

/* The place of a value in the list of its column, from 0; -1 when it is not in it. */
int schema_value(const struct column_schema *column, struct slice value);

/* How high a classification stands: 0 UNCLASSIFIED, 1 RESTRICTED, 2 CONFIDENTIAL, 3 SECRET, 4 TOP
 * SECRET, with any prefix ("NATO RESTRICTED"); -1 for anything else. */
int schema_marking_level(struct slice classification);

/* Whether a column of this kind holds ids of records. */
bool column_is_link(const struct column_schema *column);

#endif
