/* test-facets.c: the values of columns and how many records have them: in examples, against a plain
 * count of random books, and against what a query for each value finds.
 *
 * Link with what failing-memory.h asks for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "briefbook/facets.h"
#include "briefbook/search.h"
#include "briefbook/text.h"
#include "query/lexer.h"
#include "query/tally.h"
#include "support/book.h"
#include "support/empty-folder.h"
#include "support/failing-memory.h"
#include "support/random-book.h"
#include "support/random.h"
#include "support/read-query.h"

enum { BOOKS = 30, NO_LIMIT = 1 << 20 };

/* --- examples --- */

static void append_facets(struct buffer *text, const struct facets *facets)
{
    for (size_t i = 0; i < facets->count; i++) {
        buffer_append(text, facets->items[i].value);
        buffer_append_format(text, " %zu, ", facets->items[i].count);
    }
    buffer_append_format(text, "blank %zu, distinct %zu of %zu", facets->blank, facets->distinct,
                         facets->records);
}

static void expect_facets(const struct store *store, const struct facets_request *request,
                          const char *expected)
{
    struct facets facets = {0};
    struct buffer text = {0};
    assert_true(facets_count(&facets, store, request));
    append_facets(&text, &facets);
    assert_string_equal(buffer_string(&text), expected);
    buffer_free(&text);
    facets_free(&facets);
}

static void make_events(void)
{
    make_file("events.csv", "id,name,type,attendee_ids,author\n"
                            "a,First,visit,b; a ;b,\n"
                            "b,Second,Talks,a,\n"
                            "c,Third, ,;,\n"
                            "d,Fourth,talks,A,\n"
                            "e,Fifth,visít,,\n"
                            "f,Sixth,VISIT,c;a,\n"
                            "g,Seventh,other,,\n");
    make_file("sources.csv", "id,author\na,Person B; Person A\nb,Person A\nc,person a\n");
}

static void counts_examples(void **state)
{
    (void)state;
    make_events();
    struct store *store = load_book(".");
    struct facets_request request = {TABLE_EVENTS, EVENTS_TYPE, NULL, NO_LIMIT, NULL};
    expect_facets(store, &request, "visit 3, Talks 2, other 1, blank 1, distinct 3 of 7");
    request.limit = 2;
    expect_facets(store, &request, "visit 3, Talks 2, blank 1, distinct 3 of 7");
    request.limit = 0;
    expect_facets(store, &request, "blank 1, distinct 3 of 7");
    request.limit = NO_LIMIT;
    request.column = EVENTS_ATTENDEE_IDS;
    expect_facets(store, &request, "a 3, b 1, A 1, c 1, blank 3, distinct 4 of 7");
    request.column = EVENTS_LOCATION;
    expect_facets(store, &request, "blank 7, distinct 0 of 7");
    request.column = table_column_count(store_table(store, TABLE_EVENTS));
    expect_facets(store, &request, "blank 7, distinct 0 of 7");
    request = (struct facets_request){TABLE_SOURCES, SOURCES_AUTHOR, NULL, NO_LIMIT, NULL};
    expect_facets(store, &request, "Person A 2, Person B 1, person a 1, blank 0, distinct 3 of 3");
    request.table = TABLE_QUOTES;
    expect_facets(store, &request, "blank 0, distinct 0 of 0");
    store_free(store);
}

static void counts_what_a_search_found(void **state)
{
    (void)state;
    make_events();
    struct store *store = load_book(".");
    struct query *query = read_query(store, "-second -sixth");
    struct search *search = search_start(store, query, NULL);
    assert_true(search_wait(search));
    struct record_set rows = {0};
    assert_true(search_copy(search, TABLE_EVENTS, &rows));
    assert_int_equal(rows.count, search_count(search, TABLE_EVENTS));
    struct facets_request request = {TABLE_EVENTS, EVENTS_TYPE, &rows, NO_LIMIT, NULL};
    expect_facets(store, &request, "visit 2, talks 1, other 1, blank 1, distinct 3 of 5");
    request.column = EVENTS_LOCATION;
    expect_facets(store, &request, "blank 5, distinct 0 of 5");
    record_set_free(&rows);
    search_free(search);
    query_free(query);
    store_free(store);
}

static void stops_when_it_is_cancelled(void **state)
{
    (void)state;
    make_events();
    atomic_bool cancelled = false;
    struct store *store = load_book(".");
    struct facets_request request = {TABLE_EVENTS, EVENTS_TYPE, NULL, NO_LIMIT, &cancelled};
    struct facets facets = {0};
    assert_true(facets_count(&facets, store, &request));
    assert_int_equal(facets.count, 3);
    cancelled = true;
    assert_false(facets_count(&facets, store, &request));
    assert_int_equal(facets.count, 0);
    assert_null(facets.items);
    store_free(store);
}

/* --- against a plain count --- */

enum { MOST_VALUES = 256 };

struct plain_value {
    struct buffer key;
    struct slice value;
    size_t count;
};

struct plain_count {
    struct plain_value values[MOST_VALUES]; /* most first */
    size_t count;
    size_t blank;
    size_t records;
};

static bool is_counted_by_values(const struct column_schema *schema)
{
    return schema && (schema->target != TABLE_NONE || schema->kind == COLUMN_ROW_LINK ||
                      schema->kind == COLUMN_LIST);
}

static void add_plain(struct plain_count *plain, struct slice value, bool is_exact)
{
    struct buffer key = {0};
    size_t at = 0;
    if (is_exact)
        buffer_append(&key, value);
    else
        text_fold(value, &key, NULL);
    while (at < plain->count &&
           !slice_equal(buffer_slice(&key), buffer_slice(&plain->values[at].key)))
        at++;
    assert_true(at < MOST_VALUES);
    if (at == plain->count)
        plain->values[plain->count++] = (struct plain_value){key, value, 0};
    else
        buffer_free(&key);
    plain->values[at].count++;
}

static bool is_repeated(struct slice before, struct slice value)
{
    struct slice other;
    while (slice_next(&before, ';', &other))
        if (slice_equal(other, value))
            return true;
    return false;
}

static void add_plain_cell(struct plain_count *plain, const struct column_schema *schema,
                           struct slice cell)
{
    plain->records++;
    if (slice_trim(cell).length == 0) {
        plain->blank++;
    } else if (!is_counted_by_values(schema)) {
        add_plain(plain, cell, false);
    } else if (schema->kind == COLUMN_LINK || schema->kind == COLUMN_ROW_LINK) {
        add_plain(plain, slice_trim(cell), true);
    } else {
        struct slice rest = cell;
        struct slice value;
        bool has_any = false;
        while (slice_next(&rest, ';', &value)) {
            has_any = true;
            if (!is_repeated((struct slice){cell.data, (size_t)(value.data - cell.data)}, value))
                add_plain(plain, value, true);
        }
        plain->blank += !has_any;
    }
}

/* Insertion keeps equal counts in their order. */
static void sort_plain(struct plain_count *plain)
{
    for (size_t i = 1; i < plain->count; i++) {
        struct plain_value value = plain->values[i];
        size_t at = i;
        for (; at > 0 && plain->values[at - 1].count < value.count; at--)
            plain->values[at] = plain->values[at - 1];
        plain->values[at] = value;
    }
}

static void expect_plain_count(const struct store *store, const struct facets_request *request)
{
    static struct plain_count plain;
    struct facets facets = {0};
    const struct table *table = store_table(store, request->table);
    const struct column_schema *schema = table_column(table, request->column)->schema;
    memset(&plain, 0, sizeof plain);
    for (size_t row = 0; row < table_rows(table); row++)
        if (!request->rows || record_set_has(request->rows, row))
            add_plain_cell(&plain, schema, table_cell(table, row, request->column));
    sort_plain(&plain);
    assert_true(facets_count(&facets, store, request));
    assert_int_equal(facets.records, plain.records);
    assert_int_equal(facets.blank, plain.blank);
    assert_int_equal(facets.distinct, plain.count);
    assert_int_equal(facets.count, plain.count < request->limit ? plain.count : request->limit);
    for (size_t i = 0; i < plain.count; i++) {
        if (i < facets.count) {
            assert_int_equal(facets.items[i].count, plain.values[i].count);
            assert_true(slice_equal(facets.items[i].value, plain.values[i].value));
        }
        buffer_free(&plain.values[i].key);
    }
    facets_free(&facets);
}

/* --- against queries --- */

/* Expects that a query for each value finds as many. Nothing can ask for what is no UTF-8, for blanks
 * alone, or for a date as it is written. */
static size_t expect_found(const struct store *store, const struct facets_request *request)
{
    struct facets facets = {0};
    size_t asked = 0;
    const struct column *column = table_column(store_table(store, request->table), request->column);
    assert_true(facets_count(&facets, store, request));
    for (size_t i = 0; i < facets.count && !is_counted_by_values(column->schema); i++) {
        struct buffer text = {0};
        struct buffer folded = {0};
        struct slice value = facets.items[i].value;
        text_fold(value, &folded, NULL);
        bool can_ask = text_is_valid(value, NULL) && slice_trim(buffer_slice(&folded)).length &&
                       !slice_is(column->name, "date");
        buffer_append_string(&text, "in:");
        buffer_append_string(&text, schema_table(request->table)->name);
        buffer_append_char(&text, ' ');
        buffer_append(&text, column->name);
        buffer_append_string(&text, ":=\"");
        lexer_escape(value, &text);
        buffer_append_char(&text, '"');
        if (can_ask) {
            struct query *query = read_query(store, buffer_string(&text));
            struct search *search = search_start(store, query, NULL);
            assert_true(search_wait(search));
            assert_int_equal(search_count(search, request->table), facets.items[i].count);
            search_free(search);
            query_free(query);
            asked++;
        }
        buffer_free(&text);
        buffer_free(&folded);
    }
    facets_free(&facets);
    return asked;
}

static void agrees_with_a_plain_count_and_with_queries(void **state)
{
    (void)state;
    uint64_t random = 9;
    size_t asked = 0;
    for (int book = 0; book < BOOKS; book++) {
        write_random_book(&random);
        struct store *store = load_book(".");
        struct query *query = read_query(store, "a OR has:type");
        struct search *search = search_start(store, query, NULL);
        assert_true(search_wait(search));
        for (enum table_id table = 0; table < TABLE_PLAIN; table++) {
            struct record_set rows = {0};
            assert_true(search_copy(search, table, &rows));
            size_t columns = table_column_count(store_table(store, table));
            for (size_t column = 0; column < columns; column++) {
                size_t limit = next_random(&random) % 2 ? NO_LIMIT : next_random(&random) % 6;
                expect_plain_count(store,
                                   &(struct facets_request){table, column, NULL, limit, NULL});
                expect_plain_count(store,
                                   &(struct facets_request){table, column, &rows, limit, NULL});
                if (book == 0)
                    asked += expect_found(
                        store, &(struct facets_request){table, column, NULL, NO_LIMIT, NULL});
            }
            record_set_free(&rows);
        }
        search_free(search);
        query_free(query);
        store_free(store);
        remove_random_book();
    }
    assert_true(asked > 100);
}

/* --- many values --- */

static void takes_many_values(void **state)
{
    (void)state;
    enum { VALUES = 20000 };
    struct buffer content = {0};
    struct facets facets = {0};
    buffer_append_string(&content, "word,x\n");
    for (int i = 0; i < VALUES; i++)
        for (int times = i % 10 == 7 ? 1 + i / 1000 : 1; times > 0; times--)
            buffer_append_format(&content, "Word number %d of all,x\n", i);
    make_file("words.csv", buffer_string(&content));
    struct store *store = load_book("words.csv");
    struct facets_request request = {TABLE_PLAIN, 0, NULL, 150, NULL};
    assert_true(facets_count(&facets, store, &request));
    assert_int_equal(facets.distinct, VALUES);
    assert_int_equal(facets.count, 150);
    /* A hundred of each thousand are repeated, the later the more often. */
    for (size_t i = 0; i < facets.count; i++) {
        char value[64];
        size_t thousand = i < 100 ? 19 : 18;
        snprintf(value, sizeof value, "Word number %zu of all", thousand * 1000 + i % 100 * 10 + 7);
        assert_true(slice_is(facets.items[i].value, value));
        assert_int_equal(facets.items[i].count, 1 + thousand);
    }
    facets_free(&facets);
    store_free(store);
    buffer_free(&content);
}

/* --- texts --- */

/* Every byte, at each place of the eight that are compared at once: only capitals are the same as
 * other letters. */
static void compares_letters_without_case(void **state)
{
    (void)state;
    for (size_t place = 0; place < 20; place++) {
        for (int byte = 0; byte < 256; byte++) {
            char one[20], other[20];
            struct tally tally = {0};
            memset(one, 'Z', sizeof one);
            memset(other, 'z', sizeof other);
            one[place] = (char)byte;
            other[place] = (char)(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte);
            assert_true(tally_add(&tally, (struct slice){one, 20}, SLICE("one"), 0));
            assert_true(tally_add(&tally, (struct slice){other, 20}, SLICE("other"), 1));
            assert_int_equal(tally.count, 1);
            assert_int_equal(tally.items[0].count, 2);
            other[place] ^= 0x20;
            bool is_letter = (byte | 32) >= 'a' && (byte | 32) <= 'z';
            assert_true(tally_add(&tally, (struct slice){other, 20}, SLICE("other"), 2));
            assert_int_equal(tally.count, is_letter ? 1 : 2);
            assert_true(tally_add(&tally, (struct slice){one, 19}, SLICE("shorter"), 3));
            assert_int_equal(tally.count, is_letter ? 2 : 3);
            tally_free(&tally);
        }
    }
}

/* --- memory --- */

static void fails_without_memory(void **state)
{
    (void)state;
    struct buffer content = {0};
    buffer_append_string(&content, "word,x\n");
    for (int i = 0; i < 300; i++)
        buffer_append_format(&content, "w%d,x\n", i);
    make_file("words.csv", buffer_string(&content));
    struct store *store = load_book("words.csv");
    struct facets_request request = {TABLE_PLAIN, 0, NULL, NO_LIMIT, NULL};
    bool failed = true;
    for (size_t nth = 1; failed; nth++) {
        struct facets facets = {0};
        failing_memory_start(nth, false);
        bool done = facets_count(&facets, store, &request);
        failed = failing_memory_stop();
        assert_int_equal(done, !failed);
        assert_int_equal(facets.count, done ? 300 : 0);
        facets_free(&facets);
    }
    store_free(store);
    buffer_free(&content);
}

int main(void)
{
#define IN_A_FOLDER(test) \
    cmocka_unit_test_setup_teardown(test, empty_folder_enter, empty_folder_leave)
    const struct CMUnitTest tests[] = {
        IN_A_FOLDER(counts_examples),
        IN_A_FOLDER(counts_what_a_search_found),
        IN_A_FOLDER(stops_when_it_is_cancelled),
        IN_A_FOLDER(agrees_with_a_plain_count_and_with_queries),
        IN_A_FOLDER(takes_many_values),
        cmocka_unit_test(compares_letters_without_case),
        IN_A_FOLDER(fails_without_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
