#include "query/sweep.h"

#include <pthread.h>
#include <stdlib.h>

/* ---- Hands ---------------------------------------------------------------------------------- */

bool hands_begin(struct hands *hands, size_t size, const struct query *query,
                 const struct store *store, const struct matcher_options *options)
{
    hands->crew = crew_new(size);
    if (!hands->crew)
        return false;
    hands->matchers = calloc(crew_size(hands->crew), sizeof *hands->matchers);
    if (!hands->matchers)
        return false;
    for (size_t i = 0; i < crew_size(hands->crew); i++) {
        hands->matchers[i] =
            i ? matcher_second(hands->matchers[0]) : matcher_new(query, store, options);
        if (!hands->matchers[i])
            return false;
    }
    return true;
}

void hands_free(struct hands *hands)
{
    /* The first comes last: the others share what it has. */
    for (size_t i = hands->matchers ? crew_size(hands->crew) : 0; i > 0; i--)
        matcher_free(hands->matchers[i - 1]);
    free(hands->matchers);
    crew_free(hands->crew);
    *hands = (struct hands){0};
}

/* ---- Sweeping ------------------------------------------------------------------------------- */

/* The matches of one segment, window by window, before they are published. */
struct swept {
    struct row_bits *windows; /* NULL until all are found */
    size_t rows;
};

struct sweeping {
    struct hands *hands;
    const struct table *table;
    const struct sweep_range *range;
    struct results *results;
    sweep_published *published;
    void *context;
    size_t begun; /* segments that came before those at work */

    pthread_mutex_t mutex; /* of the rest, and of appending to results */
    struct swept *swept;   /* of each segment of the range */
    size_t next;           /* the segment that is to be published next */
};

/* Appends a segment's matches. False when memory is out. */
static bool publish_one(struct sweeping *sweeping, struct swept *swept)
{
    bool done = true;
    for (size_t row = 0; row < swept->rows && done; row += WINDOW_ROWS) {
        size_t rows = swept->rows - row < WINDOW_ROWS ? swept->rows - row : WINDOW_ROWS;
        done = results_append(sweeping->results, &swept->windows[row / WINDOW_ROWS], rows);
    }
    free(swept->windows);
    swept->windows = NULL;
    return done;
}

/* Hands in a segment, and publishes all that can be: those before which none is missing. */
static bool hand_in(struct sweeping *sweeping, size_t number, const struct swept *swept)
{
    size_t count = sweeping->range->to - sweeping->range->from;
    bool done = true;
    pthread_mutex_lock(&sweeping->mutex);
    sweeping->swept[number] = *swept;
    size_t first = sweeping->next;
    while (done && sweeping->next < count && sweeping->swept[sweeping->next].windows)
        done = publish_one(sweeping, &sweeping->swept[sweeping->next++]);
    if (sweeping->next > first)
        sweeping->published(sweeping->context, sweeping->range->id);
    pthread_mutex_unlock(&sweeping->mutex);
    return done;
}

static bool sweep_segment(void *context, size_t worker, size_t number)
{
    struct sweeping *sweeping = context;
    struct matcher *matcher = sweeping->hands->matchers[worker];
    struct window window = {.table = sweeping->table,
                            .segment =
                                table_segment(sweeping->table, sweeping->range->from + number)};
    struct swept swept = {.rows = window.segment->rows};
    swept.windows = calloc(swept.rows / WINDOW_ROWS + 1, sizeof *swept.windows);
    bool done = swept.windows != NULL;
    for (; done && window.start < swept.rows; window.start += WINDOW_ROWS) {
        size_t left = swept.rows - window.start;
        window.rows = left < WINDOW_ROWS ? left : WINDOW_ROWS;
        struct row_bits candidates = rows_first(window.rows);
        done =
            matcher_run(matcher, &window, &candidates, &swept.windows[window.start / WINDOW_ROWS]);
    }
    if (done)
        return hand_in(sweeping, number, &swept);
    free(swept.windows);
    return false;
}

/* What is to be marked is parted by rows, a share for each worker. */
struct marking {
    struct hands *hands;
    size_t first, end;
    size_t share;
};

static bool mark_share(void *context, size_t worker, size_t number)
{
    struct marking *marking = context;
    size_t first = marking->first + number * marking->share;
    size_t end = first + marking->share;
    return matcher_mark(marking->hands->matchers[worker], first,
                        end < marking->end ? end : marking->end);
}

/* Marks rows; `first` is a multiple of 64. */
static bool mark(struct hands *hands, size_t first, size_t end)
{
    size_t share = ((end - first) / crew_size(hands->crew) / 64 + 1) * 64;
    struct marking marking = {hands, first, end, share};
    return crew_run(hands->crew, mark_share, &marking, (end - first + share - 1) / share);
}

/* ---- In two parts --------------------------------------------------------------------------- */

static bool sweep_next_segment(void *context, size_t worker, size_t number)
{
    struct sweeping *sweeping = context;
    return sweep_segment(context, worker, sweeping->begun + number);
}

/* Searches segments up to `to`, whose rows begin at `first_row`. */
static bool sweep_part(struct sweeping *sweeping, size_t to, size_t first_row, size_t end_row)
{
    size_t count = to - sweeping->begun;
    if (!mark(sweeping->hands, first_row, end_row) ||
        !crew_run(sweeping->hands->crew, sweep_next_segment, sweeping, count))
        return false;
    sweeping->begun = to;
    return true;
}

/* The first rows come for themselves, before all others are marked: they are what is on screen. */
static bool sweep_parts(struct sweeping *sweeping)
{
    enum { FIRST_SEGMENTS = 3 };
    const struct sweep_range *range = sweeping->range;
    size_t count = range->to - range->from;
    const struct segment *first = table_segment(sweeping->table, range->from);
    size_t start = first->first_row / 64 * 64;
    size_t rest = start;
    if (count > FIRST_SEGMENTS) {
        const struct segment *next = table_segment(sweeping->table, range->from + FIRST_SEGMENTS);
        rest = (next->first_row + 63) / 64 * 64;
        if (!sweep_part(sweeping, FIRST_SEGMENTS, start, rest))
            return false;
    }
    return sweep_part(sweeping, count, rest, table_rows(sweeping->table));
}

bool sweep(struct hands *hands, const struct store *store, const struct sweep_range *range,
           struct results *results, sweep_published *published, void *context)
{
    size_t count = range->to - range->from;
    struct sweeping sweeping = {.hands = hands,
                                .table = store_table(store, range->id),
                                .range = range,
                                .results = results,
                                .published = published,
                                .context = context};
    if (count == 0)
        return true;
    if (!matcher_begin(hands->matchers[0], range->id) ||
        !(sweeping.swept = calloc(count, sizeof *sweeping.swept)))
        return false;
    pthread_mutex_init(&sweeping.mutex, NULL);
    bool done = sweep_parts(&sweeping);
    pthread_mutex_destroy(&sweeping.mutex);
    for (size_t i = 0; i < count; i++)
        free(sweeping.swept[i].windows);
    free(sweeping.swept);
    return done;
}
