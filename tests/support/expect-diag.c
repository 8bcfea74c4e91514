#include "expect-diag.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

void expect_diag(struct diag_list *diags, enum diag_code code, const char *message)
{
    assert_int_equal(diags->count, 1);
    assert_string_equal(diag_code_name(diags->items[0].code), diag_code_name(code));
    assert_string_equal(diags->items[0].message, message);
    diag_list_free(diags);
}
