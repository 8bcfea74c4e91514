#include "briefbook/search.h"

#include <pthread.h>
#include <stdlib.h>

#include "briefbook/clock.h"
#include "query/sweep.h"

/* The matches of one table. While the store loads they are found with what is known of links by
 * then; once it is loaded everything is searched again, and the exact matches take their place. */
struct found {
    struct results *early;
    struct results *exact;
    _Atomic(struct results *) shown; /* one of them */
    size_t segments;                 /* looked at for `early` */
    atomic_bool is_final;            /* all matches are in */
};

struct search {
    const struct store *store;
    const struct query *query;
    struct search_options options;
    struct record_set marked[TABLE_COUNT]; /* copies of what the options name */
    struct record_set altered[TABLE_COUNT];
    struct query *dropped_query; /* owned, once dropped */
    struct search *next_dropped;
    struct found found[TABLE_COUNT];

    pthread_t thread;
    bool joined;
    pthread_mutex_t mutex; /* of `wakes` */
    pthread_cond_t woken;
    pthread_cond_t published;
    size_t wakes; /* how often there was something new */

    /* Of the searching threads, one at a time: */
    long long told_at; /* when, in milliseconds */
    size_t told_count; /* and how many matches of the table at work there were */

    atomic_bool cancelled;
    atomic_bool done;
    atomic_bool failed;
    atomic_bool gave_up;
};

enum table_id search_table_at(size_t place)
{
    if (place == 0)
        return TABLE_QUOTES;
    return (enum table_id)(place <= TABLE_QUOTES ? place - 1 : place);
}

size_t search_place_of(enum table_id table)
{
    if (table == TABLE_QUOTES)
        return 0;
    return table < TABLE_QUOTES ? table + 1U : (size_t)table;
}

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

/* The first matches are told at once, and when there is a screen of them: they are what a reader
 * waits for. Later ones now and then, so that whoever is told has time for other things. */
static void on_published(void *context, enum table_id table)
{
    enum { SCREEN = 64, MILLISECONDS_BETWEEN = 15 };
    struct search *search = context;
    size_t count = search_count(search, table);
    long long now = clock_milliseconds();
    bool is_awaited = count > 0 && search->told_count < SCREEN && count > search->told_count;
    if (!is_awaited && now - search->told_at < MILLISECONDS_BETWEEN)
        return;
    search->told_at = now;
    search->told_count = count;
    tell(search);
}

static bool sweep_table(struct search *search, struct hands *hands, const struct sweep_range *range,
                        struct results *results)
{
    search->told_count = 0;
    return sweep(hands, search->store, range, results, on_published, search);
}

/* Searches the segments that have come in since the last time. */
static bool search_new_segments(struct search *search, struct hands *hands)
{
    for (size_t i = 0; i < TABLE_COUNT; i++) {
        enum table_id table = search_table_at(i);
        struct found *found = &search->found[table];
        struct sweep_range range = {table, found->segments,
                                    table_segment_count(store_table(search->store, table))};
        if (!sweep_table(search, hands, &range, found->early))
            return false;
        if (range.to > range.from)
            tell(search);
        found->segments = range.to;
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

/* More threads are of use only where there is much to look at. */
static size_t hands_wanted(const struct search *search)
{
    enum { ROWS_FOR_SEVERAL = 30000 };
    size_t rows = 0;
    for (enum table_id table = 0; table < TABLE_COUNT; table++)
        rows += table_rows(store_table(search->store, table));
    if (rows < ROWS_FOR_SEVERAL && !search->options.threads)
        return 1;
    return search->options.threads ? search->options.threads : crew_usual_size();
}

static bool begin(struct search *search, enum matcher_mode mode, size_t size, struct hands *hands)
{
    struct matcher_options options = {.mode = mode,
                                      .portable = search->options.portable,
                                      .cancelled = &search->cancelled,
                                      .marked = search->options.marked,
                                      .altered = search->options.altered,
                                      .gave_up = &search->gave_up};
    return hands_begin(hands, size, search->query, search->store, &options);
}

/* Searches what there is until the store is loaded, or has failed to load. The loader needs the
 * other processors. */
static bool search_while_loading(struct search *search)
{
    struct hands hands = {0};
    bool searched = begin(search, MATCHER_LOADING, 1, &hands);
    while (searched) {
        size_t seen = count_wakes(search);
        if (store_state(search->store) >= STORE_LOADED)
            break;
        searched = search_new_segments(search, &hands);
        if (searched)
            wait_for_news(search, seen);
        searched = searched && !is_cancelled(search);
    }
    hands_free(&hands);
    return searched;
}

static bool search_exactly(struct search *search, bool shows_at_once)
{
    struct hands hands = {0};
    bool is_loaded = store_state(search->store) == STORE_LOADED;
    bool searched =
        begin(search, is_loaded ? MATCHER_LOADED : MATCHER_LOADING, hands_wanted(search), &hands);
    for (size_t i = 0; i < TABLE_COUNT && searched; i++) {
        enum table_id table = search_table_at(i);
        struct found *found = &search->found[table];
        struct sweep_range range = {table, 0,
                                    table_segment_count(store_table(search->store, table))};
        if (shows_at_once)
            atomic_store_explicit(&found->shown, found->exact, memory_order_release);
        searched = sweep_table(search, &hands, &range, found->exact);
        if (!searched)
            break;
        atomic_store_explicit(&found->shown, found->exact, memory_order_release);
        atomic_store_explicit(&found->is_final, true, memory_order_release);
        if (range.to)
            tell(search);
    }
    hands_free(&hands);
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

/* Takes what is in a state as it is now, if the query asks for that. */
static bool copy_state(const struct search *search, const char *state,
                       const struct record_set **sets, struct record_set copies[TABLE_COUNT])
{
    const struct record_set *given = *sets;
    *sets = given && query_asks_state(search->query, state) ? copies : NULL;
    for (size_t table = 0; table < TABLE_COUNT && *sets; table++) {
        if (!record_set_copy(&copies[table], &given[table]))
            return false;
    }
    return true;
}

static bool copy_states(struct search *search)
{
    return copy_state(search, "marked", &search->options.marked, search->marked) &&
           copy_state(search, "changed", &search->options.altered, search->altered);
}

static void free_results(struct search *search)
{
    for (size_t table = 0; table < TABLE_COUNT; table++) {
        record_set_free(&search->marked[table]);
        record_set_free(&search->altered[table]);
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
    bool begun = make_results(search) && copy_states(search) &&
                 pthread_mutex_init(&search->mutex, NULL) == 0 &&
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

struct search *search_start_since(const struct store *store, const struct query *query,
                                  const struct search_options *options,
                                  const struct changes *changes)
{
    struct record_set altered[TABLE_COUNT] = {{0}};
    struct search_options since = options ? *options : (struct search_options){0};
    since.altered = altered;
    bool whole = !changes || changes_add_sets(changes, altered);
    struct search *search = whole ? search_start(store, query, &since) : NULL;
    for (enum table_id table = 0; table < TABLE_COUNT; table++)
        record_set_free(&altered[table]);
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

static void cancel(struct search *search)
{
    atomic_store_explicit(&search->cancelled, true, memory_order_relaxed);
    search_continue(search);
}

void search_free(struct search *search)
{
    if (!search)
        return;
    cancel(search);
    search_wait(search);
    pthread_cond_destroy(&search->woken);
    pthread_cond_destroy(&search->published);
    pthread_mutex_destroy(&search->mutex);
    free_results(search);
    free(search);
}

/* ---- Dropping ------------------------------------------------------------------------------ */

static void free_first(struct dropped_searches *dropped)
{
    struct search *search = dropped->first;
    struct query *query = search->dropped_query;
    dropped->first = search->next_dropped;
    search_free(search);
    query_free(query);
}

void search_drop(struct search *search, struct query *query, struct dropped_searches *dropped)
{
    if (!search) {
        query_free(query);
        return;
    }
    cancel(search);
    search->dropped_query = query;
    struct search **end = &dropped->first;
    while (*end)
        end = &(*end)->next_dropped;
    *end = search;
    dropped_searches_collect(dropped);
}

void dropped_searches_collect(struct dropped_searches *dropped)
{
    while (dropped->first && search_is_done(dropped->first))
        free_first(dropped);
}

bool dropped_searches_read(const struct dropped_searches *dropped, const struct store *store)
{
    for (const struct search *search = dropped->first; search; search = search->next_dropped) {
        if (search->store == store)
            return true;
    }
    return false;
}

void dropped_searches_free(struct dropped_searches *dropped)
{
    while (dropped->first)
        free_first(dropped);
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

size_t search_total(const struct search *search)
{
    size_t total = 0;
    for (enum table_id table = 0; table < TABLE_COUNT; table++)
        total += search_count(search, table);
    return total;
}

bool search_has(const struct search *search, enum table_id table, size_t row)
{
    return results_has(results_of(search, table), row);
}

bool search_copy(const struct search *search, enum table_id table, struct record_set *set)
{
    return results_copy(results_of(search, table), set);
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
        bool is_done = search_is_done(search) ||
                       atomic_load_explicit(&search->found[table].is_final, memory_order_acquire);
        row = search_select(search, table, rank);
        if (row != SIZE_MAX || is_done || is_cancelled(search))
            break;
        pthread_cond_wait(&search->published, &search->mutex);
    }
    pthread_mutex_unlock(&search->mutex);
    return row;
}
