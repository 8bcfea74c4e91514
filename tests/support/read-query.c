#include "read-query.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct query *read_query(const struct store *store, const char *text)
{
    struct diag_list diags = {0};
    struct query *query = query_new_in(store, slice_of(text), QUERY_STRICT, &diags);
    if (!query)
        fail_msg("%s: %s", text, diags.count ? diags.items[0].message : "out of memory");
    diag_list_free(&diags);
    return query;
}

void expect_canonical(const char *typed, enum query_reading reading, const char *expected)
{
    struct diag_list diags = {0};
    struct query *query = query_new(slice_of(typed), reading, &diags);
    struct buffer canonical = {0};
    if (!query)
        fail_msg("%s: %s", typed, diags.count ? diags.items[0].message : "out of memory");
    assert_int_equal(diags.count, 0);
    assert_true(query_append_canonical(query, &canonical));
    if (strcmp(buffer_string(&canonical), expected) != 0)
        fail_msg("%s\n  is  %s\n  not %s", typed, buffer_string(&canonical), expected);
    assert_int_equal(query_matches_all(query), expected[0] == '\0');
    buffer_free(&canonical);
    query_free(query);
}
