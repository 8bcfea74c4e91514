/* test-regex.c: an expression finds the same in a long text as in a short one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "briefbook/buffer.h"
#include "query/regex.h"

enum { LENGTH = 1100, SECOND = 1000000 };

struct tools {
    struct regex *regex;
    struct regex_runner *runner;
};

static struct tools tools_for(const char *pattern)
{
    struct regex_fault fault;
    struct tools tools = {regex_new(slice_of(pattern), &fault), regex_runner_new(NULL)};
    assert_non_null(tools.regex);
    assert_non_null(tools.runner);
    regex_runner_allow(tools.runner, SECOND);
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

/* Each would take for minutes or for ever. */
static const struct {
    const char *pattern;
    const char *part; /* of the text, */
    size_t times;     /* that it is made of */
} hostile[] = {
    {"a.*b.*c", "ab ", 200000},
    {"a.*b.*a.*b.*a.*b.*a.*b.*[QZ]", "ab", 150},
    {"a.*b.*a.*b.*a.*b.*a.*b.*[QZ]", "ab", 20000},
    {"(a|b)*+[cd]", "a", 512 * 1024},
    {"(?:aN|.*)+[xy]", "ab ", 100000},
    {"(*LIMIT_MATCH=4000000000)(a+)+[QZ]", "a", 300},
    {"\\G.*a.*b.*[QZ]", "ab ", 100000},
    {"(?=.*a)(?=.*b)(?:(?=.*a).)*+[QZ]", "ab ", 60000},
};
enum { HOSTILE_COUNT = sizeof hostile / sizeof hostile[0] };

static struct buffer repeat(const char *part, size_t times)
{
    struct buffer text = {0};
    for (size_t i = 0; i < times; i++)
        buffer_append_string(&text, part);
    assert_false(text.failed);
    return text;
}

static void gives_up_when_its_time_is_over(void **state)
{
    (void)state;
    for (size_t i = 0; i < HOSTILE_COUNT; i++) {
        struct buffer text = repeat(hostile[i].part, hostile[i].times);
        struct tools tools = tools_for(hostile[i].pattern);
        regex_runner_allow(tools.runner, SECOND / 50);
        assert_int_equal(regex_in(tools.regex, tools.runner, buffer_slice(&text)), REGEX_GAVE_UP);
        tools_free(&tools);
        buffer_free(&text);
    }
}

/* Not one of the matches takes long, but each looks at the rest of the text. */
static void counts_the_time_of_all_matches(void **state)
{
    (void)state;
    struct tools tools = tools_for("e(?!.*Q)");
    struct buffer text = repeat("peace ", 100000);
    size_t end = 0;
    size_t start;
    enum regex_answer answer;
    regex_runner_allow(tools.runner, SECOND / 50);
    while ((answer = regex_find(tools.regex, tools.runner, buffer_slice(&text), end, &start,
                                &end)) == REGEX_YES)
        ;
    assert_int_equal(answer, REGEX_GAVE_UP);
    regex_runner_allow(tools.runner, SECOND);
    assert_int_equal(regex_in(tools.regex, tools.runner, buffer_slice(&text)), REGEX_YES);
    tools_free(&tools);
    buffer_free(&text);
}

/* PCRE2 gives matches that start behind their end, or end where looking began. */
static void goes_on_behind_each_match(void **state)
{
    (void)state;
    static const char *const patterns[] = {"(?<=(?1)o)|x(\\K)", "(?<=(?1)oo)|x(\\K)", "o\\K"};
    for (size_t i = 0; i < sizeof patterns / sizeof patterns[0]; i++) {
        struct tools tools = tools_for(patterns[i]);
        size_t from = 0;
        size_t start;
        size_t end;
        while (regex_find(tools.regex, tools.runner, SLICE("foo bar foo"), from, &start, &end) ==
               REGEX_YES) {
            assert_true(start >= from && end > start);
            from = end;
        }
        tools_free(&tools);
    }
}

static void refuses_what_has_no_bound(void **state)
{
    (void)state;
    static const struct {
        const char *pattern;
        const char *message;
        size_t at;
    } cases[] = {
        {"(*UTF)(*NO_JIT)a", "(*NO_JIT) is not taken", 6},
        {"(?:a{1,30}b{1,2}){1,900}", "it is too large", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct regex_fault fault;
        assert_null(regex_new(slice_of(cases[i].pattern), &fault));
        assert_string_equal(fault.message, cases[i].message);
        assert_int_equal(fault.at, cases[i].at);
    }
}

static void gives_up_when_cancelled(void **state)
{
    (void)state;
    atomic_bool cancelled;
    struct regex_fault fault;
    atomic_init(&cancelled, true);
    struct regex *regex = regex_new(slice_of(hostile[0].pattern), &fault);
    struct regex_runner *runner = regex_runner_new(&cancelled);
    struct buffer text = repeat(hostile[0].part, hostile[0].times);
    assert_true(regex && runner);
    regex_runner_allow(runner, INT64_MAX / 2);
    assert_int_equal(regex_in(regex, runner, buffer_slice(&text)), REGEX_GAVE_UP);
    regex_free(regex);
    regex_runner_free(runner);
    buffer_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_at_every_place),
        cmocka_unit_test(knows_the_ends_of_a_long_text),
        cmocka_unit_test(gives_up_when_its_time_is_over),
        cmocka_unit_test(counts_the_time_of_all_matches),
        cmocka_unit_test(goes_on_behind_each_match),
        cmocka_unit_test(refuses_what_has_no_bound),
        cmocka_unit_test(gives_up_when_cancelled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
