/* records.c: what a record is called, when it was, whom its cells name. */
#include <string.h>

#include "briefbook/date.h"
#include "store/store-parts.h"

struct slice record_cell(const struct store *store, struct record record, size_t column)
{
    return table_cell(&store->tables[record.table], record.row, column);
}

bool record_append_id(const struct store *store, struct record record, struct buffer *buffer)
{
    const struct table *table = &store->tables[record.table];
    if (table->schema)
        return buffer_append(buffer, record_cell(store, record, 0));
    return buffer_append_format(buffer, "row-%zu", table_line(table, record.row));
}

struct slice record_name(const struct store *store, struct record record)
{
    const struct table *table = &store->tables[record.table];
    size_t count = table->schema ? table->schema->column_count : table_column_count(table);
    for (size_t column = 0; column < count; column++) {
        if (table->schema && !(table->schema->columns[column].flags & COLUMN_IS_NAME))
            continue;
        struct slice name = record_cell(store, record, column);
        if (slice_trim(name).length)
            return name;
    }
    return record_cell(store, record, 0);
}

struct slice record_list_name(const struct store *store, struct record record)
{
    if (record.table == TABLE_PEOPLE) {
        struct slice name = record_cell(store, record, PEOPLE_SORT_NAME);
        if (slice_trim(name).length)
            return name;
    }
    return record_name(store, record);
}

bool store_find(const struct store *store, enum table_id table, struct slice id,
                struct record *record)
{
    if (table == TABLE_NONE)
        return false;
    const struct table *rows = &store->tables[table];
    size_t row;
    if (!(rows->schema ? table_find(rows, id, &row) : table_find_line(rows, id, &row)))
        return false;
    *record = (struct record){table, (uint32_t)row};
    return true;
}

bool store_record_at(const struct store *store, struct place place, struct record *record)
{
    for (enum table_id table = 0; place.file && place.line && table < TABLE_COUNT; table++) {
        const struct table *rows = &store->tables[table];
        size_t after = table_row_from(rows, place.line + 1);
        if (after && strcmp(table_file(rows), place.file) == 0) {
            *record = (struct record){table, (uint32_t)after - 1};
            return true;
        }
    }
    return false;
}

/* ---- Links -------------------------------------------------------------------------------- */

enum table_id store_link_target(const struct store *store, struct record record, size_t column)
{
    const struct table_schema *schema = schema_table(record.table);
    if (!schema || column >= schema->column_count)
        return TABLE_NONE;
    if (schema->columns[column].kind == COLUMN_ROW_LINK)
        return schema_find_table(record_cell(store, record, CONFLICTS_TABLE));
    return schema->columns[column].target;
}

bool store_links(const struct store *store, struct record record, size_t column,
                 struct record_list *found)
{
    enum table_id target = store_link_target(store, record, column);
    if (target == TABLE_NONE)
        return true;
    const struct column_schema *schema = &schema_table(record.table)->columns[column];
    struct slice rest = record_cell(store, record, column);
    struct slice id;
    struct record linked;
    while (link_next(schema, &rest, &id)) {
        if (store_find(store, target, id, &linked) && !record_list_add(found, linked))
            return false;
    }
    return true;
}

bool store_sources(const struct store *store, struct record record, struct record_list *found)
{
    const struct table_schema *schema = schema_table(record.table);
    for (size_t i = 0; schema && i < schema->column_count; i++) {
        if (schema->columns[i].target == TABLE_SOURCES && !store_links(store, record, i, found))
            return false;
    }
    return true;
}

/* ---- Dates -------------------------------------------------------------------------------- */

static bool cell_date(const struct store *store, struct record record, size_t column,
                      struct date *date)
{
    return date_parse(slice_trim(record_cell(store, record, column)), date) == DATE_OK;
}

static bool span_date(const struct store *store, struct record record, size_t start, size_t end,
                      struct date *date)
{
    struct date last;
    bool has_start = cell_date(store, record, start, date);
    if (!cell_date(store, record, end, &last))
        return has_start;
    if (!has_start)
        *date = last;
    else if (last.latest > date->latest)
        date->latest = last.latest;
    return true;
}

/* The date of the first dated source of a quote. */
static bool source_date(const struct store *store, struct record quote, struct date *date)
{
    const struct column_schema *sources = &schema_table(TABLE_QUOTES)->columns[QUOTES_SOURCE_IDS];
    struct slice rest = record_cell(store, quote, QUOTES_SOURCE_IDS);
    struct slice id;
    struct record source;
    bool found = false;
    while (!found && link_next(sources, &rest, &id))
        found = store_find(store, TABLE_SOURCES, id, &source) &&
                cell_date(store, source, SOURCES_ISSUED, date);
    return found;
}

size_t record_date_column(enum table_id table)
{
    static const struct {
        enum table_id table;
        size_t column;
    } columns[] = {{TABLE_QUOTES, QUOTES_DATE},
                   {TABLE_SOURCES, SOURCES_ISSUED},
                   {TABLE_FIELDS, FIELDS_AS_OF},
                   {TABLE_BRIEFING, BRIEFING_AS_OF}};
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        if (columns[i].table == table)
            return columns[i].column;
    }
    return SIZE_MAX;
}

bool record_date(const struct store *store, struct record record, struct date *date)
{
    size_t column = record_date_column(record.table);
    if (column != SIZE_MAX && cell_date(store, record, column, date))
        return true;
    switch (record.table) {
    case TABLE_EVENTS:
        return span_date(store, record, EVENTS_START_DATE, EVENTS_END_DATE, date);
    case TABLE_PEOPLE:
        return span_date(store, record, PEOPLE_START_DATE, PEOPLE_END_DATE, date);
    case TABLE_QUOTES:
        return source_date(store, record, date);
    default:
        return false;
    }
}
