/* test-links.c: links, back links, people who are only named, and what belongs to a record. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/book.h"
#include "support/empty-folder.h"

/* ---- Records in words ----------------------------------------------------------------------- */

static struct record find(const struct store *store, enum table_id table, const char *id)
{
    struct record record = {TABLE_NONE, 0};
    assert_true(store_find(store, table, slice_of(id), &record));
    assert_int_equal(record.table, table);
    return record;
}

static void append_record(struct buffer *words, const struct store *store, struct record record)
{
    buffer_append_format(words, "%s%s/", words->length ? " " : "",
                         schema_table(record.table)->name);
    record_append_id(store, record, words);
}

static void expect_words(struct buffer *words, const char *expected)
{
    assert_string_equal(buffer_string(words), expected);
    buffer_free(words);
}

static void expect_links(const struct store *store, enum table_id table, size_t row, size_t column,
                         const char *expected)
{
    struct record_list found = {0};
    struct buffer words = {0};
    assert_true(store_links(store, (struct record){table, (uint32_t)row}, column, &found));
    for (size_t i = 0; i < found.count; i++)
        append_record(&words, store, found.items[i]);
    record_list_free(&found);
    expect_words(&words, expected);
}

static void expect_back_links(const struct store *store, struct record record, enum table_id from,
                              size_t column, const char *expected)
{
    struct buffer words = {0};
    size_t count;
    const uint32_t *rows = store_back_links(store, record, from, column, &count);
    for (size_t i = 0; i < count; i++)
        append_record(&words, store, (struct record){from, rows[i]});
    expect_words(&words, expected);
}

/* All that belongs to a record, in pane order. */
static void expect_linked(const struct store *store, enum table_id table, const char *id,
                          const char *expected)
{
    struct record_set sets[TABLE_COUNT] = {0};
    struct buffer words = {0};
    assert_true(store_linked(store, find(store, table, id), sets));
    for (enum table_id other = 0; other < TABLE_COUNT; other++) {
        for (size_t row = record_set_next(&sets[other], 0); row != SIZE_MAX;
             row = record_set_next(&sets[other], row + 1))
            append_record(&words, store, (struct record){other, (uint32_t)row});
        record_set_free(&sets[other]);
    }
    expect_words(&words, expected);
}

/* ---- Links ---------------------------------------------------------------------------------- */

static void test_links(void **state)
{
    (void)state;
    make_file("people.csv", "id,name\na,Person A\nb,Person B\na;b,Person C\n");
    make_file("events.csv", "id,name,attendee_ids,field_ids\n"
                            "1,E,a; b ;,f\n"
                            "2,E,b;a;b,\n"
                            "3,E,\";;\n \",f;g\n"
                            "4,E,A;none,\n");
    make_file("quotes.csv", "id,text,speaker_id,event_id\nq,Q, b ,1;2\nr,R,a;b,\ns,S,,2\n");
    struct store *store = load_book(".");
    static const struct {
        enum table_id table;
        size_t row;
        size_t column;
        const char *links;
    } cases[] = {
        {TABLE_EVENTS, 0, EVENTS_ATTENDEE_IDS, "people/a people/b"},
        {TABLE_EVENTS, 1, EVENTS_ATTENDEE_IDS, "people/b people/a people/b"},
        {TABLE_EVENTS, 2, EVENTS_ATTENDEE_IDS, ""},
        {TABLE_EVENTS, 3, EVENTS_ATTENDEE_IDS, "people/A people/none"}, /* implied */
        {TABLE_EVENTS, 0, EVENTS_FIELD_IDS, ""},                        /* no such table */
        {TABLE_EVENTS, 0, EVENTS_NAME, ""},                             /* no link */
        {TABLE_EVENTS, 0, 999, ""},
        {TABLE_EVENTS, 999, EVENTS_ATTENDEE_IDS, ""},
        {TABLE_QUOTES, 0, QUOTES_SPEAKER_ID, "people/b"},
        {TABLE_QUOTES, 1, QUOTES_SPEAKER_ID, "people/a;b"}, /* one value */
        {TABLE_QUOTES, 0, QUOTES_EVENT_ID, ""},
        {TABLE_QUOTES, 2, QUOTES_EVENT_ID, "events/2"},
        {TABLE_PLAIN, 0, 0, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        expect_links(store, cases[i].table, cases[i].row, cases[i].column, cases[i].links);
    store_free(store);
}

static void test_back_links(void **state)
{
    (void)state;
    make_file("people.csv", "id,name\na,Person A\nb,Person B\n");
    make_file("events.csv", "id,name,attendee_ids\n1,E,b;a;b;b\n2,E,a\n3,E,b\n");
    make_file("quotes.csv", "id,text,speaker_id\nq,Q,a\n");
    struct store *store = load_book(".");
    struct record a = find(store, TABLE_PEOPLE, "a");
    struct record b = find(store, TABLE_PEOPLE, "b");
    expect_back_links(store, a, TABLE_EVENTS, EVENTS_ATTENDEE_IDS, "events/1 events/2");
    expect_back_links(store, b, TABLE_EVENTS, EVENTS_ATTENDEE_IDS, "events/1 events/3");
    expect_back_links(store, a, TABLE_QUOTES, QUOTES_SPEAKER_ID, "quotes/q");
    expect_back_links(store, b, TABLE_QUOTES, QUOTES_SPEAKER_ID, "");
    expect_back_links(store, b, TABLE_QUOTES, QUOTES_EVENT_ID, "");
    expect_back_links(store, (struct record){TABLE_PEOPLE, 999}, TABLE_EVENTS, EVENTS_ATTENDEE_IDS,
                      "");
    expect_back_links(store, (struct record){TABLE_EVENTS, 0}, TABLE_EVENTS, EVENTS_ATTENDEE_IDS,
                      "");
    store_free(store);
}

/* Implied people are records; what conflicts name may lead anywhere. */
static void test_dangling(void **state)
{
    (void)state;
    make_file("people.csv", "id,name\na,Person A\n");
    make_file("events.csv", "id,name,attendee_ids,field_ids\n1,E,a;Person B,\n");
    make_file("quotes.csv", "id,text,speaker_id,event_id,field_ids\nq,Q,a,1,f\nr,R,a,1,\n");
    make_file("conflicts.csv", "id,table,row_id\nc,events,1\n");
    struct store *store = load_book(".");
    assert_false(store_may_dangle(store, TABLE_EVENTS, EVENTS_ATTENDEE_IDS));
    assert_false(store_may_dangle(store, TABLE_EVENTS, EVENTS_FIELD_IDS));
    assert_false(store_may_dangle(store, TABLE_EVENTS, EVENTS_SOURCE_IDS));
    assert_false(store_may_dangle(store, TABLE_QUOTES, QUOTES_EVENT_ID));
    assert_true(store_may_dangle(store, TABLE_QUOTES, QUOTES_FIELD_IDS));
    assert_true(store_may_dangle(store, TABLE_CONFLICTS, CONFLICTS_ROW_ID));
    store_free(store);
}

/* Before all is loaded there are none, rather than some. */
static void test_before_loading(void **state)
{
    (void)state;
    make_file("fields.csv", "id,name,parent_id\nf,F,\ng,G,f\n");
    struct store *store = open_book("fields.csv");
    struct record first = {TABLE_FIELDS, 0};
    struct record_set sets[TABLE_COUNT] = {0};
    expect_back_links(store, first, TABLE_FIELDS, FIELDS_PARENT_ID, "");
    assert_true(store_linked(store, first, sets));
    assert_int_equal(sets[TABLE_FIELDS].count, 0);
    assert_false(store_find(store, TABLE_FIELDS, SLICE("f"), &first));
    store_free(store);
}

/* Of records with the same id the first one has it; one without is called by its line. */
static void test_ids(void **state)
{
    (void)state;
    make_file("fields.csv", "id,name,parent_id\nf,First,\n,\"No\nid\",\nf,Second,row-3\n,Last,f\n");
    struct store *store = load_book("fields.csv");
    struct record record;
    assert_int_equal(find(store, TABLE_FIELDS, "f").row, 0);
    assert_int_equal(find(store, TABLE_FIELDS, "row-3").row, 1);
    assert_int_equal(find(store, TABLE_FIELDS, "row-6").row, 3);
    assert_false(store_find(store, TABLE_FIELDS, SLICE("row-2"), &record));
    assert_false(store_find(store, TABLE_FIELDS, SLICE(""), &record));
    assert_false(store_find(store, TABLE_FIELDS, SLICE("F"), &record));
    assert_false(store_find(store, TABLE_EVENTS, SLICE("f"), &record));
    assert_false(store_find(store, TABLE_PLAIN, SLICE("f"), &record));
    assert_false(store_find(store, TABLE_NONE, SLICE("f"), &record));
    expect_links(store, TABLE_FIELDS, 2, FIELDS_PARENT_ID, "fields/row-3");
    expect_back_links(store, (struct record){TABLE_FIELDS, 0}, TABLE_FIELDS, FIELDS_PARENT_ID,
                      "fields/row-6");
    expect_back_links(store, (struct record){TABLE_FIELDS, 2}, TABLE_FIELDS, FIELDS_PARENT_ID, "");
    store_free(store);
}

/* One row that links to many records, each of which links back once. */
static void test_cost_of_a_long_cell(void **state)
{
    (void)state;
    enum { MANY = 200 * 1000 };
    struct buffer events = {0};
    buffer_append_string(&events, "id,name\n");
    struct buffer quotes = {0};
    buffer_append_string(&quotes, "id,text,about_event_ids\nq,Q,");
    for (size_t i = 0; i < MANY; i++) {
        buffer_append_format(&events, "e%zu,E\n", i);
        buffer_append_format(&quotes, "e%zu;", i);
    }
    make_bytes("events.csv", buffer_slice(&events));
    make_bytes("quotes.csv", buffer_slice(&quotes));
    buffer_free(&events);
    buffer_free(&quotes);
    double start = processor_seconds();
    struct store *store = load_book(".");
    assert_true(processor_seconds() - start < 15);
    expect_back_links(store, (struct record){TABLE_EVENTS, MANY - 1}, TABLE_QUOTES,
                      QUOTES_ABOUT_EVENT_IDS, "quotes/q");
    store_free(store);
}

/* ---- People who are only named --------------------------------------------------------------- */

/* Each once, in the order in which the tables name them, after those of people.csv. */
static void test_implied_people(void **state)
{
    (void)state;
    make_file("people.csv", "id,name\na,Person A\n");
    make_file("events.csv", "id,name,attendee_ids\n1,E,Person C; a;Person B\n2,E,Person B\n");
    make_file("quotes.csv", "id,text,speaker_id\nq,Q,Person D\nr,R,Person C\ns,S,\nt,T,Person D\n");
    struct store *store = load_book(".");
    const struct table *people = store_table(store, TABLE_PEOPLE);
    assert_int_equal(table_rows(people), 4);
    assert_int_equal(table_implied(people), 3);
    assert_int_equal(store_record_count(store, TABLE_PEOPLE), 1);
    expect_rows(people, "id|name\na|Person A\nPerson C|Person C\nPerson B|Person B\n"
                        "Person D|Person D\n");
    assert_int_equal(table_line(people, 3), 0);
    size_t line = 9;
    size_t character = 9;
    table_locate(people, 3, PEOPLE_NAME, &line, &character);
    assert_int_equal(line, 0);
    assert_int_equal(character, 0);
    struct record implied = find(store, TABLE_PEOPLE, "Person D");
    expect_back_links(store, implied, TABLE_QUOTES, QUOTES_SPEAKER_ID, "quotes/q quotes/t");
    expect_links(store, TABLE_EVENTS, 1, EVENTS_ATTENDEE_IDS, "people/Person B");
    assert_true(slice_is(record_name(store, implied), "Person D"));
    expect_linked(store, TABLE_PEOPLE, "Person C", "events/1 quotes/r");
    store_free(store);
}

static void test_implied_without_people(void **state)
{
    (void)state;
    make_file("quotes.csv", "id,text,speaker_id\nq,Q,Person A\nr,R,Person A\n");
    struct store *store = load_book("quotes.csv");
    const struct table *people = store_table(store, TABLE_PEOPLE);
    assert_int_equal(table_stage(people), TABLE_READ);
    assert_int_equal(table_rows(people), 1);
    assert_int_equal(table_implied(people), 1);
    assert_int_equal(store_record_count(store, TABLE_PEOPLE), 0);
    assert_int_equal(table_column_count(people), PEOPLE_COLUMNS + 1);
    assert_false(table_column(people, PEOPLE_NAME)->present);
    assert_string_equal(table_file(people), "");
    expect_linked(store, TABLE_PEOPLE, "Person A", "quotes/q quotes/r");
    store_free(store);
    make_file("quotes.csv", "id,text,speaker_id\nq,Q,\n");
    store = load_book("quotes.csv");
    assert_int_equal(table_stage(store_table(store, TABLE_PEOPLE)), TABLE_ABSENT);
    assert_int_equal(table_rows(store_table(store, TABLE_PEOPLE)), 0);
    store_free(store);
}

/* More of them than a segment holds. */
static void test_many_implied_people(void **state)
{
    (void)state;
    enum { MANY = 20 * 1000 };
    struct buffer quotes = {0};
    buffer_append_string(&quotes, "speaker_id,text\n");
    for (size_t i = 0; i < 2 * MANY; i++)
        buffer_append_format(&quotes, "Person %zu,Q\n", i % MANY);
    make_bytes("quotes.csv", buffer_slice(&quotes));
    buffer_free(&quotes);
    struct store *store = load_book("quotes.csv");
    const struct table *people = store_table(store, TABLE_PEOPLE);
    assert_int_equal(table_implied(people), MANY);
    assert_true(slice_is(table_cell(people, MANY - 1, PEOPLE_NAME), "Person 19999"));
    expect_back_links(store, (struct record){TABLE_PEOPLE, MANY - 1}, TABLE_QUOTES,
                      QUOTES_SPEAKER_ID, "quotes/row-20001 quotes/row-40001");
    store_free(store);
}

/* ---- Conflicts ------------------------------------------------------------------------------ */

static void test_row_links(void **state)
{
    (void)state;
    make_file("people.csv", "id,name\na,Person A\n");
    make_file("events.csv", "id,name\na,Event A\n");
    make_file("conflicts.csv", "id,table,row_id,value_a,value_b\n"
                               "1,people,a,x,y\n"
                               "2,Events, a ,x,y\n"
                               "3,people,b,x,y\n"
                               "4,nothing,a,x,y\n"
                               "5,,a,x,y\n"
                               "6,quotes,a,x,y\n"
                               "7,people,,x,y\n"
                               "8,people,a,x,y\n"
                               "9,conflicts,9,x,y\n");
    struct store *store = load_book(".");
    static const struct {
        const char *links;
        enum table_id target;
    } rows[] = {
        {"people/a", TABLE_PEOPLE}, {"events/a", TABLE_EVENTS}, {"", TABLE_PEOPLE},
        {"", TABLE_NONE},           {"", TABLE_NONE},           {"", TABLE_QUOTES},
        {"", TABLE_PEOPLE},         {"people/a", TABLE_PEOPLE}, {"conflicts/9", TABLE_CONFLICTS}};
    for (size_t row = 0; row < sizeof rows / sizeof rows[0]; row++) {
        struct record conflict = {TABLE_CONFLICTS, (uint32_t)row};
        expect_links(store, TABLE_CONFLICTS, row, CONFLICTS_ROW_ID, rows[row].links);
        assert_int_equal(store_link_target(store, conflict, CONFLICTS_ROW_ID), rows[row].target);
    }
    expect_back_links(store, find(store, TABLE_PEOPLE, "a"), TABLE_CONFLICTS, CONFLICTS_ROW_ID,
                      "conflicts/1 conflicts/8");
    expect_back_links(store, find(store, TABLE_EVENTS, "a"), TABLE_CONFLICTS, CONFLICTS_ROW_ID,
                      "conflicts/2");
    expect_linked(store, TABLE_PEOPLE, "a", "conflicts/1 conflicts/8");
    expect_linked(store, TABLE_CONFLICTS, "2", "events/a");
    expect_linked(store, TABLE_CONFLICTS, "9", "");
    /* nobody is implied by a conflict */
    assert_int_equal(table_implied(store_table(store, TABLE_PEOPLE)), 0);
    store_free(store);
}

/* ---- What belongs to a record ---------------------------------------------------------------- */

static void make_linked_book(void)
{
    make_file("events.csv", "id,name,attendee_ids,source_ids\ntalks,T,a,\nsummit,S,b,s3\n");
    make_file("people.csv", "id,name,source_ids\na,Person A,\nb,Person B,s1\nc,Person C,\n");
    make_file("fields.csv", "id,name,parent_id\ncyber,C,\nspace,S,cyber\n");
    make_file("sources.csv", "id,title\ns1,S\ns2,S\ns3,S\n");
    make_file("quotes.csv", "id,text,speaker_id,event_id,about_event_ids,field_ids,source_ids\n"
                            "q,Q,c,talks,summit,space,s2\n");
    make_file("judgements.csv", "id,text,quote_ids\nj,J,q\n");
}

static void test_linked(void **state)
{
    (void)state;
    static const struct {
        enum table_id table;
        const char *id;
        const char *linked;
    } cases[] = {
        {TABLE_PEOPLE, "a", "events/talks"},
        {TABLE_PEOPLE, "b", "events/summit sources/s1"},
        /* through the quote: its events and field, not its source, nor the judgement on it */
        {TABLE_PEOPLE, "c", "events/talks events/summit quotes/q fields/space"},
        {TABLE_EVENTS, "talks", "people/a people/c quotes/q fields/space"},
        {TABLE_EVENTS, "summit", "people/b people/c quotes/q fields/space sources/s3"},
        {TABLE_FIELDS, "space", "events/talks events/summit people/c quotes/q fields/cyber"},
        {TABLE_FIELDS, "cyber", "fields/space"},
        {TABLE_QUOTES, "q",
         "events/talks events/summit people/c fields/space sources/s2 judgements/j"},
        {TABLE_SOURCES, "s2", "quotes/q"},
        {TABLE_JUDGEMENTS, "j", "quotes/q"},
    };
    make_linked_book();
    struct store *store = load_book(".");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        expect_linked(store, cases[i].table, cases[i].id, cases[i].linked);
    store_free(store);
}

static void test_linked_to_itself(void **state)
{
    (void)state;
    make_file("fields.csv", "id,name,parent_id\na,A,a\nb,B,c\nc,C,b\n");
    make_file("quotes.csv", "id,text,field_ids\nq,Q,b;c;b\n");
    struct store *store = load_book(".");
    expect_linked(store, TABLE_FIELDS, "a", "");
    expect_linked(store, TABLE_FIELDS, "b", "quotes/q fields/c");
    expect_linked(store, TABLE_FIELDS, "c", "quotes/q fields/b");
    store_free(store);
}

static bool is_linked(const struct store *store, struct record from, struct record to)
{
    struct record_set sets[TABLE_COUNT] = {0};
    assert_true(store_linked(store, from, sets));
    bool linked = record_set_has(&sets[to.table], to.row);
    for (enum table_id table = 0; table < TABLE_COUNT; table++)
        record_set_free(&sets[table]);
    return linked;
}

/* Who belongs to whom goes both ways, all over the bundled book. */
static void test_linked_both_ways(void **state)
{
    (void)state;
    struct store *store = load_book(bundled_book());
    size_t links = 0;
    for (enum table_id table = 0; table < TABLE_PLAIN; table++) {
        for (size_t row = 0; row < table_rows(store_table(store, table)); row++) {
            struct record record = {table, (uint32_t)row};
            struct record_set sets[TABLE_COUNT] = {0};
            assert_true(store_linked(store, record, sets));
            for (enum table_id other = 0; other < TABLE_COUNT; other++) {
                for (size_t i = record_set_next(&sets[other], 0); i != SIZE_MAX;
                     i = record_set_next(&sets[other], i + 1)) {
                    assert_true(is_linked(store, (struct record){other, (uint32_t)i}, record));
                    links++;
                }
                record_set_free(&sets[other]);
            }
        }
    }
    assert_true(links > 100);
    store_free(store);
}

/* So many rows that two threads link them, a column each: to events by number, to people who are
 * only named. */
static void test_many_rows(void **state)
{
    (void)state;
    enum { ROWS = 40 * 1000, TARGETS = 100 };
    struct buffer file = {0};
    buffer_append_string(&file, "id,text,speaker_id,event_id,about_event_ids\n");
    for (size_t row = 0; row < ROWS; row++)
        buffer_append_format(&file, "q%zu,Q,Person %zu,e%zu,e%zu;e%zu\n", row, row % TARGETS,
                             row % TARGETS, row % TARGETS, (row + 1) % TARGETS);
    make_bytes("quotes.csv", buffer_slice(&file));
    buffer_clear(&file);
    buffer_append_string(&file, "id,name\n");
    for (size_t event = 0; event < TARGETS; event++)
        buffer_append_format(&file, "e%zu,Event\n", event);
    make_bytes("events.csv", buffer_slice(&file));
    buffer_free(&file);
    struct store *store = load_book(".");
    static const struct {
        enum table_id table;
        size_t column;
        size_t links;
    } cases[] = {
        {TABLE_PEOPLE, QUOTES_SPEAKER_ID, ROWS / TARGETS},
        {TABLE_EVENTS, QUOTES_EVENT_ID, ROWS / TARGETS},
        {TABLE_EVENTS, QUOTES_ABOUT_EVENT_IDS, 2 * ROWS / TARGETS},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        for (uint32_t target = 0; target < TARGETS; target++) {
            size_t count;
            const uint32_t *rows = store_back_links(store, (struct record){cases[i].table, target},
                                                    TABLE_QUOTES, cases[i].column, &count);
            assert_int_equal(count, cases[i].links);
            for (size_t j = 0; j < count; j++) {
                assert_true(rows[j] % TARGETS == target || (rows[j] + 1) % TARGETS == target);
                assert_true(j == 0 || rows[j - 1] < rows[j]);
            }
        }
    }
    store_free(store);
}

int main(void)
{
#define IN_FOLDER(test) \
    cmocka_unit_test_setup_teardown(test, empty_folder_enter, empty_folder_leave)
    const struct CMUnitTest tests[] = {
        IN_FOLDER(test_links),
        IN_FOLDER(test_back_links),
        IN_FOLDER(test_dangling),
        IN_FOLDER(test_before_loading),
        IN_FOLDER(test_ids),
        IN_FOLDER(test_cost_of_a_long_cell),
        IN_FOLDER(test_implied_people),
        IN_FOLDER(test_implied_without_people),
        IN_FOLDER(test_many_implied_people),
        IN_FOLDER(test_many_rows),
        IN_FOLDER(test_row_links),
        IN_FOLDER(test_linked),
        IN_FOLDER(test_linked_to_itself),
        cmocka_unit_test(test_linked_both_ways),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
