#include "tui/timeline.h"

#include <stdlib.h>

#include "briefbook/date.h"
#include "tui/model.h"
#include "tui/shown.h"

enum { AT_ONCE = 5000 /* records that are counted in less than a frame */ };

static const enum table_id tables[TIME_KINDS] = {
    [TIME_EVENTS] = TABLE_EVENTS, [TIME_QUOTES] = TABLE_QUOTES};

/* Where a record begins, and how exactly that is known. */
struct moment {
    int32_t day;
    enum time_unit unit;
    enum time_kind kind;
};

struct time_job {
    const struct store *store;
    bool is_asked; /* only `rows` count, else all */
    struct record_set rows[TIME_KINDS];
    struct timeline timeline;
};

/* ---- Dates --------------------------------------------------------------------------------- */

/* The number of the unit that a day is in. */
static int64_t unit_number(enum time_unit unit, int32_t day)
{
    int32_t year;
    int month;
    int day_of_month;
    if (unit == TIME_DAY)
        return day;
    date_calendar(day, &year, &month, &day_of_month);
    return unit == TIME_YEAR ? year : (int64_t)year * 12 + month - 1;
}

void timeline_append_date(struct buffer *buffer, enum time_unit unit, int32_t day)
{
    int32_t year;
    int month;
    int day_of_month;
    date_calendar(day, &year, &month, &day_of_month);
    if (year > 9999 || year < -9999)
        buffer_append_format(buffer, "Y%d", (int)year);
    else
        buffer_append_format(buffer, year < 0 ? "%05d" : "%04d", (int)year);
    if (unit <= TIME_MONTH)
        buffer_append_format(buffer, "-%02d", month);
    if (unit == TIME_DAY)
        buffer_append_format(buffer, "-%02d", day_of_month);
}

/* How exactly a date is known; TIME_UNITS when not even by year. Years of more digits than four are
 * written without months. */
static enum time_unit exactness(const struct date *date)
{
    if (date->earliest == DATE_DISTANT_PAST || date->latest == DATE_DISTANT_FUTURE)
        return TIME_UNITS;
    int64_t year = unit_number(TIME_YEAR, date->earliest);
    enum time_unit unit = year > 9999 || year < -9999 ? TIME_YEAR : TIME_DAY;
    while (unit < TIME_UNITS &&
           unit_number(unit, date->earliest) != unit_number(unit, date->latest))
        unit++;
    return unit;
}

/* When a record begins: an event is as exact as its first day is, however long it lasts. */
static bool find_moment(const struct store *store, struct record record, struct moment *moment)
{
    struct date date;
    bool has_start =
        record.table == TABLE_EVENTS &&
        date_parse(slice_trim(record_cell(store, record, EVENTS_START_DATE)), &date) == DATE_OK;
    if (!has_start && !record_date(store, record, &date))
        return false;
    moment->day = date.earliest;
    moment->unit = exactness(&date);
    return moment->unit < TIME_UNITS;
}

/* ---- Counting ------------------------------------------------------------------------------ */

static int compare_moments(const void *a, const void *b)
{
    int32_t first = ((const struct moment *)a)->day;
    int32_t second = ((const struct moment *)b)->day;
    return (first > second) - (first < second);
}

/* Adds a moment that does not come before those added so far. */
static void add_moment(struct time_line *line, enum time_unit unit, const struct moment *moment)
{
    if (moment->unit > unit) {
        line->inexact++;
        return;
    }
    struct time_span *span = line->count ? &line->spans[line->count - 1] : NULL;
    if (!span || unit_number(unit, span->day) != unit_number(unit, moment->day)) {
        span = &line->spans[line->count++];
        *span = (struct time_span){.day = moment->day};
    }
    size_t count = ++span->counts[moment->kind];
    line->most = count > line->most ? count : line->most;
}

static bool make_lines(struct timeline *timeline, const struct moment *moments, size_t count)
{
    for (enum time_unit unit = 0; unit < TIME_UNITS; unit++) {
        struct time_line *line = &timeline->lines[unit];
        line->spans = calloc(count + 1, sizeof *line->spans);
        if (!line->spans)
            return false;
        for (size_t i = 0; i < count; i++)
            add_moment(line, unit, &moments[i]);
    }
    return true;
}

/* Appends the moments of one kind; false when it is cancelled. */
static bool collect(struct time_job *job, enum time_kind kind, struct moment *moments,
                    size_t *count, const atomic_bool *cancelled)
{
    enum { ROWS_BETWEEN_LOOKS = 4096 };
    size_t total = table_rows(store_table(job->store, tables[kind]));
    for (size_t row = 0; row < total; row++) {
        if (row % ROWS_BETWEEN_LOOKS == 0 && atomic_load(cancelled))
            return false;
        if (job->is_asked && !record_set_has(&job->rows[kind], row))
            continue;
        struct moment *moment = &moments[*count];
        moment->kind = kind;
        if (find_moment(job->store, (struct record){tables[kind], (uint32_t)row}, moment))
            (*count)++;
        else
            job->timeline.undated++;
    }
    return true;
}

static size_t row_count(const struct store *store)
{
    size_t count = 0;
    for (enum time_kind kind = 0; kind < TIME_KINDS; kind++)
        count += table_rows(store_table(store, tables[kind]));
    return count;
}

static bool run_job(void *context, const atomic_bool *cancelled)
{
    struct time_job *job = context;
    struct moment *moments = calloc(row_count(job->store) + 1, sizeof *moments);
    size_t count = 0;
    bool done = moments != NULL;
    for (enum time_kind kind = 0; kind < TIME_KINDS && done; kind++)
        done = collect(job, kind, moments, &count, cancelled);
    if (done) {
        qsort(moments, count, sizeof *moments, compare_moments);
        done = make_lines(&job->timeline, moments, count);
    }
    free(moments);
    return done;
}

static void free_job(void *context)
{
    struct time_job *job = context;
    for (enum time_kind kind = 0; kind < TIME_KINDS; kind++)
        record_set_free(&job->rows[kind]);
    for (enum time_unit unit = 0; unit < TIME_UNITS; unit++)
        free(job->timeline.lines[unit].spans);
    free(job);
}

static bool make_task(const struct model *model, struct background_task *task)
{
    struct time_job *job = calloc(1, sizeof *job);
    if (!job)
        return false;
    job->store = model->options.store;
    job->is_asked = model->asked.search != NULL;
    *task = (struct background_task){run_job, free_job, job,
                                     row_count(model->options.store) <= AT_ONCE};
    for (enum time_kind kind = 0; kind < TIME_KINDS && job->is_asked; kind++) {
        if (!search_copy(model->asked.search, tables[kind], &job->rows[kind])) {
            free_job(job);
            return false;
        }
    }
    return true;
}

void timeline_settle(struct model *model)
{
    counting_settle(model, 1, make_task);
}

const struct timeline *timeline_counts(const struct model *model)
{
    const struct time_job *job = counting_result(&model->counting);
    return job ? &job->timeline : NULL;
}

enum time_unit timeline_unit_for(const struct timeline *timeline, size_t height)
{
    enum { INEXACT_SHARE = 4 };
    for (enum time_unit unit = 0; unit < TIME_YEAR; unit++) {
        const struct time_line *line = &timeline->lines[unit];
        if (line->count && line->count <= height && line->inexact * INEXACT_SHARE <= line->count)
            return unit;
    }
    return TIME_YEAR;
}
