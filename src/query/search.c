#include "briefbook/search.h"

#include <pthread.h>
#include <stdlib.h>

#include "query/matcher.h"
#include "query/results.h"

/* The matches of one table. While the store loads they are found with what is known of links by
 * then; once it is loaded everything is searched again, and the exact matches take their place. */
struct found {
    struct results *early;
    struct results *exact;
    _Atomic(struct results *) shown; /* one of them */
    size_t segments;                 /* looked at for `early` */
};

struct search {
    const struct store *store;
    const struct query *query;
    struct search_options options;
    struct found found[TABLE_COUNT];

    pthread_t thread;
    bool joined;
    pthread_mutex_t mutex; /* of `wakes` */
    pthread_cond_t woken;
    pthread_cond_t published;
    size_t wakes; /* how often there was something new */
    atomic_bool cancelled;
    atomic_bool done;
    atomic_bool failed;
    atomic_bool gave_up;
};

/* ---- Searching ----------------------------------------------------------------------------- */

/* There is something new to see. */
static void tell(struct search *search)
{
    pthread_mutex_lock(&search->mutex);
    pthread_cond_broadcast(&search->published);
    pthread_mutex_unlock(&search->mutex);
    if (search->options.changed)
        search->options.changed(search->options.context);
}

/* Searches one segment and publishes its matches window by window. The first ones are told at once,
 * for they are what is on screen. */
static bool search_segment(struct search *search, struct matcher *matcher,
                           const struct table *table, size_t segment, struct results *results)
{
    struct window window = {.table = table, .segment = table_segment(table, segment)};
    for (; window.start < window.segment->rows; window.start += WINDOW_ROWS) {
        size_t left = window.segment->rows - window.start;
        window.rows = left < WINDOW_ROWS ? left : WINDOW_ROWS;
        struct row_bits candidates = rows_first(window.rows);
        struct row_bits matches;
        bool is_first = results_count(results) == 0;
        if (!matcher_run(matcher, &window, &candidates, &matches) ||
            !results_append(results, &matches, window.rows))
            return false;
        if (is_first && results_count(results) > 0)
            tell(search);
    }
    return true;
}

/* Quotes first, then in pane order. */
static enum table_id nth_table(size_t n)
{
    if (n == 0)
        return TABLE_QUOTES;
    return (enum table_id)(n <= TABLE_QUOTES ? n - 1 : n);
}

static bool search_table(struct search *search, struct matcher *matcher, enum table_id id,
                         size_t from, size_t to, struct results *results)
{
    if (from < to && !matcher_begin(matcher, id))
        return false;
    for (size_t i = from; i < to; i++) {
        if (!search_segment(search, matcher, store_table(search->store, id), i, results))
            return false;
        tell(search);
    }
    return true;
}

/* Searches the segments that have come in since the last time. */
static bool search_new_segments(struct search *search, struct matcher *matcher)
{
    for (size_t i = 0; i < TABLE_COUNT; i++) {
        enum table_id table = nth_table(i);
        struct found *found = &search->found[table];
        size_t segments = table_segment_count(store_table(search->store, table));
        if (!search_table(search, matcher, table, found->segments, segments, found->early))
            return false;
        found->segments = segments;
    }
    return true;
}

static size_t count_wakes(struct search *search)
{
    pthread_mutex_lock(&search->mutex);
    size_t wakes = search->wakes;
    pthread_mutex_unlock(&search->mutex);
    return wakes;
}

static bool is_cancelled(const struct search *search)
{
    return atomic_load_explicit(&search->cancelled, memory_order_relaxed);
}

/* Waits for more wakes than have been seen. */
static void wait_for_news(struct search *search, size_t seen)
{
    pthread_mutex_lock(&search->mutex);
    while (search->wakes == seen && !is_cancelled(search))
        pthread_cond_wait(&search->woken, &search->mutex);
    pthread_mutex_unlock(&search->mutex);
}

static struct matcher *new_matcher(struct search *search, enum matcher_mode mode)
{
    const struct matcher_outside outside = {.marked = search->options.marked,
                                            .altered = search->options.altered,
                                            .gave_up = &search->gave_up};
    return matcher_new(search->query, search->store, mode, &search->cancelled, &outside);
}

/* Searches what there is until the store is loaded, or has failed to load. */
static bool search_while_loading(struct search *search)
{
    struct matcher *matcher = new_matcher(search, MATCHER_LOADING);
    bool searched = matcher != NULL;
    while (searched) {
        size_t seen = count_wakes(search);
        if (store_state(search->store) >= STORE_LOADED)
            break;
        searched = search_new_segments(search, matcher);
        if (searched)
            wait_for_news(search, seen);
        searched = searched && !is_cancelled(search);
    }
    matcher_free(matcher);
    return searched;
}

static bool search_exactly(struct search *search, bool shows_at_once)
{
    enum matcher_mode mode =
        store_state(search->store) == STORE_LOADED ? MATCHER_LOADED : MATCHER_LOADING;
    struct matcher *matcher = new_matcher(search, mode);
    bool searched = matcher != NULL;
    for (size_t i = 0; i < TABLE_COUNT && searched; i++) {
        enum table_id table = nth_table(i);
        struct found *found = &search->found[table];
        size_t segments = table_segment_count(store_table(search->store, table));
        if (shows_at_once)
            atomic_store_explicit(&found->shown, found->exact, memory_order_release);
        searched = search_table(search, matcher, table, 0, segments, found->exact);
        if (searched)
            atomic_store_explicit(&found->shown, found->exact, memory_order_release);
    }
    matcher_free(matcher);
    return searched;
}

static void *run(void *context)
{
    struct search *search = context;
    bool is_loaded = store_state(search->store) >= STORE_LOADED;
    bool searched =
        (is_loaded || search_while_loading(search)) && search_exactly(search, is_loaded);
    if (!searched && !is_cancelled(search))
        atomic_store_explicit(&search->failed, true, memory_order_relaxed);
    atomic_store_explicit(&search->done, true, memory_order_release);
    tell(search);
    return NULL;
}

/* ---- Beginning and ending ------------------------------------------------------------------ */

static bool make_results(struct search *search)
{
    for (size_t table = 0; table < TABLE_COUNT; table++) {
        struct found *found = &search->found[table];
        found->early = results_new();
        found->exact = results_new();
        if (!found->early || !found->exact)
            return false;
        atomic_init(&found->shown, found->early);
    }
    return true;
}

static void free_results(struct search *search)
{
    for (size_t table = 0; table < TABLE_COUNT; table++) {
        results_free(search->found[table].early);
        results_free(search->found[table].exact);
    }
}

struct search *search_start(const struct store *store, const struct query *query,
                            const struct search_options *options)
{
    struct search *search = calloc(1, sizeof *search);
    if (!search)
        return NULL;
    search->store = store;
    search->query = query;
    if (options)
        search->options = *options;
    /* Mutexes and conditions of the default kind need nothing that could be lacking on Linux. */
    bool begun = make_results(search) && pthread_mutex_init(&search->mutex, NULL) == 0 &&
                 pthread_cond_init(&search->woken, NULL) == 0 &&
                 pthread_cond_init(&search->published, NULL) == 0 &&
                 pthread_create(&search->thread, NULL, run, search) == 0;
    if (!begun) {
        free_results(search);
        free(search);
        return NULL;
    }
    return search;
}

void search_continue(struct search *search)
{
    pthread_mutex_lock(&search->mutex);
    search->wakes++;
    pthread_cond_signal(&search->woken);
    pthread_mutex_unlock(&search->mutex);
}

bool search_wait(struct search *search)
{
    if (!search->joined) {
        pthread_join(search->thread, NULL);
        search->joined = true;
    }
    return !atomic_load_explicit(&search->failed, memory_order_relaxed);
}

void search_free(struct search *search)
{
    if (!search)
        return;
    atomic_store_explicit(&search->cancelled, true, memory_order_relaxed);
    search_continue(search);
    search_wait(search);
    pthread_cond_destroy(&search->woken);
    pthread_cond_destroy(&search->published);
    pthread_mutex_destroy(&search->mutex);
    free_results(search);
    free(search);
}

/* ---- Reading ------------------------------------------------------------------------------- */

bool search_is_done(const struct search *search)
{
    return atomic_load_explicit(&search->done, memory_order_acquire);
}

bool search_gave_up(const struct search *search)
{
    return atomic_load_explicit(&search->gave_up, memory_order_relaxed);
}

static const struct results *results_of(const struct search *search, enum table_id table)
{
    return atomic_load_explicit(&search->found[table].shown, memory_order_acquire);
}

size_t search_count(const struct search *search, enum table_id table)
{
    return results_count(results_of(search, table));
}

size_t search_rows(const struct search *search, enum table_id table)
{
    return results_rows(results_of(search, table));
}

bool search_has(const struct search *search, enum table_id table, size_t row)
{
    return results_has(results_of(search, table), row);
}

size_t search_next(const struct search *search, enum table_id table, size_t row)
{
    const struct results *results = results_of(search, table);
    return results_select(results, results_rank(results, row));
}

size_t search_previous(const struct search *search, enum table_id table, size_t row)
{
    const struct results *results = results_of(search, table);
    size_t up_to_row = results_rank(results, row) + results_has(results, row);
    return up_to_row ? results_select(results, up_to_row - 1) : SIZE_MAX;
}

size_t search_rank(const struct search *search, enum table_id table, size_t row)
{
    return results_rank(results_of(search, table), row);
}

size_t search_select(const struct search *search, enum table_id table, size_t rank)
{
    return results_select(results_of(search, table), rank);
}

size_t search_await(struct search *search, enum table_id table, size_t rank)
{
    size_t row;
    pthread_mutex_lock(&search->mutex);
    for (;;) {
        bool is_done = search_is_done(search);
        row = search_select(search, table, rank);
        if (row != SIZE_MAX || is_done || is_cancelled(search))
            break;
        pthread_cond_wait(&search->published, &search->mutex);
    }
    pthread_mutex_unlock(&search->mutex);
    return row;
}
