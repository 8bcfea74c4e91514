/* date.h: dates as ISO 8601-2:2019 writes them (EDTF levels 0 and 1, and the one-of sets `[..]` of
 * level 2): 2023-02-14, 2023-02, 2023, 2023-01~, 2021-11/2023-02, ../2023, 2023-21, 2023-XX, 202X,
 * [2023-02-13,2023-02-14], 2023-02-14T18:22:00Z, Y12023.
 *
 * A date is kept as the span of days it may fall on. Days are counted from 1970-01-01 in the
 * proleptic Gregorian calendar. Seasons are those of the northern half of the earth, in whole
 * months: 2023-21 is March to May 2023, 2023-24 December 2023 to February 2024. The day of a date
 * with a time is the one written, whatever its shift from UTC. */
#ifndef BRIEFBOOK_DATE_H
#define BRIEFBOOK_DATE_H

#include <stdint.h>

#include "briefbook/buffer.h"
#include "briefbook/slice.h"

#define DATE_DISTANT_PAST   INT32_MIN /* an interval open or unknown at its start */
#define DATE_DISTANT_FUTURE INT32_MAX /* and at its end */
#define DATE_YEAR_LIMIT     5000000   /* years beyond it, either way, are DATE_IMPOSSIBLE */

struct date {
    int32_t earliest; /* first day it may be, inclusive */
    int32_t latest;   /* last day, inclusive */
    bool approximate; /* ~ or % somewhere */
    bool uncertain;   /* ? or % somewhere */
};

enum date_status {
    DATE_OK,
    DATE_BLANK,      /* nothing but blanks */
    DATE_IMPOSSIBLE, /* of the right form, but no such day, month, season or order of ends */
    DATE_NOT_EDTF    /* not of the form at all */
};

/* Reads a date; `*date` is set only for DATE_OK. Takes no blanks inside or around it. An interval
 * may be open at one end, not at both. */
enum date_status date_parse(struct slice text, struct date *date);

/* Orders by earliest day, then by latest: <0, 0 or >0. */
int date_compare(const struct date *a, const struct date *b);

/* Whether the spans share a day. */
bool date_overlaps(const struct date *a, const struct date *b);

/* Day number of a day of the calendar (year within the limit, month and day from 1), and back. */
int32_t date_day_number(int32_t year, int month, int day);
void date_calendar(int32_t day_number, int32_t *year, int *month, int *day);

/* Appends the date as people read it: as it stands, but with the end of an interval shortened to
 * what differs from the start (2023-02-13/2023-02-14 as 2023-02-13/14), which ISO 8601-1 allows;
 * of two equal ends one is left out. `text` need not be a date, and is appended raw. False when
 * memory is out. */
bool date_append(struct buffer *buffer, struct slice text);

/* The same for a start and an end held apart; a blank start is open (../2023), a blank end the
 * start's. */
bool date_append_span(struct buffer *buffer, struct slice start, struct slice end);

#endif
