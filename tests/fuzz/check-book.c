#include "fuzz/check-book.h"

#include "briefbook/date.h"
#include "briefbook/search.h"
#include "briefbook/text.h"
#include "fuzz/require.h"

static void check_folded(const struct table *table, const struct segment *segment, size_t column)
{
    const struct folded_cells *folded = segment->columns[column].folded;
    for (size_t i = 0; folded && i < folded->count; i++) {
        require(folded->rows[i] < segment->rows, "a folded copy is of a row of its segment");
        require(i == 0 || folded->rows[i - 1] < folded->rows[i], "folded copies are in order");
        struct slice copy = {folded->bytes + folded->offsets[i],
                             folded->offsets[i + 1] - folded->offsets[i]};
        struct buffer expected = {0};
        require(text_fold(table_cell(table, segment->first_row + folded->rows[i], column),
                          &expected, NULL),
                "a cell is folded");
        require(slice_equal(copy, buffer_slice(&expected)), "a folded copy is that of its cell");
        buffer_free(&expected);
    }
}

static void check_cell(const struct store *store, struct record record, size_t column)
{
    const struct table *table = store_table(store, record.table);
    const struct column_schema *schema = table_column(table, column)->schema;
    struct buffer folded = {0};
    struct record_list linked = {0};
    require(text_fold(table_cell(table, record.row, column), &folded, NULL), "a cell is folded");
    if (schema && column_is_link(schema))
        store_links(store, record, column, &linked);
    require(!linked.failed, "links are found");
    buffer_free(&folded);
    record_list_free(&linked);
}

static void check_record(const struct store *store, struct record record)
{
    size_t columns = table_column_count(store_table(store, record.table));
    for (size_t column = 0; column < columns; column++)
        check_cell(store, record, column);
    struct date date;
    require(!record_date(store, record, &date) || date.earliest <= date.latest,
            "a span ends after it starts");
    struct buffer named = {0};
    require(record_append_id(store, record, &named) &&
                buffer_append(&named, record_name(store, record)) &&
                buffer_append(&named, record_list_name(store, record)),
            "a record has an id and a name");
    buffer_free(&named);
}

static void check_places(const struct table *table, size_t row)
{
    size_t line;
    size_t character;
    table_locate(table, row, 0, &line, &character);
    require(line >= table_line(table, row) || line == 0, "a cell stands in its record");
}

static void check_table(const struct store *store, enum table_id id)
{
    enum { LOCATED_ROWS = 4 };
    const struct table *table = store_table(store, id);
    size_t line = 0;
    for (size_t row = 0; row < table_rows(table); row++) {
        check_record(store, (struct record){id, (uint32_t)row});
        require(table_line(table, row) == 0 || table_line(table, row) > line,
                "records are in the order of the file");
        line = table_line(table, row);
        if (row < LOCATED_ROWS && line)
            check_places(table, row);
    }
    for (size_t i = 0; i < table_segment_count(table); i++) {
        const struct segment *segment = table_segment(table, i);
        for (size_t column = 0; column < table_column_count(table); column++)
            check_folded(table, segment, column);
    }
}

static void check_diags(const struct store *store)
{
    struct diag_list diags = {0};
    require(store_check(store, &diags), "a book is checked");
    for (size_t i = 0; i < diags.count; i++) {
        struct buffer shown = {0};
        require(diag_append(&shown, &diags.items[i], 0), "a diagnostic is shown");
        require(text_is_valid(buffer_slice(&shown), NULL), "it is shown in UTF-8");
        buffer_free(&shown);
    }
    diag_list_free(&diags);
}

/* A search finds what looking at each record finds. */
static void check_search(const struct store *store, const char *text)
{
    struct diag_list diags = {0};
    struct query *query = query_new(slice_of(text), QUERY_STRICT, &diags);
    struct search *search = query ? search_start(store, query, NULL) : NULL;
    require(search && search_wait(search), "a search ends");
    for (enum table_id table = 0; table < TABLE_COUNT; table++)
        for (size_t row = 0; row < table_rows(store_table(store, table)); row++)
            require(search_has(search, table, row) ==
                        query_matches(query, store, (struct record){table, (uint32_t)row}),
                    "a search agrees with a look at each record");
    search_free(search);
    query_free(query);
    diag_list_free(&diags);
}

static void check_loaded(const struct store *store)
{
    for (enum table_id table = 0; table < TABLE_COUNT; table++)
        check_table(store, table);
    check_diags(store);
    check_search(store, "-a OR \"e a\" OR date:2023");
}

struct store *check_book(const char *path)
{
    struct diag_list diags = {0};
    struct store *store = store_open(path, &diags);
    require(store || diags.count, "what does not open says why");
    if (store) {
        require(store_start(store, NULL, NULL) && store_wait(store), "a book loads");
        check_loaded(store);
    }
    diag_list_free(&diags);
    return store;
}
