/* fuzz-date.c: dates of any bytes. */
#include <string.h>

#include "briefbook/date.h"
#include "fuzz/require.h"

static void check_day(int32_t day)
{
    int32_t year;
    int month;
    int in_month;
    if (day == DATE_DISTANT_PAST || day == DATE_DISTANT_FUTURE)
        return;
    date_calendar(day, &year, &month, &in_month);
    require(month >= 1 && month <= 12 && in_month >= 1 && in_month <= 31, "a day is on a calendar");
    require(date_day_number(year, month, in_month) == day, "a day has one number");
}

static void check_date(const struct date *date)
{
    require(date->earliest <= date->latest, "a span ends after it starts");
    require(date_overlaps(date, date) && date_compare(date, date) == 0, "a date is itself");
    check_day(date->earliest);
    check_day(date->latest);
}

static void check_shown(struct slice text)
{
    struct buffer shown = {0};
    require(date_append(&shown, text), "a date is shown");
    require(shown.length <= text.length, "it is shown no longer than it is written");
    buffer_free(&shown);
    const char *slash = text.length ? memchr(text.data, '/', text.length) : NULL;
    size_t middle = slash ? (size_t)(slash - text.data) : text.length;
    require(date_append_span(&shown, slice_part(text, 0, middle),
                             slice_part(text, middle + 1, text.length)),
            "a span is shown");
    buffer_free(&shown);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct slice text = input_slice(bytes, size);
    struct date date;
    enum date_status status = date_parse(text, &date);
    require((status == DATE_BLANK) == (slice_trim(text).length == 0), "only blanks are blank");
    if (status == DATE_OK)
        check_date(&date);
    check_shown(text);
    return 0;
}
