/* Decoding, clusters and widths, against Unicode's own tables and libunistring. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unigbrk.h>
#include <unistr.h>
#include <uniwidth.h>
#include <wchar.h>

#include <cmocka.h>

#include "briefbook/text.h"
#include "support/effort.h"
#include "text-samples.h"

enum { LAST_CHARACTER = 0x10FFFF, SEQUENCES = 300000 };

static bool is_scalar(uint32_t character)
{
    return character <= LAST_CHARACTER && (character < 0xD800 || character > 0xDFFF);
}

/* --- decoding --- */

static void decodes_every_character(void **state)
{
    (void)state;
    for (uint32_t character = 0; character <= LAST_CHARACTER + 2; character++) {
        char bytes[4];
        uint8_t expected[6];
        uint32_t decoded;
        size_t length = text_encode(character, bytes);
        uint32_t shown = is_scalar(character) ? character : TEXT_REPLACEMENT;
        assert_int_equal(length, u8_uctomb(expected, shown, sizeof expected));
        assert_memory_equal(bytes, expected, length);
        assert_int_equal(text_decode((struct slice){bytes, length}, &decoded), length);
        assert_int_equal(decoded, shown);
        assert_true(text_is_valid((struct slice){bytes, length}, NULL));
    }
}

/* Each number is a character; the ill-formed examples are those of Unicode 15, tables 3-8 to 3-11,
 * then the bounds of table 3-7. */
static void replaces_maximal_subparts(void **state)
{
    (void)state;
    enum { BAD = 0xFFFD };
    static const struct {
        struct slice bytes;
        uint32_t characters[12]; /* up to the first 0 */
        size_t fault;
    } cases[] = {
        {{"\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41", 9},
         {BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD, 0x41},
         0},
        {{"\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41", 9},
         {BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD, 0x41},
         0},
        {{"\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42", 9},
         {BAD, BAD, BAD, BAD, BAD, 0x41, BAD, BAD, 0x42},
         0},
        {{"\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41", 9}, {BAD, BAD, BAD, BAD, 0x41}, 0},
        {{"a\xC1\xBF", 3}, {'a', BAD, BAD}, 1},
        {{"ab\xE0\x9F\xBF", 5}, {'a', 'b', BAD, BAD, BAD}, 2},
        {{"\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80", 9}, {0x800, 0xD7FF, 0xE000}, 9},
        {{"\xF0\x90\x80\x80\xF4\x8F\xBF\xBF", 8}, {0x10000, 0x10FFFF}, 8},
        {{"\xF0\x8F\xBF\xBF", 4}, {BAD, BAD, BAD, BAD}, 0},
        {{"\xF5\x80\x80\x80", 4}, {BAD, BAD, BAD, BAD}, 0},
        {{"eight by\xC3", 9}, {'e', 'i', 'g', 'h', 't', ' ', 'b', 'y', BAD}, 8},
        {{"\xC3\xA9\xF1\x80\x80", 5}, {0xE9, BAD}, 2},
        {{"\xEF\xBF\xBD", 3}, {BAD}, 3},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct slice bytes = cases[i].bytes;
        size_t at = 0, count = 0, fault = bytes.length;
        while (at < bytes.length) {
            uint32_t character;
            at += text_decode(slice_part(bytes, at, bytes.length), &character);
            assert_int_equal(character, cases[i].characters[count++]);
        }
        assert_int_equal(at, bytes.length);
        assert_int_equal(cases[i].characters[count], 0);
        bool valid = cases[i].fault == bytes.length;
        assert_int_equal(text_is_valid(bytes, &fault), valid);
        assert_int_equal(fault, cases[i].fault);
        assert_int_equal(text_is_valid(bytes, NULL), valid);
    }
}

static void validity_equals_the_library(void **state)
{
    (void)state;
    static const unsigned char leads[] = {0x41, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2,
                                          0xDF, 0xE0, 0xE1, 0xED, 0xEF, 0xF0, 0xF3, 0xF4, 0xF5};
    uint64_t seed = 4;
    for (size_t i = 0; i < SEQUENCES; i++) {
        uint8_t bytes[20];
        size_t length = next_random(&seed) % sizeof bytes, fault = 0;
        for (size_t j = 0; j < length; j++)
            bytes[j] = next_random(&seed) % 3 ? leads[next_random(&seed) % sizeof leads] : 'a';
        const uint8_t *wrong = u8_check(bytes, length);
        struct slice text = {(const char *)bytes, length};
        assert_int_equal(text_is_valid(text, &fault), wrong == NULL);
        if (wrong)
            assert_int_equal(fault, wrong - bytes);
    }
}

static void knows_ascii(void **state)
{
    (void)state;
    assert_true(text_is_ascii((struct slice){NULL, 0}));
    assert_true(text_is_ascii(SLICE("\0\x7F all of it, and more than eight")));
    for (size_t i = 0; i < 20; i++) {
        char text[20];
        memset(text, 'a', sizeof text);
        text[i] = '\x80';
        assert_false(text_is_ascii((struct slice){text, sizeof text}));
        assert_true(text_is_ascii((struct slice){text, i}));
    }
}

static void knows_what_is_printable(void **state)
{
    (void)state;
    static const char others[] = {'\0', '\t', '\n', '\x1F', '\x7F', '\x80', '\xFF'};
    assert_true(text_is_printable((struct slice){NULL, 0}));
    assert_true(text_is_printable(SLICE(" ~ all of it, and more than eight")));
    for (size_t i = 0; i < 20 * sizeof others; i++) {
        char text[20];
        memset(text, 'a', sizeof text);
        text[i % sizeof text] = others[i / sizeof text];
        assert_false(text_is_printable((struct slice){text, sizeof text}));
        assert_true(text_is_printable((struct slice){text, i % sizeof text}));
    }
}

/* --- clusters and widths --- */

static void keeps_clusters_whole(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t cluster;
        size_t width; /* of the whole text, on paper */
    } cases[] = {
        {"a", 1, 1},
        {"ab", 1, 2},
        {"\r\n", 2, 0},
        {"\n\xCC\x81", 1, 0},
        {"e\xCC\x81\xCC\xA3x", 5, 2},
        {"\xCC\x81", 2, 0},
        {"가각", 3, 4},
        {"\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", 9, 2}, /* jamo L V T */
        {"가\xE1\x86\xA8", 6, 2},                       /* LV T */
        {"각\xE1\x86\xA8", 6, 2},                       /* LVT T */
        {"\xE1\x84\x80\xE1\x84\x80\xE1\x85\xA1", 9, 2}, /* L L V */
        {"각\xE1\x85\xA1", 3, 2},                       /* LVT, no V after it */
        {"🇰🇷🇺🇳", 8, 4},
        {"🇰🇷🇺", 8, 3},
        {"👨\xE2\x80\x8D👩\xE2\x80\x8D👧\xE2\x80\x8D👦!", 25, 3},
        {"a\xE2\x80\x8D👩", 4, 3},
        {"👍🏽", 8, 2},
        {"1\xEF\xB8\x8F\xE2\x83\xA3", 7, 1},
        {"कि", 6, 1},
        {"क्षि", 6, 2},
        {"\xD8\x80\xD9\xA1", 4, 1}, /* a prefixed number sign */
        {"\xFF\xCC\x81", 3, 1},
        {"한글 text 漢字", 3, 14},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct slice text = slice_of(cases[i].text);
        assert_int_equal(text_cluster(text), cases[i].cluster);
        assert_int_equal(text_width(text, TEXT_ON_PAPER), cases[i].width);
    }
}

static void clusters_equal_the_library(void **state)
{
    (void)state;
    uint64_t seed = 5;
    for (size_t i = 0; i < SEQUENCES; i++) {
        struct sample sample;
        char starts[sizeof sample.bytes];
        make_sample(&sample, &seed);
        struct slice text = sample.text;
        u8_grapheme_breaks((const uint8_t *)text.data, text.length, starts);
        for (size_t at = 0; at < text.length;) {
            size_t end = at + 1;
            while (end < text.length && !starts[end])
                end++;
            assert_int_equal(text_cluster(slice_part(text, at, text.length)), end - at);
            at = end;
        }
    }
}

static void character_widths_equal_the_libraries(void **state)
{
    (void)state;
    for (uint32_t character = 0; character <= LAST_CHARACTER; character++) {
        if (!is_scalar(character))
            continue;
        int paper = uc_width(character, "UTF-8"), screen = wcwidth((wchar_t)character);
        assert_int_equal(text_character_width(character, TEXT_ON_PAPER), paper < 0 ? 0 : paper);
        assert_int_equal(text_character_width(character, TEXT_ON_SCREEN), screen < 0 ? 0 : screen);
    }
    assert_int_equal(text_character_width(0x110000, TEXT_ON_PAPER), 1);
}

static size_t slow_cluster_width(struct slice cluster, enum text_medium medium)
{
    size_t widest = 0, regionals = 0;
    uint32_t before = 0;
    for (size_t at = 0; at < cluster.length;) {
        uint32_t character;
        at += text_decode(slice_part(cluster, at, cluster.length), &character);
        size_t width = text_character_width(character, medium);
        bool ends_flag = character >= 0x1F1E6 && character <= 0x1F1FF && ++regionals == 2;
        if (ends_flag)
            width = 2;
        bool adds = medium == TEXT_ON_SCREEN && before && width && !ends_flag &&
                    text_stands_alone(character, before);
        widest = adds ? widest + width : width > widest ? width : widest;
        before = character;
    }
    return widest;
}

/* Every width that can be asked for gives the longest run of whole clusters. */
static void fit_never_cuts_a_cluster(void **state)
{
    (void)state;
    uint64_t seed = 6;
    for (size_t i = 0; i < SEQUENCES / 10; i++) {
        struct sample sample;
        make_sample(&sample, &seed);
        struct slice text = sample.text;
        enum text_medium medium = i % 2 ? TEXT_ON_PAPER : TEXT_ON_SCREEN;
        size_t fits = 0, width = 0;
        for (size_t columns = 0; columns < 2 * LONGEST_SAMPLE; columns++) {
            while (fits < text.length) {
                struct slice rest = slice_part(text, fits, text.length);
                struct slice cluster = slice_part(rest, 0, text_cluster(rest));
                size_t more = slow_cluster_width(cluster, medium);
                if (width + more > columns)
                    break;
                fits += cluster.length;
                width += more;
            }
            size_t used = SIZE_MAX;
            assert_int_equal(text_fit(text, columns, medium, &used), fits);
            assert_int_equal(used, width);
            assert_int_equal(text_fit(text, columns, medium, NULL), fits);
        }
        assert_int_equal(fits, text.length);
        assert_int_equal(text_width(text, medium), width);
    }
}

static void fits_examples(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t columns, bytes, used;
    } cases[] = {
        {"", 3, 0, 0},
        {"abc", 0, 0, 0},
        {"abc", 2, 2, 2},
        {"abc", 9, 3, 3},
        {"한국", 3, 3, 2},
        {"한국", 4, 6, 4},
        {"abe\xCC\x81x", 2, 2, 2},
        {"abe\xCC\x81x", 3, 5, 3},
        {"🇰🇷x", 1, 0, 0},
        {"🇰🇷x", 2, 8, 2},
        {"👨\xE2\x80\x8D👩x", 2, 11, 2},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t used;
        struct slice text = slice_of(cases[i].text);
        assert_int_equal(text_fit(text, cases[i].columns, TEXT_ON_PAPER, &used), cases[i].bytes);
        assert_int_equal(used, cases[i].used);
    }
}

/* What fits is found without a look at all that follows: a text is cut into lines in a time in
 * proportion to its length. */
static void cuts_a_long_text_into_lines(void **state)
{
    (void)state;
    enum { COLUMNS = 40, LINES = EFFORT(200000) };
    struct buffer text = {0};
    for (size_t i = 0; i < COLUMNS * LINES - 1; i++)
        buffer_append_char(&text, 'a');
    buffer_append_string(&text, "é");
    size_t lines = 0;
    for (struct slice rest = buffer_slice(&text); rest.length; lines++) {
        size_t used;
        size_t fits = text_fit(rest, COLUMNS, TEXT_ON_PAPER, &used);
        assert_int_equal(used, COLUMNS);
        rest = slice_part(rest, fits, rest.length);
    }
    assert_int_equal(lines, LINES);
    buffer_free(&text);
}

/* --- ASCII spellings --- */

static void spells_every_latin_letter(void **state)
{
    (void)state;
    static const struct {
        uint32_t first, last;
    } ranges[] = {{0xA0, 0x24F}, {0x1E00, 0x1EFF}, {0x2010, 0x2027}, {0x2030, 0x205E}};
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        for (uint32_t character = ranges[i].first; character <= ranges[i].last; character++)
            if (character != 0xAD && !text_ascii(character))
                fail_msg("U+%04X has no spelling", (unsigned)character);
}

static void spells_printable_ascii_only(void **state)
{
    (void)state;
    for (uint32_t character = 0; character <= LAST_CHARACTER + 1; character++) {
        const char *ascii = text_ascii(character);
        bool printable = character >= ' ' && character <= '~';
        if (character < 0x80)
            assert_int_equal(ascii != NULL, printable);
        if (printable)
            assert_true(ascii[0] == (char)character && ascii[1] == '\0');
        assert_true(!ascii || *ascii);
        for (; ascii && *ascii; ascii++)
            assert_true(*ascii >= ' ' && *ascii <= '~');
    }
}

static void spells_examples(void **state)
{
    (void)state;
    static const struct {
        uint32_t character;
        const char *ascii;
    } cases[] = {
        {0xA0, " "},     {0xA3, "GBP"},  {0xBD, "1/2"},   {0xC5, "A"},     {0xDF, "ss"},
        {0x141, "L"},    {0x1FC, "AE"},  {0x218, "S"},    {0x1E9E, "SS"},  {0x2014, "-"},
        {0x201C, "\""},  {0x2022, "*"},  {0x2026, "..."}, {0x2074, "4"},   {0x20A9, "KRW"},
        {0x20AC, "EUR"}, {0x2122, "TM"}, {0x2163, "IV"},  {0x2192, "->"},  {0x2215, "/"},
        {0x2216, "\\"},  {0x2260, "!="}, {0x2265, ">="},  {0xFB03, "ffi"}, {0xFF21, "A"},
        {0x301, NULL},   {0x3B1, NULL},  {0xAC00, NULL},  {0x202E, NULL},  {0x226E, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *ascii = text_ascii(cases[i].character);
        assert_int_equal(ascii == NULL, cases[i].ascii == NULL);
        if (ascii)
            assert_string_equal(ascii, cases[i].ascii);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decodes_every_character),
        cmocka_unit_test(replaces_maximal_subparts),
        cmocka_unit_test(validity_equals_the_library),
        cmocka_unit_test(knows_ascii),
        cmocka_unit_test(knows_what_is_printable),
        cmocka_unit_test(keeps_clusters_whole),
        cmocka_unit_test(clusters_equal_the_library),
        cmocka_unit_test(character_widths_equal_the_libraries),
        cmocka_unit_test(fit_never_cuts_a_cluster),
        cmocka_unit_test(fits_examples),
        cmocka_unit_test(cuts_a_long_text_into_lines),
        cmocka_unit_test(spells_every_latin_letter),
        cmocka_unit_test(spells_printable_ascii_only),
        cmocka_unit_test(spells_examples),
    };
    /* Screen widths come from the C library, which knows them in a UTF-8 locale only. */
    if (!setlocale(LC_ALL, "C.UTF-8"))
        return EXIT_FAILURE;
    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
