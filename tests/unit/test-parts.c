/* test-parts.c: which part of a query hides how much. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/book.h"
#include "support/empty-folder.h"
#include "support/failing-memory.h"
#include "support/read-query.h"
#include "tui/parts.h"

static struct store *load_quotes(void)
{
    make_file("quotes.csv", "id,text\n"
                            "a,red\n"
                            "b,red green\n"
                            "c,green blue\n"
                            "d,red green blue\n");
    return load_book(".");
}

/* Goes on to the end; false when memory ran out. */
static bool try_all(struct parts *parts, const struct store *store, const struct query *query)
{
    bool fine;
    do {
        fine = parts_go_on(parts, store, query, NULL, NULL);
        if (parts->search)
            search_wait(parts->search);
    } while (fine && parts->search);
    return fine;
}

static void test_counts(void **state)
{
    (void)state;
    static const struct {
        const char *query;
        size_t count;
        size_t shown[PARTS_LIMIT]; /* quotes, without each */
    } cases[] = {
        {"red", 0, {0}},
        {"red OR green", 0, {0}},
        {"red black", 2, {0, 3}},
        {"red -green blue", 3, {0, 1, 1}},
        {"red (green OR blue) black", 3, {0, 0, 2}},
        {"in:people red", 2, {3, 0}},
        {"red red red red red red red black green", 8, {0, 0, 0, 0, 0, 0, 0, 2}},
    };
    struct store *store = load_quotes();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct query *query = read_query(store, cases[i].query);
        struct parts parts = {0};
        struct dropped_searches dropped = {0};
        assert_true(try_all(&parts, store, query));
        assert_int_equal(parts_are_known(&parts), cases[i].count > 0);
        assert_int_equal(parts.count, cases[i].count);
        assert_int_equal(parts.are_all, i + 1 < sizeof cases / sizeof cases[0]);
        for (size_t part = 0; part < parts.count; part++)
            assert_int_equal(parts.shown[part][TABLE_QUOTES], cases[i].shown[part]);
        parts_drop(&parts, &dropped);
        query_free(query);
    }
    store_free(store);
}

/* Dropped in the middle it goes on with the part that it was at. */
static void test_drop(void **state)
{
    (void)state;
    struct store *store = load_quotes();
    struct query *query = read_query(store, "red black");
    struct parts parts = {0};
    struct dropped_searches dropped = {0};
    assert_true(parts_go_on(&parts, store, query, NULL, NULL));
    parts_drop(&parts, &dropped);
    assert_int_equal(parts.known, 0);
    assert_false(parts_are_known(&parts));
    assert_true(try_all(&parts, store, query));
    assert_true(parts_are_known(&parts));
    dropped_searches_free(&dropped);
    query_free(query);
    store_free(store);
}

static void test_rank(void **state)
{
    (void)state;
    struct parts parts = {.count = 4, .known = 4};
    static const size_t shown[] = {2, 0, 7, 2};
    size_t ranked[PARTS_LIMIT];
    for (size_t i = 0; i < 4; i++)
        parts.shown[i][TABLE_EVENTS] = shown[i];
    assert_int_equal(parts_rank(&parts, TABLE_EVENTS, ranked), 3);
    assert_int_equal(ranked[0], 2);
    assert_int_equal(ranked[1], 0); /* of two that hide as much the first comes first */
    assert_int_equal(ranked[2], 3);
    assert_int_equal(parts_rank(&parts, TABLE_PEOPLE, ranked), 0);
}

static void test_memory(void **state)
{
    (void)state;
    struct store *store = load_quotes();
    struct query *query = read_query(store, "red black");
    bool failed = true;
    for (size_t nth = 1; failed; nth++) {
        struct parts parts = {0};
        failing_memory_start(nth, false);
        bool fine = try_all(&parts, store, query);
        failed = failing_memory_stop();
        assert_int_equal(fine, !failed);
        assert_int_equal(parts_are_known(&parts), fine);
        assert_null(parts.search);
        assert_true(parts_go_on(&parts, store, query, NULL, NULL)); /* told once */
        assert_null(parts.search);
    }
    query_free(query);
    store_free(store);
}

int main(void)
{
#define IN_FOLDER(test) \
    cmocka_unit_test_setup_teardown(test, empty_folder_enter, empty_folder_leave)
    const struct CMUnitTest tests[] = {
        IN_FOLDER(test_counts),
        IN_FOLDER(test_drop),
        cmocka_unit_test(test_rank),
        IN_FOLDER(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
