/* test-regex.c: an expression finds the same in a long text as in a short one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "briefbook/buffer.h"
#include "query/regex.h"

enum { LENGTH = 1100 };

struct tools {
    struct regex *regex;
    struct regex_runner *runner;
};

static struct tools tools_for(const char *pattern)
{
    struct regex_fault fault;
    struct tools tools = {regex_new(slice_of(pattern), &fault), regex_runner_new()};
    assert_non_null(tools.regex);
    assert_non_null(tools.runner);
    return tools;
}

static void tools_free(struct tools *tools)
{
    regex_free(tools->regex);
    regex_runner_free(tools->runner);
}

/* A text of many "é", where blocks of bytes end inside of characters. */
static struct buffer make_text(size_t before, const char *words, size_t after)
{
    struct buffer text = {0};
    for (size_t i = 0; i < before; i++)
        buffer_append_string(&text, "é");
    buffer_append_string(&text, words);
    for (size_t i = 0; i < after; i++)
        buffer_append_string(&text, "é");
    assert_false(text.failed);
    return text;
}

static void expect_place(struct tools *tools, struct slice text, size_t from, size_t wanted,
                         size_t length)
{
    size_t start;
    size_t end;
    assert_int_equal(regex_find(tools->regex, tools->runner, text, from, &start, &end), REGEX_YES);
    assert_int_equal(start, wanted);
    assert_int_equal(end - start, length);
}

static void finds_at_every_place(void **state)
{
    (void)state;
    static const struct {
        const char *pattern;
        size_t at, length; /* in "(needle)" */
    } cases[] = {{"need.e", 1, 6}, {"(?<=\\()need", 1, 4}, {"e(?=\\))", 6, 1}, {"NEEDLE\\b", 1, 6}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct tools tools = tools_for(cases[i].pattern);
        for (size_t before = 0; before < LENGTH / 2; before++) {
            struct buffer text = make_text(before, "(needle)", LENGTH / 2 - before);
            size_t at = before * strlen("é") + cases[i].at;
            expect_place(&tools, buffer_slice(&text), 0, at, cases[i].length);
            expect_place(&tools, buffer_slice(&text), at, at, cases[i].length);
            buffer_free(&text);
        }
        tools_free(&tools);
    }
}

static void knows_the_ends_of_a_long_text(void **state)
{
    (void)state;
    struct buffer text = make_text(0, "y", LENGTH);
    buffer_append_string(&text, "yz");
    static const struct {
        const char *pattern;
        enum regex_answer answer;
    } cases[] = {{"^y", REGEX_YES},
                 {"^z", REGEX_NO},
                 {"z$", REGEX_YES},
                 {"y$", REGEX_NO},
                 {"^y.*yz$", REGEX_YES},
                 {"$", REGEX_YES},
                 {"x", REGEX_NO},
                 {"\\Gy", REGEX_YES},
                 {"\\Gz", REGEX_NO},
                 {"é{2000}", REGEX_NO},
                 {"(*NO_START_OPT)(*COMMIT)z", REGEX_NO}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct tools tools = tools_for(cases[i].pattern);
        assert_int_equal(regex_in(tools.regex, tools.runner, buffer_slice(&text)), cases[i].answer);
        tools_free(&tools);
    }
    buffer_free(&text);
}

/* Below the limit at each place, but there are many places. */
static void gives_up_on_a_long_text(void **state)
{
    (void)state;
    struct buffer text = {0};
    struct tools tools = tools_for("(a|b)*+[cd]");
    assert_true(buffer_append_repeated(&text, 'a', 512 * 1024));
    assert_int_equal(regex_in(tools.regex, tools.runner, buffer_slice(&text)), REGEX_GAVE_UP);
    assert_true(buffer_append_string(&text, "c"));
    assert_int_equal(regex_in(tools.regex, tools.runner,
                              slice_part(buffer_slice(&text), text.length - 100, text.length)),
                     REGEX_YES);
    tools_free(&tools);
    buffer_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_at_every_place),
        cmocka_unit_test(knows_the_ends_of_a_long_text),
        cmocka_unit_test(gives_up_on_a_long_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
