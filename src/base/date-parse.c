/* A recursive descent through the grammar of EDTF. What is not of the form ends it at once; what
 * is of the form but impossible is noted and reading goes on, so that a text that goes on to break
 * the form is not called a date. */
#include "briefbook/date.h"

#include <string.h>

enum { ABSENT = -1, UNSPECIFIED = -2 }; /* a month or day that is left out, or XX */

enum { YEAR_DIGITS = 4, LONG_YEAR_DIGITS = 5, MOST_UNSPECIFIED_DIGITS = 2 };

enum { FIRST_SEASON = 21, LAST_SEASON = 24, MONTHS_IN_SEASON = 3, MONTHS_IN_YEAR = 12 };

struct cursor {
    const char *at;
    const char *end;
    bool impossible;
};

struct parts {
    int32_t first_year; /* differs from the last when digits are unspecified */
    int32_t last_year;
    int month;
    int day;
};

static const struct date always = {.earliest = DATE_DISTANT_PAST, .latest = DATE_DISTANT_FUTURE};

static bool is_next(const struct cursor *cursor, char byte)
{
    return cursor->at < cursor->end && *cursor->at == byte;
}

static bool take(struct cursor *cursor, char byte)
{
    if (!is_next(cursor, byte))
        return false;
    cursor->at++;
    return true;
}

static bool take_dots(struct cursor *cursor)
{
    if (cursor->end - cursor->at < 2 || memcmp(cursor->at, "..", 2) != 0)
        return false;
    cursor->at += 2;
    return true;
}

static bool take_digit(struct cursor *cursor, int *digit)
{
    if (cursor->at == cursor->end || *cursor->at < '0' || *cursor->at > '9')
        return false;
    *digit = *cursor->at++ - '0';
    return true;
}

static void require(struct cursor *cursor, bool possible)
{
    if (!possible)
        cursor->impossible = true;
}

static bool read_two_digits(struct cursor *cursor, int *number)
{
    int tens, units;
    if (!take_digit(cursor, &tens) || !take_digit(cursor, &units))
        return false;
    *number = tens * 10 + units;
    return true;
}

/* Two digits within bounds, as in a time of day. */
static bool read_bounded(struct cursor *cursor, int most)
{
    int number;
    if (!read_two_digits(cursor, &number))
        return false;
    require(cursor, number <= most);
    return true;
}

static bool read_month_or_day(struct cursor *cursor, int *number)
{
    if (!take(cursor, 'X'))
        return read_two_digits(cursor, number);
    *number = UNSPECIFIED;
    return take(cursor, 'X');
}

static void set_years(struct parts *parts, bool negative, int32_t least, int32_t most)
{
    parts->first_year = negative ? -most : least;
    parts->last_year = negative ? -least : most;
}

/* Four digits, of which the last or the last two may be X. */
static bool read_year(struct cursor *cursor, struct parts *parts)
{
    bool negative = take(cursor, '-');
    int32_t least = 0, most = 0;
    int unspecified = 0;
    for (int i = 0; i < YEAR_DIGITS; i++) {
        int digit = 0;
        if (take(cursor, 'X'))
            unspecified++;
        else if (unspecified || !take_digit(cursor, &digit))
            return false;
        least = least * 10 + digit;
        most = most * 10 + (unspecified ? 9 : digit);
    }
    require(cursor, !negative || most > 0);
    set_years(parts, negative, least, most);
    return unspecified <= MOST_UNSPECIFIED_DIGITS;
}

/* What follows the Y of a year of more than four digits. */
static bool read_long_year(struct cursor *cursor, struct parts *parts)
{
    bool negative = take(cursor, '-');
    if (is_next(cursor, '0'))
        return false;
    const char *first = cursor->at;
    int32_t year = 0;
    int digit;
    while (take_digit(cursor, &digit))
        if (year <= DATE_YEAR_LIMIT)
            year = year * 10 + digit;
    require(cursor, year <= DATE_YEAR_LIMIT);
    set_years(parts, negative, year, year);
    return cursor->at - first >= LONG_YEAR_DIGITS;
}

static bool read_parts(struct cursor *cursor, struct parts *parts)
{
    *parts = (struct parts){.month = ABSENT, .day = ABSENT};
    if (take(cursor, 'Y'))
        return read_long_year(cursor, parts);
    if (!read_year(cursor, parts))
        return false;
    if (parts->first_year != parts->last_year || !take(cursor, '-'))
        return true;
    if (!read_month_or_day(cursor, &parts->month))
        return false;
    if (!take(cursor, '-'))
        return true;
    if (!read_month_or_day(cursor, &parts->day))
        return false;
    return parts->month != UNSPECIFIED || parts->day == UNSPECIFIED;
}

/* The month may lie in a following year. */
static int32_t first_day_of_month(int32_t year, int month)
{
    int later = (month - 1) / MONTHS_IN_YEAR;
    return date_day_number(year + later, month - later * MONTHS_IN_YEAR, 1);
}

static void set_months(struct date *date, int32_t year, int month, int count)
{
    date->earliest = first_day_of_month(year, month);
    date->latest = first_day_of_month(year, month + count) - 1;
}

static void resolve_day(struct cursor *cursor, const struct parts *parts, struct date *date)
{
    set_months(date, parts->first_year, parts->month, 1);
    if (parts->day == UNSPECIFIED || parts->day == ABSENT)
        return;
    require(cursor, parts->day >= 1 && parts->day <= date->latest - date->earliest + 1);
    date->earliest += parts->day - 1;
    date->latest = date->earliest;
}

static void resolve_month(struct cursor *cursor, const struct parts *parts, struct date *date)
{
    int month = parts->month;
    if (month >= 1 && month <= MONTHS_IN_YEAR)
        resolve_day(cursor, parts, date);
    else if (month >= FIRST_SEASON && month <= LAST_SEASON && parts->day == ABSENT)
        set_months(date, parts->first_year, (month - FIRST_SEASON + 1) * MONTHS_IN_SEASON,
                   MONTHS_IN_SEASON);
    else
        require(cursor, false);
}

static void resolve(struct cursor *cursor, const struct parts *parts, struct date *date)
{
    if (cursor->impossible)
        return; /* its year may be beyond what can be counted */
    if (parts->month != ABSENT && parts->month != UNSPECIFIED) {
        resolve_month(cursor, parts, date);
        return;
    }
    date->earliest = first_day_of_month(parts->first_year, 1);
    date->latest = first_day_of_month(parts->last_year, MONTHS_IN_YEAR + 1) - 1;
}

static void read_qualifier(struct cursor *cursor, struct date *date)
{
    bool both = take(cursor, '%');
    date->approximate = both || take(cursor, '~');
    date->uncertain = both || (!date->approximate && take(cursor, '?'));
}

static void finish_date(struct cursor *cursor, const struct parts *parts, struct date *date)
{
    resolve(cursor, parts, date);
    read_qualifier(cursor, date);
}

static bool read_date(struct cursor *cursor, struct date *date)
{
    struct parts parts;
    if (!read_parts(cursor, &parts))
        return false;
    finish_date(cursor, &parts, date);
    return true;
}

/* hh:mm:ss, which may be a leap second, and the shift from UTC. The day is as it is written, where
 * it was said; it is not moved to UTC. */
static bool read_time(struct cursor *cursor)
{
    if (!read_bounded(cursor, 23) || !take(cursor, ':') || !read_bounded(cursor, 59) ||
        !take(cursor, ':') || !read_bounded(cursor, 60))
        return false;
    if (take(cursor, 'Z') || !(take(cursor, '+') || take(cursor, '-')))
        return true;
    return read_bounded(cursor, 23) && (!take(cursor, ':') || read_bounded(cursor, 59));
}

static bool read_date_or_time(struct cursor *cursor, struct date *date)
{
    struct parts parts;
    if (!read_parts(cursor, &parts))
        return false;
    if (parts.day < 0 || !take(cursor, 'T')) {
        finish_date(cursor, &parts, date);
        return true;
    }
    resolve(cursor, &parts, date);
    return read_time(cursor);
}

static void join(struct cursor *cursor, const struct date *start, const struct date *end,
                 struct date *date)
{
    require(cursor, start->earliest <= end->latest);
    *date = (struct date){.earliest = start->earliest,
                          .latest = end->latest,
                          .approximate = start->approximate || end->approximate,
                          .uncertain = start->uncertain || end->uncertain};
}

/* Either end may be open (..) or unknown (nothing), but not both: that would be no date. */
static bool read_interval(struct cursor *cursor, struct date *date)
{
    struct date start = always, end = always;
    bool no_start = take_dots(cursor) || is_next(cursor, '/');
    if (!(no_start || read_date(cursor, &start)) || !take(cursor, '/'))
        return false;
    bool no_end = take_dots(cursor) || cursor->at == cursor->end;
    if (no_end ? no_start : !read_date(cursor, &end))
        return false;
    join(cursor, &start, &end, date);
    return true;
}

/* A date or a range of dates; without an end the range must be the last member. */
static bool read_member(struct cursor *cursor, struct date *date)
{
    struct date start = *date, end = always;
    if (!read_date(cursor, &start))
        return false;
    if (!take_dots(cursor))
        end = start;
    else if (!is_next(cursor, ']') && !read_date(cursor, &end))
        return false;
    join(cursor, &start, &end, date);
    return true;
}

/* The first member may be a range without a start. */
static bool read_first_member(struct cursor *cursor, struct date *date)
{
    if (!take_dots(cursor))
        return read_member(cursor, date);
    struct date end = always;
    if (!read_date(cursor, &end))
        return false;
    join(cursor, &always, &end, date);
    return true;
}

static void widen(struct date *date, const struct date *member)
{
    if (member->earliest < date->earliest)
        date->earliest = member->earliest;
    if (member->latest > date->latest)
        date->latest = member->latest;
    date->approximate = date->approximate || member->approximate;
    date->uncertain = date->uncertain || member->uncertain;
}

/* What follows the [ of a set of which one is meant. */
static bool read_set(struct cursor *cursor, struct date *date)
{
    if (!read_first_member(cursor, date))
        return false;
    while (take(cursor, ',')) {
        struct date member = always;
        if (!read_member(cursor, &member))
            return false;
        widen(date, &member);
    }
    return take(cursor, ']');
}

static bool read_any(struct cursor *cursor, struct date *date)
{
    if (take(cursor, '['))
        return read_set(cursor, date);
    if (memchr(cursor->at, '/', (size_t)(cursor->end - cursor->at)))
        return read_interval(cursor, date);
    return read_date_or_time(cursor, date);
}

enum date_status date_parse(struct slice text, struct date *date)
{
    if (slice_trim(text).length == 0)
        return DATE_BLANK;
    struct cursor cursor = {.at = text.data, .end = text.data + text.length};
    struct date found = always;
    if (!read_any(&cursor, &found) || cursor.at != cursor.end)
        return DATE_NOT_EDTF;
    if (cursor.impossible)
        return DATE_IMPOSSIBLE;
    *date = found;
    return DATE_OK;
}
