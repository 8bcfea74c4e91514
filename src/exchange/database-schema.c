#include "exchange/database-schema.h"

#include <string.h>
#include <strings.h>

#include "briefbook/text.h"

/* ---- Names ---------------------------------------------------------------------------------- */

/* A CSV file of another kind has a name that may mean anything to a database. */
static const char *table_name(enum table_id table)
{
    const struct table_schema *schema = schema_table(table);
    return schema ? schema->name : "plain";
}

/* Without the NUL that would end a statement. */
static void append_harmless(struct buffer *name, struct slice raw)
{
    const char *nul;
    while (raw.length && (nul = memchr(raw.data, '\0', raw.length))) {
        size_t length = (size_t)(nul - raw.data);
        text_append_valid(name, slice_part(raw, 0, length));
        text_append(name, TEXT_REPLACEMENT);
        raw = slice_part(raw, length + 1, raw.length);
    }
    text_append_valid(name, raw);
}

/* A file may name a column twice, or not at all; a database compares names without regard to case. */
static size_t count_namesakes(const struct book_table *table, size_t column)
{
    struct slice name = book_table_column(table, column)->name;
    size_t count = 0;
    for (size_t i = 0; i < column; i++) {
        struct slice other = book_table_column(table, i)->name;
        count += other.length == name.length &&
                 (!name.length || strncasecmp(other.data, name.data, name.length) == 0);
    }
    return count;
}

static void append_identifier(struct buffer *sql, struct slice name)
{
    buffer_append_char(sql, '"');
    for (size_t i = 0; i < name.length; i++) {
        if (name.data[i] == '"')
            buffer_append_char(sql, '"');
        buffer_append_char(sql, name.data[i]);
    }
    buffer_append_char(sql, '"');
}

static void append_column(struct buffer *sql, const struct book_table *table, size_t column)
{
    struct buffer name = {0};
    size_t namesakes = count_namesakes(table, column);
    append_harmless(&name, book_table_column(table, column)->name);
    if (!name.length)
        buffer_append_string(&name, "column");
    if (namesakes)
        buffer_append_format(&name, " (%zu)", namesakes + 1);
    append_identifier(sql, buffer_slice(&name));
    sql->failed = sql->failed || name.failed;
    buffer_free(&name);
}

/* ---- Tables of the book --------------------------------------------------------------------- */

bool database_append_table(struct buffer *sql, const struct book_tables *tables, enum table_id id)
{
    const struct book_table *table = &tables->items[id];
    buffer_append_format(sql, "CREATE TABLE \"%s\" (", table_name(id));
    for (size_t i = 0; i < table->count; i++) {
        buffer_append_string(sql, i ? ", " : "");
        append_column(sql, table, i);
        buffer_append_string(sql, " TEXT");
        if (i == 0 && tables->has_key[id])
            buffer_append_string(sql, " PRIMARY KEY NOT NULL");
        if (book_tables_link(tables, id, i))
            buffer_append_format(sql, " REFERENCES \"%s\" (\"id\")",
                                 table_name(book_table_column(table, i)->schema->target));
    }
    return buffer_append_char(sql, ')') && !sql->failed;
}

bool database_append_insert(struct buffer *sql, const struct book_table *table)
{
    buffer_append_format(sql, "INSERT INTO \"%s\" VALUES (", table_name(table->id));
    for (size_t i = 0; i < table->count; i++)
        buffer_append_string(sql, i ? ", ?" : "?");
    return buffer_append_char(sql, ')') && !sql->failed;
}

/* ---- Links ---------------------------------------------------------------------------------- */

bool database_has_links(const struct book_tables *tables, enum table_id id, size_t column)
{
    const struct column_schema *schema = book_table_column(&tables->items[id], column)->schema;
    return schema && schema->kind == COLUMN_LINKS && tables->has_key[id] &&
           tables->has_key[schema->target];
}

/* The record of the table and the column without its ending: "event_attendee". */
static void append_link_name(struct buffer *sql, const struct book_table *table, size_t column)
{
    static const char ending[] = "_ids";
    struct slice name = slice_of(book_table_column(table, column)->schema->name);
    size_t stem = name.length - (sizeof ending - 1);
    buffer_append_format(sql, "\"%s_%.*s\"", schema_one(table->id), (int)stem, name.data);
}

bool database_append_link_table(struct buffer *sql, const struct book_table *table, size_t column)
{
    enum table_id target = book_table_column(table, column)->schema->target;
    const char *one = schema_one(table->id);
    const char *other = schema_one(target);
    buffer_append_string(sql, "CREATE TABLE ");
    append_link_name(sql, table, column);
    return buffer_append_format(sql,
                                " (\"%s_id\" TEXT NOT NULL REFERENCES \"%s\" (\"id\"), "
                                "\"%s_id\" TEXT NOT NULL REFERENCES \"%s\" (\"id\"), "
                                "\"position\" INTEGER NOT NULL, "
                                "PRIMARY KEY (\"%s_id\", \"position\"))",
                                one, table_name(table->id), other, table_name(target), one) &&
           !sql->failed;
}

bool database_append_link_insert(struct buffer *sql, const struct book_table *table, size_t column)
{
    buffer_append_string(sql, "INSERT INTO ");
    append_link_name(sql, table, column);
    return buffer_append_string(sql, " VALUES (?, ?, ?)") && !sql->failed;
}
