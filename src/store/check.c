#include "store/check.h"

struct slice check_cell(const struct check *check, struct record record, size_t column)
{
    return slice_trim(record_cell(check->store, record, column));
}

struct place check_place(const struct check *check, enum diag_code code, struct record record,
                         size_t column)
{
    const struct table *table = &check->store->tables[record.table];
    struct check_located *located = check->located;
    if (check->diags->counts[code] >= DIAG_LIMIT)
        return (struct place){table_file(table), 0, 0};
    if (!located->place.file || located->record.table != record.table ||
        located->record.row != record.row || located->column != column) {
        *located = (struct check_located){record, column, {table_file(table), 0, 0}};
        table_locate(table, record.row, column, &located->place.line, &located->place.column);
    }
    return located->place;
}

struct check_quoted check_quote(struct slice text)
{
    enum { QUOTED_BYTES = 60 };
    size_t length = text.length < QUOTED_BYTES ? text.length : QUOTED_BYTES;
    /* never in the middle of a character */
    while (length && length < text.length && ((unsigned char)text.data[length] & 0xC0) == 0x80)
        length--;
    return (struct check_quoted){(int)length, length ? text.data : ""};
}

size_t check_rows(const struct check *check, enum table_id table)
{
    bool is_cancelled =
        check->cancelled && atomic_load_explicit(check->cancelled, memory_order_relaxed);
    return is_cancelled ? 0 : store_record_count(check->store, table);
}

static void check_columns(const struct check *check, enum table_id table)
{
    const struct table_schema *schema = schema_table(table);
    for (size_t column = 0; column < schema->column_count; column++) {
        check_values(check, table, column);
        check_links(check, table, column);
    }
}

static void check_table(const struct check *check, enum table_id table)
{
    enum table_stage stage = table_stage(&check->store->tables[table]);
    bool has_file = check->store->tables[table].file != NULL;
    if (stage != TABLE_READ || !has_file)
        return;
    check_header(check, table);
    check_ids(check, table);
    check_columns(check, table);
}

bool store_check_until(const struct store *store, const atomic_bool *cancelled,
                       struct diag_list *diags)
{
    struct check_located located = {0};
    struct check check = {store, diags, &located, cancelled};
    if (store_diags(store))
        diag_list_append(diags, store_diags(store));
    for (enum table_id table = 0; table < TABLE_PLAIN; table++)
        check_table(&check, table);
    check_parents(&check);
    check_briefing(&check);
    check_markings(&check);
    check_quote_dates(&check);
    check_event_dates(&check);
    check_archives(&check);
    check_judgements(&check);
    check_gaps(&check);
    diag_list_sort(diags);
    return !diags->out_of_memory && diags->counts[DIAG_OUT_OF_MEMORY] == 0;
}

bool store_check(const struct store *store, struct diag_list *diags)
{
    return store_check_until(store, NULL, diags);
}
