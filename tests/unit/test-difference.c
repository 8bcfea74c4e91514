/* test-difference.c: what changed from one text or list to another. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "briefbook/buffer.h"
#include "briefbook/difference.h"

static void append_runs(struct buffer *text, const struct difference *difference, const char *after)
{
    static const char *const marks[][2] = {{"", ""}, {"[", "]"}, {"{", "}"}};
    for (size_t i = 0; i < difference->count; i++) {
        const struct difference_run *run = &difference->runs[i];
        buffer_append_string(text, marks[run->kind][0]);
        buffer_append(text, run->text);
        buffer_append_string(text, marks[run->kind][1]);
        buffer_append_string(text, after);
    }
}

static void expect(const char *older, const char *newer, const char *expected)
{
    struct difference difference = {0};
    struct buffer text = {0};
    assert_true(difference_of_words(&difference, slice_of(older), slice_of(newer)));
    append_runs(&text, &difference, "");
    assert_string_equal(buffer_string(&text), expected);
    buffer_free(&text);
    difference_free(&difference);
}

static void test_words(void **state)
{
    (void)state;
    static const struct {
        const char *older;
        const char *newer;
        const char *expected; /* [gone] {new} */
    } cases[] = {
        {"", "", ""},
        {"one two", "one two", "one two"},
        {"", "one two", "{one two}"},
        {"one two", "", "[one two]"},
        {"one two three", "one 2 three", "one [two]{2} three"},
        {"one two three", "one three", "one [two ]three"},
        {"one three", "one two three", "one {two }three"},
        {"one two", "one two.", "one two{.}"},
        {"one two three", "three two one", "[one]{three} two [three]{one}"},
        {"a b c d e", "a x y d e", "a [b c]{x y} d e"},
        {"a b c a b b a", "c b a b a c", "[a]{c} b [c ]a b [b ]a{ c}"},
        {"이번 회의는", "이번 회담은", "이번 [회의는]{회담은}"},
        {"会議は", "会談は", "会[議]{談}は"},
        {"the “word”", "the “words”", "the “[word]{words}”"},
        {"wordy", "word", "[wordy]{word}"},
        {"bad \xff byte", "bad \xfe byte", "bad [\xff]{\xfe} byte"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        expect(cases[i].older, cases[i].newer, cases[i].expected);
}

static void test_lists(void **state)
{
    (void)state;
    struct difference difference = {0};
    struct buffer text = {0};
    assert_true(difference_of_lists(&difference, SLICE("a; b;;c"), SLICE("b; c;d "), ';'));
    append_runs(&text, &difference, "|");
    assert_string_equal(buffer_string(&text), "[a]|b|c|{d}|");
    difference_free(&difference);
    buffer_free(&text);
}

/* Either text comes out again, whatever the two are, and no shorter way leads from one to the
 * other. */
static size_t changes_of(const char *older, const char *newer)
{
    struct difference difference = {0};
    struct buffer texts[3] = {{0}, {0}, {0}};
    size_t changes = 0;
    assert_true(difference_of_lists(&difference, slice_of(older), slice_of(newer), ' '));
    for (size_t i = 0; i < difference.count; i++) {
        const struct difference_run *run = &difference.runs[i];
        changes += run->kind != DIFFERENCE_SAME;
        for (enum difference_kind side = DIFFERENCE_GONE; side <= DIFFERENCE_NEW; side++) {
            if (run->kind != DIFFERENCE_SAME && run->kind != side)
                continue;
            buffer_append(&texts[side], run->text);
            buffer_append_char(&texts[side], ' ');
        }
    }
    assert_string_equal(buffer_string(&texts[DIFFERENCE_GONE]), older);
    assert_string_equal(buffer_string(&texts[DIFFERENCE_NEW]), newer);
    buffer_free(&texts[DIFFERENCE_GONE]);
    buffer_free(&texts[DIFFERENCE_NEW]);
    difference_free(&difference);
    return changes;
}

enum { LONGEST = 24 };

/* By the longest common subsequence, in a table. */
static size_t fewest_changes(const char *older, size_t older_count, const char *newer,
                             size_t newer_count)
{
    size_t common[LONGEST + 1][LONGEST + 1] = {{0}};
    for (size_t i = 1; i <= older_count; i++) {
        for (size_t j = 1; j <= newer_count; j++) {
            size_t one = common[i - 1][j];
            size_t other = common[i][j - 1];
            common[i][j] = one > other ? one : other;
            if (older[2 * i - 2] == newer[2 * j - 2])
                common[i][j] = common[i - 1][j - 1] + 1;
        }
    }
    return older_count + newer_count - 2 * common[older_count][newer_count];
}

static size_t make_list(char *list, unsigned letters)
{
    size_t count = (size_t)rand() % (LONGEST + 1);
    for (size_t i = 0; i < count; i++) {
        list[2 * i] = (char)('a' + (unsigned)rand() % letters);
        list[2 * i + 1] = ' ';
    }
    list[2 * count] = '\0';
    return count;
}

static void test_fewest_changes(void **state)
{
    (void)state;
    srand(1);
    for (size_t i = 0; i < 5000; i++) {
        char older[2 * LONGEST + 1];
        char newer[2 * LONGEST + 1];
        unsigned letters = 1 + (unsigned)i % 6;
        size_t older_count = make_list(older, letters);
        size_t newer_count = make_list(newer, letters);
        assert_int_equal(changes_of(older, newer),
                         fewest_changes(older, older_count, newer, newer_count));
    }
}

/* Long texts without a word in common, and one beyond the limit: as a whole, in a moment. */
static void test_long_texts(void **state)
{
    (void)state;
    struct difference difference = {0};
    struct buffer older = {0};
    struct buffer newer = {0};
    buffer_append_string(&older, "begin ");
    buffer_append_string(&newer, "begin ");
    for (unsigned i = 0; i < 50000; i++) {
        buffer_append_format(&older, "a%u ", i);
        buffer_append_format(&newer, "b%u ", i);
    }
    assert_true(difference_of_words(&difference, buffer_slice(&older), buffer_slice(&newer)));
    assert_int_equal(difference.count, 4);
    assert_true(slice_is(difference.runs[0].text, "begin "));
    assert_int_equal(difference.runs[1].kind, DIFFERENCE_GONE);
    assert_int_equal(difference.runs[2].kind, DIFFERENCE_NEW);
    assert_true(slice_is(difference.runs[3].text, " "));
    buffer_append_repeated(&older, 'x', 1 << 20);
    assert_true(difference_of_words(&difference, buffer_slice(&older), buffer_slice(&newer)));
    assert_true(difference.runs[0].kind == DIFFERENCE_GONE);
    assert_int_equal(difference.runs[0].text.length, older.length);
    buffer_free(&older);
    buffer_free(&newer);
    difference_free(&difference);
}

static void test_rewrites(void **state)
{
    (void)state;
    static const struct {
        const char *older;
        const char *newer;
        bool is_rewrite;
    } cases[] = {
        {"one two three four", "one two three five", false},
        {"one two three four", "five six three seven", true},
        {"", "five six", false},
        {"five six", "", false},
        {"same", "same", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct difference difference = {0};
        assert_true(
            difference_of_words(&difference, slice_of(cases[i].older), slice_of(cases[i].newer)));
        assert_int_equal(difference_is_rewrite(&difference), cases[i].is_rewrite);
        difference_free(&difference);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),          cmocka_unit_test(test_lists),
        cmocka_unit_test(test_fewest_changes), cmocka_unit_test(test_long_texts),
        cmocka_unit_test(test_rewrites),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
