/* test-csv-limits.c: cells and rows at the limits of the format and beyond, files of nothing but
 * faults, and what they may cost.
 *
 * Link with what failing-memory.h asks for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/csv-read.h"
#include "support/book.h"
#include "support/empty-folder.h"
#include "support/failing-memory.h"

enum { PIECE = 64 * 1024 }; /* in which files are read */

/* Loads what was collected as a plain table, and empties the buffer. */
static struct store *load_bytes(struct buffer *bytes)
{
    assert_false(bytes->failed);
    make_bytes("t.csv", buffer_slice(bytes));
    buffer_free(bytes);
    return load_book("t.csv");
}

/* Begins a file that holds a cell at the limit. */
static struct buffer begin(const char *start)
{
    struct buffer bytes = {0};
    assert_true(buffer_reserve(&bytes, CSV_CELL_LIMIT + 1024 * 1024));
    buffer_append_string(&bytes, start);
    return bytes;
}

static const struct table *plain(const struct store *store)
{
    return store_table(store, TABLE_PLAIN);
}

static void expect_cell(const struct store *store, size_t row, size_t column, const char *cell)
{
    assert_true(slice_is(table_cell(plain(store), row, column), cell));
}

/* ---- Cells ---------------------------------------------------------------------------------- */

static void test_longest_cell(void **state)
{
    (void)state;
    struct buffer bytes = begin("a,b\n1,");
    buffer_append_repeated(&bytes, 'x', CSV_CELL_LIMIT);
    buffer_append_string(&bytes, "\n2,3\n");
    struct store *store = load_bytes(&bytes);
    expect_diags(store_diags(store), "");
    assert_int_equal(table_rows(plain(store)), 2);
    assert_int_equal(table_cell(plain(store), 0, 1).length, CSV_CELL_LIMIT);
    expect_cell(store, 1, 1, "3");
    store_free(store);
}

/* The cell ends with a piece, and the comma after it begins the next. */
static void test_longest_cell_at_the_end_of_a_piece(void **state)
{
    (void)state;
    struct buffer bytes = begin("");
    buffer_append_repeated(&bytes, 'a', PIECE - 3);
    buffer_append_string(&bytes, "\n\n");
    buffer_append_repeated(&bytes, 'x', CSV_CELL_LIMIT);
    buffer_append_string(&bytes, ",\n2\n");
    struct store *store = load_bytes(&bytes);
    expect_diags(store_diags(store), "t.csv:3:1 long-row\n");
    assert_int_equal(table_rows(plain(store)), 2);
    store_free(store);
}

/* What follows a cell too long, and what of the file is then read. */
static void test_cell_too_long(void **state)
{
    (void)state;
    static const struct {
        const char *after;
        const char *diags;
    } cases[] = {
        {"\n2,3\n4,5\n", "t.csv:3:3 too-long\n"},
        {",\"y\ny\"\n2,3\n4,5\n", "t.csv:3:3 too-long\n"},
        {"", "t.csv:3:3 too-long\n"},
        {",\"\n2,3\n4,5\n", "t.csv:3:67108869 unterminated-quote\nt.csv:3:1 too-long\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct buffer bytes = begin("a,b\n김,1\n1,");
        buffer_append_repeated(&bytes, 'x', CSV_CELL_LIMIT + 1);
        buffer_append_string(&bytes, cases[i].after);
        struct store *store = load_bytes(&bytes);
        expect_diags(store_diags(store), cases[i].diags);
        expect_rows(plain(store), cases[i].after[0] ? "a|b\n김|1\n2|3\n4|5\n" : "a|b\n김|1\n");
        store_free(store);
    }
}

/* In quotation marks a cell beyond the limit is one whose mark was forgotten: its row ends with the
 * line of the mark. */
static void test_quoted_cell_too_long(void **state)
{
    (void)state;
    struct buffer bytes = begin("a,b\n1,2\n3,\"x\"\"\n5,6\n");
    buffer_append_repeated(&bytes, '\n', CSV_CELL_LIMIT);
    buffer_append_string(&bytes, "7,8\n\"9\",10\n");
    struct store *store = load_bytes(&bytes);
    expect_diags(store_diags(store), "t.csv:3:3 unterminated-quote\n");
    expect_rows(plain(store), "a|b\n1|2\n3|x\"\n5|6\n7|8\n9|10\n");
    assert_int_equal(table_line(plain(store), 3), CSV_CELL_LIMIT + 5);
    store_free(store);
}

/* And when its line alone is too long, the row is left out. */
static void test_line_too_long(void **state)
{
    (void)state;
    struct buffer bytes = begin("a,b\n1,2\n\"3\n3\",\"");
    buffer_append_repeated(&bytes, 'x', CSV_CELL_LIMIT + 1);
    buffer_append_string(&bytes, "\n5,6\n");
    buffer_append_repeated(&bytes, 'y', CSV_CELL_LIMIT + 1);
    buffer_append_string(&bytes, "\n7,8\n");
    struct store *store = load_bytes(&bytes);
    expect_diags(store_diags(store), "t.csv:4:4 unterminated-quote\nt.csv:3:1 too-long\n"
                                     "t.csv:6:1 too-long\n");
    expect_rows(plain(store), "a|b\n1|2\n5|6\n7|8\n");
    assert_int_equal(table_line(plain(store), 2), 7);
    store_free(store);
}

/* libcsv's buffer grows by 128 bytes unless it is told to take more. */
static void test_long_cell_takes_few_allocations(void **state)
{
    (void)state;
    struct buffer bytes = begin("a\n\"");
    buffer_append_repeated(&bytes, '\n', CSV_CELL_LIMIT / 2);
    buffer_append_string(&bytes, "\"\n");
    make_bytes("t.csv", buffer_slice(&bytes));
    buffer_free(&bytes);
    failing_memory_start(250, true);
    struct store *store = load_book("t.csv");
    assert_false(failing_memory_stop());
    assert_int_equal(table_cell(plain(store), 0, 0).length, CSV_CELL_LIMIT / 2);
    store_free(store);
}

/* ---- Rows ----------------------------------------------------------------------------------- */

static void test_row_of_many_cells(void **state)
{
    (void)state;
    static const struct {
        const char *last; /* what stands after as many commas as a row may have cells */
        const char *diags;
        const char *rows;
    } cases[] = {
        {"\n1,2\n", "t.csv:2:65537 too-long\n", "a|b\n1|2\n"},
        {"x\n1,2\n", "t.csv:2:65537 too-long\n", "a|b\n1|2\n"},
        {"x", "t.csv:2:65537 too-long\n", "a|b\n"},
        {"\"x\"\n1,2\n", "t.csv:2:65537 too-long\n", "a|b\n1|2\n"},
        {"\"x\nx\",\"x\n\n\"\n1,2\n", "t.csv:2:65537 too-long\n", "a|b\n1|2\n"},
        {"\"x\"x\n\"\n1,2\n", "t.csv:2:65537 too-long\n", "a|b\n1|2\n"},
        {"\"x\"x\n1,2\n", "t.csv:2:65537 unterminated-quote\nt.csv:2:1 too-long\n", "a|b\n1|2\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct buffer bytes = {0};
        buffer_append_string(&bytes, "a,b\n");
        buffer_append_repeated(&bytes, ',', CSV_ROW_LIMIT);
        buffer_append_string(&bytes, cases[i].last);
        struct store *store = load_bytes(&bytes);
        if (table_rows(plain(store)) == 0)
            expect_diags(store_diags(store), "t.csv:2:65537 too-long\nt.csv:1:1 no-records\n");
        else
            expect_diags(store_diags(store), cases[i].diags);
        expect_rows(plain(store), cases[i].rows);
        store_free(store);
    }
}

static void test_widest_row(void **state)
{
    (void)state;
    struct buffer bytes = {0};
    buffer_append_string(&bytes, "a,b\n");
    buffer_append_repeated(&bytes, ',', CSV_ROW_LIMIT - 1);
    buffer_append_string(&bytes, "x\n1,2\n");
    struct store *store = load_bytes(&bytes);
    expect_diags(store_diags(store), "t.csv:2:1 long-row\n");
    assert_int_equal(table_rows(plain(store)), 2);
    assert_int_equal(table_cell(plain(store), 0, 2).length, CSV_ROW_LIMIT - 2);
    expect_cell(store, 1, 1, "2");
    store_free(store);
}

/* A header beyond the limits is left out like any row: the next one names the columns. */
static void test_header_of_too_many_cells(void **state)
{
    (void)state;
    struct buffer bytes = {0};
    buffer_append_repeated(&bytes, ',', CSV_ROW_LIMIT);
    buffer_append_string(&bytes, "\n\na,b\n1,2\n");
    struct store *store = load_bytes(&bytes);
    expect_diags(store_diags(store), "t.csv:1:65537 too-long\n");
    expect_rows(plain(store), "a|b\n1|2\n");
    store_free(store);
}

static void test_widest_header(void **state)
{
    (void)state;
    struct buffer bytes = {0};
    for (size_t column = 1; column <= CSV_ROW_LIMIT; column++)
        buffer_append_format(&bytes, "%sc%zu", column > 1 ? "," : "", column);
    buffer_append_string(&bytes, "\n1");
    buffer_append_repeated(&bytes, ',', CSV_ROW_LIMIT - 1);
    buffer_append_string(&bytes, "2\n");
    struct store *store = load_bytes(&bytes);
    expect_diags(store_diags(store), "");
    assert_int_equal(table_column_count(plain(store)), CSV_ROW_LIMIT + 1);
    assert_true(slice_is(table_column(plain(store), CSV_ROW_LIMIT - 1)->name, "c65536"));
    expect_cell(store, 0, 0, "1");
    expect_cell(store, 0, CSV_ROW_LIMIT - 1, "2");
    store_free(store);
}

/* However wide the header: names are not compared all with all. */
static void test_repeated_names_in_a_wide_header(void **state)
{
    (void)state;
    struct buffer bytes = {0};
    for (size_t column = 1; column < CSV_ROW_LIMIT - 1; column++)
        buffer_append_format(&bytes, "c%zu,", column);
    buffer_append_string(&bytes, "C-1,c 65000\n1");
    buffer_append_repeated(&bytes, ',', CSV_ROW_LIMIT - 1);
    double start = processor_seconds();
    struct store *store = load_bytes(&bytes);
    assert_true(processor_seconds() - start < 5);
    expect_diags(store_diags(store),
                 "t.csv:1:447633 duplicate-column\nt.csv:1:447637 duplicate-column\n");
    store_free(store);
}

/* Too many cells in a row after a mark that is never closed, and in that row itself. */
static void test_torn_rows_of_too_many_cells(void **state)
{
    (void)state;
    struct buffer bytes = {0};
    buffer_append_string(&bytes, "a,b\n\"1\n2\n");
    buffer_append_repeated(&bytes, ',', CSV_ROW_LIMIT);
    buffer_append_string(&bytes, "\"3\n4,5\n");
    struct store *store = load_bytes(&bytes);
    expect_diags(store_diags(store),
                 "t.csv:2:1 unterminated-quote\nt.csv:2:1 short-row\nt.csv:3:1 short-row\n"
                 "t.csv:4:65537 unterminated-quote\nt.csv:4:1 too-long\n");
    expect_rows(plain(store), "a|b\n1|\n2|\n4|5\n");
    store_free(store);
}

/* ---- Many faults ---------------------------------------------------------------------------- */

/* Of each kind so many are kept, the rest is counted, and the rows are all there. */
static void test_limit_of_diagnostics(void **state)
{
    (void)state;
    enum { ROWS = 3 * DIAG_LIMIT };
    struct buffer bytes = {0};
    buffer_append_string(&bytes, "a,b\n");
    for (size_t row = 0; row < ROWS; row++)
        buffer_append(&bytes, SLICE("x\"\0\xFF\n"));
    buffer_append_string(&bytes, "last,1\n");
    struct store *store = load_bytes(&bytes);
    const struct diag_list *diags = store_diags(store);
    static const enum diag_code codes[] = {DIAG_STRAY_QUOTE, DIAG_NUL_BYTE, DIAG_INVALID_UTF8,
                                           DIAG_SHORT_ROW};
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
        assert_int_equal(diags->counts[codes[i]], ROWS);
    assert_int_equal(diags->count, DIAG_LIMIT * sizeof codes / sizeof codes[0]);
    assert_int_equal(diag_list_count(diags, SEVERITY_WARNING), 4 * ROWS);
    assert_int_equal(table_rows(plain(store)), ROWS + 1);
    expect_cell(store, ROWS, 0, "last");
    struct diag_list checked = {0};
    assert_true(store_check(store, &checked));
    assert_int_equal(checked.counts[DIAG_SHORT_ROW], ROWS);
    diag_list_free(&checked);
    store_free(store);
}

/* ---- Costs ---------------------------------------------------------------------------------- */

/* A file whose cost must grow with its length: `head` once, then `row` so many times. What costs the
 * square of that takes minutes. */
static const struct cost {
    const char *head;
    const char *row;
    size_t times;
    size_t rows; /* that must be read */
} costs[] = {
    {"a,b\n", "1,\"x\n", 100 * 1000 + 1, 100 * 1000 + 1}, /* each mark is never closed */
    {"a,b\n", "\"x\"y\n", 200 * 1000 + 1, 200 * 1000 + 1},
    {"a\n", "\"", 1000 * 1000 + 1, 1},
    {"a\nx", "\"", 1000 * 1000, 1},
    {"a\n\"x", "\"x", 1000 * 1000, 1},
    {"a\n", "\"\n", 1000 * 1000, 1000 * 1000 / 2},
    {"a\n", "\n", 5 * 1000 * 1000, 0},
    {"a,b\n", ",,\n", 500 * 1000, 500 * 1000},
};

static void test_costs(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof costs / sizeof costs[0]; i++) {
        struct buffer bytes = {0};
        buffer_append_string(&bytes, costs[i].head);
        for (size_t j = 0; j < costs[i].times; j++)
            buffer_append_string(&bytes, costs[i].row);
        double start = processor_seconds();
        struct store *store = load_bytes(&bytes);
        assert_true(processor_seconds() - start < 20);
        assert_int_equal(table_rows(plain(store)), costs[i].rows);
        store_free(store);
    }
}

/* Faults far into one line: the line is not counted from its start for each. */
static void test_cost_of_places(void **state)
{
    (void)state;
    struct buffer bytes = begin("a\n");
    buffer_append_repeated(&bytes, 'x', CSV_CELL_LIMIT - DIAG_LIMIT);
    buffer_append_repeated(&bytes, '"', DIAG_LIMIT);
    double start = processor_seconds();
    struct store *store = load_bytes(&bytes);
    assert_true(processor_seconds() - start < 15);
    const struct diag_list *diags = store_diags(store);
    assert_int_equal(diags->counts[DIAG_STRAY_QUOTE], DIAG_LIMIT);
    assert_int_equal(diags->items[DIAG_LIMIT - 1].place.column, CSV_CELL_LIMIT);
    store_free(store);
}

/* A row costs what it has, not what the header names; and so does the memory of a segment. */
static void test_cost_of_a_wide_header(void **state)
{
    (void)state;
    enum { ROWS = 100 * 1000 };
    struct buffer bytes = {0};
    for (size_t column = 1; column <= CSV_ROW_LIMIT; column++)
        buffer_append_format(&bytes, "%zu%c", column, column < CSV_ROW_LIMIT ? ',' : '\n');
    for (size_t column = 1; column <= CSV_ROW_LIMIT; column++)
        buffer_append_format(&bytes, "x%c", column < CSV_ROW_LIMIT ? ',' : '\n');
    for (size_t row = 1; row < ROWS; row++)
        buffer_append_string(&bytes, "y\n");
    double start = processor_seconds();
    struct store *store = load_bytes(&bytes);
    assert_true(processor_seconds() - start < 15);
    assert_int_equal(table_rows(plain(store)), ROWS);
    expect_cell(store, 0, CSV_ROW_LIMIT - 1, "x");
    expect_cell(store, ROWS - 1, 0, "y");
    for (size_t i = 0; i < table_segment_count(plain(store)); i++) {
        const struct segment *segment = table_segment(plain(store), i);
        if (segment->columns[1].offsets)
            assert_in_range(segment->rows, 1, 64);
    }
    store_free(store);
}

int main(void)
{
#define IN_FOLDER(test) \
    cmocka_unit_test_setup_teardown(test, empty_folder_enter, empty_folder_leave)
    const struct CMUnitTest tests[] = {
        IN_FOLDER(test_longest_cell),
        IN_FOLDER(test_longest_cell_at_the_end_of_a_piece),
        IN_FOLDER(test_cell_too_long),
        IN_FOLDER(test_quoted_cell_too_long),
        IN_FOLDER(test_line_too_long),
        IN_FOLDER(test_long_cell_takes_few_allocations),
        IN_FOLDER(test_row_of_many_cells),
        IN_FOLDER(test_widest_row),
        IN_FOLDER(test_header_of_too_many_cells),
        IN_FOLDER(test_widest_header),
        IN_FOLDER(test_repeated_names_in_a_wide_header),
        IN_FOLDER(test_torn_rows_of_too_many_cells),
        IN_FOLDER(test_limit_of_diagnostics),
        IN_FOLDER(test_costs),
        IN_FOLDER(test_cost_of_places),
        IN_FOLDER(test_cost_of_a_wide_header),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
