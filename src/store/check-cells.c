/* check-cells.c: headers, ids and the form of values. */
#include "briefbook/date.h"
#include "store/check.h"

/* ---- Headers ------------------------------------------------------------------------------- */

static void check_missing(const struct check *check, const struct table *table)
{
    for (size_t column = 0; column < table->schema->column_count; column++) {
        const struct column *known = table_column(table, column);
        if ((known->schema->flags & COLUMN_REQUIRED) && !known->present && table->header_count)
            diag_add(check->diags, DIAG_MISSING_COLUMN,
                     (struct place){table_file(table), table->header_line, 1},
                     "the column “%s” is missing: add it to the header", known->schema->name);
    }
}

static void check_unknown(const struct check *check, const struct table *table)
{
    size_t last = table_column_count(table) - 1; /* what is beyond the header is reported by row */
    for (size_t column = table->schema->column_count; column < last; column++) {
        struct check_quoted name = check_quote(table_column(table, column)->name);
        struct place place = {.file = table_file(table)};
        if (check->diags->counts[DIAG_UNKNOWN_COLUMN] < DIAG_LIMIT)
            table_locate_header(table, column, &place.line, &place.column);
        diag_add(check->diags, DIAG_UNKNOWN_COLUMN, place,
                 "the column “%.*s” is not of the format: it is kept, shown and searched as it is",
                 name.length, name.bytes);
    }
}

void check_header(const struct check *check, enum table_id table)
{
    check_missing(check, &check->store->tables[table]);
    check_unknown(check, &check->store->tables[table]);
}

/* ---- Ids ----------------------------------------------------------------------------------- */

static bool is_id(struct slice id)
{
    for (size_t i = 0; i < id.length; i++) {
        char byte = id.data[i];
        bool letter = (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
        if (!letter && (byte != '-' || i == 0))
            return false;
    }
    return id.length > 0;
}

static void check_id(const struct check *check, const struct table *table, size_t row)
{
    struct record record = {table->kind, (uint32_t)row};
    struct slice id = table_cell(table, row, 0);
    struct check_quoted quoted = check_quote(id);
    size_t first;
    if (table_id_is_made(table, row))
        diag_add(check->diags, DIAG_MISSING_ID, check_place(check, DIAG_MISSING_ID, record, 0),
                 "the record has no id: it is called “%.*s” until it gets one", quoted.length,
                 quoted.bytes);
    else if (!is_id(id))
        diag_add(check->diags, DIAG_INVALID_ID, check_place(check, DIAG_INVALID_ID, record, 0),
                 "the id “%.*s” is not made of a–z, 0–9 and inner hyphens: change it, and the "
                 "links to it",
                 quoted.length, quoted.bytes);
    if (table_find(table, id, &first) && first != row)
        diag_add(check->diags, DIAG_DUPLICATE_ID, check_place(check, DIAG_DUPLICATE_ID, record, 0),
                 "the id “%.*s” is used on line %zu already: give this record another",
                 quoted.length, quoted.bytes, table_line(table, first));
}

void check_ids(const struct check *check, enum table_id table)
{
    for (size_t row = 0; row < check_rows(check, table); row++)
        check_id(check, &check->store->tables[table], row);
}

/* ---- Values -------------------------------------------------------------------------------- */

/* Checks one cell that is not blank. */
typedef void judge_cell(const struct check *check, struct record record, size_t column,
                        struct slice cell);

static void check_date(const struct check *check, struct record record, size_t column,
                       struct slice cell)
{
    struct date date;
    struct check_quoted quoted = check_quote(cell);
    enum date_status status = date_parse(cell, &date);
    if (status == DATE_IMPOSSIBLE)
        diag_add(check->diags, DIAG_IMPOSSIBLE_DATE,
                 check_place(check, DIAG_IMPOSSIBLE_DATE, record, column),
                 "the date “%.*s” is on no calendar: it is kept as text; correct it", quoted.length,
                 quoted.bytes);
    else if (status == DATE_NOT_EDTF)
        diag_add(check->diags, DIAG_INVALID_DATE,
                 check_place(check, DIAG_INVALID_DATE, record, column),
                 "“%.*s” is not a date as ISO 8601-2 writes it (2023-02-14, 2023-02, 2023-01~, "
                 "2021/2023): it is kept as text; words belong in date_text",
                 quoted.length, quoted.bytes);
}

static void append_values(const struct column_schema *schema, struct buffer *list)
{
    for (size_t i = 0; schema->values[i]; i++)
        buffer_append_format(list, "%s%s", i ? ", " : "", schema->values[i]);
}

static void check_enum(const struct check *check, struct record record, size_t column,
                       struct slice cell)
{
    const struct column_schema *schema = &schema_table(record.table)->columns[column];
    if (schema_value(schema, cell) >= 0)
        return;
    struct buffer list = {0};
    struct check_quoted quoted = check_quote(cell);
    append_values(schema, &list);
    diag_add(check->diags, DIAG_UNKNOWN_VALUE,
             check_place(check, DIAG_UNKNOWN_VALUE, record, column),
             "“%.*s” is no value of %s: use one of %s", quoted.length, quoted.bytes, schema->name,
             buffer_string(&list));
    if (list.failed)
        diag_out_of_memory(check->diags);
    buffer_free(&list);
}

static void check_marking(const struct check *check, struct record record, size_t column,
                          struct slice cell)
{
    struct check_quoted quoted = check_quote(cell);
    if (schema_marking_level(cell) < 0)
        diag_add(check->diags, DIAG_UNKNOWN_VALUE,
                 check_place(check, DIAG_UNKNOWN_VALUE, record, column),
                 "“%.*s” is no classification: use UNCLASSIFIED, RESTRICTED, CONFIDENTIAL, SECRET "
                 "or TOP SECRET, with any prefix",
                 quoted.length, quoted.bytes);
}

bool check_leaves_folder(struct slice path)
{
    struct slice rest = path;
    struct slice part;
    if (path.data[0] == '/')
        return true;
    while (slice_next(&rest, '/', &part)) {
        if (slice_is(part, ".."))
            return true;
    }
    return false;
}

static void check_path(const struct check *check, struct record record, size_t column,
                       struct slice cell)
{
    struct check_quoted quoted = check_quote(cell);
    if (check_leaves_folder(cell))
        diag_add(check->diags, DIAG_PATH_OUTSIDE,
                 check_place(check, DIAG_PATH_OUTSIDE, record, column),
                 "“%.*s” leads out of the briefing folder: keep the file inside it", quoted.length,
                 quoted.bytes);
}

/* How the cells of a kind of column are checked; kinds that are not here take anything. */
static const struct {
    enum column_kind kind;
    judge_cell *check;
} cell_checks[] = {
    {COLUMN_DATE, check_date},
    {COLUMN_ENUM, check_enum},
    {COLUMN_MARKING, check_marking},
    {COLUMN_PATH, check_path},
};

void check_values(const struct check *check, enum table_id table, size_t column)
{
    enum column_kind kind = schema_table(table)->columns[column].kind;
    for (size_t i = 0; i < sizeof cell_checks / sizeof cell_checks[0]; i++) {
        if (cell_checks[i].kind != kind)
            continue;
        for (size_t row = 0; row < check_rows(check, table); row++) {
            struct record record = {table, (uint32_t)row};
            struct slice cell = record_cell(check->store, record, column);
            if (slice_trim(cell).length)
                cell_checks[i].check(check, record, column, cell);
        }
    }
}
