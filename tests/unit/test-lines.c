/* Line breaks, against libunistring and UAX 14. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <unigbrk.h>
#include <unilbrk.h>

#include <cmocka.h>

#include "briefbook/text.h"
#include "text-samples.h"

enum { SEQUENCES = 300000 };

/* Single places are answered as the whole is; true where the text breaks simply. */
static bool check_places(struct slice text, const char *breaks)
{
    if (!text_breaks_simply(text))
        return false;
    size_t last = 0;
    for (size_t i = 0; i < text.length; i++) {
        assert_int_equal(text_may_break(text, i), breaks[i] == TEXT_MAY_BREAK);
        last = breaks[i] == TEXT_MAY_BREAK ? i : last;
        assert_int_equal(text_last_break(text, 0, i), last);
        assert_int_equal(text_last_break(text, last, i), last);
    }
    assert_false(text_may_break(text, text.length));
    assert_int_equal(text_last_break(text, 0, text.length), text.length);
    return true;
}

/* One sign for each byte: | a possible break before it, ! one that must be, . none. */
static void breaks_examples(void **state)
{
    (void)state;
    static const struct {
        const char *text, *breaks;
        bool is_simple;
    } cases[] = {
        {"", "", true},
        {"a b", "..|", true},
        {" a  b ", "....|.", true},
        {"(a b)", "...|.", true},
        {"a\nb\n", "..!.", false},
        {"a\n\nb", "..!!", false},
        {"a\r\nb", "...!", false},
        {"a\xE2\x80\xA8"
         "b",
         "....!", false},
        {"well-known 3-5", ".....|.....|..", true},
        {"$5 (50%) x", "...|.....|", true},
        {"가나 b", "...|...|", true},
        {"a “b” c", "..|.......|", true},
        {"e\xCC\x81 e", "....|", false},
        {"a\xC2\xA0"
         "b c",
         ".....|", true},
        {"👨\xE2\x80\x8D👩👩", "...........|...", false},
        {"http://a.example/b", ".......|.........|", true},
        {"e.g. U.S. 1,5", ".....|....|..", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char breaks[64], shown[64] = "";
        struct slice text = slice_of(cases[i].text);
        text_line_breaks(text, breaks);
        for (size_t j = 0; j < text.length; j++)
            shown[j] = ".|!"[(unsigned char)breaks[j]];
        assert_string_equal(shown, cases[i].breaks);
        assert_int_equal(check_places(text, breaks), cases[i].is_simple);
    }
}

static bool pair_breaks(uint32_t before, uint32_t after)
{
    uint32_t pair[] = {before, after};
    char breaks[2];
    u32_possible_linebreaks(pair, 2, "UTF-8", breaks);
    return breaks[1] == UC_BREAK_POSSIBLE;
}

/* The library lacks UAX 14, LB29 ("e.g." stays whole): letters are what behaves like them. */
static bool is_kept_by_lb29(uint32_t before, uint32_t after)
{
    bool infix = before == '.' || before == ',' || before == ':' || before == ';';
    return infix && !pair_breaks('a', after) && !pair_breaks(after, 'a') &&
           pair_breaks(0x4E00, after) && pair_breaks(after, 0x4E00);
}

/* True where the text breaks simply. */
static bool check_breaks(struct slice text)
{
    char breaks[256], expected[256], starts[256];
    assert_true(text.length < sizeof breaks);
    text_line_breaks(text, breaks);
    u8_possible_linebreaks((const uint8_t *)text.data, text.length, "UTF-8", expected);
    u8_grapheme_breaks((const uint8_t *)text.data, text.length, starts);
    uint32_t last = 0, character;
    for (size_t i = 0, before = 0; i < text.length; i++) {
        if ((text.data[i] & 0xC0) == 0x80) {
            assert_int_equal(breaks[i], 0);
            continue;
        }
        text_decode(slice_part(text, i, text.length), &character);
        bool allowed =
            expected[i] == UC_BREAK_POSSIBLE && starts[i] && !is_kept_by_lb29(last, character);
        int wanted = allowed ? TEXT_MAY_BREAK : 0;
        if (i > 0 && expected[before] == UC_BREAK_MANDATORY)
            wanted = TEXT_MUST_BREAK;
        if (breaks[i] != wanted) {
            for (size_t j = 0; j < text.length; j++)
                print_error("%02X ", (unsigned char)text.data[j]);
            fail_msg("at byte %zu: %d, wanted %d", i, breaks[i], wanted);
        }
        before = i;
        last = character;
    }
    return check_places(text, breaks);
}

static void breaks_equal_the_library(void **state)
{
    (void)state;
    uint64_t seed = 7;
    size_t simple = 0;
    for (size_t i = 0; i < SEQUENCES; i++) {
        struct sample sample;
        make_sample(&sample, &seed);
        simple += check_breaks(sample.text);
    }
    assert_in_range(simple, 1, SEQUENCES - 1);
}

static void breaks_in_prose_equal_the_library(void **state)
{
    (void)state;
    static const char *const parts[] = {
        "word",    "A",  "so-called", "b c",      " ",  "  ", "\n",  ". ",  ", ",
        "1,000.5", "(",  ")",         "“",        "”",  "’s", "—",   " – ", "…",
        "한국",    "가", "漢字",      "。",       "「", "」", "é",   "É t", "e\xCC\x81",
        "50 %",    "$",  "€",         "\xC2\xA0", "/",  "x",  "[1]", "!",   "?",
        "'",       "\"", "ア",        "ー",       "א",  "ก",  "👍",   "🇰🇷",
    };
    uint64_t seed = 8;
    for (size_t i = 0; i < SEQUENCES; i++) {
        struct buffer text = {0};
        buffer_append_string(&text, "");
        for (size_t j = next_random(&seed) % 14; j > 0; j--)
            buffer_append_string(&text, parts[next_random(&seed) % (sizeof parts / sizeof *parts)]);
        check_breaks(buffer_slice(&text));
        buffer_free(&text);
    }
}

static void ascii_breaks_equal_the_library(void **state)
{
    (void)state;
    uint64_t seed = 9;
    for (size_t i = 0; i < SEQUENCES; i++) {
        char text[10];
        size_t length = next_random(&seed) % sizeof text;
        for (size_t j = 0; j < length; j++)
            text[j] = (char)(next_random(&seed) % 3 ? ' ' + next_random(&seed) % 95
                                                    : (uint32_t) " \na0"[next_random(&seed) % 4]);
        check_breaks((struct slice){text, length});
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(breaks_examples),
        cmocka_unit_test(breaks_equal_the_library),
        cmocka_unit_test(breaks_in_prose_equal_the_library),
        cmocka_unit_test(ascii_breaks_equal_the_library),
    };
    return cmocka_run_group_tests_name("lines", tests, NULL, NULL);
}
