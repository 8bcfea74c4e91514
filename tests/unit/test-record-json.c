/* test-record-json.c: records as JSON objects.
 *
 * Link with what failing-memory.h asks for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "briefbook/gate.h"
#include "briefbook/record-json.h"
#include "support/book.h"
#include "support/empty-folder.h"
#include "support/failing-memory.h"
#include "support/random-book.h"

static const struct record_audience program = {0};

/* Expects the last record of a file's table. */
static void expect_json(const char *path, enum table_id table, const char *briefing,
                        const struct record_audience *audience, const char *expected)
{
    struct buffer text = {0};
    struct store *store = load_book(path);
    uint32_t last = (uint32_t)table_rows(store_table(store, table)) - 1;
    assert_true(record_append_json(&text, store, (struct record){table, last}, briefing, audience));
    assert_string_equal(buffer_string(&text), expected);
    buffer_free(&text);
    store_free(store);
}

static void writes_what_a_record_holds(void **state)
{
    (void)state;
    const struct {
        struct slice content;
        const char *columns;
    } cases[] = {
        {SLICE("id,text,remark\nl,Words,\n"), "\"id\":\"l\",\"text\":\"Words\""},
        {SLICE("remark,text,id\n한,Ünïcode, \n"), "\"text\":\"Ünïcode\",\"remark\":\"한\""},
        {SLICE("id,text\nl,\"\"\"mark\"\" \\ \ttab\"\n"),
         "\"id\":\"l\",\"text\":\"\\\"mark\\\" \\\\ \\ttab\""},
        {SLICE("id,text\nl,\x01\x1B[2J\n"), "\"id\":\"l\",\"text\":\"\\u0001\\u001B[2J\""},
        /* What is no UTF-8: each ill-formed part is one sign. */
        {SLICE("id,text\nl,a\xFFz\xE2\x80y\xED\xA0\x80\n"),
         "\"id\":\"l\",\"text\":\"a\uFFFDz\uFFFDy\uFFFD\uFFFD\uFFFD\""},
        {SLICE("id,text,\xFF\nl,Words,1\n"), "\"id\":\"l\",\"text\":\"Words\",\"\uFFFD\":\"1\""},
        {SLICE("id,text,a\0b\nl,Words,1\0\n"),
         "\"id\":\"l\",\"text\":\"Words\",\"a\uFFFDb\":\"1\\u0000\""},
        /* Columns named twice keep their names when the first is blank. */
        {SLICE("id,text,x,x,x\nl,Words,,2,3\n"),
         "\"id\":\"l\",\"text\":\"Words\",\"x (2)\":\"2\",\"x (3)\":\"3\""},
        {SLICE("id,text\nl,Words,more\n"),
         "\"id\":\"l\",\"text\":\"Words\",\"(beyond the header)\":\"more\""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct buffer expected = {0};
        make_bytes("lines.csv", cases[i].content);
        buffer_append_format(&expected,
                             "{\"table\":\"lines\",\"id\":\"%s\",\"columns\":{%s},"
                             "\"file\":\"lines.csv\",\"line\":2}",
                             i == 1 ? " " : "l", cases[i].columns);
        expect_json("lines.csv", TABLE_LINES, NULL, &program, buffer_string(&expected));
        buffer_free(&expected);
    }
}

static void says_where_a_record_stands(void **state)
{
    (void)state;
    make_file("events.csv", "id,name,attendee_ids\ne,\"Event\nA\",Person A\nf,Event B,\n");
    expect_json(".", TABLE_EVENTS, "my \"book\"\xFF", &program,
                "{\"briefing\":\"my \\\"book\\\"\uFFFD\",\"table\":\"events\",\"id\":\"f\","
                "\"columns\":{\"id\":\"f\",\"name\":\"Event B\"},"
                "\"file\":\"./events.csv\",\"line\":4}");
    expect_json(".", TABLE_PEOPLE, NULL, &program,
                "{\"table\":\"people\",\"id\":\"Person A\","
                "\"columns\":{\"id\":\"Person A\",\"name\":\"Person A\"}}");
    make_file("words.csv", "word\nalpha\n");
    expect_json("words.csv", TABLE_PLAIN, NULL, &program,
                "{\"table\":\"words\",\"id\":\"row-2\",\"columns\":{\"word\":\"alpha\"},"
                "\"file\":\"words.csv\",\"line\":2}");
}

static void shows_a_person_what_is_harmless(void **state)
{
    (void)state;
    static const struct record_audience person = {.is_person = true, .gate_flags = GATE_ASCII};
    make_file("lines.csv", "id,text\nl,\x1B[2J\u202E“\n");
    expect_json("lines.csv", TABLE_LINES, NULL, &person,
                "{\"table\":\"lines\",\"id\":\"l\","
                "\"columns\":{\"id\":\"l\",\"text\":\"^[[2J<U+202E>\\\"\"},"
                "\"file\":\"lines.csv\",\"line\":2}");
}

static void expect_member(const json_t *object, const struct store *store, struct record record,
                          size_t column)
{
    struct slice cell = record_cell(store, record, column);
    struct buffer name = {0};
    buffer_append(&name, table_column(store_table(store, record.table), column)->name);
    const json_t *member =
        json_object_get(json_object_get(object, "columns"), buffer_string(&name));
    buffer_free(&name);
    if (slice_trim(cell).length == 0) {
        assert_null(member);
        return;
    }
    assert_non_null(member);
    if (!memchr(cell.data, '\xFF', cell.length)) {
        assert_int_equal(json_string_length(member), cell.length);
        assert_memory_equal(json_string_value(member), cell.data, cell.length);
    }
}

/* Whatever a book holds, a program that reads JSON gets it back. */
static void is_read_back_as_it_was(void **state)
{
    (void)state;
    uint64_t random = 5;
    size_t read = 0;
    for (int book = 0; book < 10; book++) {
        write_random_book(&random);
        struct store *store = load_book(".");
        for (enum table_id table = 0; table < TABLE_PLAIN; table++) {
            for (uint32_t row = 0; row < table_rows(store_table(store, table)); row++) {
                struct buffer text = {0};
                struct record record = {table, row};
                assert_true(record_append_json(&text, store, record, NULL, &program));
                json_t *object = json_loadb(text.data, text.length, JSON_ALLOW_NUL, NULL);
                assert_non_null(object);
                for (size_t i = 0; i < table_column_count(store_table(store, table)); i++)
                    expect_member(object, store, record, i);
                json_decref(object);
                buffer_free(&text);
                read++;
            }
        }
        store_free(store);
        remove_random_book();
    }
    assert_true(read > 100);
}

static void fails_without_memory(void **state)
{
    (void)state;
    make_file("lines.csv", "id,text,x,x\nl,Words \xFF,1,2\n");
    struct store *store = load_book("lines.csv");
    bool failed = true;
    for (size_t nth = 1; failed; nth++) {
        struct buffer text = {0};
        failing_memory_start(nth, false);
        bool done =
            record_append_json(&text, store, (struct record){TABLE_LINES, 0}, "book", &program);
        failed = failing_memory_stop();
        assert_int_equal(done, !failed);
        buffer_free(&text);
    }
    store_free(store);
}

int main(void)
{
#define IN_A_FOLDER(test) \
    cmocka_unit_test_setup_teardown(test, empty_folder_enter, empty_folder_leave)
    const struct CMUnitTest tests[] = {
        IN_A_FOLDER(writes_what_a_record_holds),
        IN_A_FOLDER(says_where_a_record_stands),
        IN_A_FOLDER(shows_a_person_what_is_harmless),
        IN_A_FOLDER(is_read_back_as_it_was),
        IN_A_FOLDER(fails_without_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
