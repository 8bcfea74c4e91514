/* test-verbatim.c: quotations in the texts that they are from. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "briefbook/verbatim.h"
#include "support/failing-memory.h"

/* The text with each place between "[" and "]". */
static void mark_places(struct slice text, const struct match_list *places, struct buffer *marked)
{
    size_t at = 0;
    for (size_t i = 0; i < places->count; i++) {
        buffer_append(marked, slice_part(text, at, places->items[i].start));
        buffer_append_char(marked, '[');
        buffer_append(marked, slice_part(text, places->items[i].start, places->items[i].end));
        buffer_append_char(marked, ']');
        at = places->items[i].end;
    }
    buffer_append(marked, slice_part(text, at, text.length));
}

static void test_found(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *quotation;
        const char *marked;
    } cases[] = {
        {"He said: a few words. End.", "a few words.", "He said: [a few words.] End."},
        {"a\n  few\r\n\twords", "a few words", "[a\n  few\r\n\twords]"},
        {"a few words", " a  few\nwords ", "[a few words]"},
        {"a\xC2\xA0"
         "few\xE2\x80\x89words",
         "a few words",
         "[a\xC2\xA0"
         "few\xE2\x80\x89words]"},
        {"say “don’t” now", "\"don't\"", "say [“don’t”] now"},
        {"say ''no'' now", "“no”", "say [''no''] now"},
        {"«no»", "'no'", "[«no»]"},
        {"co\xC2\xADop", "coop", "[co\xC2\xADop]"},
        {"aab aabab aaabab", "aabab", "aab [aabab] aaabab"},
        {"aaaab", "aab", "aa[aab]"},
        {"one two. three four. five", "one … five", "[one] two. three four. [five]"},
        {"one two. three four. five", "one [...] three (…) five",
         "[one] two. [three] four. [five]"},
        {"one … five", "one … five", "[one] … [five]"},
        {"three one three", "one...three", "three [one] [three]"},
        {"… one", "… one …", "… [one]"},
        {"日本\n語の文", "日本語の文", "[日本\n語の文]"},
        {"日本 語", "日本 語", "[日本 語]"},
        {"말한\n대로", "말한 대로", "[말한\n대로]"},
        {"a\xFF"
         "b",
         "a\xFE"
         "b",
         "[a\xFF"
         "b]"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct verbatim found = {0};
        struct buffer marked = {0};
        assert_true(verbatim_find(slice_of(cases[i].text), slice_of(cases[i].quotation), &found));
        mark_places(slice_of(cases[i].text), &found.places, &marked);
        assert_string_equal(buffer_string(&marked), cases[i].marked);
        assert_true(found.whole);
        assert_int_equal(found.agreed, strlen(cases[i].quotation));
        buffer_free(&marked);
        verbatim_free(&found);
    }
}

static void test_differs(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *quotation;
        const char *marked;
        size_t agreed; /* bytes of the quotation */
    } cases[] = {
        {"a few good words", "a few words", "[a few ]good words", 6},
        {"A few words", "a few words", "A few words", 0},
        {"a few w a few wo", "a few words", "a few w [a few wo]", 8},
        {"cooperation", "co-operation", "[co]operation", 2},
        {"cooperation", "co operation", "[co]operation", 2},
        {"one two", "two … one", "one [two]", 7},
        {"one two three", "one … two four", "[one] [two ]three", 12},
        {"日本語", "日本 語", "[日本]語", 6},
        {"말한\n대로", "말한대로", "[말한]\n대로", 6},
        {"", "words", "", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct verbatim found = {0};
        struct buffer marked = {0};
        assert_true(verbatim_find(slice_of(cases[i].text), slice_of(cases[i].quotation), &found));
        mark_places(slice_of(cases[i].text), &found.places, &marked);
        assert_string_equal(buffer_string(&marked), cases[i].marked);
        assert_false(found.whole);
        assert_int_equal(found.agreed, cases[i].agreed);
        buffer_free(&marked);
        verbatim_free(&found);
    }
}

static void test_blank(void **state)
{
    (void)state;
    static const char *const blanks[] = {"", " \n", "…", " … [...] ", "\xE2\x80\x8B"};
    for (size_t i = 0; i < sizeof blanks / sizeof blanks[0]; i++) {
        struct verbatim found = {0};
        assert_true(verbatim_find(SLICE("a text … with all"), slice_of(blanks[i]), &found));
        assert_false(found.whole);
        assert_int_equal(found.places.count, 0);
        verbatim_free(&found);
    }
}

/* A text and a quotation that would take for ever where each place is tried alone. */
static void test_linear(void **state)
{
    (void)state;
    enum { LENGTH = 2000000 };
    struct buffer text = {0};
    struct buffer quotation = {0};
    struct verbatim found = {0};
    buffer_append_repeated(&text, 'a', LENGTH);
    buffer_append_repeated(&quotation, 'a', LENGTH / 2);
    buffer_append_char(&quotation, 'b');
    assert_true(verbatim_find(buffer_slice(&text), buffer_slice(&quotation), &found));
    assert_false(found.whole);
    assert_int_equal(found.agreed, LENGTH / 2);
    verbatim_free(&found);
    buffer_free(&text);
    buffer_free(&quotation);
}

static void test_memory(void **state)
{
    (void)state;
    bool failed = true;
    for (size_t nth = 1; failed; nth++) {
        struct verbatim found = {0};
        failing_memory_start(nth, nth % 2);
        bool done = verbatim_find(SLICE("one two three"), SLICE("one … three"), &found);
        failed = failing_memory_stop();
        assert_int_equal(done, !failed);
        verbatim_free(&found);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_found),  cmocka_unit_test(test_differs), cmocka_unit_test(test_blank),
        cmocka_unit_test(test_linear), cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
