/* test-completing.c: what the message line says of the ways to go on. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "briefbook/gate.h"
#include "tui/completing.h"

static void test_message(void **state)
{
    (void)state;
    static const struct {
        size_t chosen;
        size_t columns;
        bool is_partial;
        const char *message;
    } cases[] = {
        {0, 80, false, "1 of 4: one  two  사람  ^[x"},
        {1, 80, false, "2 of 4: two  사람  ^[x"},
        {3, 80, false, "4 of 4: ^[x"},
        {0, 80, true, "1 of 4+: one  two  사람  ^[x"},
        {0, 32, false, "1 of 4: one  two  사람  ^[x"},
        {0, 31, false, "1 of 4: one  two  … 2 more"},
        {0, 25, false, "1 of 4: one  … 3 more"},
        {0, 12, false, "1 of 4:  … 4 more"},
    };
    struct completions found = {
        .items = {SLICE("one"), SLICE("two"), SLICE("사람"), SLICE("\x1Bx")}, .count = 4};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct completing completing = {.found = found, .chosen = cases[i].chosen};
        struct buffer message = {0};
        completing.found.is_partial = cases[i].is_partial;
        assert_true(completing_append(&completing, cases[i].columns, GATE_ONE_LINE, "…", &message));
        assert_string_equal(buffer_string(&message), cases[i].message);
        buffer_free(&message);
    }
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_message)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
