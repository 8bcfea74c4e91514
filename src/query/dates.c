#include "query/dates.h"

#include <string.h>

static bool parse_one(struct slice text, struct date *date)
{
    return date_parse(text, date) == DATE_OK;
}

static bool take_sign(struct slice *text, const char *sign)
{
    struct slice start = slice_part(*text, 0, strlen(sign));
    if (!slice_is(start, sign))
        return false;
    *text = slice_part(*text, start.length, text->length);
    return true;
}

/* A date with a sign before it: the days from it on, after it, up to it, or before it. What no day
 * lies beyond has none. */
static bool parse_signed(struct slice text, struct date *span)
{
    bool from = take_sign(&text, ">=");
    bool up_to = !from && take_sign(&text, "<=");
    bool after = !from && !up_to && take_sign(&text, ">");
    bool before = !from && !up_to && !after && take_sign(&text, "<");
    struct date date;
    if (!(from || up_to || after || before) || !parse_one(text, &date))
        return false;
    if ((after && date.latest == DATE_DISTANT_FUTURE) ||
        (before && date.earliest == DATE_DISTANT_PAST))
        return false;
    span->earliest = from ? date.earliest : after ? date.latest + 1 : DATE_DISTANT_PAST;
    span->latest = up_to ? date.latest : before ? date.earliest - 1 : DATE_DISTANT_FUTURE;
    return true;
}

static bool parse_range(struct slice text, struct date *span)
{
    const char *dots = memmem(text.data, text.length, "..", 2);
    if (!dots || memchr(text.data, '/', text.length))
        return false;
    size_t at = (size_t)(dots - text.data);
    struct slice start = slice_part(text, 0, at);
    struct slice end = slice_part(text, at + 2, text.length);
    struct date first = {.earliest = DATE_DISTANT_PAST};
    struct date last = {.latest = DATE_DISTANT_FUTURE};
    if ((start.length == 0 && end.length == 0) || (start.length && !parse_one(start, &first)) ||
        (end.length && !parse_one(end, &last)) || first.earliest > last.latest)
        return false;
    span->earliest = first.earliest;
    span->latest = last.latest;
    return true;
}

bool dates_parse(struct slice text, struct date *span)
{
    return parse_one(text, span) || parse_signed(text, span) || parse_range(text, span);
}

/* The date of a row, from the cell that says it by itself where there is one: most have it. */
static bool date_of(const struct matcher *matcher, const struct window *window,
                    const struct segment_column *cells, size_t row, struct date *date)
{
    if (cells && date_parse(slice_trim(window_cell(window, cells, row)), date) == DATE_OK)
        return true;
    size_t first = window->segment->first_row + window->start;
    struct record record = {matcher->ground->id, (uint32_t)(first + row)};
    return record_date(matcher->ground->store, record, date);
}

bool dates_scan(struct matcher *matcher, const struct window *window, const struct node *term,
                const struct row_bits *candidates, struct row_bits *found)
{
    size_t column = record_date_column(matcher->ground->id);
    const struct segment_column *cells =
        column == SIZE_MAX ? NULL : &window->segment->columns[column];
    if (cells && !cells->offsets)
        cells = NULL;
    size_t row = rows_next(candidates, 0);
    for (; row < WINDOW_ROWS; row = rows_next(candidates, row + 1)) {
        struct date date;
        if (date_of(matcher, window, cells, row, &date) && date_overlaps(&date, &term->span))
            rows_add(found, row);
    }
    return !matcher_is_cancelled(matcher);
}
