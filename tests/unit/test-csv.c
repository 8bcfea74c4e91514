/* test-csv.c: CSV files read through libcsv: what cells hold, where faults stand, and that nothing
 * after a fault is lost. What libcsv would do by itself stands with the tests. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/book.h"
#include "support/empty-folder.h"

/* A file, the table it is read as (see expect_rows) and what is said of it. */
struct reading {
    struct slice bytes;
    const char *rows;
    const char *diags;
};

static void expect_reading(const struct reading *reading)
{
    make_bytes("t.csv", reading->bytes);
    struct store *store = load_book("t.csv");
    assert_int_equal(store_single_table(store), TABLE_PLAIN);
    expect_rows(store_table(store, TABLE_PLAIN), reading->rows);
    expect_diags(store_diags(store), reading->diags);
    store_free(store);
}

static void expect_readings(const struct reading *readings, size_t count)
{
    for (size_t i = 0; i < count; i++)
        expect_reading(&readings[i]);
}

#define BYTES(literal)                  \
    {                                   \
        "" literal, sizeof(literal) - 1 \
    }
#define EXPECT(...)                                         \
    (void)state;                                            \
    static const struct reading readings[] = {__VA_ARGS__}; \
    expect_readings(readings, sizeof readings / sizeof readings[0])

/* ---- What cells hold ------------------------------------------------------------------------ */

static void test_plain_cells(void **state)
{
    EXPECT({BYTES("a,b\n1,2\n3,4\n"), "a|b\n1|2\n3|4\n", ""}, {BYTES("a\n1\n"), "a\n1\n", ""},
           {BYTES("a,b\n,\n,2\n1,\n"), "a|b\n|\n|2\n1|\n", ""},
           {BYTES("이름,b\n김,é\n"), "이름|b\n김|é\n", ""});
}

/* libcsv takes blanks around cells away unless it is told not to. */
static void test_blanks_are_data(void **state)
{
    EXPECT({BYTES(" a ,\tb\n 1 ,\t2\t\n"), " a |\tb\n 1 |\t2\t\n", ""},
           {BYTES("a,b\n  ,\t\n"), "a|b\n  |\t\n", ""},
           {BYTES("a,b\n\" 1 \",\"\t\"\n"), "a|b\n 1 |\t\n", ""}, {BYTES("a\n \n"), "a\n \n", ""});
}

/* A blank before a quotation mark makes the mark a part of the cell. */
static void test_blank_before_a_mark(void **state)
{
    EXPECT({BYTES("a,b\n1, \"2\"\n3,4\n"), "a|b\n1| \"2\"\n3|4\n",
            "t.csv:2:4 stray-quote\nt.csv:2:6 stray-quote\n"});
}

static void test_quoted_cells(void **state)
{
    EXPECT({BYTES("\"a\",\"b\"\n\"1\",2\n"), "a|b\n1|2\n", ""},
           {BYTES("a,b\n\"1,1\",\"2,\"\n"), "a|b\n1,1|2,\n", ""},
           {BYTES("a,b\n\"\",\"\"\n\"\"\"\",\"\"\"\"\"\"\n"), "a|b\n|\n\"|\"\"\n", ""},
           {BYTES("a\n\"x\"\"y\"\n\"\"\"x\"\n\"x\"\"\"\n"), "a\nx\"y\n\"x\nx\"\n", ""});
}

static void test_line_ends_in_cells(void **state)
{
    EXPECT(
        {BYTES("a,b\n\"1\n1\",\"2\r\n2\"\n\"\n\",\"\r\"\n"), "a|b\n1\\n1|2\\r\\n2\n\\n|\\r\n", ""},
        {BYTES("\"a\nb\",c\n1,2\n"), "a\\nb|c\n1|2\n", ""},
        {BYTES("a\n\"1\n\n\n2\"\n3\n"), "a\n1\\n\\n\\n2\n3\n", ""});
}

/* With CSV_REPALL_NL libcsv gives one row too many for each CR LF; without, blank lines are none. */
static void test_line_ends(void **state)
{
    EXPECT({BYTES("a,b\r\n1,2\r\n3,4\r\n"), "a|b\n1|2\n3|4\n", ""},
           {BYTES("a,b\r1,2\r3,4\r"), "a|b\n1|2\n3|4\n", ""},
           {BYTES("a,b\r1,2\n3,4\r\n5,6"), "a|b\n1|2\n3|4\n5|6\n", ""},
           {BYTES("a,b\n\r1,2\n\r"), "a|b\n1|2\n", ""});
}

static void test_blank_lines_are_no_rows(void **state)
{
    EXPECT({BYTES("\n\na,b\n\n1,2\n\n\n3,4\n\n"), "a|b\n1|2\n3|4\n", ""},
           {BYTES("\r\n\r\na,b\r\n\r\n1,2\r\n\r\n"), "a|b\n1|2\n", ""},
           {BYTES("a\n\"\"\n\n\"\"\n"), "a\n\n\n", ""} /* quoted, they are rows of a blank cell */,
           {BYTES("a,b\n\n ,\n"), "a|b\n |\n", ""});
}

/* libcsv holds the last row back until csv_fini(). */
static void test_last_line_without_an_end(void **state)
{
    EXPECT({BYTES("a,b\n1,2"), "a|b\n1|2\n", ""}, {BYTES("a,b\n1,"), "a|b\n1|\n", ""},
           {BYTES("a,b\n1,\"2\""), "a|b\n1|2\n", ""},
           {BYTES("a,b\n1,\"2\"\"\""), "a|b\n1|2\"\n", ""},
           {BYTES("a,b"), "a|b\n", "t.csv:1:1 no-records\n"}, {BYTES("a,b\n,"), "a|b\n|\n", ""});
}

/* To libcsv a byte-order mark is data, and the first cell then not quoted. */
static void test_byte_order_mark(void **state)
{
    EXPECT({BYTES("\xEF\xBB\xBF"
                  "a,b\n1,2\n"),
            "a|b\n1|2\n", ""},
           {BYTES("\xEF\xBB\xBF\"a,\",b\n1,2\n"), "a,|b\n1|2\n", ""},
           {BYTES("\xEF\xBB\xBF"
                  "a\"b\n\xEF\xBB\xBF"
                  "1\n"),
            "a\"b\n\xEF\xBB\xBF"
            "1\n",
            "t.csv:1:2 stray-quote\n"},
           {BYTES("\xEF\xBB\xBF"), "", "t.csv empty-file\n"},
           {BYTES("\xEF\xBB\n1\n"), "\xEF\xBB\n1\n", "t.csv:1:1 invalid-utf8\n"});
}

/* libcsv reads UTF-16 as cells full of NULs. */
static void test_utf16_is_refused(void **state)
{
    EXPECT({BYTES("\xFF\xFE"
                  "a\0,\0b\0\n\0"),
            "", "t.csv:1:1 unsupported-encoding\n"},
           {BYTES("\xFE\xFF\0a\0,\0b\0\n"), "", "t.csv:1:1 unsupported-encoding\n"},
           {BYTES("\xFF\xFE\0\0a\0\0\0"), "", "t.csv:1:1 unsupported-encoding\n"});
}

/* Cells have lengths; a NUL does not end them. */
static void test_nul_bytes(void **state)
{
    EXPECT({BYTES("a,b\n1\0,2\n\0,\0\0\n"), "a|b\n1\\0|2\n\\0|\\0\\0\n",
            "t.csv:2:1 nul-byte\nt.csv:3:1 nul-byte\n"},
           {BYTES("a,b\nx,\"\n\0\"\n3,4\n"), "a|b\nx|\\n\\0\n3|4\n", "t.csv:2:3 nul-byte\n"},
           {BYTES("a\0,b\n1,2\n"), "a\\0|b\n1|2\n", "t.csv:1:1 nul-byte\n"},
           {BYTES("\0"), "\\0\n", "t.csv:1:1 nul-byte\nt.csv:1:1 no-records\n"});
}

static void test_invalid_utf8(void **state)
{
    EXPECT(
        {BYTES("a,b\n김,\xB1\xE8\n3,4\n"), "a|b\n김|\xB1\xE8\n3|4\n", "t.csv:2:3 invalid-utf8\n"},
        {BYTES("a,b\n\xC0\x80,\"\xED\xA0\x80\"\n"), "a|b\n\xC0\x80|\xED\xA0\x80\n",
         "t.csv:2:1 invalid-utf8\n"},
        {BYTES("a\n\xF5\0\n"), "a\n\xF5\\0\n", "t.csv:2:1 nul-byte\nt.csv:2:1 invalid-utf8\n"},
        {BYTES("a\n\"\xE2\x82\"\n\xAC\n"), "a\n\xE2\x82\n\xAC\n",
         "t.csv:2:1 invalid-utf8\nt.csv:3:1 invalid-utf8\n"});
}

/* ---- Rows and headers ----------------------------------------------------------------------- */

static void test_short_and_long_rows(void **state)
{
    EXPECT({BYTES("a,b,c\n1\n1,2\n1,2,3\n"), "a|b|c\n1||\n1|2|\n1|2|3\n",
            "t.csv:2:1 short-row\nt.csv:3:1 short-row\n"},
           {BYTES("a,b\n1,2,3,4\n5,6\n7,8,,\n9,10,11\n"), "a|b\n1|2+3,4\n5|6\n7|8+,\n9|10+11\n",
            "t.csv:2:1 long-row\nt.csv:4:1 long-row\nt.csv:5:1 long-row\n"},
           {BYTES("a,b\n1,2,\n\n\"x\ny\",2,\"3,3\"\n"), "a|b\n1|2\nx\\ny|2+3,3\n",
            "t.csv:2:1 long-row\nt.csv:4:1 long-row\n"});
}

static void test_files_without_records(void **state)
{
    EXPECT({BYTES(""), "", "t.csv empty-file\n"}, {BYTES("\n\r\n\r"), "", "t.csv empty-file\n"},
           {BYTES("a,b\n"), "a|b\n", "t.csv:1:1 no-records\n"},
           {BYTES("a,b\n\n\n"), "a|b\n", "t.csv:1:1 no-records\n"});
}

static void test_header_names(void **state)
{
    EXPECT({BYTES(",\n1,2\n"), "|\n1|2\n", ""},
           {BYTES("a,b,a\n1,2,3\n"), "a|b|a\n1|2|3\n", "t.csv:1:5 duplicate-column\n"},
           {BYTES("\n에이,\"b\",B ,_b\n1,2,3,4\n"), "에이|b|B |_b\n1|2|3|4\n",
            "t.csv:2:8 duplicate-column\nt.csv:2:11 duplicate-column\n"},
           {BYTES("\"a\na\",b,b\n1,2,3\n"), "a\\na|b|b\n1|2|3\n", "t.csv:2:6 duplicate-column\n"});
}

/* The columns of the schema come first, in its order; others follow; of a name that stands twice
 * the first is the schema's. */
static void test_known_table(void **state)
{
    (void)state;
    make_bytes("fields.csv", SLICE("mood,Name,id,x,NAME,Short-Name\n1,2,3,4,5,6\n1,2,3,4,5,6,7\n"));
    struct store *store = load_book("fields.csv");
    const struct table *table = store_table(store, TABLE_FIELDS);
    expect_rows(table, "id|name|short_name|mood|x|NAME\n3|2|6|1|4|5\n3|2|6|1|4|5+7\n");
    expect_diags(store_diags(store), "fields.csv:1:16 duplicate-column\nfields.csv:3:1 long-row\n");
    assert_true(slice_is(table_cell(table, 0, FIELDS_SHORT_NAME), "6"));
    assert_int_equal(table_find_column(table, SLICE("short name")), FIELDS_SHORT_NAME);
    assert_int_equal(table_find_column(table, SLICE("MOOD")), FIELDS_COLUMNS);
    assert_int_equal(table_find_column(table, SLICE("none")), table_column_count(table));
    assert_ptr_equal(table_column(table, FIELDS_NAME)->schema,
                     &schema_table(TABLE_FIELDS)->columns[FIELDS_NAME]);
    assert_null(table_column(table, FIELDS_COLUMNS)->schema);
    assert_false(table_column(table, FIELDS_KIND)->present);
    assert_int_equal(table_cell(table, 0, FIELDS_KIND).length, 0);
    assert_int_equal(table_cell(table, 2, FIELDS_NAME).length, 0);
    assert_int_equal(table_cell(table, 0, 999).length, 0);
    store_free(store);
}

/* ---- Quotation marks where none may stand ---------------------------------------------------- */

/* In its strict mode libcsv stops at the first of these, and nothing can make it go on. */
static void test_stray_marks(void **state)
{
    EXPECT({BYTES("a,b\nx\"y,2\n3,4\n"), "a|b\nx\"y|2\n3|4\n", "t.csv:2:2 stray-quote\n"},
           {BYTES("a,b\nx\",2\"\n3,4\n"), "a|b\nx\"|2\"\n3|4\n",
            "t.csv:2:2 stray-quote\nt.csv:2:5 stray-quote\n"},
           {BYTES("a,b\n\"x\"y\",2\n3,4\n"), "a|b\nx\"y|2\n3|4\n", "t.csv:2:3 stray-quote\n"},
           {BYTES("a,b\n\"x\" \",2\n3,4\n"), "a|b\nx\" |2\n3|4\n", "t.csv:2:3 stray-quote\n"},
           {BYTES("a,b\n\"김\n수\"광\",x\"\n3,4\n"), "a|b\n김\\n수\"광|x\"\n3|4\n",
            "t.csv:3:2 stray-quote\nt.csv:3:7 stray-quote\n"},
           {BYTES("a\"\n1\n"), "a\"\n1\n", "t.csv:1:2 stray-quote\n"},
           {BYTES("a,b\n1,x\""), "a|b\n1|x\"\n", "t.csv:2:4 stray-quote\n"});
}

/* A mark that seems to close a cell and does not: it swallows what follows, up to the next one that
 * does. The lines stay together in one row, and the marks are told. */
static void test_swallowed_lines(void **state)
{
    EXPECT({BYTES("a,b\n\"x\"y,2\n3,\"4\"\n5,6\n"), "a|b\nx\"y,2\\n3,\"4|\n5|6\n",
            "t.csv:2:3 stray-quote\nt.csv:3:3 stray-quote\nt.csv:2:1 short-row\n"});
}

/* ---- Quotation marks that are never closed --------------------------------------------------- */

/* libcsv gives the rest of the file as one cell, without a word. */
static void test_unterminated_mark(void **state)
{
    EXPECT(
        {BYTES("a,b\n1,\"2\n3,4\n5,6\n"), "a|b\n1|2\n3|4\n5|6\n", "t.csv:2:3 unterminated-quote\n"},
        {BYTES("a,b\n\"1,2\n3,4\n"), "a|b\n1,2|\n3|4\n",
         "t.csv:2:1 unterminated-quote\nt.csv:2:1 short-row\n"},
        {BYTES("a,b\n1,\"2\r\n3,4\r\n5,6\r\n"), "a|b\n1|2\n3|4\n5|6\n",
         "t.csv:2:3 unterminated-quote\n"},
        {BYTES("a,b\n1,\"2\r3,4\r"), "a|b\n1|2\n3|4\n", "t.csv:2:3 unterminated-quote\n"},
        {BYTES("a,b\n1,\"2\n\n\n3,4"), "a|b\n1|2\n3|4\n", "t.csv:2:3 unterminated-quote\n"},
        {BYTES("a,b\n1,\""), "a|b\n1|\n", "t.csv:2:3 unterminated-quote\n"},
        {BYTES("a,b\n1,\"2"), "a|b\n1|2\n", "t.csv:2:3 unterminated-quote\n"},
        {BYTES("a,b\n1,\"2\"\"\n3,4\n"), "a|b\n1|2\"\n3|4\n", "t.csv:2:3 unterminated-quote\n"});
}

static void test_unterminated_mark_in_header(void **state)
{
    EXPECT({BYTES("a,\"b\n1,2\n3,4\n"), "a|b\n1|2\n3|4\n", "t.csv:1:3 unterminated-quote\n"},
           {BYTES("\"a,b\n1\n2\n"), "a,b\n1\n2\n", "t.csv:1:1 unterminated-quote\n"},
           {BYTES("\""), "\n", "t.csv:1:1 unterminated-quote\nt.csv:1:1 no-records\n"},
           {BYTES("\xEF\xBB\xBF\"에이,b\n\n1\n"), "에이,b\n1\n", "t.csv:1:1 unterminated-quote\n"});
}

/* The row ends with the line of the mark, not with that on which it began. */
static void test_unterminated_after_line_ends(void **state)
{
    EXPECT({BYTES("a,b,c\n\"1\n1\",\"2\n3,4,5\n"), "a|b|c\n1\\n1|2|\n3|4|5\n",
            "t.csv:3:4 unterminated-quote\nt.csv:2:1 short-row\n"},
           {BYTES("a,b,c\n\"1\r\n\r\n1\",2,\"3\r\n4,5,6\r\n"), "a|b|c\n1\\r\\n\\r\\n1|2|3\n4|5|6\n",
            "t.csv:4:6 unterminated-quote\n"});
}

/* After the first, no cell spans lines: each such mark costs its line alone. */
static void test_later_marks_end_with_their_line(void **state)
{
    EXPECT({BYTES("a,b\n1,\"2\n3,\"4\n\"5\nx\"y,6\n7,\"8\"\"9\n,\"\"\n10,\"11\n"),
            "a|b\n1|2\n3|4\n5|\nx\"y|6\n7|8\"9\n|\n10|11\n",
            "t.csv:2:3 unterminated-quote\nt.csv:3:3 unterminated-quote\n"
            "t.csv:4:1 unterminated-quote\nt.csv:4:1 short-row\nt.csv:5:2 stray-quote\n"
            "t.csv:6:3 unterminated-quote\nt.csv:8:4 unterminated-quote\n"});
}

/* Marks of the row are told once, though it is read twice. */
static void test_strays_in_a_torn_row(void **state)
{
    EXPECT({BYTES("a,b,c\n1\",\"2\"2,3\nx,y,\n"), "a|b|c\n1\"|2\"2,3|\nx|y|\n",
            "t.csv:2:4 unterminated-quote\nt.csv:2:2 stray-quote\nt.csv:2:6 stray-quote\n"
            "t.csv:2:1 short-row\n"},
           {BYTES("a,b\n\"x\ny\"z\n1,2\n"), "a|b\nx|\ny\"z|\n1|2\n",
            "t.csv:2:1 unterminated-quote\nt.csv:2:1 short-row\nt.csv:3:2 stray-quote\n"
            "t.csv:3:1 short-row\n"});
}

/* What a row holds that begins after the mark is placed by its own line. */
static void test_places_after_a_torn_row(void **state)
{
    EXPECT({BYTES("a,b,c\n1,\"2\n\"x,\ny,\xFF,\"3\n"), "a|b|c\n1|2|\nx,||\ny|\xFF|3\n",
            "t.csv:2:3 unterminated-quote\nt.csv:2:1 short-row\nt.csv:3:1 unterminated-quote\n"
            "t.csv:3:1 short-row\nt.csv:4:5 unterminated-quote\nt.csv:4:3 invalid-utf8\n"});
}

int main(void)
{
#define IN_FOLDER(test) \
    cmocka_unit_test_setup_teardown(test, empty_folder_enter, empty_folder_leave)
    const struct CMUnitTest tests[] = {
        IN_FOLDER(test_plain_cells),
        IN_FOLDER(test_blanks_are_data),
        IN_FOLDER(test_blank_before_a_mark),
        IN_FOLDER(test_quoted_cells),
        IN_FOLDER(test_line_ends_in_cells),
        IN_FOLDER(test_line_ends),
        IN_FOLDER(test_blank_lines_are_no_rows),
        IN_FOLDER(test_last_line_without_an_end),
        IN_FOLDER(test_byte_order_mark),
        IN_FOLDER(test_utf16_is_refused),
        IN_FOLDER(test_nul_bytes),
        IN_FOLDER(test_invalid_utf8),
        IN_FOLDER(test_short_and_long_rows),
        IN_FOLDER(test_files_without_records),
        IN_FOLDER(test_header_names),
        IN_FOLDER(test_known_table),
        IN_FOLDER(test_stray_marks),
        IN_FOLDER(test_swallowed_lines),
        IN_FOLDER(test_unterminated_mark),
        IN_FOLDER(test_unterminated_mark_in_header),
        IN_FOLDER(test_unterminated_after_line_ends),
        IN_FOLDER(test_later_marks_end_with_their_line),
        IN_FOLDER(test_strays_in_a_torn_row),
        IN_FOLDER(test_places_after_a_torn_row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
