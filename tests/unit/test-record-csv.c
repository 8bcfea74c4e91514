/* test-record-csv.c: records as CSV: which columns there are, and how cells are written.
 *
 * Link with what failing-memory.h asks for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "briefbook/gate.h"
#include "briefbook/record-csv.h"
#include "support/book.h"
#include "support/empty-folder.h"
#include "support/failing-memory.h"

static const struct record_audience program = {0};

/* Appends all records of the tables that a store has, or of one, behind a header; false when memory
 * is out. */
static bool append_all(struct buffer *text, const struct store *store, enum table_id only,
                       const char *briefing, const struct record_audience *audience)
{
    struct record_csv *csv = record_csv_new(audience, briefing != NULL);
    bool done = csv != NULL;
    for (enum table_id table = 0; table < TABLE_COUNT && done; table++)
        if (only == TABLE_NONE || only == table)
            done = record_csv_add(csv, store, table);
    done = done && record_csv_append_header(csv, text);
    for (enum table_id table = 0; table < TABLE_COUNT && done; table++) {
        size_t rows =
            only == TABLE_NONE || only == table ? table_rows(store_table(store, table)) : 0;
        for (size_t row = 0; row < rows && done; row++)
            done = record_csv_append(csv, text, briefing, store,
                                     (struct record){table, (uint32_t)row});
    }
    record_csv_free(csv);
    return done;
}

static void expect_csv(const char *path, enum table_id only, const char *briefing,
                       const struct record_audience *audience, const char *expected)
{
    struct buffer text = {0};
    struct store *store = load_book(path);
    assert_true(append_all(&text, store, only, briefing, audience));
    assert_string_equal(buffer_string(&text), expected);
    buffer_free(&text);
    store_free(store);
}

static void writes_what_one_table_holds(void **state)
{
    (void)state;
    static const struct {
        const char *file;
        const char *content;
        const char *expected; /* NULL for the content */
    } cases[] = {
        {"lines.csv",
         "id,text\nl,\"comma, \"\"mark\"\"\"\nm,\"two\nlines\"\nn,\"carriage\rreturn\"\n", NULL},
        {"lines.csv", "id,text\nl, blanks \nm,'single' | bar\n", NULL},
        {"lines.csv", "id,text\nl,bad \xFF\x80 bytes\n", NULL},
        /* The order of the table, and columns of all kinds. */
        {"lines.csv", "remark,Text,ID\nnone,Words,l\n", "id,text,remark\nl,Words,none\n"},
        /* A record has an id even where the file has none. */
        {"lines.csv", "text\nWords\n", "id,text\nrow-2,Words\n"},
        /* Columns named twice, without a name, and cells that no column names. */
        {"lines.csv", "id,text,x,x,,\nl,Words,1,2,3,4,5\n",
         "id,text,x,x,,,(beyond the header)\nl,Words,1,2,3,4,5\n"},
        /* A plain table; quotation marks only where they are needed. */
        {"letters.csv", "letter,word\na,alpha\n\"b\",\"\"\n", "letter,word\na,alpha\nb,\n"},
        /* A blank line would be no row. */
        {"letters.csv", "word\nalpha\n\"\"\n", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        make_file(cases[i].file, cases[i].content);
        expect_csv(cases[i].file, TABLE_NONE, NULL, &program,
                   cases[i].expected ? cases[i].expected : cases[i].content);
    }
}

static void make_tables(void)
{
    make_file("events.csv", "id,name,remark\ne,Event A,first\n");
    make_file("conflicts.csv", "id,table,row_id,value_a,value_b,briefing\nc,events,e,1,2,mine\n");
    make_file("lines.csv", "id,text,remark,remark\nl,Words,one,two\n");
}

static void puts_several_tables_under_one_header(void **state)
{
    (void)state;
    make_tables();
    expect_csv(".", TABLE_NONE, NULL, &program,
               "table,id,name,remark,text,remark,conflicts.table,row_id,value_a,value_b,"
               "conflicts.briefing\n"
               "events,e,Event A,first,,,,,,,\n"
               "lines,l,,one,Words,two,,,,,\n"
               "conflicts,c,,,,,events,e,1,2,mine\n");
    expect_csv(".", TABLE_CONFLICTS, NULL, &program,
               "id,table,row_id,value_a,value_b,briefing\nc,events,e,1,2,mine\n");
    expect_csv(".", TABLE_CONFLICTS, "my, book", &program,
               "briefing,table,id,conflicts.table,row_id,value_a,value_b,conflicts.briefing\n"
               "\"my, book\",conflicts,c,events,e,1,2,mine\n");
}

static void has_people_who_are_implied(void **state)
{
    (void)state;
    make_file("events.csv", "id,name,attendee_ids\ne,Event A,Person A\n");
    expect_csv(".", TABLE_PEOPLE, NULL, &program, "id,name\nPerson A,Person A\n");
}

static void leaves_out_tables_that_are_not_there(void **state)
{
    (void)state;
    make_file("lines.csv", "id,text\n");
    expect_csv(".", TABLE_NONE, NULL, &program, "id,text\n");
    expect_csv(".", TABLE_NONE, "book", &program, "briefing,table,id,text\n");
}

static void joins_the_columns_of_several_briefings(void **state)
{
    (void)state;
    struct buffer text = {0};
    make_file("lines.csv", "id,text,first\nl,Words,1\n");
    make_file("words.csv", "text,second\nOther words,2\n");
    struct store *lines = load_book("lines.csv");
    struct store *words = load_book("words.csv");
    struct record_csv *csv = record_csv_new(&program, true);
    assert_true(record_csv_add(csv, lines, TABLE_LINES));
    assert_true(record_csv_add(csv, words, TABLE_PLAIN));
    assert_true(record_csv_append_header(csv, &text));
    assert_true(record_csv_append(csv, &text, "b", words, (struct record){TABLE_PLAIN, 0}));
    assert_true(record_csv_append(csv, &text, "a", lines, (struct record){TABLE_LINES, 0}));
    assert_string_equal(buffer_string(&text), "briefing,table,id,text,first,second\n"
                                              "b,words,,Other words,,2\n"
                                              "a,lines,l,Words,1,\n");
    record_csv_free(csv);
    record_csv_free(NULL);
    store_free(lines);
    store_free(words);
    buffer_free(&text);
}

/* The gate may make marks of what were none, so that quotes are put around what comes out of it. */
static void shows_a_person_what_is_harmless(void **state)
{
    (void)state;
    static const struct record_audience person = {.is_person = true, .gate_flags = GATE_ASCII};
    make_file("lines.csv", "id,text,\x1B[2J\nl,\x1B]0;t\x07,“curly”\n");
    expect_csv("lines.csv", TABLE_NONE, NULL, &person,
               "id,text,^[[2J\nl,^[]0;t^G,\"\"\"curly\"\"\"\n");
}

static void fails_without_memory(void **state)
{
    (void)state;
    make_tables();
    struct store *store = load_book(".");
    struct buffer whole = {0};
    assert_true(append_all(&whole, store, TABLE_NONE, "book", &program));
    bool failed = true;
    for (size_t nth = 1; failed; nth++) {
        struct buffer text = {0};
        failing_memory_start(nth, false);
        bool done = append_all(&text, store, TABLE_NONE, "book", &program);
        failed = failing_memory_stop();
        assert_int_equal(done, !failed);
        if (done)
            assert_string_equal(buffer_string(&text), buffer_string(&whole));
        buffer_free(&text);
    }
    buffer_free(&whole);
    store_free(store);
}

int main(void)
{
#define IN_A_FOLDER(test) \
    cmocka_unit_test_setup_teardown(test, empty_folder_enter, empty_folder_leave)
    const struct CMUnitTest tests[] = {
        IN_A_FOLDER(writes_what_one_table_holds),
        IN_A_FOLDER(puts_several_tables_under_one_header),
        IN_A_FOLDER(has_people_who_are_implied),
        IN_A_FOLDER(leaves_out_tables_that_are_not_there),
        IN_A_FOLDER(joins_the_columns_of_several_briefings),
        IN_A_FOLDER(shows_a_person_what_is_harmless),
        IN_A_FOLDER(fails_without_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
