#include "expect-found.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "read-query.h"

static void append_found(struct buffer *found, const struct search *search, enum table_id table)
{
    size_t row = search_next(search, table, 0);
    for (; row != SIZE_MAX; row = search_next(search, table, row + 1))
        buffer_append_format(found, "%s%s/%zu", found->length ? " " : "", schema_table(table)->name,
                             row);
}

void expect_found(const struct store *store, const char *text, const struct search_options *options,
                  const char *expected)
{
    struct buffer found = {0};
    struct query *query = read_query(store, text);
    struct search *search = search_start(store, query, options);
    assert_true(search_wait(search));
    for (enum table_id table = 0; table < TABLE_PLAIN; table++)
        append_found(&found, search, table);
    if (strcmp(buffer_string(&found), expected) != 0)
        fail_msg("%s\n  finds %s", text, buffer_string(&found));
    search_free(search);
    query_free(query);
    buffer_free(&found);
}
