/* test-prompt.c: a line that is typed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tui/prompt.h"

/* The text with "|" where the cursor is. */
static void assert_prompt(const struct prompt *prompt, const char *expected)
{
    struct buffer text = {0};
    struct slice all = buffer_slice(&prompt->text);
    buffer_append(&text, slice_part(all, 0, prompt->cursor));
    buffer_append_char(&text, '|');
    buffer_append(&text, slice_part(all, prompt->cursor, all.length));
    assert_string_equal(buffer_string(&text), expected);
    buffer_free(&text);
}

typedef bool edit(struct prompt *prompt, enum prompt_unit unit);

static void test_edit(void **state)
{
    (void)state;
    static const struct {
        const char *before; /* "|" is the cursor */
        edit *edit;
        enum prompt_unit unit;
        const char *after;
        bool changed;
    } cases[] = {
        {"ab|", prompt_left, PROMPT_CLUSTER, "a|b", true},
        {"|ab", prompt_left, PROMPT_CLUSTER, "|ab", false},
        {"사람|", prompt_left, PROMPT_CLUSTER, "사|람", true},
        {"xe\u0301|", prompt_left, PROMPT_CLUSTER, "x|e\u0301", true},
        {"|e\u0301x", prompt_right, PROMPT_CLUSTER, "e\u0301|x", true},
        {"ab|", prompt_right, PROMPT_CLUSTER, "ab|", false},
        {"a b|c", prompt_left, PROMPT_LINE, "|a bc", true},
        {"a b|c", prompt_right, PROMPT_LINE, "a bc|", true},
        {"ab|c", prompt_erase_left, PROMPT_CLUSTER, "a|c", true},
        {"|abc", prompt_erase_left, PROMPT_CLUSTER, "|abc", false},
        {"사람|", prompt_erase_left, PROMPT_CLUSTER, "사|", true},
        {"ae\u0301\u0302|", prompt_erase_left, PROMPT_CLUSTER, "a|", true},
        {"one two |x", prompt_erase_left, PROMPT_WORD, "one |x", true},
        {"one|", prompt_erase_left, PROMPT_WORD, "|", true},
        {"a b|c", prompt_erase_left, PROMPT_LINE, "|c", true},
        {"a|bc", prompt_erase_right, PROMPT_CLUSTER, "a|c", true},
        {"abc|", prompt_erase_right, PROMPT_CLUSTER, "abc|", false},
        {"a|bc", prompt_erase_right, PROMPT_LINE, "a|", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct prompt prompt = {0};
        size_t cursor = strcspn(cases[i].before, "|");
        char text[64];
        strcpy(text, cases[i].before);
        memmove(text + cursor, text + cursor + 1, strlen(text + cursor));
        assert_true(prompt_begin(&prompt, text));
        prompt.cursor = cursor;
        assert_int_equal(cases[i].edit(&prompt, cases[i].unit), cases[i].changed);
        assert_prompt(&prompt, cases[i].after);
        prompt_free(&prompt);
    }
}

static void test_insert(void **state)
{
    (void)state;
    struct prompt prompt = {0};
    assert_true(prompt_begin(&prompt, ""));
    assert_prompt(&prompt, "|");
    assert_true(prompt_insert(&prompt, SLICE("a")));
    assert_true(prompt_insert(&prompt, SLICE("\uC0AC")));
    assert_true(prompt_left(&prompt, PROMPT_CLUSTER));
    assert_true(prompt_insert(&prompt, SLICE("b")));
    assert_prompt(&prompt, "ab|사");
    assert_true(prompt_insert(&prompt, (struct slice){0}));
    assert_prompt(&prompt, "ab|사");
    prompt_free(&prompt);
}

static void test_replace(void **state)
{
    (void)state;
    static const struct {
        size_t start;
        size_t cursor;
        const char *replacement;
        const char *after;
    } cases[] = {
        {0, 3, "x", "x|d"}, {1, 1, "사람", "a사람|bcd"}, {1, 3, "much longer", "amuch longer|d"},
        {2, 4, "", "ab|"},  {4, 4, "e", "abcde|"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct prompt prompt = {0};
        assert_true(prompt_begin(&prompt, "abcd"));
        prompt.cursor = cases[i].cursor;
        assert_true(prompt_replace(&prompt, cases[i].start, slice_of(cases[i].replacement)));
        assert_prompt(&prompt, cases[i].after);
        assert_string_equal(prompt.text.data + prompt.cursor, strchr(cases[i].after, '|') + 1);
        prompt_free(&prompt);
    }
}

static void test_go(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t character;
        const char *after;
    } cases[] = {
        {"abc", 0, "|abc"},           {"abc", 2, "ab|c"},           {"abc", 3, "abc|"},
        {"abc", 9, "abc|"},           {"사람x", 1, "사|람x"},       {"사람x", 2, "사람|x"},
        {"e\u0301x", 1, "|e\u0301x"}, {"e\u0301x", 2, "e\u0301|x"}, {"", 0, "|"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct prompt prompt = {0};
        assert_true(prompt_begin(&prompt, cases[i].text));
        prompt_go(&prompt, cases[i].character);
        assert_prompt(&prompt, cases[i].after);
        prompt_free(&prompt);
    }
}

static void keep(struct prompt *prompt, const char *text)
{
    assert_true(prompt_begin(prompt, text));
    assert_true(prompt_keep(prompt));
}

static void test_history(void **state)
{
    (void)state;
    struct prompt prompt = {0};
    keep(&prompt, "one");
    keep(&prompt, "two");
    keep(&prompt, "  ");   /* blank lines are not kept */
    keep(&prompt, "one "); /* and one that comes again only once, as the newest */
    assert_int_equal(prompt.line_count, 2);
    assert_true(prompt_begin(&prompt, "draft"));
    assert_false(prompt_newer(&prompt));
    assert_true(prompt_older(&prompt));
    assert_prompt(&prompt, "one|");
    assert_true(prompt_older(&prompt));
    assert_prompt(&prompt, "two|");
    assert_false(prompt_older(&prompt));
    assert_true(prompt_newer(&prompt));
    assert_true(prompt_newer(&prompt));
    assert_prompt(&prompt, "draft|");
    assert_false(prompt_newer(&prompt));
    prompt_free(&prompt);
}

static void test_many_lines(void **state)
{
    (void)state;
    struct prompt prompt = {0};
    char line[8] = "a";
    for (char c = 'a'; c <= 'z'; c++) {
        line[0] = c;
        keep(&prompt, line);
    }
    assert_int_equal(prompt.line_count, 26);
    assert_true(prompt_begin(&prompt, ""));
    while (prompt_older(&prompt))
        ;
    assert_prompt(&prompt, "a|");
    prompt_free(&prompt);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_edit),    cmocka_unit_test(test_insert),
        cmocka_unit_test(test_replace), cmocka_unit_test(test_go),
        cmocka_unit_test(test_history), cmocka_unit_test(test_many_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
