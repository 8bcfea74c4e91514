#include "query/crew.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

/* What all workers do at a time. */
struct job {
    crew_piece *piece;
    void *context;
    size_t count;
    atomic_size_t next;
    atomic_bool stopped;
};

struct worker {
    struct crew *crew;
    size_t number;
    pthread_t thread;
};

struct crew {
    struct job job;
    pthread_mutex_t mutex; /* of the rest */
    pthread_cond_t begun;
    pthread_cond_t ended;
    size_t jobs;    /* begun so far */
    size_t working; /* threads that are at the last one */
    bool closing;
    size_t size;
    struct worker *workers; /* but for the caller, who is worker 0 */
};

static void work(struct job *job, size_t worker)
{
    for (;;) {
        size_t piece = atomic_fetch_add_explicit(&job->next, 1, memory_order_relaxed);
        if (piece >= job->count || atomic_load_explicit(&job->stopped, memory_order_relaxed))
            return;
        if (!job->piece(job->context, worker, piece))
            atomic_store_explicit(&job->stopped, true, memory_order_relaxed);
    }
}

/* Waits for a job after those seen; false when there will be none. */
static bool wait_for_job(struct crew *crew, size_t *seen)
{
    pthread_mutex_lock(&crew->mutex);
    while (crew->jobs == *seen && !crew->closing)
        pthread_cond_wait(&crew->begun, &crew->mutex);
    bool more = !crew->closing;
    *seen = crew->jobs;
    pthread_mutex_unlock(&crew->mutex);
    return more;
}

static void *run_worker(void *context)
{
    struct worker *worker = context;
    struct crew *crew = worker->crew;
    size_t seen = 0;
    while (wait_for_job(crew, &seen)) {
        work(&crew->job, worker->number);
        pthread_mutex_lock(&crew->mutex);
        if (--crew->working == 0)
            pthread_cond_signal(&crew->ended);
        pthread_mutex_unlock(&crew->mutex);
    }
    return NULL;
}

/* ---- Beginning and ending ------------------------------------------------------------------- */

struct crew *crew_new(size_t size)
{
    struct crew *crew = calloc(1, sizeof *crew);
    struct worker *workers = calloc(size, sizeof *workers);
    if (!crew || !workers) {
        free(crew);
        free(workers);
        return NULL;
    }
    crew->workers = workers;
    crew->size = 1;
    /* Of the default kind these need nothing that could be lacking on Linux. */
    pthread_mutex_init(&crew->mutex, NULL);
    pthread_cond_init(&crew->begun, NULL);
    pthread_cond_init(&crew->ended, NULL);
    while (crew->size < size) {
        struct worker *worker = &workers[crew->size];
        *worker = (struct worker){.crew = crew, .number = crew->size};
        if (pthread_create(&worker->thread, NULL, run_worker, worker) != 0)
            break;
        crew->size++;
    }
    return crew;
}

size_t crew_size(const struct crew *crew)
{
    return crew->size;
}

bool crew_run(struct crew *crew, crew_piece *piece, void *context, size_t count)
{
    struct job *job = &crew->job;
    job->piece = piece;
    job->context = context;
    job->count = count;
    atomic_store(&job->next, 0);
    atomic_store(&job->stopped, false);
    pthread_mutex_lock(&crew->mutex);
    crew->jobs++;
    crew->working = crew->size - 1;
    pthread_cond_broadcast(&crew->begun);
    pthread_mutex_unlock(&crew->mutex);
    work(job, 0);
    pthread_mutex_lock(&crew->mutex);
    while (crew->working > 0)
        pthread_cond_wait(&crew->ended, &crew->mutex);
    pthread_mutex_unlock(&crew->mutex);
    return !atomic_load(&job->stopped);
}

void crew_free(struct crew *crew)
{
    if (!crew)
        return;
    pthread_mutex_lock(&crew->mutex);
    crew->closing = true;
    pthread_cond_broadcast(&crew->begun);
    pthread_mutex_unlock(&crew->mutex);
    for (size_t i = 1; i < crew->size; i++)
        pthread_join(crew->workers[i].thread, NULL);
    pthread_cond_destroy(&crew->begun);
    pthread_cond_destroy(&crew->ended);
    pthread_mutex_destroy(&crew->mutex);
    free(crew->workers);
    free(crew);
}

size_t crew_usual_size(void)
{
    enum { MOST = 8 }; /* memory, not work, is what a search waits for then */
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    if (processors < 1)
        return 1;
    return processors < MOST ? (size_t)processors : MOST;
}
