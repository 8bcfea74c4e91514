#include "failing-searches.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "briefbook/search.h"
#include "failing-memory.h"
#include "read-query.h"

/* The searching thread and this one take turns, so that allocations are counted in order. */
static bool search_fails(const struct store *store, const struct query *query, size_t nth,
                         size_t count)
{
    failing_memory_start(nth, false);
    struct search *search = search_start(store, query, NULL);
    bool done = search && search_wait(search);
    bool failed = failing_memory_stop();
    assert_int_equal(done, !failed);
    if (done)
        assert_int_equal(search_count(search, TABLE_QUOTES), count);
    search_free(search);
    return failed;
}

static bool look_fails(const struct store *store, const struct query *query, size_t nth)
{
    failing_memory_start(nth, false);
    bool matches = query_matches(query, store, (struct record){TABLE_QUOTES, 0});
    bool failed = failing_memory_stop();
    assert_int_equal(matches, !failed);
    return failed;
}

void expect_found_or_failed(const struct store *store, const char *text, size_t count)
{
    struct query *query = read_query(store, text);
    size_t nth = 1;
    while (search_fails(store, query, nth, count))
        nth++;
    assert_true(nth > 5);
    nth = 1;
    while (look_fails(store, query, nth))
        nth++;
    assert_true(nth > 1);
    query_free(query);
}
