/* check-book.c: what holds for the book as a whole: its one row, its marking, and dates that agree. */
#include "briefbook/date.h"
#include "store/check.h"

static bool has_file(const struct check *check, enum table_id table)
{
    return check->store->tables[table].file != NULL;
}

void check_briefing(const struct check *check)
{
    size_t rows = store_record_count(check->store, TABLE_BRIEFING);
    if (!has_file(check, TABLE_BRIEFING) || rows == 1)
        return;
    const struct table *table = &check->store->tables[TABLE_BRIEFING];
    diag_add(check->diags, DIAG_ROW_COUNT, (struct place){table_file(table), table->header_line, 1},
             "briefing.csv has %zu rows: it describes the book in exactly one", rows);
}

/* ---- Markings ------------------------------------------------------------------------------ */

static int level_of(const struct column_schema *schema, struct slice value)
{
    return schema->kind == COLUMN_MARKING ? schema_marking_level(value)
                                          : schema_value(schema, value);
}

static void compare_marking(const struct check *check, struct record record, size_t column,
                            size_t book_column)
{
    struct record book = {TABLE_BRIEFING, 0};
    struct slice value = check_cell(check, record, column);
    struct slice book_value = check_cell(check, book, book_column);
    const struct column_schema *schema = &schema_table(record.table)->columns[column];
    int level = level_of(schema, value);
    struct check_quoted quoted = check_quote(value);
    struct check_quoted book_quoted = check_quote(book_value);
    struct check_quoted id = check_quote(check_cell(check, record, 0));
    if (level > 0 && level > level_of(schema, book_value))
        diag_add(check->diags, DIAG_MARKING_TOO_LOW,
                 check_place(check, DIAG_MARKING_TOO_LOW, record, column),
                 "the %s “%.*s” is marked %.*s, the book “%.*s”: raise %s in briefing.csv",
                 schema_table(record.table)->one, id.length, id.bytes, quoted.length, quoted.bytes,
                 book_quoted.length, book_quoted.bytes, schema->name);
}

static void check_marking_column(const struct check *check, enum table_id table, size_t column,
                                 size_t book_column)
{
    for (size_t row = 0; row < check_rows(check, table); row++)
        compare_marking(check, (struct record){table, (uint32_t)row}, column, book_column);
}

void check_markings(const struct check *check)
{
    static const size_t book_columns[] = {BRIEFING_TLP, BRIEFING_CLASSIFICATION};
    if (store_record_count(check->store, TABLE_BRIEFING) == 0)
        return;
    for (enum table_id table = 0; table < TABLE_BRIEFING; table++) {
        const struct table_schema *schema = schema_table(table);
        for (size_t i = 0; i < sizeof book_columns / sizeof book_columns[0]; i++) {
            const char *name = schema_table(TABLE_BRIEFING)->columns[book_columns[i]].name;
            size_t column = schema_find_column(schema, slice_of(name));
            if (column < schema->column_count)
                check_marking_column(check, table, column, book_columns[i]);
        }
    }
}

/* ---- Dates ---------------------------------------------------------------------------------- */

void check_quote_dates(const struct check *check)
{
    for (size_t row = 0; row < check_rows(check, TABLE_QUOTES); row++) {
        struct record quote = {TABLE_QUOTES, (uint32_t)row};
        struct record event;
        struct date said;
        struct date held;
        if (date_parse(check_cell(check, quote, QUOTES_DATE), &said) != DATE_OK ||
            !store_find(check->store, TABLE_EVENTS, check_cell(check, quote, QUOTES_EVENT_ID),
                        &event) ||
            !record_date(check->store, event, &held) || date_overlaps(&said, &held))
            continue;
        diag_add(check->diags, DIAG_DATE_MISMATCH,
                 check_place(check, DIAG_DATE_MISMATCH, quote, QUOTES_DATE),
                 "the quotation is dated outside the event it was said at: correct date, or use "
                 "about_event_ids for an event that it is only about");
    }
}

/* What has been held can't lie ahead of what the book knows. */
void check_event_dates(const struct check *check)
{
    struct record book = {TABLE_BRIEFING, 0};
    struct date known;
    if (!store_record_count(check->store, TABLE_BRIEFING) ||
        date_parse(check_cell(check, book, BRIEFING_AS_OF), &known) != DATE_OK)
        return;
    for (size_t row = 0; row < check_rows(check, TABLE_EVENTS); row++) {
        struct record event = {TABLE_EVENTS, (uint32_t)row};
        struct date held;
        if (!slice_is(check_cell(check, event, EVENTS_STATUS), "held") ||
            !record_date(check->store, event, &held) || held.earliest <= known.latest)
            continue;
        diag_add(check->diags, DIAG_HELD_AHEAD,
                 check_place(check, DIAG_HELD_AHEAD, event, EVENTS_STATUS),
                 "the event is held, but begins after the day the book is as of: correct its date "
                 "or status, or as_of");
    }
}
