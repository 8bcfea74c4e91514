/* test-paste.c: pasted text as a terminal marks it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tui/paste.h"

#define END "\033[201~"

/* Takes bytes until the paste is over; returns how many were taken. */
static size_t take(struct paste *paste, struct slice bytes, enum paste_step *step)
{
    size_t taken = 0;
    *step = PASTE_GOES_ON;
    while (taken < bytes.length && *step == PASTE_GOES_ON) {
        assert_in_range(paste_wanted(paste), 1, strlen(END));
        *step = paste_take(paste, bytes.data[taken++]);
    }
    return taken;
}

static void test_end(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        enum paste_step step;
        const char *text;
        size_t taken; /* 0 for all */
    } cases[] = {
        {END, PASTE_ENDS, "", 0},
        {"words" END, PASTE_ENDS, "words", 0},
        {"words" END "more", PASTE_ENDS, "words", 11},
        {"a\033[20b" END, PASTE_ENDS, "a\033[20b", 0},
        {"\033\033[201~", PASTE_ENDS, "\033", 0},
        {"\033[20\033[201~", PASTE_ENDS, "\033[20", 0},
        {"two\nlines\r\n" END, PASTE_ENDS, "two\nlines\r\n", 0},
        {"without an end\033[201", PASTE_GOES_ON, "without an end", 0},
        {"words\003more", PASTE_BREAKS, "", 6},
        {"\033[2\003", PASTE_BREAKS, "", 0},
    };
    struct paste paste = {0};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        enum paste_step step;
        size_t expected = cases[i].taken ? cases[i].taken : strlen(cases[i].bytes);
        paste_begin(&paste, END);
        assert_int_equal(take(&paste, slice_of(cases[i].bytes), &step), expected);
        assert_int_equal(step, cases[i].step);
        assert_string_equal(buffer_string(&paste.text), cases[i].text);
    }
    paste_free(&paste);
}

/* Whoever reads as many bytes as are wanted never reads what comes after the end. */
static void test_wanted(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "", "w", "words", "\033[20", "\033[201\033[2", "\033\033\033"};
    struct paste paste = {0};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct buffer bytes = {0};
        size_t taken = 0;
        enum paste_step step = PASTE_GOES_ON;
        assert_true(buffer_append_string(&bytes, texts[i]) && buffer_append_string(&bytes, END));
        paste_begin(&paste, END);
        while (step == PASTE_GOES_ON) {
            size_t wanted = paste_wanted(&paste);
            assert_true(taken + wanted <= bytes.length);
            assert_int_equal(
                take(&paste, slice_part(buffer_slice(&bytes), taken, taken + wanted), &step),
                wanted);
            taken += wanted;
        }
        assert_int_equal(taken, bytes.length);
        buffer_free(&bytes);
    }
    paste_free(&paste);
}

static void test_most(void **state)
{
    (void)state;
    struct paste paste = {0};
    paste_begin(&paste, END);
    for (size_t i = 0; i < 2 * (size_t)PASTE_MOST_BYTES; i++)
        assert_int_equal(paste_take(&paste, i % 7 ? 'a' : '\033'), PASTE_GOES_ON);
    assert_int_equal(paste.text.length, PASTE_MOST_BYTES);
    enum paste_step step;
    take(&paste, slice_of(END), &step);
    assert_int_equal(step, PASTE_ENDS);
    paste_free(&paste);
}

static void test_line(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *line;
    } cases[] = {
        {"", ""},
        {"one word", "one word"},
        {"two\nlines", "two lines"},
        {"two\r\nlines\rmore", "two lines more"},
        {"a\n\r\nb", "a  b"},
        {"a\tb", "a b"},
        {"a\033[31mb\001\x7f", "a[31mb"},
        {"\xc2\x85\uC0AC\uB78C", "\uC0AC\uB78C"},
        {"a\xff", "a\uFFFD"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct buffer line = {0};
        assert_true(paste_append_line(slice_of(cases[i].text), &line));
        assert_string_equal(buffer_string(&line), cases[i].line);
        buffer_free(&line);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_end),
        cmocka_unit_test(test_wanted),
        cmocka_unit_test(test_most),
        cmocka_unit_test(test_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
