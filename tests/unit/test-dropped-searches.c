/* test-dropped-searches.c: searches that nobody waits for. A search is held up in the middle by what
 * it calls when there is something to see. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "briefbook/search.h"
#include "support/book.h"
#include "support/empty-folder.h"
#include "support/hold.h"
#include "support/read-query.h"

/* Starts a search and returns when it is held up, with a match to show. */
static struct search *start_held(const struct store *store, const struct query *query,
                                 struct hold *hold)
{
    hold_begin(hold);
    struct search_options options = {.changed = hold_stand, .context = hold};
    struct search *search = search_start(store, query, &options);
    assert_non_null(search);
    hold_await(hold);
    assert_false(search_is_done(search));
    return search;
}

static struct store *load_quotes(void)
{
    make_file("quotes.csv", "id,text\na,red\nb,red green\n");
    return load_book(".");
}

static void drop_never_waits(void **state)
{
    (void)state;
    struct store *store = load_quotes();
    struct store *other = load_book(".");
    struct query *query = read_query(store, "red");
    struct dropped_searches dropped = {0};
    struct hold hold;
    search_drop(start_held(store, query, &hold), query, &dropped);
    dropped_searches_collect(&dropped);
    assert_true(dropped_searches_read(&dropped, store));
    assert_false(dropped_searches_read(&dropped, other));
    hold_open(&hold);
    while (dropped_searches_read(&dropped, store))
        dropped_searches_collect(&dropped);
    assert_null(dropped.first);
    store_free(other);
    store_free(store);
}

/* A query made of another is freed before it, whichever search ends first. */
static void frees_in_order(void **state)
{
    (void)state;
    struct store *store = load_quotes();
    struct query *query = read_query(store, "red a");
    struct query *part = query_without_part(query, 1);
    struct dropped_searches dropped = {0};
    struct hold hold;
    struct search *whole = search_start(store, query, NULL);
    search_drop(start_held(store, part, &hold), part, &dropped);
    assert_true(whole && search_wait(whole));
    search_drop(whole, query, &dropped);
    dropped_searches_collect(&dropped);
    assert_true(dropped_searches_read(&dropped, store));
    hold_open(&hold);
    dropped_searches_free(&dropped);
    assert_null(dropped.first);
    store_free(store);
}

static void frees_at_once_what_has_ended(void **state)
{
    (void)state;
    struct store *store = load_quotes();
    struct query *query = read_query(store, "red");
    struct dropped_searches dropped = {0};
    struct search *search = search_start(store, query, NULL);
    assert_true(search && search_wait(search));
    search_drop(search, query, &dropped);
    assert_null(dropped.first);
    search_drop(NULL, read_query(store, "green"), &dropped);
    search_drop(NULL, NULL, &dropped);
    assert_null(dropped.first);
    dropped_searches_free(&dropped);
    store_free(store);
}

int main(void)
{
#define IN_FOLDER(test) \
    cmocka_unit_test_setup_teardown(test, empty_folder_enter, empty_folder_leave)
    const struct CMUnitTest tests[] = {
        IN_FOLDER(drop_never_waits),
        IN_FOLDER(frees_in_order),
        IN_FOLDER(frees_at_once_what_has_ended),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
