#include "read-query.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

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
