/* test-date-parse.c: what is read as a date, as which days, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "briefbook/date.h"

struct span_case {
    const char *text;
    const char *earliest; /* "past" or "future" for an end that is open or unknown */
    const char *latest;
    const char *qualifier;
};

static const struct span_case spans[] = {
    /* Level 0: dates */
    {"2023-02-14", "2023-02-14", "2023-02-14", ""},
    {"2023-02", "2023-02-01", "2023-02-28", ""},
    {"2024-02", "2024-02-01", "2024-02-29", ""},
    {"1900-02", "1900-02-01", "1900-02-28", ""},
    {"2000-02-29", "2000-02-29", "2000-02-29", ""},
    {"2023-12", "2023-12-01", "2023-12-31", ""},
    {"2023-12-31", "2023-12-31", "2023-12-31", ""},
    {"2023", "2023-01-01", "2023-12-31", ""},
    {"0000", "0000-01-01", "0000-12-31", ""},
    {"9999-12-31", "9999-12-31", "9999-12-31", ""},
    /* Level 0: dates with a time */
    {"2023-02-14T18:22:00", "2023-02-14", "2023-02-14", ""},
    {"2023-02-14T18:22:00Z", "2023-02-14", "2023-02-14", ""},
    {"2023-02-14T23:59:60Z", "2023-02-14", "2023-02-14", ""},
    {"2023-02-14T00:00:00+09:00", "2023-02-14", "2023-02-14", ""},
    {"2023-02-14T18:22:00-04", "2023-02-14", "2023-02-14", ""},
    {"-0001-02-14T18:22:00Z", "-0001-02-14", "-0001-02-14", ""},
    /* Level 0: intervals */
    {"1964/2008", "1964-01-01", "2008-12-31", ""},
    {"2021-11/2023-02", "2021-11-01", "2023-02-28", ""},
    {"2023-02-13/2023-02-14", "2023-02-13", "2023-02-14", ""},
    {"2004-02-01/2005", "2004-02-01", "2005-12-31", ""},
    {"2023-02-13/2023-02", "2023-02-13", "2023-02-28", ""},
    {"2023/2023-02-13", "2023-01-01", "2023-02-13", ""},
    {"2023-02-14/2023-02-14", "2023-02-14", "2023-02-14", ""},
    /* Level 1: long years and years before 0000 */
    {"Y12023", "12023-01-01", "12023-12-31", ""},
    {"Y-12023", "-12023-01-01", "-12023-12-31", ""},
    {"Y5000000", "5000000-01-01", "5000000-12-31", ""},
    {"Y-5000000", "-5000000-01-01", "-5000000-12-31", ""},
    {"Y12023~", "12023-01-01", "12023-12-31", "~"},
    {"-1985", "-1985-01-01", "-1985-12-31", ""},
    {"-0044-03-15", "-0044-03-15", "-0044-03-15", ""},
    {"-0004-02-29", "-0004-02-29", "-0004-02-29", ""},
    {"-019X", "-0199-01-01", "-0190-12-31", ""},
    /* Level 1: seasons */
    {"2023-21", "2023-03-01", "2023-05-31", ""},
    {"2023-22", "2023-06-01", "2023-08-31", ""},
    {"2023-23", "2023-09-01", "2023-11-30", ""},
    {"2023-24", "2023-12-01", "2024-02-29", ""},
    {"2023-21~", "2023-03-01", "2023-05-31", "~"},
    /* Level 1: qualification */
    {"1984?", "1984-01-01", "1984-12-31", "?"},
    {"2023-01~", "2023-01-01", "2023-01-31", "~"},
    {"2004-06-11%", "2004-06-11", "2004-06-11", "%"},
    {"201X?", "2010-01-01", "2019-12-31", "?"},
    /* Level 1: unspecified digits */
    {"202X", "2020-01-01", "2029-12-31", ""},
    {"20XX", "2000-01-01", "2099-12-31", ""},
    {"2023-XX", "2023-01-01", "2023-12-31", ""},
    {"1985-04-XX", "1985-04-01", "1985-04-30", ""},
    {"1985-XX-XX", "1985-01-01", "1985-12-31", ""},
    {"2023-XX~", "2023-01-01", "2023-12-31", "~"},
    /* Level 1: intervals */
    {"../2023", "past", "2023-12-31", ""},
    {"/2023", "past", "2023-12-31", ""},
    {"2023/..", "2023-01-01", "future", ""},
    {"2023/", "2023-01-01", "future", ""},
    {"1985-04-12/..", "1985-04-12", "future", ""},
    {"1984~/2004-06", "1984-01-01", "2004-06-30", "~"},
    {"1984/2004-06?", "1984-01-01", "2004-06-30", "?"},
    {"1984?/2004~", "1984-01-01", "2004-12-31", "%"},
    {"1984~/2004?", "1984-01-01", "2004-12-31", "%"},
    {"../2023%", "past", "2023-12-31", "%"},
    {"2023-21/2023-22", "2023-03-01", "2023-08-31", ""},
    {"201X/Y12023", "2010-01-01", "12023-12-31", ""},
    {"-0044/-0043", "-0044-01-01", "-0043-12-31", ""},
    {"-0001/0001", "-0001-01-01", "0001-12-31", ""},
    /* Level 2: one of a set */
    {"[2023-02-13,2023-02-14]", "2023-02-13", "2023-02-14", ""},
    {"[1667,1668,1670..1672]", "1667-01-01", "1672-12-31", ""},
    {"[..1760-12]", "past", "1760-12-31", ""},
    {"[1760-12..]", "1760-12-01", "future", ""},
    {"[1667,1760-12]", "1667-01-01", "1760-12-31", ""},
    {"[1760,1667]", "1667-01-01", "1760-12-31", ""},
    {"[1760,1762..]", "1760-01-01", "future", ""},
    {"[..1760,1762]", "past", "1762-12-31", ""},
    {"[2023]", "2023-01-01", "2023-12-31", ""},
    {"[1984~,1985?]", "1984-01-01", "1985-12-31", "%"},
    {"[1984?,1985~]", "1984-01-01", "1985-12-31", "%"},
    {"[1984..1985~]", "1984-01-01", "1985-12-31", "~"},
};

static const char *const impossible[] = {
    "2023-02-29", /* no leap year */
    "1900-02-29", /* nor is this */
    "2023-04-31", /* a day that its month has not */
    "2023-02-00", /* days count from 1 */
    "2023-02-32", /* no month has it */
    "2023-00",    /* months count from 1 */
    "2023-13",    /* no month and no season */
    "2023-20",    /* the number before the seasons */
    "2023-25",    /* and the one after */
    "2023-99",
    "2023-13-01", /* a day in no month */
    "2023-13-XX",
    "2023-21-01", /* a day in a season */
    "2023-21-XX",
    "2023-02-29~", /* however approximate */
    "-0000",       /* the year 0000 has no sign */
    "-0000-01-01",
    "2023-02-14T24:00:00",    /* hours end at 23 */
    "2023-02-14T18:60:00",    /* minutes at 59 */
    "2023-02-14T18:22:61",    /* seconds at 60 */
    "2023-02-14T18:22:00+24", /* shifts at 23 */
    "2023-02-14T18:22:00+09:60",
    "2023-02-29T18:22:00",
    "2023-02-00T18:22:00",
    "2023/2022", /* an end before its start */
    "2023-02-14/2023-02-13",
    "2023-02-14/2023-01",
    "2023-02-29/2023-03-01", /* an impossible start */
    "2023-02-01/2023-02-29", /* an impossible end */
    "2023-02-29/..",
    "../2023-13",
    "[2023-02-29]",
    "[2023,2023-13]",
    "[2023..2022]",
    "[..2023-13]",
    "[2023-13..]",
    "Y5000001",
    "Y-5000001",
    "Y170000002",
    "Y99999999999999999999999999",
};

static const char *const not_edtf[] = {
    "February 2023",
    "14 Feb 2023",
    "14/02/2023",
    "02/14/2023",
    "2023-2-14",
    "2023-02-1",
    "2023-02-",
    "2023-",
    "2023/02/14",
    "20230214",
    "2023.02.14",
    "202",
    "20233",
    "-",
    "-202",
    "+2023",
    "2023-02-14 ",
    " 2023-02-14",
    "2023-02-14x",
    "2023-02-29x", /* impossible, but of no form either */
    "2023-02-14-15",
    "2023-02-14T",
    "2023-02-14T1",
    "2023-02-14T18",
    "2023-02-14T18:22",
    "2023-02-14T18:2",
    "2023-02-14T18:22:0",
    "2023-02-14T18-22-00",
    "2023-02-14T18:22-00",
    "2023-02-14T18:22:00+",
    "2023-02-14T18:22:00+9",
    "2023-02-14T18:22:00+09:",
    "2023-02-14T18:22:00+09:0",
    "2023-02-14T18:22:00Z+09",
    "2023-02-14t18:22:00",
    "2023-02-14~T18:22:00",
    "2023-02T18:22:00",
    "2023-02-XXT18:22:00",
    "2023-02-14T18:22:00/2023-02-15",
    "2023-02-14T18:22:00~",
    "2023?~",
    "2023%?",
    "2023~~",
    "?2023",
    "2004-06~-11",
    "XXXX",
    "2XXX",
    "202x",
    "2X23",
    "X023",
    "201X-05",
    "2023-X",
    "2023-X1",
    "2023-1X",
    "2023-XX-14",
    "2023-02-3X",
    "2023-02-X",
    "Y2023",
    "Y02023",
    "Y-02023",
    "Y",
    "Y-",
    "Y17E7",
    "Y12023-01",
    "y12023",
    "/",
    "../..",
    "../",
    "/..",
    "..",
    ".",
    "./2023",
    "2023/.",
    "2023/...",
    "2023..2024",
    "2023/2024/2025",
    "//2023",
    "2023//",
    "2023/x",
    "x/2023",
    "{1667,1668}",
    "[]",
    "[",
    "[2023",
    "2023]",
    "[2023]]",
    "[2023,]",
    "[,2023]",
    "[2023, 2024]",
    "[..]",
    "[..2023..]",
    "[2023..,2024]",
    "[2023,..2024]",
    "[2023..x]",
    "[..x]",
    "[2023.2024]",
    "[2023-02-14T18:22:00]",
    "[2023/2024]",
};

/* The examples of the format's description. */
static const char *const format_examples[] = {
    "2023-02-14", "2023-02", "2023",    "2023-01~", "2021-11/2023-02",
    "../2023",    "2023-21", "2023-XX", "202X",
};

static const char *const blanks[] = {"", " ", "\t", "\r\n", " \t "};

static const char *describe_day(int32_t day_number, char text[32])
{
    if (day_number == DATE_DISTANT_PAST)
        return "past";
    if (day_number == DATE_DISTANT_FUTURE)
        return "future";
    int32_t year;
    int month, day;
    date_calendar(day_number, &year, &month, &day);
    snprintf(text, 32, "%s%04d-%02d-%02d", year < 0 ? "-" : "", year < 0 ? -year : year, month,
             day);
    return text;
}

static const char *describe_qualifier(const struct date *date)
{
    if (date->approximate)
        return date->uncertain ? "%" : "~";
    return date->uncertain ? "?" : "";
}

static void test_spans(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof spans / sizeof spans[0]; i++) {
        const struct span_case *expected = &spans[i];
        struct date date = {0};
        enum date_status status = date_parse(slice_of(expected->text), &date);
        if (status != DATE_OK)
            fail_msg("%s: status %d", expected->text, (int)status);
        char earliest[32], latest[32], found[128], wanted[128];
        snprintf(found, sizeof found, "%s: %s to %s %s", expected->text,
                 describe_day(date.earliest, earliest), describe_day(date.latest, latest),
                 describe_qualifier(&date));
        snprintf(wanted, sizeof wanted, "%s: %s to %s %s", expected->text, expected->earliest,
                 expected->latest, expected->qualifier);
        assert_string_equal(found, wanted);
    }
}

/* A refused text must leave the date as it was. */
static void expect_refusal(const char *text, enum date_status expected)
{
    struct date date = {.earliest = 7, .latest = 9, .approximate = true};
    enum date_status status = date_parse(slice_of(text), &date);
    if (status != expected)
        fail_msg("%s: status %d instead of %d", text, (int)status, (int)expected);
    assert_int_equal(date.earliest, 7);
    assert_int_equal(date.latest, 9);
    assert_true(date.approximate);
    assert_false(date.uncertain);
}

static void test_impossible(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof impossible / sizeof impossible[0]; i++)
        expect_refusal(impossible[i], DATE_IMPOSSIBLE);
}

static void test_not_edtf(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof not_edtf / sizeof not_edtf[0]; i++)
        expect_refusal(not_edtf[i], DATE_NOT_EDTF);
}

static void test_blank(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof blanks / sizeof blanks[0]; i++)
        expect_refusal(blanks[i], DATE_BLANK);
    expect_refusal(NULL, DATE_BLANK);
}

static void test_format_examples(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof format_examples / sizeof format_examples[0]; i++) {
        struct date date;
        assert_int_equal(date_parse(slice_of(format_examples[i]), &date), DATE_OK);
        assert_true(date.earliest <= date.latest);
    }
}

/* Reading must stay within the slice, which is not terminated: each prefix of each text stands in
 * memory of just its size, where the sanitizers watch. A NUL inside is no end. */
static void test_slices_are_not_terminated(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof spans / sizeof spans[0]; i++) {
        size_t length = strlen(spans[i].text);
        for (size_t part = 1; part <= length; part++) {
            char *exact = test_malloc(part);
            memcpy(exact, spans[i].text, part);
            struct date date;
            date_parse((struct slice){exact, part}, &date);
            test_free(exact);
        }
    }
    struct date date;
    assert_int_equal(date_parse(SLICE("2023\0"), &date), DATE_NOT_EDTF);
    assert_int_equal(date_parse(SLICE("2023-02-14/2023-02-15"), &date), DATE_OK);
}

/* Every byte in place of every byte of some dates: nothing but a status comes of it, and a span
 * that is accepted has its ends in order. */
static void test_altered_bytes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof spans / sizeof spans[0]; i++) {
        char text[64];
        size_t length = strlen(spans[i].text);
        for (size_t at = 0; at < length; at++) {
            memcpy(text, spans[i].text, length);
            for (int byte = 0; byte < 256; byte++) {
                text[at] = (char)byte;
                struct date date = {0};
                if (date_parse((struct slice){text, length}, &date) == DATE_OK)
                    assert_true(date.earliest <= date.latest);
            }
        }
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spans),           cmocka_unit_test(test_impossible),
        cmocka_unit_test(test_not_edtf),        cmocka_unit_test(test_blank),
        cmocka_unit_test(test_format_examples), cmocka_unit_test(test_slices_are_not_terminated),
        cmocka_unit_test(test_altered_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
