/* test-loading.c: what can be seen of a store while it is loaded on another thread, in which order,
 * and how its tables lie in memory. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "briefbook/date.h"
#include "support/book.h"
#include "support/empty-folder.h"

enum { ROWS = 40 * 1000 };

/* Events that are numbered, with the parts that a column may have or lack. */
static void make_events(size_t rows)
{
    struct buffer file = {0};
    buffer_append_string(&file, "name,id,description,attendee_ids\n");
    for (size_t row = 0; row < rows; row++)
        buffer_append_format(&file, "Event %zu,e%zu,%s,person-%zu\n", row, row,
                             row % 3 ? "" : "\"x,\ny\"", row / 100);
    make_bytes("events.csv", buffer_slice(&file));
    buffer_free(&file);
}

static void make_people(size_t rows)
{
    struct buffer file = {0};
    buffer_append_string(&file, "id,name\n");
    for (size_t row = 0; row < rows; row++)
        buffer_append_format(&file, "person-%zu,Person %zu\n", row, row);
    make_bytes("people.csv", buffer_slice(&file));
    buffer_free(&file);
}

/* ---- What the loader tells ------------------------------------------------------------------ */

/* Written on the loader's thread, read when it has ended. */
struct seen {
    const struct store *store;
    size_t calls;
    enum table_id order[TABLE_COUNT]; /* in which tables were read */
    size_t tables;
    size_t event_rows[64]; /* at each call that found more */
    size_t growths;
    bool shrank;
    bool ended;
};

static void note_tables(struct seen *seen)
{
    for (enum table_id id = 0; id < TABLE_COUNT; id++) {
        size_t i = 0;
        while (i < seen->tables && seen->order[i] != id)
            i++;
        if (i == seen->tables && table_stage(store_table(seen->store, id)) == TABLE_READ)
            seen->order[seen->tables++] = id;
    }
}

static void note(void *context)
{
    struct seen *seen = context;
    size_t rows = table_rows(store_table(seen->store, TABLE_EVENTS));
    size_t before = seen->growths ? seen->event_rows[seen->growths - 1] : 0;
    seen->calls++;
    note_tables(seen);
    seen->shrank |= rows < before;
    if (rows > before && seen->growths < 64)
        seen->event_rows[seen->growths++] = rows;
    seen->ended = store_state(seen->store) == STORE_LOADED;
}

static void test_rows_come_in(void **state)
{
    (void)state;
    make_events(ROWS);
    make_people(10);
    struct store *store = open_book(".");
    struct seen seen = {.store = store};
    assert_true(store_start(store, note, &seen));
    assert_true(store_wait(store));
    assert_true(store_wait(store));
    assert_true(seen.calls > 10);
    assert_true(seen.growths >= 3);
    assert_false(seen.shrank);
    assert_in_range(seen.event_rows[0], 1, ROWS / 2);
    assert_int_equal(seen.event_rows[seen.growths - 1], ROWS);
    assert_true(seen.ended);
    store_free(store);
}

/* Small files come first; among equals, those of the first panes. */
static void test_order_of_tables(void **state)
{
    (void)state;
    static const enum table_id expected[] = {TABLE_FIELDS, TABLE_LINES,  TABLE_QUOTES,
                                             TABLE_PEOPLE, TABLE_EVENTS, TABLE_BRIEFING};
    make_file("quotes.csv", "id,text\nq,Quote\n");
    make_file("lines.csv", "id,text\nl,Lin\n");
    make_file("fields.csv", "id,name\nf,Fie\n");
    make_people(100);
    make_events(200);
    struct buffer title = {0};
    buffer_append_string(&title, "id,title\nb,");
    buffer_append_repeated(&title, 'x', 400 * 1000);
    make_bytes("briefing.csv", buffer_slice(&title));
    buffer_free(&title);
    struct store *store = open_book(".");
    struct seen seen = {.store = store};
    assert_true(store_start(store, note, &seen));
    assert_true(store_wait(store));
    assert_int_equal(seen.tables, sizeof expected / sizeof expected[0]);
    for (size_t i = 0; i < seen.tables; i++)
        assert_int_equal(seen.order[i], expected[i]);
    store_free(store);
}

/* ---- Segments ------------------------------------------------------------------------------- */

static struct slice cell_of(const struct segment_column *column, size_t row)
{
    if (!column->offsets)
        return (struct slice){NULL, 0};
    return (struct slice){column->bytes + column->offsets[row],
                          column->offsets[row + 1] - column->offsets[row]};
}

/* A column of a segment is one run of bytes, and says the same as table_cell(). */
static void expect_segment(const struct table *table, const struct segment *segment)
{
    for (size_t column = 0; column < table_column_count(table); column++) {
        const struct segment_column *cells = &segment->columns[column];
        assert_true(!cells->offsets || cells->offsets[0] == 0);
        for (size_t row = 0; row < segment->rows; row++)
            assert_true(slice_equal(cell_of(cells, row),
                                    table_cell(table, segment->first_row + row, column)));
    }
}

static void test_segments(void **state)
{
    (void)state;
    static const size_t first_rows[] = {64, 256, 1024};
    enum { FIRST = 3, LONGER = 4096, BEFORE = 64 + 256 + 1024 };
    make_events(ROWS);
    struct store *store = load_book("events.csv");
    const struct table *table = store_table(store, TABLE_EVENTS);
    size_t first = 0;
    assert_int_equal(table_segment_count(table), FIRST + (ROWS - BEFORE + LONGER - 1) / LONGER);
    for (size_t i = 0; i < table_segment_count(table); i++) {
        const struct segment *segment = table_segment(table, i);
        assert_int_equal(segment->first_row, first);
        size_t left = ROWS - first;
        assert_int_equal(segment->rows, i < FIRST ? first_rows[i] : left < LONGER ? left : LONGER);
        assert_null(segment->columns[EVENTS_LOCATION].offsets);
        expect_segment(table, segment);
        first += segment->rows;
    }
    assert_int_equal(table_rows(table), ROWS);
    for (size_t row = 0; row < ROWS; row++) {
        char name[32];
        snprintf(name, sizeof name, "Event %zu", row);
        assert_true(slice_is(table_cell(table, row, EVENTS_NAME), name));
        assert_int_equal(table_line(table, row), 2 + row + (row + 2) / 3);
    }
    assert_int_equal(table_line(table, ROWS), 0);
    store_free(store);
}

/* A segment ends when a column has 16 MiB: its offsets have 32 bits. */
static void test_segments_of_long_cells(void **state)
{
    (void)state;
    struct buffer file = {0};
    assert_true(buffer_reserve(&file, 31 * 1024 * 1024));
    buffer_append_string(&file, "a,b\n");
    for (size_t row = 0; row < 30; row++) {
        buffer_append_format(&file, "%zu,", row);
        buffer_append_repeated(&file, 'x', 1024 * 1024);
        buffer_append_char(&file, '\n');
    }
    make_bytes("t.csv", buffer_slice(&file));
    buffer_free(&file);
    struct store *store = load_book("t.csv");
    const struct table *table = store_table(store, TABLE_PLAIN);
    assert_int_equal(table_segment_count(table), 2);
    assert_int_equal(table_segment(table, 0)->rows, 16);
    assert_int_equal(table_segment(table, 1)->first_row, 16);
    for (size_t row = 0; row < 30; row++)
        assert_int_equal(table_cell(table, row, 1).length, 1024 * 1024);
    assert_true(slice_is(table_cell(table, 29, 0), "29"));
    store_free(store);
}

/* ---- From other threads --------------------------------------------------------------------- */

/* All that may be asked of a table while it is loaded. */
static void look_at(const struct store *store, enum table_id id)
{
    const struct table *table = store_table(store, id);
    size_t rows = table_rows(table);
    size_t line;
    size_t character;
    size_t found;
    assert_true(store_record_count(store, id) + table_implied(table) >= rows);
    assert_true(table_column_count(table) > 0 || rows == 0);
    table_locate(table, rows / 2, EVENTS_DESCRIPTION, &line, &character);
    assert_true(rows == 0 || line > 0 || table_implied(table));
    if (table_column_count(table))
        assert_true(table_column(table, 0)->name.length == 2);
    if (rows) {
        struct slice cell = table_cell(table, rows - 1, 0);
        assert_true(cell.length > 1);
        assert_true(!table_find(table, cell, &found) || found < table_rows(table));
        assert_true(table_segment(table, table_segment_count(table) - 1)->rows > 0);
    }
}

static void look_at_record(const struct store *store, struct record record)
{
    struct record_list found = {0};
    struct date date;
    size_t count;
    assert_true(store_links(store, record, EVENTS_ATTENDEE_IDS, &found));
    record_list_free(&found);
    record_date(store, record, &date);
    record_name(store, record);
    store_back_links(store, record, TABLE_QUOTES, QUOTES_EVENT_ID, &count);
}

static void test_looking_while_loading(void **state)
{
    (void)state;
    make_events(ROWS);
    make_people(100); /* the others are implied */
    struct store *store = open_book(".");
    assert_true(store_start(store, NULL, NULL));
    while (store_state(store) == STORE_LOADING) {
        assert_null(store_diags(store));
        look_at(store, TABLE_PEOPLE);
        look_at(store, TABLE_EVENTS);
        look_at_record(store, (struct record){TABLE_EVENTS, 0});
    }
    assert_int_equal(store_record_count(store, TABLE_PEOPLE), 100);
    assert_int_equal(table_implied(store_table(store, TABLE_PEOPLE)), ROWS / 100 - 100);
    assert_true(store_wait(store));
    store_free(store);
}

/* Places are looked for on one thread while another learns that a mark is never closed. */
static void test_places_while_loading(void **state)
{
    (void)state;
    struct buffer file = {0};
    buffer_append_string(&file, "a,b\n");
    for (size_t row = 0; row < ROWS; row++)
        buffer_append_string(&file, row == ROWS / 2 ? "1,\"\n" : "1,2\n");
    make_bytes("t.csv", buffer_slice(&file));
    buffer_free(&file);
    struct store *store = open_book("t.csv");
    const struct table *table = store_table(store, TABLE_PLAIN);
    assert_true(store_start(store, NULL, NULL));
    do {
        size_t line = 0;
        size_t character = 0;
        size_t rows = table_rows(table);
        table_locate(table, rows - 1, 1, &line, &character);
        assert_int_equal(line, rows ? rows + 1 : 0);
        assert_int_equal(character, rows ? 3 : 0);
    } while (store_state(store) == STORE_LOADING);
    store_free(store);
}

/* A store may be freed at any time. */
static void test_free_while_loading(void **state)
{
    (void)state;
    make_events(ROWS);
    make_people(100);
    for (size_t wanted = 0; wanted < ROWS; wanted += ROWS / 20) {
        struct store *store = open_book(".");
        assert_true(store_start(store, NULL, NULL));
        while (table_rows(store_table(store, TABLE_EVENTS)) < wanted &&
               store_state(store) == STORE_LOADING)
            continue;
        store_free(store);
    }
}

int main(void)
{
#define IN_FOLDER(test) \
    cmocka_unit_test_setup_teardown(test, empty_folder_enter, empty_folder_leave)
    const struct CMUnitTest tests[] = {
        IN_FOLDER(test_rows_come_in),
        IN_FOLDER(test_order_of_tables),
        IN_FOLDER(test_segments),
        IN_FOLDER(test_segments_of_long_cells),
        IN_FOLDER(test_looking_while_loading),
        IN_FOLDER(test_places_while_loading),
        IN_FOLDER(test_free_while_loading),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
