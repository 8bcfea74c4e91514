#include "briefbook/date.h"

#include <string.h>

enum { DAYS_IN_400_YEARS = 146097, MONTHS_IN_YEAR = 12, YEAR_DIGITS = 4 };

static int64_t divide_down(int64_t dividend, int64_t divisor)
{
    int64_t quotient = dividend / divisor;
    return dividend % divisor < 0 ? quotient - 1 : quotient;
}

static bool is_leap(int64_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/* Days from 0001-01-01 to the first day of a year. */
static int64_t days_before_year(int64_t year)
{
    int64_t past = year - 1;
    return past * 365 + divide_down(past, 4) - divide_down(past, 100) + divide_down(past, 400);
}

static int days_before_month(int64_t year, int month)
{
    static const int days[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    return days[month - 1] + (month > 2 && is_leap(year));
}

int32_t date_day_number(int32_t year, int month, int day)
{
    int64_t in_year = days_before_month(year, month) + day - 1;
    return (int32_t)(days_before_year(year) - days_before_year(1970) + in_year);
}

void date_calendar(int32_t day_number, int32_t *year, int *month, int *day)
{
    int64_t days = day_number + days_before_year(1970);
    /* By the mean length of years, which never leads the calendar by a day and lags by two. */
    int64_t found = divide_down(days * 400, DAYS_IN_400_YEARS) + 1;
    if (days_before_year(found + 1) <= days)
        found++;
    int in_year = (int)(days - days_before_year(found));
    int in_month = MONTHS_IN_YEAR;
    while (days_before_month(found, in_month) > in_year)
        in_month--;
    *year = (int32_t)found;
    *month = in_month;
    *day = in_year - days_before_month(found, in_month) + 1;
}

int date_compare(const struct date *a, const struct date *b)
{
    if (a->earliest != b->earliest)
        return a->earliest < b->earliest ? -1 : 1;
    return (a->latest > b->latest) - (a->latest < b->latest);
}

bool date_overlaps(const struct date *a, const struct date *b)
{
    return a->earliest <= b->latest && b->earliest <= a->latest;
}

/* Whether the text is a date of digits only: YYYY, YYYY-MM or YYYY-MM-DD. */
static bool parse_plain(struct slice text, struct date *date)
{
    for (size_t i = 0; i < text.length; i++)
        if (!memchr("-0123456789", text.data[i], sizeof "-0123456789" - 1))
            return false;
    return date_parse(text, date) == DATE_OK;
}

/* Whether the end may leave out what it shares with the start: ISO 8601-1 allows that for the
 * leading parts of two dates of one precision. */
static bool can_shorten(struct slice start, struct slice end)
{
    struct date first, last;
    return start.length == end.length && parse_plain(start, &first) && parse_plain(end, &last) &&
           date_compare(&first, &last) <= 0;
}

/* Bytes of the leading parts, each with the dash after it, that two different dates of one length
 * have in common. The dash of a year before 0000 ends no part. */
static size_t shared_length(struct slice start, struct slice end)
{
    size_t shared = 0;
    for (size_t i = 0; start.data[i] == end.data[i]; i++)
        if (i >= YEAR_DIGITS && start.data[i] == '-')
            shared = i + 1;
    return shared;
}

static bool append_interval(struct buffer *buffer, struct slice start, struct slice end)
{
    size_t shared = 0;
    if (can_shorten(start, end)) {
        if (slice_equal(start, end))
            return buffer_append(buffer, start);
        shared = shared_length(start, end);
    }
    buffer_append(buffer, start);
    buffer_append_char(buffer, '/');
    return buffer_append(buffer, slice_part(end, shared, end.length));
}

bool date_append(struct buffer *buffer, struct slice text)
{
    const char *slash = text.length ? memchr(text.data, '/', text.length) : NULL;
    if (!slash)
        return buffer_append(buffer, text);
    size_t at = (size_t)(slash - text.data);
    return append_interval(buffer, slice_part(text, 0, at), slice_part(text, at + 1, text.length));
}

bool date_append_span(struct buffer *buffer, struct slice start, struct slice end)
{
    bool has_start = slice_trim(start).length > 0;
    bool has_end = slice_trim(end).length > 0;
    if (!has_end || slice_equal(start, end))
        return !has_start || date_append(buffer, start);
    if (!has_start) {
        buffer_append_string(buffer, "../");
        return buffer_append(buffer, end);
    }
    return append_interval(buffer, start, end);
}
