#include "tui/linked.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

enum { AT_ONCE = 5000 }; /* links that are followed in a millisecond */

struct linked_work {
    const struct store *store;
    struct record record;
    struct record_set sets[TABLE_COUNT];
    search_changed *changed;
    void *context;
    pthread_t thread;
    bool joined;
    bool failed;
    atomic_bool done;
};

static bool same_record(struct record a, struct record b)
{
    return a.table == b.table && a.row == b.row;
}

static void free_sets(struct record_set sets[TABLE_COUNT])
{
    for (size_t i = 0; i < TABLE_COUNT; i++)
        record_set_free(&sets[i]);
}

/* How many cells of other records name this one. */
static size_t count_links(const struct store *store, struct record record)
{
    size_t total = 0;
    for (enum table_id from = 0; from < TABLE_PLAIN; from++) {
        const struct table_schema *schema = schema_table(from);
        for (size_t column = 0; column < schema->column_count; column++) {
            size_t count;
            store_back_links(store, record, from, column, &count);
            total += count;
        }
    }
    return total;
}

/* ---- The thread ---------------------------------------------------------------------------- */

static void *collect(void *context)
{
    struct linked_work *work = context;
    work->failed = !store_linked(work->store, work->record, work->sets);
    atomic_store_explicit(&work->done, true, memory_order_release);
    if (work->changed)
        work->changed(work->context);
    return NULL;
}

static bool begin_work(struct linked *linked, const struct store *store, search_changed *changed,
                       void *context)
{
    struct linked_work *work = calloc(1, sizeof *work);
    if (!work)
        return false;
    work->store = store;
    work->record = linked->record;
    work->changed = changed;
    work->context = context;
    if (pthread_create(&work->thread, NULL, collect, work) != 0) {
        free(work);
        return false;
    }
    linked->work = work;
    return true;
}

void linked_wait(struct linked *linked)
{
    if (!linked->work || linked->work->joined)
        return;
    pthread_join(linked->work->thread, NULL);
    linked->work->joined = true;
}

static void end_work(struct linked *linked)
{
    linked_wait(linked);
    free_sets(linked->work->sets);
    free(linked->work);
    linked->work = NULL;
}

static bool is_done(const struct linked_work *work)
{
    return atomic_load_explicit(&work->done, memory_order_acquire);
}

bool linked_reads(const struct linked *linked, const struct store *store)
{
    return linked->work && linked->work->store == store && !is_done(linked->work);
}

/* Takes what the thread has found, if it is done and the reader still is where it began. */
static bool take_work(struct linked *linked)
{
    struct linked_work *work = linked->work;
    if (!work || !is_done(work))
        return true;
    bool failed = work->failed;
    if (linked->is_pending && work->store == linked->store &&
        same_record(work->record, linked->record)) {
        for (size_t i = 0; i < TABLE_COUNT; i++) {
            struct record_set blank = linked->sets[i];
            linked->sets[i] = work->sets[i];
            work->sets[i] = blank;
        }
        linked->is_pending = false;
    }
    end_work(linked);
    return !failed;
}

/* ---- The sets ------------------------------------------------------------------------------ */

static void begin_record(struct linked *linked, const struct store *store, struct record record,
                         bool is_loaded)
{
    for (size_t i = 0; i < TABLE_COUNT; i++)
        record_set_clear(&linked->sets[i]);
    linked->store = store;
    linked->record = record;
    linked->is_loaded = is_loaded;
    linked->is_pending = is_loaded && record.table != TABLE_NONE;
}

bool linked_settle(struct linked *linked, const struct store *store, struct record record,
                   search_changed *changed, void *context)
{
    bool is_loaded = store_state(store) == STORE_LOADED;
    bool fine = take_work(linked);
    if (linked->store != store || !same_record(linked->record, record) ||
        linked->is_loaded != is_loaded)
        begin_record(linked, store, record, is_loaded);
    if (!linked->is_pending)
        return fine;
    if (count_links(store, record) <= AT_ONCE) {
        linked->is_pending = false;
        return store_linked(store, record, linked->sets) && fine;
    }
    if (linked->work)
        return fine;
    linked->is_pending = begin_work(linked, store, changed, context);
    return linked->is_pending && fine;
}

void linked_free(struct linked *linked)
{
    if (linked->work)
        end_work(linked);
    free_sets(linked->sets);
    *linked = (struct linked){0};
}
