/* test-record-order.c: rows in the order of a column.
 *
 * Link with what failing-memory.h asks for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "briefbook/record-order.h"
#include "support/book.h"
#include "support/empty-folder.h"
#include "support/failing-memory.h"
#include "support/random.h"

/* Expects the cells of a column, the first of a table, in its order, joined by '|'. */
static void expect_order(const struct store *store, enum table_id id, size_t column, bool falling,
                         const char *expected)
{
    uint32_t rows[64];
    struct buffer cells = {0};
    const struct table *table = store_table(store, id);
    size_t count = table_rows(table);
    assert_in_range(count, 1, 64);
    for (size_t i = 0; i < count; i++)
        rows[i] = (uint32_t)i;
    assert_true(record_order(store, id, column, falling, rows, count));
    for (size_t i = 0; i < count; i++) {
        buffer_append_string(&cells, i ? "|" : "");
        buffer_append(&cells, table_cell(table, rows[i], column));
    }
    assert_string_equal(buffer_string(&cells), expected);
    buffer_free(&cells);
}

/* Each value is a row; columns of the format are looked up by their names. */
static void follows_the_order_of_a_column(void **state)
{
    (void)state;
    static const struct {
        const char *file;
        const char *header;
        const char *column;
        const char *cells; /* joined by '|' */
        const char *rising;
        const char *falling;
    } cases[] = {
        {"words.csv", "word,x", "word", "b|a|C|é|d|ß|ss|A", "a|A|b|C|d|é|ß|ss", "ß|ss|é|d|C|b|a|A"},
        {"words.csv", "word,x", "word", "10|9|-3|+7|0.5|.25|007|-0|0|-12.50|1a|x||1e3",
         "-12.50|-3|-0|0|.25|0.5|+7|007|9|10|1a|1e3|x|",
         "10|9|+7|007|0.5|.25|-0|0|-3|-12.50|x|1e3|1a|"},
        /* More digits than a machine's numbers have. */
        {"words.csv", "word,x", "word",
         "100000000000000000001|100000000000000000000|1.00000000000000000002|1."
         "00000000000000000001",
         "1.00000000000000000001|1.00000000000000000002|100000000000000000000|"
         "100000000000000000001",
         "100000000000000000001|100000000000000000000|1.00000000000000000002|1."
         "00000000000000000001"},
        {"words.csv", "word,x", "word", "-|.|+|-.", "+|-|-.|.", ".|-.|-|+"},
        {"words.csv", "word,x", "word", " 2 | 10|1|  ", "1| 2 | 10|  ", " 10| 2 |1|  "},
        {"events.csv", "start_date,id,name", "start_date",
         "2023-02|2023-01-31|soon|2023|2022/2024||2023-02-01|../2022|yet",
         "../2022|2022/2024|2023|2023-01-31|2023-02-01|2023-02|soon|yet|",
         "2023-02|2023-02-01|2023-01-31|2023|2022/2024|../2022|yet|soon|"},
        {"judgements.csv", "confidence,id,text", "confidence", "high|low|none|moderate||low",
         "low|low|moderate|high|none|", "high|moderate|low|low|none|"},
        {"events.csv", "classification,id,name", "classification",
         "SECRET|NATO RESTRICTED|UNCLASSIFIED|odd|NATO SECRET",
         "UNCLASSIFIED|NATO RESTRICTED|SECRET|NATO SECRET|odd",
         "SECRET|NATO SECRET|NATO RESTRICTED|UNCLASSIFIED|odd"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct buffer content = {0};
        buffer_append_format(&content, "%s\n\"", cases[i].header);
        for (const char *next = cases[i].cells; *next; next++) {
            if (*next == '|')
                buffer_append_string(&content, "\",x,y\n\"");
            else
                buffer_append_char(&content, *next);
        }
        buffer_append_string(&content, "\",x,y\n");
        make_file(cases[i].file, buffer_string(&content));
        struct store *store = load_book(cases[i].file);
        enum table_id id = store_single_table(store);
        size_t column = table_find_column(store_table(store, id), slice_of(cases[i].column));
        expect_order(store, id, column, false, cases[i].rising);
        expect_order(store, id, column, true, cases[i].falling);
        store_free(store);
        buffer_free(&content);
    }
}

/* Any rows, in any order; equal ones stay as they came. */
static void keeps_equal_rows_in_their_order(void **state)
{
    (void)state;
    enum { ROWS = 3000 };
    uint64_t random = 3;
    struct buffer content = {0};
    static uint32_t rows[ROWS];
    static uint32_t places[ROWS];
    buffer_append_string(&content, "word,x\n");
    for (uint32_t i = 0; i < ROWS; i++) {
        buffer_append_format(&content, "%s%u,x\n", i % 2 ? "w" : "", next_random(&random) % 20);
        rows[i] = i;
    }
    make_file("words.csv", buffer_string(&content));
    struct store *store = load_book("words.csv");
    const struct table *table = store_table(store, TABLE_PLAIN);
    for (uint32_t i = ROWS - 1; i > 0; i--) {
        uint32_t other = next_random(&random) % (i + 1);
        uint32_t row = rows[i];
        rows[i] = rows[other];
        rows[other] = row;
    }
    for (uint32_t i = 0; i < ROWS; i++)
        places[rows[i]] = i;
    assert_true(record_order(store, TABLE_PLAIN, 0, false, rows, ROWS));
    for (size_t i = 1; i < ROWS; i++) {
        struct slice before = table_cell(table, rows[i - 1], 0);
        if (slice_equal(before, table_cell(table, rows[i], 0)))
            assert_true(places[rows[i - 1]] < places[rows[i]]);
    }
    store_free(store);
    buffer_free(&content);
}

static void leaves_rows_alone_without_memory(void **state)
{
    (void)state;
    make_file("words.csv", "word,x\nb,x\na,x\n2,x\n");
    struct store *store = load_book("words.csv");
    bool failed = true;
    for (size_t nth = 1; failed; nth++) {
        uint32_t rows[] = {0, 1, 2};
        static const uint32_t before[] = {0, 1, 2};
        static const uint32_t after[] = {2, 1, 0};
        failing_memory_start(nth, false);
        bool done = record_order(store, TABLE_PLAIN, 0, false, rows, 3);
        failed = failing_memory_stop();
        assert_int_equal(done, !failed);
        assert_memory_equal(rows, done ? after : before, sizeof rows);
    }
    assert_true(record_order(store, TABLE_PLAIN, 0, false, NULL, 0));
    store_free(store);
}

int main(void)
{
#define IN_A_FOLDER(test) \
    cmocka_unit_test_setup_teardown(test, empty_folder_enter, empty_folder_leave)
    const struct CMUnitTest tests[] = {
        IN_A_FOLDER(follows_the_order_of_a_column),
        IN_A_FOLDER(keeps_equal_rows_in_their_order),
        IN_A_FOLDER(leaves_rows_alone_without_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
