/* test-verbatim.c: quotations in the texts that they are from. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "briefbook/buffer.h"
#include "briefbook/verbatim.h"
#include "support/failing-memory.h"
#include "support/random.h"

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

static void test_again(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *quotation;
        size_t second; /* byte; 0 for none */
    } cases[] = {
        {"few words, few\nwords", "few words", 11},
        {"a few words", "few words", 0},
        {"one one one", "one", 4},
        {"aaa", "aa", 0},
        {"aaaa", "aa", 2},
        {"one five one five", "one … five", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct verbatim found = {0};
        assert_true(verbatim_find(slice_of(cases[i].text), slice_of(cases[i].quotation), &found));
        assert_true(found.whole);
        assert_int_equal(found.again, cases[i].second > 0);
        assert_int_equal(found.again ? found.second.start : 0, cases[i].second);
        verbatim_free(&found);
    }
}

static void test_joined(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *quotation;
        bool joined;
    } cases[] = {
        {"one two five", "one … five", true},   {"one … five", "one … five", false},
        {"one... five", "one … five", false},   {"one five", "one … five", true},
        {"one … two five", "one … five", true}, {"one five", "one five", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct verbatim found = {0};
        struct slice text = slice_of(cases[i].text);
        assert_true(verbatim_find(text, slice_of(cases[i].quotation), &found));
        assert_true(found.whole);
        assert_int_equal(verbatim_is_joined(text, &found), cases[i].joined);
        verbatim_free(&found);
    }
}

/* ---- Many at once --------------------------------------------------------------------------- */

/* Few letters, so that much repeats and nests. */
static void append_letters(struct buffer *text, uint64_t *random, size_t length)
{
    static const char *const letters[] = {"a", "b", "a", " ", "\n", "“", "…"};
    for (size_t i = 0; i < length; i++)
        buffer_append_string(text, PICK(random, letters));
}

static void expect_same(const struct verbatim *found, const struct verbatim *alone)
{
    assert_int_equal(found->whole, alone->whole);
    assert_int_equal(found->again, alone->again);
    assert_int_equal(found->agreed, alone->agreed);
    assert_int_equal(found->places.count, alone->places.count);
    for (size_t i = 0; i < found->places.count; i++) {
        assert_int_equal(found->places.items[i].start, alone->places.items[i].start);
        assert_int_equal(found->places.items[i].end, alone->places.items[i].end);
    }
    if (found->again)
        assert_int_equal(found->second.start, alone->second.start);
}

/* What is found together is what is found one by one. */
static void test_many(void **state)
{
    (void)state;
    enum { ROUNDS = 2000, COUNT = 12 };
    uint64_t random = 1;
    for (size_t round = 0; round < ROUNDS; round++) {
        struct buffer text = {0};
        struct buffer words[COUNT] = {{0}};
        struct slice quotations[COUNT];
        struct verbatim found[COUNT] = {{0}};
        append_letters(&text, &random, next_random(&random) % 40);
        for (size_t i = 0; i < COUNT; i++) {
            append_letters(&words[i], &random, next_random(&random) % 9);
            quotations[i] = buffer_slice(&words[i]);
        }
        assert_true(verbatim_find_all(buffer_slice(&text), quotations, COUNT, found, NULL));
        for (size_t i = 0; i < COUNT; i++) {
            struct verbatim alone = {0};
            assert_true(verbatim_find(buffer_slice(&text), quotations[i], &alone));
            expect_same(&found[i], &alone);
            verbatim_free(&alone);
            verbatim_free(&found[i]);
            buffer_free(&words[i]);
        }
        buffer_free(&text);
    }
}

/* More bytes than are taken in one walk, and a text of more units than are marked once. */
static void test_much(void **state)
{
    (void)state;
    enum { COUNT = 5, LENGTH = 2000000, BEFORE = 1000 };
    struct buffer text = {0};
    struct buffer quotation = {0};
    struct slice quotations[COUNT];
    struct verbatim found[COUNT] = {{0}};
    buffer_append_repeated(&text, 'b', BEFORE);
    buffer_append_repeated(&quotation, 'a', LENGTH);
    buffer_append(&text, buffer_slice(&quotation));
    for (size_t i = 0; i < COUNT; i++)
        quotations[i] = buffer_slice(&quotation);
    assert_true(verbatim_find_all(buffer_slice(&text), quotations, COUNT, found, NULL));
    for (size_t i = 0; i < COUNT; i++) {
        assert_true(found[i].whole && !found[i].again);
        assert_int_equal(found[i].places.items[0].start, BEFORE);
        assert_int_equal(found[i].places.items[0].end, BEFORE + LENGTH);
        verbatim_free(&found[i]);
    }
    buffer_free(&text);
    buffer_free(&quotation);
}

static void test_cancelled(void **state)
{
    (void)state;
    atomic_bool cancelled = true;
    struct slice quotation = SLICE("one");
    struct verbatim found = {0};
    assert_true(verbatim_find_all(SLICE("one"), &quotation, 1, &found, &cancelled));
    assert_false(found.whole);
    verbatim_free(&found);
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
        cmocka_unit_test(test_found),     cmocka_unit_test(test_differs),
        cmocka_unit_test(test_blank),     cmocka_unit_test(test_linear),
        cmocka_unit_test(test_again),     cmocka_unit_test(test_joined),
        cmocka_unit_test(test_many),      cmocka_unit_test(test_much),
        cmocka_unit_test(test_cancelled), cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
