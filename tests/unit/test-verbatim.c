/* test-verbatim.c: quotations in the texts that they are from. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "briefbook/buffer.h"
#include "briefbook/verbatim.h"
#include "support/book.h"
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
        {"one two three", "“… two … three …”", "one [two] [three]"},
        {"日本\n語の文", "日本語の文", "[日本\n語の文]"},
        {"日本 語", "日本 語", "[日本 語]"},
        {"말한\n대로", "말한 대로", "[말한\n대로]"},
        {"a\xFF"
         "b",
         "a\xFE"
         "b",
         "[a\xFF"
         "b]"},
        {"a few words that are, as it\n  happens, “more than a few”. End.",
         "a few words that are, as it happens, \"more than a few\".",
         "[a few words that are, as it\n  happens, “more than a few”.] End."},
        {"a few words that differ, a few words that do not", "a few words that do … not",
         "a few words that differ, [a few words that do] [not]"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct verbatim found = {0};
        struct buffer marked = {0};
        assert_true(verbatim_find(slice_of(cases[i].text), slice_of(cases[i].quotation), &found));
        mark_places(slice_of(cases[i].text), &found.places, &marked);
        assert_string_equal(buffer_string(&marked), cases[i].marked);
        assert_true(verbatim_has_words(slice_of(cases[i].quotation)));
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
        {"a few words that are, a few words that were, a few words that wear",
         "a few words that wept",
         "a few words that are, [a few words that we]re, a few words that wear", 19},
        {"one. a few words that were, a few words that wear", "one … a few words that wept",
         "[one]. a few words that were, [a few words that we]ar", 27},
        {"a few words that were", "a few words that were not", "[a few words that were]", 21},
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
    static const char *const blanks[] = {"",   " \n", "…",     " … [...] ", "\xE2\x80\x8B",
                                         "\"", "“ ”", "« … »", "“...”"};
    for (size_t i = 0; i < sizeof blanks / sizeof blanks[0]; i++) {
        struct verbatim found = {0};
        assert_false(verbatim_has_words(slice_of(blanks[i])));
        assert_true(verbatim_find(SLICE("a text … with “all”"), slice_of(blanks[i]), &found));
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

/* ---- As found by hand ----------------------------------------------------------------------- */

/* How many bytes of some words stand at a place. */
static size_t agreement(struct slice text, size_t at, struct slice words)
{
    size_t length = 0;
    while (length < words.length && at + length < text.length &&
           text.data[at + length] == words.data[length])
        length++;
    return length;
}

/* The first place, from one on, where most of the words stands, or with `last` the last. */
static struct match find_most(struct slice text, size_t from, struct slice words, bool last)
{
    struct match most = {0};
    for (size_t at = from; at < text.length; at++) {
        size_t length = agreement(text, at, words);
        size_t before = most.end - most.start;
        if (length > before || (last && length && length == before && length < words.length))
            most = (struct match){at, at + length};
    }
    return most;
}

/* What is found of a quotation of plain letters and ellipses, each place tried alone. */
static void find_by_hand(struct slice text, struct slice quotation, struct verbatim *found)
{
    static const size_t gap = sizeof "…" - 1;
    size_t from = 0;
    size_t offset = 0;
    size_t end;
    for (; offset <= quotation.length; offset = end + gap) {
        for (end = offset; end < quotation.length && quotation.data[end] != "…"[0];)
            end++;
        struct slice words = slice_part(quotation, offset, end);
        struct match place = find_most(text, from, words, offset > 0);
        size_t length = place.end - place.start;
        if (length)
            match_list_add(&found->places, place);
        found->whole = length == words.length;
        found->agreed = offset + length;
        if (!found->whole)
            return;
        from = place.end;
    }
    found->second = find_most(text, from, quotation, false);
    found->again = found->second.end - found->second.start == quotation.length;
}

/* A part of the text, in which letters may be others, and most often two parts with an ellipsis. */
static void append_quotation(struct buffer *quotation, struct slice text, uint64_t *random)
{
    enum { LONGEST = 60, CHANGED = 40 };
    size_t parts = 1 + next_random(random) % 2;
    for (size_t part = 0; part < parts; part++) {
        size_t start = next_random(random) % text.length;
        size_t end = start + 1 + next_random(random) % LONGEST;
        buffer_append_string(quotation, part ? "…" : "");
        for (size_t at = start; at < end && at < text.length; at++)
            buffer_append_char(quotation, next_random(random) % CHANGED ? text.data[at]
                                                                        : (char)('a' + at % 3));
    }
}

/* Long and short ones, in texts of few letters that repeat much, and of more that do not. */
static void test_by_hand(void **state)
{
    (void)state;
    enum { ROUNDS = 300, COUNT = 12, LENGTH = 400 };
    uint64_t random = 3;
    for (size_t round = 0; round < ROUNDS; round++) {
        struct buffer text = {0};
        struct buffer words[COUNT] = {{0}};
        struct slice quotations[COUNT];
        struct verbatim found[COUNT] = {{0}};
        for (size_t i = 0; i < LENGTH; i++)
            buffer_append_char(&text, (char)('a' + next_random(&random) % (1 + round % 5)));
        for (size_t i = 0; i < COUNT; i++) {
            append_quotation(&words[i], buffer_slice(&text), &random);
            quotations[i] = buffer_slice(&words[i]);
        }
        assert_true(verbatim_find_all(buffer_slice(&text), quotations, COUNT, found, NULL));
        for (size_t i = 0; i < COUNT; i++) {
            struct verbatim expected = {0};
            find_by_hand(buffer_slice(&text), quotations[i], &expected);
            expect_same(&found[i], &expected);
            verbatim_free(&expected);
            verbatim_free(&found[i]);
            buffer_free(&words[i]);
        }
        buffer_free(&text);
    }
}

/* Many that begin alike, in a text that is full of that beginning. */
static void test_alike(void **state)
{
    (void)state;
    enum { COUNT = 2000, REPEATED = 20000 };
    struct buffer text = {0};
    struct buffer words = {0};
    static struct slice quotations[COUNT];
    static struct verbatim found[COUNT];
    for (size_t i = 0; i < REPEATED; i++)
        buffer_append_format(&text, "He said that the case is closed, %zu. ", i);
    assert_true(buffer_reserve(&words, COUNT * 64));
    for (size_t i = 0; i < COUNT; i++) {
        size_t start = words.length;
        buffer_append_format(&words, "that the case is %s, %zu", i % 2 ? "closed" : "open", i);
        quotations[i] = slice_part(buffer_slice(&words), start, words.length);
    }
    double start = processor_seconds();
    assert_true(verbatim_find_all(buffer_slice(&text), quotations, COUNT, found, NULL));
    assert_true(processor_seconds() - start < 15);
    for (size_t i = 0; i < COUNT; i++) {
        assert_int_equal(found[i].whole, i % 2);
        if (!found[i].whole)
            assert_int_equal(found[i].agreed, strlen("that the case is "));
        verbatim_free(&found[i]);
    }
    buffer_free(&text);
    buffer_free(&words);
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
    struct buffer text = {0};
    struct buffer words = {0};
    buffer_append_repeated(&text, 'a', 4000);
    buffer_append_repeated(&words, 'a', 2000);
    buffer_append_char(&words, 'b');
    const struct slice cases[][2] = {{SLICE("one two three"), SLICE("one … three")},
                                     {buffer_slice(&text), buffer_slice(&words)}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bool failed = true;
        for (size_t nth = 1; failed; nth++) {
            struct verbatim found = {0};
            failing_memory_start(nth, nth % 2);
            bool done = verbatim_find(cases[i][0], cases[i][1], &found);
            failed = failing_memory_stop();
            assert_int_equal(done, !failed);
            verbatim_free(&found);
        }
    }
    buffer_free(&text);
    buffer_free(&words);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_found),     cmocka_unit_test(test_differs),
        cmocka_unit_test(test_blank),     cmocka_unit_test(test_linear),
        cmocka_unit_test(test_again),     cmocka_unit_test(test_joined),
        cmocka_unit_test(test_many),      cmocka_unit_test(test_by_hand),
        cmocka_unit_test(test_alike),     cmocka_unit_test(test_much),
        cmocka_unit_test(test_cancelled), cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
