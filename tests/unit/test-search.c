/* test-search.c: what a query finds, in examples and in large books, while they load too; and what
 * happens when a search is stopped or memory runs out.
 *
 * Link with what failing-memory.h asks for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "briefbook/search.h"
#include "query/lexer.h"
#include "query/results.h"
#include "support/book.h"
#include "support/empty-folder.h"
#include "support/expect-found.h"
#include "support/failing-searches.h"
#include "support/random.h"
#include "support/read-query.h"

enum { LARGE_BOOK_ROWS = 40000 };

/* --- examples --- */

static void make_examples(void)
{
    make_file("people.csv", "id,name,native_name,role,note\n"
                            "a,Person A,사람,minister,\n"
                            "b,Person B,,clerk,\"two\n  lines\"\n"
                            "a,Person Again,,,\n");
    make_file("fields.csv", "id,name,short_name,parent_id\n"
                            "space,Space programme,SPX,\n"
                            "orbit,Orbits,,space\n");
    make_file("events.csv", "id,name,start_date,status,attendee_ids,field_ids\n"
                            "talks,First Talks,2023-02,held,a;b;Person C,space\n"
                            "visit,A visit,2022,planned,,orbit;nowhere\n");
    make_file("quotes.csv", "id,speaker_id,text,quote_type,event_id,field_ids,source_ids\n"
                            "q1,a,Café CRÈME,direct,talks,,paper\n"
                            "q2,Person C,naïve ½ ﬁsh,partial,,orbit,\n"
                            "q3,,“Curly” – dash,direct,visit,space,missing paper\n");
    make_file("sources.csv", "id,title\npaper,Herald\n");
    make_file("conflicts.csv", "id,table,row_id,column,value_a,value_b\n"
                               "c1,events,talks,name,one,two\n"
                               "c2,sources,paper,title,one,two\n"
                               "c3,,talks,name,three,four\n");
    make_file("briefing.csv", "id,title\nbook,Café book\n");
}

static void finds_examples(void **state)
{
    (void)state;
    static const struct {
        const char *query;
        const char *found; /* table/row, in the order of the tables */
    } cases[] = {
        {"cafe", "quotes/0 briefing/0"},
        {"CAFÉ crème", "quotes/0"},
        {"eme", "quotes/0"},
        {"naive", "quotes/1"},
        {"1/2", ""},
        {"fish", "quotes/1"},
        {"\"curly\\\" - d\"", "quotes/2"},
        {"\"two lines\"", "people/1"},
        {"\"two  lines\"", "people/1"},
        {"two lines", "people/1"},
        {"one two", "conflicts/0 conflicts/1"},
        /* names of people, events and fields that are linked to; more than one name of each */
        {"\"person a\"", "events/0 people/0 people/2 quotes/0"},
        {"again", "people/2"}, /* a link leads to the first of two records with one id */
        {"\"first talks\"", "events/0 quotes/0 conflicts/0"},
        {"spx", "events/0 quotes/2 fields/0 fields/1"},
        {"orbits", "events/1 quotes/1 fields/1"},
        {"\"a visit\" spx", "quotes/2"},
        {"herald", "sources/0"}, /* sources are not looked at */
        /* a link value that names no record is text; one that does is not, nor is an id */
        {"\"person c\"", "events/0 people/3 quotes/1"},
        {"nowhere", "events/1"},
        {"missing", "quotes/2"},
        {"paper", "quotes/2"},
        {"talks", "events/0 quotes/0 conflicts/0 conflicts/2"},
        {"q1", ""},
        /* exclusion */
        {"direct -talks", "quotes/2"},
        {"in:quotes -direct", "quotes/1"},
        {"in:quotes -(talks OR orbits)", "quotes/2"},
        {"in:quotes -\"person c\"", "quotes/0 quotes/2"},
        {"in:events -\"person a\" -nowhere", ""},
        /* columns */
        {"status:held", "events/0"},
        {"status:hel", ""},
        {"role:min", "people/0"},
        {"role:=min", ""},
        {"role:=MINISTER", "people/0"},
        {"id:q", ""},
        {"id:q1", "quotes/0"},
        {"speaker_id:person", "quotes/1"},
        {"note:\"two lines\"", "people/1"},
        {"note:=\"two lines\"", "people/1"},
        {"status:(held OR planned)", "events/0 events/1"},
        {"in:events -status:held", "events/1"},
        {"-status:held in:fields", "fields/0 fields/1"},
        {"has:note", "people/1"},
        {"has:parent_id", "fields/1"},
        {"in:people -has:role", "people/2 people/3"},
        {"in:sources", "sources/0"},
        /* dates */
        {"date:2023", "events/0"},
        {"date:2023-02-28", "events/0"},
        {"date:2023-03", ""},
        {"date:..2022-06", "events/1"},
        {"date:<2022", ""},
        {"in:events -date:>=2023", "events/1"},
        {"in:people date:..2100", ""},
    };
    make_examples();
    struct store *store = load_book(".");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        expect_found(store, cases[i].query, NULL, cases[i].found);
    store_free(store);
}

static void searches_a_plain_table(void **state)
{
    (void)state;
    make_file("list.csv", "id,what,source_ids\nx1,Alpha,one\nx2,Beta,two\n");
    struct store *store = load_book("list.csv");
    static const struct {
        const char *query;
        size_t count;
    } cases[] = {{"alpha", 1},     {"x1", 1},     {"two", 1},      {"-x1", 1},
                 {"what:beta", 1}, {"what:x", 0}, {"has:what", 2}, {"source_ids:one", 1}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct query *query = read_query(store, cases[i].query);
        struct search *search = search_start(store, query, NULL);
        assert_true(search_wait(search));
        assert_int_equal(search_count(search, TABLE_PLAIN), cases[i].count);
        search_free(search);
        query_free(query);
    }
    store_free(store);
}

/* Each quotation, looked for by all its words, is found, and where another holds them, that too. */
static void finds_every_bundled_quotation(void **state)
{
    (void)state;
    struct store *store = load_book(bundled_book());
    size_t rows = table_rows(store_table(store, TABLE_QUOTES));
    assert_true(rows > 0);
    for (uint32_t row = 0; row < rows; row++) {
        struct buffer phrase = {0};
        buffer_append_char(&phrase, '"');
        lexer_escape(record_cell(store, (struct record){TABLE_QUOTES, row}, QUOTES_TEXT), &phrase);
        buffer_append_char(&phrase, '"');
        struct query *query = read_query(store, buffer_string(&phrase));
        struct search *search = search_start(store, query, NULL);
        assert_true(search_wait(search));
        assert_true(search_has(search, TABLE_QUOTES, row));
        assert_true(search_count(search, TABLE_QUOTES) < rows / 4);
        search_free(search);
        query_free(query);
        buffer_free(&phrase);
    }
    store_free(store);
}

/* As deep as a query may be: -(b OR (a -(b OR (a … matches what holds a and not b. */
static void matches_the_deepest_query(void **state)
{
    (void)state;
    enum { PAIRS = 500 };
    struct buffer text = {0};
    for (int pair = 0; pair < PAIRS; pair++)
        assert_true(buffer_append_string(&text, "-(beta OR (alpha "));
    assert_true(buffer_append_string(&text, "beta"));
    assert_true(buffer_append_repeated(&text, ')', (size_t)PAIRS * 2));
    make_file("list.csv", "what,more\nalpha,\nbeta,\nalpha,beta\n,\n");
    struct store *store = load_book("list.csv");
    struct query *query = read_query(store, buffer_string(&text));
    struct search *search = search_start(store, query, NULL);
    assert_true(search_wait(search));
    for (uint32_t row = 0; row < 4; row++) {
        struct record record = {TABLE_PLAIN, row};
        /* Without beta each pair asks: not (alpha and what is inside); the innermost is false. */
        bool expected = row == 3 || (row == 0 && PAIRS % 2 == 1);
        assert_int_equal(search_has(search, TABLE_PLAIN, row), expected);
        assert_int_equal(query_matches(query, store, record), expected);
    }
    search_free(search);
    query_free(query);
    store_free(store);
    buffer_free(&text);
}

/* --- large books: several segments and windows, while they load --- */

static void write_large_book(void)
{
    FILE *file = fopen("quotes.csv", "w");
    assert_non_null(file);
    fputs("id,speaker_id,text\n", file);
    for (size_t row = 0; row < LARGE_BOOK_ROWS; row++)
        fprintf(file, "q%zu,p%zu,words number %zu%s\n", row, row % 7, row, row % 3 ? "" : " Ẋ");
    assert_int_equal(fclose(file), 0);
    make_file("people.csv", "id,name\np0,Person Zero\np1,Person One\n");
}

static bool large_row_matches(size_t row)
{
    return row % 7 == 1 || row % 3 == 0;
}

static void expect_large_results(const struct search *search)
{
    size_t count = 0;
    size_t last = SIZE_MAX;
    for (size_t row = 0; row < LARGE_BOOK_ROWS; row++) {
        bool expected = large_row_matches(row);
        assert_int_equal(search_has(search, TABLE_QUOTES, row), expected);
        assert_int_equal(search_rank(search, TABLE_QUOTES, row), count);
        if (expected) {
            assert_int_equal(search_select(search, TABLE_QUOTES, count), row);
            assert_int_equal(search_next(search, TABLE_QUOTES, last + 1), row);
            last = row;
            count++;
        }
        assert_int_equal(search_previous(search, TABLE_QUOTES, row), last);
    }
    assert_int_equal(search_count(search, TABLE_QUOTES), count);
    assert_int_equal(search_rows(search, TABLE_QUOTES), LARGE_BOOK_ROWS);
    assert_int_equal(search_select(search, TABLE_QUOTES, count), SIZE_MAX);
    assert_int_equal(search_next(search, TABLE_QUOTES, last + 1), SIZE_MAX);
    assert_int_equal(search_next(search, TABLE_QUOTES, SIZE_MAX), SIZE_MAX);
    assert_int_equal(search_previous(search, TABLE_QUOTES, SIZE_MAX), last);
    assert_int_equal(search_rank(search, TABLE_QUOTES, SIZE_MAX), count);
}

static void on_store_changed(void *context)
{
    search_continue(context);
}

static void count_call(void *context)
{
    ++*(size_t *)context;
}

/* What has been published stays: matches read while the search runs are there at the end. */
static void read_while_searching(const struct search *search)
{
    while (!search_is_done(search)) {
        size_t count = search_count(search, TABLE_QUOTES);
        size_t row = count ? search_select(search, TABLE_QUOTES, count - 1) : 0;
        assert_true(count == 0 || large_row_matches(row));
        assert_true(search_rank(search, TABLE_QUOTES, row) <= count);
    }
}

/* The store tells the search, which must then be there before the store begins to load. */
static void ends_exactly_when_begun_before_loading(void **state)
{
    (void)state;
    write_large_book();
    for (int i = 0; i < 10; i++) {
        size_t calls = 0;
        struct store *store = open_book(".");
        struct query *query = read_query(store, "\"person one\" OR x");
        struct search *search = search_start(
            store, query, &(struct search_options){.changed = count_call, .context = &calls});
        assert_non_null(search);
        assert_true(store_start(store, on_store_changed, search));
        read_while_searching(search);
        assert_true(search_wait(search));
        assert_true(store_wait(store));
        expect_large_results(search);
        assert_true(calls > 0);
        search_free(search);
        query_free(query);
        store_free(store);
    }
}

/* Whoever does the work, and by whatever means. */
static void ends_exactly_when_begun_after_loading(void **state)
{
    (void)state;
    write_large_book();
    struct store *store = load_book(".");
    struct query *query = read_query(store, "\"person one\" OR x");
    for (size_t threads = 0; threads <= 4; threads++) {
        struct search_options options = {.threads = threads, .portable = threads % 2};
        struct search *search = search_start(store, query, &options);
        read_while_searching(search);
        assert_true(search_wait(search));
        assert_true(search_wait(search));
        expect_large_results(search);
        search_free(search);
    }
    query_free(query);
    store_free(store);
}

/* The rows that a search gives when it is asked for one after the other are those of its end. */
static void waits_for_single_matches(void **state)
{
    (void)state;
    write_large_book();
    struct store *store = load_book(".");
    struct query *query = read_query(store, "\"person one\" OR x");
    struct search *search = search_start(store, query, NULL);
    size_t rank = 0;
    size_t row;
    for (; (row = search_await(search, TABLE_QUOTES, rank)) != SIZE_MAX; rank++)
        assert_true(large_row_matches(row));
    assert_int_equal(search_await(search, TABLE_SOURCES, 0), SIZE_MAX);
    assert_true(search_wait(search));
    assert_int_equal(search_count(search, TABLE_QUOTES), rank);
    search_free(search);
    query_free(query);
    store_free(store);
}

static void stops_at_any_time(void **state)
{
    (void)state;
    write_large_book();
    struct store *waiting = open_book(".");
    struct store *loaded = load_book(".");
    struct query *query = read_query(loaded, "\"person one\" OR x");
    for (int i = 0; i < 200; i++) {
        struct search *search =
            search_start(i % 2 ? waiting : loaded, query,
                         &(struct search_options){.threads = 1 + (size_t)i % 3});
        assert_non_null(search);
        for (int spins = 0; spins < i * 1000 && !search_is_done(search); spins++)
            continue;
        search_free(search);
    }
    search_free(NULL);
    query_free(query);
    store_free(loaded);
    store_free(waiting);
}

/* --- memory --- */

static void searches_or_fails_without_memory(void **state)
{
    (void)state;
    make_examples();
    struct store *store = load_book(".");
    expect_found_or_failed(store, "(café -x) OR spx OR text:é", 3);
    store_free(store);
}

/* --- published results --- */

static void publishes_rows_in_pieces_of_any_length(void **state)
{
    (void)state;
    enum { ROWS = 20000 };
    uint64_t random = 11;
    struct results *results = results_new();
    char *expected = calloc(ROWS + WINDOW_ROWS, 1);
    assert_non_null(expected);
    size_t rows = 0;
    size_t count = 0;
    while (rows < ROWS) {
        struct row_bits matches = {{0}};
        size_t piece = next_random(&random) % 3 ? next_random(&random) % 100
                                                : next_random(&random) % (WINDOW_ROWS + 1);
        bool is_empty = next_random(&random) % 4 == 0;
        for (size_t row = 0; row < piece; row++) {
            if (!is_empty && next_random(&random) % 5 == 0) {
                rows_add(&matches, row);
                expected[rows + row] = 1;
                count++;
            }
        }
        assert_true(results_append(results, &matches, piece));
        rows += piece;
        assert_int_equal(results_rows(results), rows);
        assert_int_equal(results_count(results), count);
    }
    size_t rank = 0;
    for (size_t row = 0; row < rows; row++) {
        assert_int_equal(results_has(results, row), expected[row]);
        assert_int_equal(results_rank(results, row), rank);
        if (expected[row])
            assert_int_equal(results_select(results, rank++), row);
    }
    assert_int_equal(results_select(results, rank), SIZE_MAX);
    assert_false(results_has(results, rows));
    free(expected);
    results_free(results);
    results_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(finds_examples, empty_folder_enter, empty_folder_leave),
        cmocka_unit_test_setup_teardown(searches_a_plain_table, empty_folder_enter,
                                        empty_folder_leave),
        cmocka_unit_test_setup_teardown(ends_exactly_when_begun_before_loading, empty_folder_enter,
                                        empty_folder_leave),
        cmocka_unit_test_setup_teardown(ends_exactly_when_begun_after_loading, empty_folder_enter,
                                        empty_folder_leave),
        cmocka_unit_test_setup_teardown(waits_for_single_matches, empty_folder_enter,
                                        empty_folder_leave),
        cmocka_unit_test_setup_teardown(stops_at_any_time, empty_folder_enter, empty_folder_leave),
        cmocka_unit_test(finds_every_bundled_quotation),
        cmocka_unit_test_setup_teardown(matches_the_deepest_query, empty_folder_enter,
                                        empty_folder_leave),
        cmocka_unit_test_setup_teardown(searches_or_fails_without_memory, empty_folder_enter,
                                        empty_folder_leave),
        cmocka_unit_test(publishes_rows_in_pieces_of_any_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
