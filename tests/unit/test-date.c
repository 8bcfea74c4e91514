/* test-date.c: the calendar; ordering, overlap and shortening of dates. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include <cmocka.h>

#include "briefbook/date.h"

enum { SECONDS_IN_DAY = 86400 };

static void expect_same_day(int64_t day_number)
{
    time_t seconds = (time_t)(day_number * SECONDS_IN_DAY);
    struct tm reference;
    assert_non_null(gmtime_r(&seconds, &reference));
    int32_t year;
    int month, day;
    date_calendar((int32_t)day_number, &year, &month, &day);
    assert_int_equal(year, (int64_t)reference.tm_year + 1900);
    assert_int_equal(month, reference.tm_mon + 1);
    assert_int_equal(day, reference.tm_mday);
    assert_int_equal(timegm(&reference), seconds);
    assert_int_equal(date_day_number(year, month, day), day_number);
}

/* Compared with the C library: each day over four 400-year cycles on either side, then days far
 * apart over the whole range. */
static void test_day_numbers(void **state)
{
    (void)state;
    for (int64_t day = -600000; day <= 600000; day++)
        expect_same_day(day);
    for (int64_t day = INT32_MIN; day <= INT32_MAX; day += 1000003)
        expect_same_day(day);
    expect_same_day(INT32_MAX);
    assert_int_equal(date_day_number(1970, 1, 1), 0);
    assert_int_equal(date_day_number(2000, 3, 1), 11017);
    assert_int_equal(date_day_number(1969, 12, 31), -1);
}

static struct date parsed(const char *text)
{
    struct date date = {0};
    assert_int_equal(date_parse(slice_of(text), &date), DATE_OK);
    return date;
}

static void test_compare(void **state)
{
    (void)state;
    /* In ascending order: the earliest day first, of equal ones the shorter span. */
    static const char *const ordered[] = {"../2022",    "../2023", "-0044",      "2022-12-31",
                                          "2023-01-01", "2023-01", "2023",       "2023-01-01/..",
                                          "2023-01-02", "2023-02", "2023-02-14", "Y12023"};
    size_t count = sizeof ordered / sizeof ordered[0];
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count; j++) {
            struct date a = parsed(ordered[i]), b = parsed(ordered[j]);
            int order = date_compare(&a, &b);
            assert_int_equal((order > 0) - (order < 0), (i > j) - (i < j));
        }
    struct date plain = parsed("2023"), approximate = parsed("2023~");
    assert_int_equal(date_compare(&plain, &approximate), 0);
}

static void test_overlaps(void **state)
{
    (void)state;
    static const struct {
        const char *a;
        const char *b;
        bool overlaps;
    } cases[] = {
        {"2023-02-14", "2023-02-14", true},
        {"2023-02-14", "2023-02-15", false},
        {"2023-02-14", "2023-02", true},
        {"2023-02-14", "2023", true},
        {"2023-01-31", "2023-02", false},
        {"2023-02-13/2023-02-14", "2023-02-14/2023-02-15", true},
        {"2023-02-13/2023-02-14", "2023-02-15/2023-02-16", false},
        {"../2022", "2023", false},
        {"../2023", "2023-12-31", true},
        {"2023/..", "2022-12-31", false},
        {"../2022", "../1000", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct date a = parsed(cases[i].a), b = parsed(cases[i].b);
        if (date_overlaps(&a, &b) != cases[i].overlaps ||
            date_overlaps(&b, &a) != cases[i].overlaps)
            fail_msg("%s and %s", cases[i].a, cases[i].b);
    }
}

static void test_append(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *shown;
    } cases[] = {
        {"2023-02-14", "2023-02-14"},
        {"2023-02-13/2023-02-14", "2023-02-13/14"},
        {"2023-01-30/2023-02-02", "2023-01-30/02-02"},
        {"2022-12-31/2023-01-01", "2022-12-31/2023-01-01"},
        {"2023-01-13/2023-02-13", "2023-01-13/02-13"},
        {"2023-01/2023-02", "2023-01/02"},
        {"2021-11/2023-02", "2021-11/2023-02"},
        {"2022/2023", "2022/2023"},
        {"2023-02-13/2023-02-13", "2023-02-13"},
        {"2023/2023", "2023"},
        {"-0044/-0043", "-0044/-0043"},
        {"-0044-03-14/-0044-03-15", "-0044-03-14/15"},
        {"2023-01/2023-02-14", "2023-01/2023-02-14"},
        {"2023-02-13~/2023-02-14", "2023-02-13~/2023-02-14"},
        {"2023-02-13/2023-02-14?", "2023-02-13/2023-02-14?"},
        {"2023-02-13~/2023-02-14~", "2023-02-13~/2023-02-14~"},
        {"2023-01-XX/2023-02-XX", "2023-01-XX/2023-02-XX"},
        {"Y12023/Y12024", "Y12023/Y12024"},
        {"2023-02-13/..", "2023-02-13/.."},
        {"../2023", "../2023"},
        {"2023-02-14/2023-02-13", "2023-02-14/2023-02-13"}, /* impossible */
        {"2023-02-28/2023-02-29", "2023-02-28/2023-02-29"}, /* */
        {"2023-02-29/2023-02-30", "2023-02-29/2023-02-30"}, /* */
        {"[2023-02-13,2023-02-14]", "[2023-02-13,2023-02-14]"},
        {"early 2023", "early 2023"},
        {"02/14/2023", "02/14/2023"},
        {"02/14", "02/14"},
        {"/", "/"},
        {"2023/2023/2023", "2023/2023/2023"},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct buffer buffer = {0};
        assert_true(date_append(&buffer, slice_of(cases[i].text)));
        assert_string_equal(buffer_string(&buffer), cases[i].shown);
        buffer_free(&buffer);
    }
}

static void test_append_span(void **state)
{
    (void)state;
    static const struct {
        const char *start;
        const char *end;
        const char *shown;
    } cases[] = {
        {"2023-02-13", "2023-02-14", "2023-02-13/14"},
        {"2023-01-30", "2023-02-02", "2023-01-30/02-02"},
        {"2023-02-13", "2023-02-13", "2023-02-13"},
        {"2023-02-13", "", "2023-02-13"},
        {"2023-02-13", "  ", "2023-02-13"},
        {"", "2023-02-14", "../2023-02-14"},
        {" ", "2023-02-14", "../2023-02-14"},
        {"", "", ""},
        {" ", "", ""},
        {"2023-02-13/2023-02-14", "", "2023-02-13/14"},
        {"2023-02-13~", "2023-02-14", "2023-02-13~/2023-02-14"},
        {"2023", "2023-02-14", "2023/2023-02-14"},
        {"early 2023", "March", "early 2023/March"},
        {"early 2023", "early 2023", "early 2023"},
        {"2023-02-14", "2023-02-13", "2023-02-14/2023-02-13"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct buffer buffer = {0};
        assert_true(date_append_span(&buffer, slice_of(cases[i].start), slice_of(cases[i].end)));
        assert_string_equal(buffer_string(&buffer), cases[i].shown);
        buffer_free(&buffer);
    }
}

/* A buffer that already failed says so, whatever part the date is in. */
static void test_append_without_memory(void **state)
{
    (void)state;
    struct buffer failed = {.failed = true};
    assert_false(date_append(&failed, SLICE("2023")));
    assert_false(date_append(&failed, SLICE("2023-02-13/2023-02-14")));
    assert_false(date_append(&failed, SLICE("2023/2023")));
    assert_false(date_append_span(&failed, SLICE("2023"), SLICE("2024")));
    assert_false(date_append_span(&failed, SLICE(""), SLICE("2024")));
    assert_false(date_append_span(&failed, SLICE("2023"), SLICE("")));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_day_numbers), cmocka_unit_test(test_compare),
        cmocka_unit_test(test_overlaps),    cmocka_unit_test(test_append),
        cmocka_unit_test(test_append_span), cmocka_unit_test(test_append_without_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
