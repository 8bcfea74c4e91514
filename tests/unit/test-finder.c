/* test-finder.c: every way to find a needle in a run of text finds the same places. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "query/finder.h"
#include "support/random.h"

enum { ROUNDS = 20000, LONGEST_TEXT = 400, LONGEST_NEEDLE = 6 };

static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte + 'a' - 'A') : byte;
}

static const char *find_plainly(const struct needle *needle, const char *from, const char *end)
{
    for (; (size_t)(end - from) >= needle->folded.length; from++) {
        size_t same = 0;
        while (same < needle->folded.length && lower(from[same]) == needle->folded.data[same])
            same++;
        if (same == needle->folded.length)
            return from;
    }
    return NULL;
}

static void fill(char *text, size_t length, const char *letters, uint64_t *random)
{
    for (size_t i = 0; i < length; i++)
        text[i] = letters[next_random(random) % strlen(letters)];
}

/* Few letters, so that there is much to find, and bytes that differ from letters by one bit. */
static void finds_the_same(void **state)
{
    (void)state;
    static const char *const texts[] = {"abAB", "aB @`\x01!", "abcABC {[\xEA\xB0\x80\xC1\xE1", "a"};
    static const char *const needles[] = {"ab", "a `@", "abc {[\xEA\xB0\x80\xC1\xE1", "a"};
    uint64_t random = 3;
    size_t found = 0;
    for (int round = 0; round < ROUNDS; round++) {
        char text[LONGEST_TEXT];
        char word[LONGEST_NEEDLE];
        size_t kind = next_random(&random) % 4;
        size_t length = 1 + next_random(&random) % LONGEST_NEEDLE;
        size_t start = next_random(&random) % 40;
        fill(text, sizeof text, texts[kind], &random);
        fill(word, length, needles[kind], &random);
        struct needle needle = needle_new((struct slice){word, length});
        const char *end = text + sizeof text - next_random(&random) % 70;
        for (const char *at = text + start;; at++) {
            const char *wanted = find_plainly(&needle, at, end);
            assert_ptr_equal(finder_portable()(&needle, at, end), wanted);
            assert_ptr_equal(finder_best()(&needle, at, end), wanted);
            found += wanted != NULL;
            if (!wanted)
                break;
            at = wanted;
        }
    }
    assert_true(found > ROUNDS);
}

/* Nothing is read outside of the text: it stands alone in memory, for the sanitizers to see. */
static void stays_inside(void **state)
{
    (void)state;
    struct needle needle = needle_new(SLICE("needle"));
    for (size_t length = 0; length < 200; length++) {
        char *text = test_malloc(length + 1);
        memset(text, 'n', length);
        assert_null(finder_best()(&needle, text, text + length));
        assert_null(finder_portable()(&needle, text, text + length));
        test_free(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_same),
        cmocka_unit_test(stays_inside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
