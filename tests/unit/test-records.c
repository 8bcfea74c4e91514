/* test-records.c: what records are called, and when they were. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "briefbook/date.h"
#include "support/book.h"
#include "support/empty-folder.h"

static struct record row(enum table_id table, size_t number)
{
    return (struct record){table, (uint32_t)number};
}

static void expect_id(const struct store *store, struct record record, const char *expected)
{
    struct buffer id = {0};
    assert_true(record_append_id(store, record, &id));
    assert_string_equal(buffer_string(&id), expected);
    buffer_free(&id);
}

static void test_ids(void **state)
{
    (void)state;
    make_file("lines.csv", "id,text\n\nl,Line\n,\"Line\n\"\n  ,Line\n");
    struct store *store = load_book("lines.csv");
    expect_id(store, row(TABLE_LINES, 0), "l");
    expect_id(store, row(TABLE_LINES, 1), "row-4");
    expect_id(store, row(TABLE_LINES, 2), "  ");
    store_free(store);
    make_file("lines.csv", "text\nLine\n");
    store = load_book("lines.csv");
    expect_id(store, row(TABLE_LINES, 0), "row-2");
    store_free(store);
    make_file("t.csv", "id,a\nx,1\ny,2\n");
    store = load_book("t.csv");
    expect_id(store, row(TABLE_PLAIN, 1), "row-3");
    store_free(store);
}

static void test_names(void **state)
{
    (void)state;
    static const struct {
        const char *file;
        const char *content;
        enum table_id table;
        const char *name;
        const char *list_name;
    } cases[] = {
        {"fields.csv", "id,name,short_name\nf,Field,F\n", TABLE_FIELDS, "Field", "Field"},
        {"fields.csv", "id,name,short_name\nf, ,F\n", TABLE_FIELDS, "F", "F"},
        {"fields.csv", "id,name,short_name\nf,,\n", TABLE_FIELDS, "f", "f"},
        {"fields.csv", "id,name,x\n,,x\n", TABLE_FIELDS, "row-2", "row-2"},
        {"sources.csv", "id,title,descriptor\ns,,Letter\n", TABLE_SOURCES, "Letter", "Letter"},
        {"people.csv", "id,name,sort_name\np,Person A,\"A, Person\"\n", TABLE_PEOPLE, "Person A",
         "A, Person"},
        {"people.csv", "id,name,sort_name\np,Person A,\t\n", TABLE_PEOPLE, "Person A", "Person A"},
        {"briefing.csv", "id,title\nb,Title\n", TABLE_BRIEFING, "Title", "Title"},
        {"t.csv", "a,b,c\n, ,x\n", TABLE_PLAIN, "x", "x"},
        {"t.csv", "a,b\ny,x\n", TABLE_PLAIN, "y", "y"},
        {"t.csv", "a,b\n ,\n", TABLE_PLAIN, " ", " "},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        make_file(cases[i].file, cases[i].content);
        struct store *store = load_book(cases[i].file);
        struct record first = row(cases[i].table, 0);
        assert_true(slice_is(record_name(store, first), cases[i].name));
        assert_true(slice_is(record_list_name(store, first), cases[i].list_name));
        store_free(store);
    }
}

/* A date in ISO form, or none. */
static void expect_date(const struct store *store, struct record record, const char *expected)
{
    struct date date;
    struct date wanted;
    bool dated = expected[0] != '\0';
    assert_int_equal(record_date(store, record, &date), dated);
    if (!dated)
        return;
    assert_int_equal(date_parse(slice_of(expected), &wanted), DATE_OK);
    assert_int_equal(date.earliest, wanted.earliest);
    assert_int_equal(date.latest, wanted.latest);
}

static void expect_dates(const char *file, const char *content, enum table_id table,
                         const char *const *expected)
{
    make_file(file, content);
    struct store *store = load_book(".");
    for (size_t i = 0; expected[i]; i++)
        expect_date(store, row(table, i), expected[i]);
    store_free(store);
}

static void test_dates_of_events(void **state)
{
    (void)state;
    static const char *const expected[] = {"2023-02-13/2023-02-14",
                                           "2023-02",
                                           "2023-02-14",
                                           "",
                                           "2023-02-13",
                                           "2023-02-14",
                                           "2023",
                                           NULL};
    expect_dates("events.csv",
                 "name,start_date,end_date\nE,2023-02-13,2023-02-14\nE, 2023-02 ,\n"
                 "E,,2023-02-14\nE,,\nE,2023-02-13,soon\nE,2023-02-30,2023-02-14\n"
                 "E,2023,2023-02-14\n",
                 TABLE_EVENTS, expected);
}

/* A quote without a date has that of the first of its sources that has one. */
static void test_dates_of_quotes(void **state)
{
    (void)state;
    static const char *const expected[] = {"2020", "2021", "2022", "", "2021", "", NULL};
    make_file("sources.csv", "id,title,issued\na,A,2021\nb,B,\nc,C,2022\n");
    expect_dates("quotes.csv",
                 "text,date,source_ids\nQ,2020,a\nQ,,b;none;a;c\nQ,2023-02-30,c\nQ,,b\nQ,,a\n"
                 "Q,,\n",
                 TABLE_QUOTES, expected);
}

static void test_dates_of_others(void **state)
{
    (void)state;
    static const char *const posts[] = {"2020/2021", "2021", NULL};
    static const char *const none[] = {"", "", NULL};
    static const char *const one[] = {"2023", "", NULL};
    expect_dates("people.csv", "name,start_date,end_date\nP,2020,2021\nP,2021,\n", TABLE_PEOPLE,
                 posts);
    expect_dates("sources.csv", "title,issued\nS,2023\nS,x\n", TABLE_SOURCES, one);
    expect_dates("fields.csv", "name,as_of\nF,2023\nF,\n", TABLE_FIELDS, one);
    expect_dates("briefing.csv", "title,as_of\nB,2023\nB,\n", TABLE_BRIEFING, one);
    expect_dates("lines.csv", "text,date\nL,2023\nL,2023\n", TABLE_LINES, none);
}

int main(void)
{
#define IN_FOLDER(test) \
    cmocka_unit_test_setup_teardown(test, empty_folder_enter, empty_folder_leave)
    const struct CMUnitTest tests[] = {
        IN_FOLDER(test_ids),
        IN_FOLDER(test_names),
        IN_FOLDER(test_dates_of_events),
        IN_FOLDER(test_dates_of_quotes),
        IN_FOLDER(test_dates_of_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
