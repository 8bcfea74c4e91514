#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "briefbook/nearest.h"

static const struct {
    const char *word;
    const char *names[4];
    const char *found; /* NULL when none is near enough */
} cases[] = {
    {"quotes", {"events", "quotes", "people"}, "quotes"},
    {"qoutes", {"events", "quotes", "people"}, "quotes"},
    {"sourc", {"speaker", "source_ids", "source"}, "source_ids"},
    {"sourcee", {"speaker", "source"}, "source"},
    {"eve", {"people", "events"}, "events"},
    {"xyz", {"people", "events"}, NULL},
    {"ab", {"ad", "ac"}, "ad"},
    {"", {"a"}, "a"},
    {"text", {"", "test"}, "test"},
};

static void finds_the_likely_name(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct nearest nearest = {.word = slice_of(cases[i].word)};
        for (size_t name = 0; name < 4 && cases[i].names[name]; name++)
            nearest_offer(&nearest, slice_of(cases[i].names[name]));
        if (cases[i].found)
            assert_true(slice_is(nearest.found, cases[i].found));
        else
            assert_int_equal(nearest.found.length, 0);
    }
}

static void long_words_are_not_compared(void **state)
{
    (void)state;
    char word[66];
    for (size_t i = 0; i < sizeof word; i++)
        word[i] = 'a';
    struct nearest nearest = {.word = {word, 65}};
    nearest_offer(&nearest, (struct slice){word, 64});
    assert_int_equal(nearest.found.length, 0);
    nearest.word.length = 64;
    nearest_offer(&nearest, (struct slice){word, 63});
    assert_int_equal(nearest.found.length, 63);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_likely_name),
        cmocka_unit_test(long_words_are_not_compared),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
