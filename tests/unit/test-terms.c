/* test-terms.c: regular expressions, terms that name records, and states, in examples; what happens
 * when an expression takes too long, and when memory runs out.
 *
 * Link with what failing-memory.h asks for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "query/regex.h"
#include "support/book.h"
#include "support/empty-folder.h"
#include "support/expect-found.h"
#include "support/failing-searches.h"
#include "support/read-query.h"

static void make_examples(void)
{
    make_file("people.csv", "id,name,native_name,role,source_ids\n"
                            "a,Person A,사람,minister,paper\n"
                            "b,Person B,,clerk,\n"
                            "person,Someone Else,,,paper\n");
    make_file("fields.csv", "id,name,short_name,parent_id\n"
                            "space,Space programme,SPX,\n"
                            "orbit,Orbits,,space\n"
                            "moon,Lunar,,orbit\n"
                            "east,East,,west\n"
                            "west,West,,east\n");
    make_file("events.csv", "id,name,start_date,attendee_ids,field_ids,source_ids\n"
                            "talks,First Talks,2023-02,a;b,orbit,paper\n"
                            "visit,A visit,2022,,moon,\n");
    make_file("quotes.csv",
              "id,speaker_id,attribution_kind,text,event_id,about_event_ids,field_ids,source_ids\n"
              "q1,a,,Café CRÈME,visit,,east,paper\n"
              "q2,Person C,,\"two\nlines\",,talks,space,\n"
              "q3,,,three,,,,paper\n"
              "q4,,body,four,talks,,,paper\n"
              "q5,b,unnamed,five,,,,paper\n");
    make_file("sources.csv", "id,title\npaper,Herald\nother,Gazette\n");
    make_file("judgements.csv", "id,text,quote_ids\nj1,Likely so,q3\n");
    make_file("lines.csv", "id,text,event_ids\nl1,Say so,visit\n");
    make_file("conflicts.csv", "id,table,row_id,column,value_a,value_b,source_a_ids\n"
                               "c1,events,talks,name,one,two,other\n"
                               "c2,quotes,q3,text,one,two,\n"
                               "c3,,talks,name,three,four,\n");
}

static void finds_examples(void **state)
{
    (void)state;
    static const struct {
        const char *query;
        const char *found; /* see expect_found() */
    } cases[] = {
        /* by id, and one link away in either direction; the events of his quotes too */
        {"person:a", "events/0 events/1 people/0 quotes/0 sources/0"},
        {"person:\" a \"", "events/0 events/1 people/0 quotes/0 sources/0"},
        {"person:b", "events/0 people/1 quotes/4"},
        {"person:person", "people/2 sources/0"}, /* an id comes before names */
        {"person:\"person c\"", "events/0 people/3 quotes/1"},
        {"person:사람", "events/0 events/1 people/0 quotes/0 sources/0"},
        {"in:people person:\"PERSON \"", "people/0 people/1 people/3"},
        {"person:=a in:people", "people/0"},
        {"speaker:a", "people/0 quotes/0"},
        {"speaker:\"person c\"", "people/3 quotes/1"},
        {"speaker:(b OR \"person c\") in:quotes", "quotes/1 quotes/4"},
        {"in:quotes -speaker:a", "quotes/1 quotes/2 quotes/3 quotes/4"},
        {"speaker:nobody", ""},
        {"event:talks",
         "events/0 people/0 people/1 people/3 quotes/1 quotes/3 fields/1 sources/0 conflicts/0"},
        {"event:visit", "events/1 people/0 quotes/0 fields/2 lines/0"},
        {"event:(visit OR talks) in:quotes", "quotes/0 quotes/1 quotes/3"},
        {"event:visi in:events", "events/1"},
        {"quote:q3", "quotes/2 sources/0 judgements/0 conflicts/1"},
        {"quote:creme in:quotes", "quotes/0"},
        {"source:herald in:events", "events/0"},
        {"source:other", "sources/1 conflicts/0"},
        {"judgement:j1", "quotes/2 judgements/0"},
        {"line:l1", "events/1 lines/0"},
        {"conflict:c1", "events/0 sources/1 conflicts/0"},
        {"conflict:three", "conflicts/2"}, /* its table is not said, so that it names nothing */
        /* the fields below, also where they stand in a circle */
        {"field:space", "events/0 events/1 quotes/1 fields/0 fields/1 fields/2"},
        {"field:orbit in:fields", "fields/0 fields/1 fields/2"},
        {"field:moon in:fields", "fields/1 fields/2"},
        {"field:moon in:events", "events/1"},
        {"field:spx in:quotes", "quotes/1"},
        {"field:east", "quotes/0 fields/3 fields/4"},
        /* quotes do not link people, or events, with fields */
        {"field:east in:people", ""},
        {"person:a in:fields", ""},
        /* states */
        {"is:anonymous", "quotes/2 quotes/4"},
        {"is:unsourced",
         "events/1 people/1 people/3 quotes/1 fields/0 fields/1 fields/2 fields/3 fields/4 "
         "judgements/0 lines/0"},
        {"is:disputed", "events/0 quotes/2"},
        {"is:marked OR is:changed", ""},
        /* regular expressions */
        {"/caf.$/", ""},
        {"/^caf. cr..e$/", "quotes/0"},
        {"/(?-i)crème/", ""},
        {"/two.lines/", ""},
        {"/two\\slines/", "quotes/1"},
        {"/^person [ab]$/", "events/0 people/0 people/1 quotes/0 quotes/4"},
        {"/^person c$/", "people/3 quotes/1"},
        {"/^$/ OR /^q1/ OR /herald.x/", ""},
        {"in:quotes -/e/", "quotes/3"},
        {"in:people -/person/", "people/2"},
    };
    make_examples();
    struct store *store = load_book(".");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        expect_found(store, cases[i].query, NULL, cases[i].found);
    store_free(store);
}

static void finds_what_is_told_from_outside(void **state)
{
    (void)state;
    struct record_set marked[TABLE_COUNT] = {{0}};
    struct record_set altered[TABLE_COUNT] = {{0}};
    assert_true(record_set_add(&marked[TABLE_QUOTES], 1));
    assert_true(record_set_add(&marked[TABLE_EVENTS], 0));
    assert_true(record_set_add(&altered[TABLE_QUOTES], 2));
    const struct search_options options = {.marked = marked, .altered = altered};
    make_examples();
    struct store *store = load_book(".");
    expect_found(store, "is:marked", &options, "events/0 quotes/1");
    expect_found(store, "is:changed", &options, "quotes/2");
    expect_found(store, "in:quotes -is:(marked OR changed)", &options,
                 "quotes/0 quotes/3 quotes/4");
    store_free(store);
    record_set_free(&marked[TABLE_QUOTES]);
    record_set_free(&marked[TABLE_EVENTS]);
    record_set_free(&altered[TABLE_QUOTES]);
}

static void expect_same_found(const struct search *search, const struct search *other)
{
    for (enum table_id table = 0; table < TABLE_COUNT; table++) {
        assert_int_equal(search_count(search, table), search_count(other, table));
        size_t row = search_next(search, table, 0);
        for (; row != SIZE_MAX; row = search_next(search, table, row + 1))
            assert_true(search_has(other, table, row));
    }
}

static void on_store_changed(void *context)
{
    search_continue(context);
}

/* Who links to whom is known at the end only; then it counts for a search that began before. */
static void ends_exactly_when_begun_before_loading(void **state)
{
    (void)state;
    static const char *const queries[] = {"person:a",    "event:talks",   "field:space",
                                          "is:disputed", "source:herald", "/^person [ab]$/",
                                          "-conflict:c1"};
    make_examples();
    struct store *loaded = load_book(".");
    for (size_t i = 0; i < sizeof queries / sizeof queries[0]; i++) {
        struct store *store = open_book(".");
        struct query *query = read_query(NULL, queries[i]);
        struct search *search = search_start(store, query, NULL);
        struct search *later = search_start(loaded, query, NULL);
        assert_true(store_start(store, on_store_changed, search));
        assert_true(search_wait(search) && search_wait(later));
        assert_true(store_wait(store));
        expect_same_found(search, later);
        search_free(later);
        search_free(search);
        query_free(query);
        store_free(store);
    }
    store_free(loaded);
}

/* What is left of a query when a part is taken away finds what it finds alone. */
static void finds_without_a_part(void **state)
{
    (void)state;
    make_examples();
    struct store *store = load_book(".");
    struct query *whole = read_query(store, "in:quotes /e$/ speaker:(b OR \"person c\")");
    static const char *const rests[] = {"/e$/ speaker:(b OR \"person c\")",
                                        "in:quotes speaker:(b OR \"person c\")", "in:quotes /e$/"};
    for (size_t i = 0; i < sizeof rests / sizeof rests[0]; i++) {
        struct query *rest = query_without_part(whole, i);
        struct query *typed = read_query(store, rests[i]);
        struct search *search = search_start(store, rest, NULL);
        struct search *expected = search_start(store, typed, NULL);
        assert_true(search_wait(search) && search_wait(expected));
        assert_true(search_count(expected, TABLE_QUOTES) > 0);
        expect_same_found(search, expected);
        search_free(expected);
        search_free(search);
        query_free(typed);
        query_free(rest);
    }
    query_free(whole);
    store_free(store);
}

/* --- limits --- */

#define MANY_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static void tells_when_an_expression_gave_up(void **state)
{
    (void)state;
    static const struct {
        const char *query;
        bool gives_up;
        size_t count;
    } cases[] = {
        {"/^(a+)+[^a]/", true, 0}, {"/^(a+)+[^a]|short/", true, 1},  {"-/^(a+)+[^a]/", true, 2},
        {"/^a+[^a]/", false, 0},   {"short /^(a+)+[^a]/", false, 0}, /* it is not asked */
    };
    make_file("quotes.csv", "id,speaker_id,text\nq1,,short\nq2,," MANY_A "\n");
    struct store *store = load_book(".");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct query *query = read_query(store, cases[i].query);
        struct search *search = search_start(store, query, NULL);
        assert_true(search_wait(search));
        assert_int_equal(search_gave_up(search), cases[i].gives_up);
        assert_int_equal(search_count(search, TABLE_QUOTES), cases[i].count);
        search_free(search);
        query_free(query);
    }
    store_free(store);
}

/* Compiled code needs more stack for this than it has; the interpreter does not. */
static void falls_back_on_the_interpreter(void **state)
{
    (void)state;
    struct regex_fault fault;
    struct regex *regex = regex_new(SLICE("^(?:(a)|(b))*$"), &fault);
    struct regex_runner *runner = regex_runner_new(NULL);
    struct buffer text = {0};
    assert_non_null(regex);
    assert_non_null(runner);
    regex_runner_allow(runner, 10000000);
    assert_true(buffer_append_repeated(&text, 'a', 20000));
    assert_int_equal(regex_in(regex, runner, buffer_slice(&text)), REGEX_YES);
    assert_true(buffer_append_string(&text, "c"));
    assert_int_equal(regex_in(regex, runner, buffer_slice(&text)), REGEX_NO);
    buffer_free(&text);
    regex_runner_free(runner);
    regex_free(regex);
}

/* --- memory --- */

static void finds_or_fails_without_memory(void **state)
{
    (void)state;
    make_examples();
    struct store *store = load_book(".");
    expect_found_or_failed(store, "/caf./ person:a field:(east OR orbits) -is:disputed", 1);
    store_free(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(finds_examples, empty_folder_enter, empty_folder_leave),
        cmocka_unit_test_setup_teardown(finds_what_is_told_from_outside, empty_folder_enter,
                                        empty_folder_leave),
        cmocka_unit_test_setup_teardown(ends_exactly_when_begun_before_loading, empty_folder_enter,
                                        empty_folder_leave),
        cmocka_unit_test_setup_teardown(finds_without_a_part, empty_folder_enter,
                                        empty_folder_leave),
        cmocka_unit_test_setup_teardown(tells_when_an_expression_gave_up, empty_folder_enter,
                                        empty_folder_leave),
        cmocka_unit_test(falls_back_on_the_interpreter),
        cmocka_unit_test_setup_teardown(finds_or_fails_without_memory, empty_folder_enter,
                                        empty_folder_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
