/* Folding, against a plain oracle made of libunistring's own normalization and case folding. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

#include <cmocka.h>

#include "briefbook/text.h"
#include "support/effort.h"
#include "text-samples.h"

enum { LAST_CHARACTER = 0x10FFFF, SEQUENCES = EFFORT(200000), LONGEST_SEQUENCE = 8 };

/* --- the oracle --- */

static struct slice normalized(struct slice text, uninorm_t form)
{
    size_t length = 0;
    uint8_t *result = u8_normalize(form, (const uint8_t *)text.data, text.length, NULL, &length);
    assert_non_null(result);
    return (struct slice){(char *)result, length};
}

static struct slice case_folded(struct slice text)
{
    size_t length = 0;
    uint8_t *result =
        u8_casefold((const uint8_t *)text.data, text.length, NULL, NULL, NULL, &length);
    assert_non_null(result);
    return (struct slice){(char *)result, length};
}

struct replacement {
    uint32_t character;
    const char *by;
};

static const struct replacement quotes_and_dashes[] = {
    {0x2018, "'"},  {0x2019, "'"},  {0x201A, "'"}, {0x201B, "'"},  {0x201C, "\""}, {0x201D, "\""},
    {0x201E, "\""}, {0x201F, "\""}, {0x2032, "'"}, {0x2033, "\""}, {0x2010, "-"},  {0x2011, "-"},
    {0x2012, "-"},  {0x2013, "-"},  {0x2014, "-"}, {0x2015, "-"},  {0x2212, "-"},  {0xFE58, "-"},
    {0xFE63, "-"},  {0xFF0D, "-"},  {0, NULL},
};

static const struct replacement letters[] = {
    {0xE6, "ae"}, {0xF0, "d"},  {0xF8, "o"},   {0xFE, "th"}, {0x111, "d"}, {0x127, "h"},
    {0x131, "i"}, {0x142, "l"}, {0x153, "oe"}, {0x167, "t"}, {0, NULL},
};

static const char *replaced(const struct replacement *list, uint32_t character)
{
    while (list->by && list->character != character)
        list++;
    return list->by;
}

/* Replaces what the list holds, and with `drop` removes U+0300 to U+036F. */
static struct slice replace_all(struct slice text, const struct replacement *list, bool drop)
{
    struct buffer result = {0};
    buffer_reserve(&result, 1);
    for (size_t at = 0; at < text.length;) {
        uint32_t character;
        at += text_decode(slice_part(text, at, text.length), &character);
        const char *by = replaced(list, character);
        if (by)
            buffer_append_string(&result, by);
        else if (!drop || character < 0x300 || character > 0x36F)
            text_append(&result, character);
    }
    assert_false(result.failed);
    return buffer_slice(&result);
}

static struct slice blanks_joined(struct slice text)
{
    struct buffer result = {0};
    buffer_reserve(&result, 1);
    bool after_blank = false;
    for (size_t at = 0; at < text.length;) {
        uint32_t character;
        at += text_decode(slice_part(text, at, text.length), &character);
        bool blank = uc_is_property_white_space(character);
        if (!blank)
            text_append(&result, character);
        else if (!after_blank)
            buffer_append_char(&result, ' ');
        after_blank = blank;
    }
    assert_false(result.failed);
    return buffer_slice(&result);
}

/* The steps of text.h, one after the other, each over the whole text. */
static struct slice oracle(struct slice text)
{
    struct slice steps[8];
    steps[0] = replace_all(text, quotes_and_dashes, false);
    steps[1] = normalized(steps[0], UNINORM_NFKD);
    steps[2] = case_folded(steps[1]);
    steps[3] = normalized(steps[2], UNINORM_NFKD);
    steps[4] = replace_all(steps[3], quotes_and_dashes, true);
    steps[5] = replace_all(steps[4], letters, false);
    steps[6] = blanks_joined(steps[5]);
    steps[7] = normalized(steps[6], UNINORM_NFC);
    for (size_t i = 0; i < 7; i++)
        free((char *)steps[i].data);
    return steps[7];
}

/* --- helpers --- */

static void check_map(struct slice text, struct slice folded, const struct text_fold_map *map)
{
    assert_int_equal(map->count, folded.length + 1);
    assert_int_equal(map->origins[folded.length], text.length);
    for (size_t i = 0; i < folded.length; i++) {
        assert_true(map->origins[i] <= map->origins[i + 1]);
        assert_true(map->origins[i] < text.length);
        assert_true((text.data[map->origins[i]] & 0xC0) != 0x80);
    }
}

/* Folds with and without a map, compares with the oracle, and folds again. */
static void check_against_oracle(struct slice text)
{
    struct buffer folded = {0}, mapped = {0}, again = {0};
    struct text_fold_map map = {0};
    struct slice expected = oracle(text);
    assert_true(text_fold(text, &folded, NULL));
    if (!slice_equal(buffer_slice(&folded), expected)) {
        for (size_t i = 0; i < text.length; i++)
            print_error("%02X ", (unsigned char)text.data[i]);
        fail_msg("folded to \"%s\"", buffer_string(&folded));
    }
    assert_true(text_fold(text, &mapped, &map));
    assert_true(slice_equal(buffer_slice(&mapped), expected));
    check_map(text, expected, &map);
    assert_true(text_fold(expected, &again, NULL));
    assert_true(slice_equal(buffer_slice(&again), expected));
    free((char *)expected.data);
    buffer_free(&folded);
    buffer_free(&mapped);
    buffer_free(&again);
    text_fold_map_free(&map);
}

static void check_fold(const char *text, const char *expected)
{
    struct buffer folded = {0};
    assert_true(text_fold(slice_of(text), &folded, NULL));
    assert_string_equal(buffer_string(&folded), expected);
    buffer_free(&folded);
}

/* --- tests --- */

static void folds_examples(void **state)
{
    (void)state;
    static const struct {
        const char *text, *folded;
    } cases[] = {
        {"", ""},
        {"NATO", "nato"},
        {"A text of ASCII, long enough for BLOCKS of 16 bytes; Z[\\]^_`{|}~",
         "a text of ascii, long enough for blocks of 16 bytes; z[\\]^_`{|}~"},
        {"Straße STRASSE", "strasse strasse"},
        {"É e\xCC\x81 Ǿ ﬁ ½", "e e o fi 1\xE2\x81\x84"
                              "2"},
        {"øłđħŧæœþðı ØŁĐĦŦÆŒÞÐİ", "oldhtaeoethdi oldhtaeoethdi"},
        {"‘a’ ‚b‛ “c” „d‟ 5′ 6″", "'a' 'b' \"c\" \"d\" 5' 6\""},
        {"‐‑‒–—―−﹘﹣－", "----------"},
        {"a \t\r\n  b\xC2\xA0\xE3\x80\x80 c", "a b c"},
        {"  a  ", " a "},
        {"한국 \xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", "한국 한"},
        {"ＡＢＣ　１２", "abc 12"},
        {"Σίσυφος", "σισυφοσ"},
        {"ﾊﾞ が か\xE3\x82\x99", "バ が が"},
        {"a\xFF"
         "b\xE2\x82",
         "a\xEF\xBF\xBD"
         "b\xEF\xBF\xBD"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_fold(cases[i].text, cases[i].folded);
}

static void maps_bytes_to_their_origins(void **state)
{
    (void)state;
    static const struct {
        const char *text, *folded;
        uint32_t origins[16];
    } cases[] = {
        {"", "", {0}},
        {"Straße", "strasse", {0, 1, 2, 3, 4, 4, 6, 7}},
        {"ﬁn", "fin", {0, 0, 3, 4}},
        {"½x",
         "1\xE2\x81\x84"
         "2x",
         {0, 0, 0, 0, 0, 2, 3}},
        {"e\xCC\x81x", "ex", {0, 3, 4}},
        {"xe\xCC\x81", "xe", {0, 1, 4}},
        {"a\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB"
         "b",
         "a한b",
         {0, 1, 1, 1, 10, 11}},
        {"a \n b", "a b", {0, 1, 4, 5}},
        {"a\xFF\xFFz", "a\xEF\xBF\xBD\xEF\xBF\xBDz", {0, 1, 1, 1, 2, 2, 2, 3, 4}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buffer folded = {0};
        struct text_fold_map map = {0};
        assert_true(text_fold(slice_of(cases[i].text), &folded, &map));
        assert_string_equal(buffer_string(&folded), cases[i].folded);
        assert_int_equal(map.count, folded.length + 1);
        assert_memory_equal(map.origins, cases[i].origins, map.count * sizeof *map.origins);
        buffer_free(&folded);
        text_fold_map_free(&map);
    }
}

/* A fold appends: what the buffer held before is neither changed nor joined with. */
static void appends_to_what_is_there(void **state)
{
    (void)state;
    struct buffer folded = {0};
    struct text_fold_map map = {0};
    buffer_append_string(&folded, "A ");
    assert_true(text_fold(SLICE("\xCC\x81 B"), &folded, &map));
    assert_true(text_fold(SLICE(" \xE3\x82\x99"), &folded, &map));
    assert_string_equal(buffer_string(&folded), "A  b \xE3\x82\x99");
    static const uint32_t origins[] = {2, 3, 4, 0, 0, 0, 0, 4};
    assert_int_equal(map.count, sizeof origins / sizeof *origins);
    assert_memory_equal(map.origins, origins, sizeof origins);
    buffer_free(&folded);
    text_fold_map_free(&map);
}

static void every_character_equals_the_oracle(void **state)
{
    (void)state;
    for (uint32_t character = 0; character <= LAST_CHARACTER; character += EFFORT_STEP) {
        char bytes[4];
        check_against_oracle((struct slice){bytes, text_encode(character, bytes)});
    }
}

/* Characters that act on each other: marks, halves of compositions, blanks, and what folds to such. */
static size_t collect_acting(uint32_t *acting)
{
    size_t count = 0;
    for (uint32_t character = 0; character <= LAST_CHARACTER; character++) {
        ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
        int tag;
        bool composed = uc_decomposition(character, &tag, parts) > 0;
        bool syllable = character >= 0xAC00 && character <= 0xD7A3;
        if (uc_combining_class(character) != 0 || (composed && !syllable) ||
            (syllable && character % 97 == 0) || uc_is_property_white_space(character) ||
            (character >= 0x1100 && character <= 0x11FF) || uc_script(character) == NULL)
            acting[count++] = character;
    }
    return count;
}

static uint32_t random_character(uint64_t *seed, const uint32_t *acting, size_t count)
{
    static const uint32_t favourites[] = {' ',    'A',    'e',    0x301,  0x345,  0x34F,  0x338,
                                          0x1100, 0x1161, 0x11A8, 0xAC00, 0x5B0,  0x5BC,  0x64B,
                                          0x651,  0x3099, 0x304B, 0x1FB4, 0xA8,   0x20AC, 0x915,
                                          0x93C,  0x94D,  0x9C7,  0x9BE,  0xFB2A, 0xFC5E, 0x323};
    switch (next_random(seed) % 4) {
    case 0:
        return next_random(seed) % (LAST_CHARACTER + 1);
    case 1:
        return favourites[next_random(seed) % (sizeof favourites / sizeof *favourites)];
    default:
        return acting[next_random(seed) % count];
    }
}

static void sequences_equal_the_oracle(void **state)
{
    (void)state;
    static uint32_t acting[LAST_CHARACTER + 1];
    size_t count = collect_acting(acting);
    uint64_t seed = 1;
    for (size_t i = 0; i < SEQUENCES; i++) {
        char text[4 * LONGEST_SEQUENCE];
        size_t length = 0;
        size_t characters = 2 + next_random(&seed) % (LONGEST_SEQUENCE - 1);
        for (size_t j = 0; j < characters; j++)
            length += text_encode(random_character(&seed, acting, count), text + length);
        check_against_oracle((struct slice){text, length});
    }
}

static void mixed_with_ascii_equals_the_oracle(void **state)
{
    (void)state;
    static const char *const parts[] = {
        "  ",  " ",    "ABC",          "x\n", "é",  "e\xCC\x81",
        "ß",   "가",   "\xE1\x86\xA8", "“",   "—",  "Sixteen letters.",
        "q\t", "\xFF", "\xE3\x82\x99", "か",  "\r", "\xD6\xB0"};
    uint64_t seed = 2;
    for (size_t i = 0; i < SEQUENCES / 10; i++) {
        struct buffer text = {0};
        for (size_t j = next_random(&seed) % 24; j > 0; j--)
            buffer_append_string(&text, parts[next_random(&seed) % (sizeof parts / sizeof *parts)]);
        check_against_oracle(buffer_slice(&text));
        buffer_free(&text);
    }
}

/* A page printed with --ascii and its original fold alike where a letter, quote or dash differs. */
static void ascii_spellings_fold_alike(void **state)
{
    (void)state;
    const struct replacement *lists[] = {quotes_and_dashes, letters};
    for (size_t i = 0; i < 2; i++)
        for (const struct replacement *row = lists[i]; row->by; row++)
            assert_string_equal(text_ascii(row->character), row->by);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folds_examples),
        cmocka_unit_test(maps_bytes_to_their_origins),
        cmocka_unit_test(appends_to_what_is_there),
        cmocka_unit_test(every_character_equals_the_oracle),
        cmocka_unit_test(sequences_equal_the_oracle),
        cmocka_unit_test(mixed_with_ascii_equals_the_oracle),
        cmocka_unit_test(ascii_spellings_fold_alike),
    };
    return cmocka_run_group_tests_name("fold", tests, NULL, NULL);
}
