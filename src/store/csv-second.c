#include "store/csv-second.h"

#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>

#include "store/csv-reader.h"
#include "store/csv-split.h"

struct csv_second {
    struct table *whole;
    struct table part; /* has the rows until they are published */
    struct diag_list diags;
    const struct csv_watcher *watcher;

    struct csv_scan from;
    uint64_t middle;
    struct csv_row_start start;
    bool has_start;
    sem_t start_known; /* both of them may be read */

    bool is_read; /* to the end, without running out of memory */
    bool joined;
    pthread_t thread;
    atomic_bool stopped;
};

static bool is_over(void *context)
{
    struct csv_second *second = context;
    return atomic_load_explicit(&second->stopped, memory_order_relaxed) ||
           second->watcher->is_over(second->watcher->context);
}

static bool goes_on(void *context)
{
    return !is_over(context);
}

static bool read_part(struct csv_second *second)
{
    struct csv_reader *reader = csv_reader_new(&second->part, &second->diags);
    if (!reader)
        return false;
    csv_reader_set_start(reader, second->start);
    bool read = csv_reader_read(reader, UINT64_MAX, goes_on, second);
    csv_reader_free(reader);
    table_finish(&second->part);
    return read && !second->part.out_of_memory && !second->diags.out_of_memory &&
           second->diags.counts[DIAG_OUT_OF_MEMORY] == 0;
}

static void *run(void *context)
{
    struct csv_second *second = context;
    second->has_start = csv_split_find(second->whole->fd, &second->from, second->middle, is_over,
                                       second, &second->start);
    sem_post(&second->start_known);
    if (second->has_start)
        second->is_read = read_part(second);
    return NULL;
}

struct csv_second *csv_second_start(struct table *table, const struct csv_scan *from,
                                    uint64_t middle, const struct csv_watcher *watcher)
{
    struct csv_second *second = calloc(1, sizeof *second);
    if (!second)
        return NULL;
    second->whole = table;
    second->watcher = watcher;
    second->from = *from;
    second->middle = middle;
    sem_init(&second->start_known, 0, 0);
    bool begun = table_begin_part(&second->part, table);
    if (begun && pthread_create(&second->thread, NULL, run, second) == 0)
        return second;
    second->joined = true;
    csv_second_stop(second);
    return NULL;
}

bool csv_second_find_start(struct csv_second *second, struct csv_row_start *start)
{
    while (sem_wait(&second->start_known) != 0 && errno == EINTR)
        continue;
    *start = second->start;
    return second->has_start;
}

static void join(struct csv_second *second)
{
    if (!second->joined)
        pthread_join(second->thread, NULL);
    second->joined = true;
}

bool csv_second_take(struct csv_second *second, struct diag_list *diags)
{
    join(second);
    if (!second->is_read || !table_take_part(second->whole, &second->part))
        return false;
    diag_list_append(diags, &second->diags);
    return true;
}

void csv_second_stop(struct csv_second *second)
{
    if (!second)
        return;
    atomic_store(&second->stopped, true);
    join(second);
    sem_destroy(&second->start_known);
    table_release_part(&second->part);
    diag_list_free(&second->diags);
    free(second);
}
