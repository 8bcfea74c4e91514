/* The gate: nothing that acts or hides reaches a person, and nothing is dropped. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <unictype.h>

#include <cmocka.h>

#include "briefbook/gate.h"
#include "briefbook/text.h"
#include "support/effort.h"
#include "text-samples.h"

enum { LAST_CHARACTER = 0x10FFFF, SEQUENCES = EFFORT(200000), LONGEST_SEQUENCE = 10 };

static const unsigned all_flags[] = {GATE_LINES, GATE_ONE_LINE, GATE_ASCII,
                                     GATE_ONE_LINE | GATE_ASCII};
enum { FLAG_SETS = sizeof all_flags / sizeof *all_flags };

static struct buffer gated(struct slice raw, unsigned flags)
{
    struct buffer clean = {0};
    assert_true(gate_append(&clean, raw, flags));
    return clean;
}

static void check_gate(struct slice raw, unsigned flags, const char *expected)
{
    struct buffer clean = gated(raw, flags);
    if (strcmp(buffer_string(&clean), expected) != 0)
        print_error("flags %u\n", flags);
    assert_string_equal(buffer_string(&clean), expected);
    buffer_free(&clean);
}

/* Characters that must never come out, wherever they stand. */
static bool is_forbidden(uint32_t character, unsigned flags)
{
    if (character == '\n')
        return flags & GATE_ONE_LINE;
    if (flags & GATE_ASCII)
        return character < ' ' || character > '~';
    return uc_is_general_category(character, UC_CONTROL) ||
           uc_is_general_category(character, UC_PRIVATE_USE) ||
           uc_is_general_category(character, UC_UNASSIGNED) ||
           uc_is_general_category(character, UC_LINE_SEPARATOR) ||
           uc_is_general_category(character, UC_PARAGRAPH_SEPARATOR) ||
           uc_is_property_bidi_control(character) || character == 0xAD || character == 0x200B ||
           character == 0x2060 || character == 0xFEFF || character == 0xE0001;
}

/* What holds for any input: well-formed, nothing forbidden, stable, and never blank. */
static void check_harmless(struct slice raw)
{
    for (size_t i = 0; i < FLAG_SETS; i++) {
        struct buffer clean = gated(raw, all_flags[i]);
        struct slice text = buffer_slice(&clean);
        assert_true(text_is_valid(text, NULL));
        assert_int_equal(text.length == 0, raw.length == 0);
        for (size_t at = 0; at < text.length;) {
            uint32_t character;
            at += text_decode(slice_part(text, at, text.length), &character);
            if (is_forbidden(character, all_flags[i]))
                fail_msg("U+%04X came out", (unsigned)character);
        }
        struct buffer again = gated(text, all_flags[i]);
        assert_string_equal(buffer_string(&again), buffer_string(&clean));
        buffer_free(&clean);
        buffer_free(&again);
    }
}

static void check_character(uint32_t character)
{
    char bytes[4];
    check_harmless((struct slice){bytes, text_encode(character, bytes)});
}

/* --- single bytes and characters --- */

static void shows_each_byte(void **state)
{
    (void)state;
    for (unsigned byte = 0; byte < 256; byte++) {
        char raw[] = {'a', (char)byte, 'b', '\0'};
        char expected[16];
        struct slice text = {raw, 3};
        if (byte == '\t')
            strcpy(expected, "a b");
        else if (byte == '\r' || byte == '\n')
            strcpy(expected, "a\nb");
        else if (byte == 0 || byte >= 0x80)
            strcpy(expected, "a\xEF\xBF\xBD"
                             "b");
        else if (byte < ' ' || byte == 0x7F)
            (void)snprintf(expected, sizeof expected, "a^%cb", byte ^ 0x40);
        else
            strcpy(expected, raw);
        check_gate(text, GATE_LINES, expected);
        check_harmless(text);
        check_harmless((struct slice){raw + 1, 1});
    }
}

static void every_character_is_harmless(void **state)
{
    (void)state;
    for (uint32_t character = 0; character <= LAST_CHARACTER; character += EFFORT_STEP)
        check_character(character);
}

static void any_sequence_is_harmless(void **state)
{
    (void)state;
    static const uint32_t acting[] = {
        0x0,     0x7,     '\n',    '\r',    '\t',    ' ',     '1',     '#',     0x1B,    0x7F,
        0x85,    0x9B,    0xA9,    0xAD,    0x301,   0x34F,   0x600,   0x628,   0x64E,   0x61C,
        0x915,   0x94D,   0x93F,   0x115F,  0x1100,  0x1160,  0x1161,  0x11A8,  0x180B,  0x1820,
        0x200B,  0x200C,  0x200D,  0x200E,  0x2028,  0x202E,  0x20E3,  0x2066,  0x2764,  0x4E00,
        0xFE00,  0xFE0E,  0xFE0F,  0xFEFF,  0xFFFD,  0xE000,  0x1F1E6, 0x1F3FB, 0x1F3F4, 0x1F468,
        0x1F9FF, 0xE0061, 0xE0067, 0xE0062, 0xE007F, 0xE0100, 0x378,   0x21B5,  0x25CC,  0xAC00,
    };
    uint64_t seed = 3;
    for (size_t i = 0; i < SEQUENCES; i++) {
        char raw[4 * LONGEST_SEQUENCE];
        size_t length = 0;
        for (size_t j = 1 + next_random(&seed) % LONGEST_SEQUENCE; j > 0; j--) {
            uint32_t character = acting[next_random(&seed) % (sizeof acting / sizeof *acting)];
            if (next_random(&seed) % 16 == 0)
                raw[length++] = (char)(next_random(&seed) % 256);
            else
                length += text_encode(character, raw + length);
        }
        check_harmless((struct slice){raw, length});
    }
}

/* --- tables of cases --- */

struct gate_case {
    struct slice raw;
    const char *lines; /* through GATE_LINES */
    const char *ascii; /* through GATE_ASCII; NULL if the same */
};

static void check_cases(const struct gate_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        check_gate(cases[i].raw, GATE_LINES, cases[i].lines);
        check_gate(cases[i].raw, GATE_ASCII, cases[i].ascii ? cases[i].ascii : cases[i].lines);
        check_harmless(cases[i].raw);
    }
}

#define CHECK_CASES(cases) check_cases(cases, sizeof(cases) / sizeof *(cases))

static void disarms_terminal_sequences(void **state)
{
    (void)state;
    const struct gate_case cases[] = {
        {SLICE("\x1B[2J\x1B[H"), "^[[2J^[[H", NULL},
        {SLICE("\x1B[31mred\x1B[0m"), "^[[31mred^[[0m", NULL},
        {SLICE("\x1B]0;title\x07"), "^[]0;title^G", NULL},
        {SLICE("\x1B]52;c;QQ==\x1B\\"), "^[]52;c;QQ==^[\\", NULL},
        {SLICE("\x1B]8;;http://example.org\x07x\x1B]8;;\x07"),
         "^[]8;;http://example.org^Gx^[]8;;^G", NULL},
        {SLICE("\x1BP+q544e\x1B\\"), "^[P+q544e^[\\", NULL},
        {SLICE("\x1B_Gi=1;AAAA\x1B\\\x1B^x\x1BX"), "^[_Gi=1;AAAA^[\\^[^x^[X", NULL},
        {SLICE("\x9B"
               "2J"),
         "\xEF\xBF\xBD"
         "2J",
         "?2J"},
        {SLICE("\x9D"
               "0;t\x9C"),
         "\xEF\xBF\xBD"
         "0;t\xEF\xBF\xBD",
         "?0;t?"},
        {SLICE("\x90q\x9C"), "\xEF\xBF\xBDq\xEF\xBF\xBD", "?q?"},
        {SLICE("\xC2\x9B"
               "2J"),
         "<U+009B>2J", NULL},
        {SLICE("\xC2\x9D"
               "0;t\xC2\x9C"),
         "<U+009D>0;t<U+009C>", NULL},
        {SLICE("\xC2\x90q"), "<U+0090>q", NULL},
        {SLICE("ab\b\bxy\x0E\x0F\x05"), "ab^H^Hxy^N^O^E", NULL},
        {SLICE("\v\f\x7F"), "^K^L^?", NULL},
    };
    CHECK_CASES(cases);
}

/* CVE-2021-42574, and its kin. */
static void shows_what_reorders_or_hides(void **state)
{
    (void)state;
    static const uint32_t hidden[] = {
        0x061C,  0x200E,  0x200F,   0x202A,  0x202B,  0x202C, 0x202D, 0x202E,   0x2066,
        0x2067,  0x2068,  0x2069,   0x00AD,  0x034F,  0x115F, 0x1160, 0x17B4,   0x17B5,
        0x180B,  0x180E,  0x200B,   0x200C,  0x200D,  0x2060, 0x2061, 0x2064,   0x206A,
        0x206F,  0x3164,  0xFE00,   0xFE0F,  0xFEFF,  0xFFA0, 0xFFF9, 0xFFFB,   0x1D173,
        0xE0001, 0xE0020, 0xE007F,  0xE0100, 0xE01EF, 0xE000, 0xF8FF, 0x100000, 0xFDD0,
        0xFFFE,  0xFFFF,  0x10FFFF, 0x378,   0x80,    0x9F,
    };
    for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++) {
        struct buffer raw = {0};
        char expected[32];
        buffer_append_string(&raw, "a");
        text_append(&raw, hidden[i]);
        buffer_append_string(&raw, "b");
        (void)snprintf(expected, sizeof expected, "a<U+%04X>b", (unsigned)hidden[i]);
        for (size_t j = 0; j < FLAG_SETS; j++)
            check_gate(buffer_slice(&raw), all_flags[j], expected);
        buffer_free(&raw);
    }
}

/* Tags that make flags of a black flag. */
#define TAG_A   "\xF3\xA0\x81\xA1"
#define TAG_Z   "\xF3\xA0\x81\xBA"
#define TAG_7   "\xF3\xA0\x80\xB7"
#define TAG_END "\xF3\xA0\x81\xBF"

static void lets_text_pass(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "Plain text, with signs: !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
        "한국 북대서양",
        "\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB",
        "e\xCC\x81\xCC\xA3 é «ß» … “q” – — € ½",
        "a\xC2\xA0"
        "b\xE3\x80\x80"
        "c\xE2\x80\x89"
        "d",
        " \xCC\x81 a mark on a blank",
        "हिन्दी क्\xE2\x80\x8Dष क्\xE2\x80\x8Cष র\xE2\x80\x8D্য",
        "می\xE2\x80\x8Cخواهم بَ\xE2\x80\x8Cا ه\xE2\x80\x8D",
        "\xD8\x80\xD9\xA1",                  /* a number sign of Arabic */
        "\xE1\xA0\xA0\xE1\xA0\x8B",          /* Mongolian with a selector */
        "葛\xF3\xA0\x84\x80 辻\xEF\xB8\x80", /* ideographs with selectors */
        "≩\xEF\xB8\x80",
        "❤\xEF\xB8\x8F ☎\xEF\xB8\x8E 1\xEF\xB8\x8F\xE2\x83\xA3 #\xEF\xB8\x8F\xE2\x83\xA3",
        "👨\xE2\x80\x8D👩\xE2\x80\x8D👧\xE2\x80\x8D👦",
        "❤\xEF\xB8\x8F\xE2\x80\x8D🔥 👩🏽\xE2\x80\x8D🚀 👍🏿",
        "🇰🇷🇺🇳",
        ("🏴" TAG_A TAG_Z TAG_A TAG_END),
        ("🏴" TAG_A TAG_Z TAG_7 TAG_7 TAG_A TAG_A TAG_END "x"),
        "\xE1\x84\x80\xE1\x85\xA0 \xE1\x85\x9F\xE1\x85\xA1", /* Hangul fillers in syllables */
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        check_gate(slice_of(texts[i]), GATE_LINES, texts[i]);
        check_gate(slice_of(texts[i]), GATE_ONE_LINE, texts[i]);
        check_harmless(slice_of(texts[i]));
    }
}

static void shows_joiners_out_of_place(void **state)
{
    (void)state;
    const struct gate_case cases[] = {
        {SLICE("a\xE2\x80\x8D"
               "b"),
         "a<U+200D>b", NULL},
        {SLICE("क\xE2\x80\x8D\xE2\x80\x8D"), "क\xE2\x80\x8D<U+200D>", "<U+0915><U+200D><U+200D>"},
        {SLICE("😀\xE2\x80\x8Dx"), "😀<U+200D>x", "<U+1F600><U+200D>x"},
        {SLICE("😀\xE2\x80\x8D\xF3\xB0\x80\x80"), "😀<U+200D><U+F0000>",
         "<U+1F600><U+200D><U+F0000>"},
        {SLICE("😀\xE2\x80\x8C😀"), "😀<U+200C>😀", "<U+1F600><U+200C><U+1F600>"},
        {SLICE("1\xEF\xB8\x8F"), "1<U+FE0F>", NULL},
        {SLICE("x\xEF\xB8\x8F"), "x<U+FE0F>", NULL},
        {SLICE("❤\xEF\xB8\x8F\xEF\xB8\x8F"), "❤\xEF\xB8\x8F<U+FE0F>", "<U+2764><U+FE0F><U+FE0F>"},
        {SLICE("0\xEF\xB8\x80"), "0<U+FE00>", NULL},
        {SLICE("é\xF3\xA0\x84\x80"), "é<U+E0100>", "e<U+E0100>"},
        {SLICE("가\xE1\xA0\x8B"), "가<U+180B>", "<U+AC00><U+180B>"},
        {SLICE("\n\xEF\xB8\x8F"), "\n<U+FE0F>", NULL},
        /* a flag's tags: too few, too many, of a wrong kind, without their end, without the flag */
        {SLICE("🏴" TAG_A TAG_Z TAG_END), "🏴<U+E0061><U+E007A><U+E007F>",
         "<U+1F3F4><U+E0061><U+E007A><U+E007F>"},
        {SLICE("🏴" TAG_A TAG_A TAG_A TAG_A TAG_A TAG_A TAG_A TAG_END),
         "🏴<U+E0061><U+E0061><U+E0061><U+E0061><U+E0061><U+E0061><U+E0061><U+E007F>",
         "<U+1F3F4><U+E0061><U+E0061><U+E0061><U+E0061><U+E0061><U+E0061><U+E0061><U+E007F>"},
        {SLICE("🏴\xF3\xA0\x80\xBA" TAG_A TAG_A TAG_END),
         "🏴<U+E003A><U+E0061><U+E0061><U+E007F>",
         "<U+1F3F4><U+E003A><U+E0061><U+E0061><U+E007F>"},
        {SLICE("🏴" TAG_A TAG_A TAG_A), "🏴<U+E0061><U+E0061><U+E0061>",
         "<U+1F3F4><U+E0061><U+E0061><U+E0061>"},
        {SLICE("😀" TAG_A), "😀<U+E0061>", "<U+1F600><U+E0061>"},
        /* a pictograph to come that is not assigned, and Hangul fillers beside a filler */
        {SLICE("😀\xE2\x80\x8D\xF0\x9F\xBF\xBD"), "😀<U+200D><U+1FFFD>",
         "<U+1F600><U+200D><U+1FFFD>"},
        {SLICE("\xE1\x84\x80\xE1\x85\xA0\xE1\x85\xA0"), "\xE1\x84\x80\xE1\x85\xA0<U+1160>",
         "<U+1100><U+1160><U+1160>"},
        {SLICE("a\xE1\x85\x9F\xE1\x85\xA0"), "a<U+115F><U+1160>", NULL},
    };
    CHECK_CASES(cases);
}

static void gives_marks_a_base(void **state)
{
    (void)state;
    const struct gate_case cases[] = {
        {SLICE("\xCC\x81x"), "◌\xCC\x81x", "<U+0301>x"},
        {SLICE("a\n\xCC\x81"), "a\n◌\xCC\x81", "a\n<U+0301>"},
        {SLICE("a\x01\xCC\x81\xCC\x82"), "a^A◌\xCC\x81\xCC\x82", "a^A<U+0301><U+0302>"},
        {SLICE("\xFF\xCC\x81"), "\xEF\xBF\xBD◌\xCC\x81", "?<U+0301>"},
        {SLICE("\xE0\xA4\xBF"), "◌\xE0\xA4\xBF", "<U+093F>"},
        {SLICE("e\xCC\x81\xCC\xA7 \xCC\x81"), "e\xCC\x81\xCC\xA7 \xCC\x81", "e <U+0301>"},
        {SLICE("=\xCC\xB8"), "=\xCC\xB8", "=<U+0338>"},
    };
    CHECK_CASES(cases);
}

static void spells_in_ascii(void **state)
{
    (void)state;
    static const struct {
        const char *raw, *ascii;
    } cases[] = {
        {"“It’s – ½ ≥ ¼” … • →", "\"It's - 1/2 >= 1/4\" ... * ->"},
        {"Łódź Øre Þór Ænes Œuvre Straße", "Lodz Ore Thor AEnes OEuvre Strasse"},
        {"€5 £6 ₩7 10\xC2\xA0%", "EUR5 GBP6 KRW7 10 %"},
        {"가", "<U+AC00>"},
        {"a ≠ b", "a != b"},
        {"ﬁ ② ㎏ ™ №", "fi 2 kg TM No"},
        {"one↵two", "one / two"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_gate(slice_of(cases[i].raw), GATE_ASCII, cases[i].ascii);
}

static void treats_line_ends(void **state)
{
    (void)state;
    static const struct {
        const char *raw, *lines, *one_line, *ascii_line;
    } cases[] = {
        {"a\nb", "a\nb", "a↵b", "a / b"},
        {"a\r\nb", "a\nb", "a↵b", "a / b"},
        {"a\rb", "a\nb", "a↵b", "a / b"},
        {"a\n\rb", "a\n\nb", "a↵↵b", "a /  / b"},
        {"a\r\r\nb", "a\n\nb", "a↵↵b", "a /  / b"},
        {"a\xC2\x85"
         "b",
         "a\nb", "a↵b", "a / b"},
        {"a\xE2\x80\xA8"
         "b\xE2\x80\xA9",
         "a\nb\n", "a↵b↵", "a / b / "},
        {"a\tb", "a b", "a b", "a b"},
        {"\r", "\n", "↵", " / "},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        check_gate(slice_of(cases[i].raw), GATE_LINES, cases[i].lines);
        check_gate(slice_of(cases[i].raw), GATE_ONE_LINE, cases[i].one_line);
        check_gate(slice_of(cases[i].raw), GATE_ONE_LINE | GATE_ASCII, cases[i].ascii_line);
    }
}

static void replaces_ill_formed_parts(void **state)
{
    (void)state;
    const struct gate_case cases[] = {
        {SLICE("a\0b"),
         "a\xEF\xBF\xBD"
         "b",
         "a?b"},
        {SLICE("\xE2\x82"), "\xEF\xBF\xBD", "?"},
        {SLICE("\xED\xA0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", "???"},
        {SLICE("\xC0\x8A"), "\xEF\xBF\xBD\xEF\xBF\xBD", "??"},
        {SLICE("\xEF\xBF\xBD"), "\xEF\xBF\xBD", "?"},
    };
    CHECK_CASES(cases);
}

static void appends_to_what_is_there(void **state)
{
    (void)state;
    struct buffer clean = {0};
    buffer_append_string(&clean, "x");
    assert_true(gate_append(&clean, SLICE("\xCC\x81"), GATE_LINES));
    assert_true(gate_append(&clean, (struct slice){NULL, 0}, GATE_LINES));
    assert_string_equal(buffer_string(&clean), "x◌\xCC\x81");
    clean.failed = true;
    assert_false(gate_append(&clean, SLICE("a"), GATE_LINES));
    buffer_free(&clean);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shows_each_byte),
        cmocka_unit_test(every_character_is_harmless),
        cmocka_unit_test(any_sequence_is_harmless),
        cmocka_unit_test(disarms_terminal_sequences),
        cmocka_unit_test(shows_what_reorders_or_hides),
        cmocka_unit_test(lets_text_pass),
        cmocka_unit_test(shows_joiners_out_of_place),
        cmocka_unit_test(gives_marks_a_base),
        cmocka_unit_test(spells_in_ascii),
        cmocka_unit_test(treats_line_ends),
        cmocka_unit_test(replaces_ill_formed_parts),
        cmocka_unit_test(appends_to_what_is_there),
    };
    return cmocka_run_group_tests_name("gate", tests, NULL, NULL);
}
