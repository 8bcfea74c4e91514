/* timeline.h: when events were and words were said, of the records that show. */
#ifndef TUI_TIMELINE_H
#define TUI_TIMELINE_H

#include "tui/chooser.h"

#include <stdint.h>

#include "briefbook/buffer.h"

struct model;

/* From the finest on. TIME_UNITS stands for the one that suits best. */
enum time_unit { TIME_DAY, TIME_MONTH, TIME_YEAR, TIME_UNITS };

/* The kinds of records that are counted apart. */
enum time_kind { TIME_EVENTS, TIME_QUOTES, TIME_KINDS };

/* A day, month or year in which there are records. */
struct time_span {
    int32_t day; /* the first on which one begins, see date.h */
    size_t counts[TIME_KINDS];
};

/* What is counted in one unit: each record where it begins. */
struct time_line {
    struct time_span *spans; /* in their order; none is empty */
    size_t count;
    size_t most;    /* of one kind in one span */
    size_t inexact; /* records that are dated, but not so exactly */
};

struct timeline {
    struct time_line lines[TIME_UNITS];
    size_t undated;
};

/* The timeline as it is opened. */
struct time_choice {
    struct chooser chooser;
    enum time_unit unit;
    bool has_start; /* of a stretch that is marked out */
    int32_t start;  /* a day of it */
};

/* Counts the events and quotes that show, in model->counting. */
void timeline_settle(struct model *model);

/* What has been counted; NULL for nothing yet. */
const struct timeline *timeline_counts(const struct model *model);

/* The finest unit of which no more than `height` spans are to be listed, and that places most records;
 * else years. */
enum time_unit timeline_unit_for(const struct timeline *timeline, size_t height);

/* Appends the day, month or year of a day as dates are written. */
void timeline_append_date(struct buffer *buffer, enum time_unit unit, int32_t day);

#endif
