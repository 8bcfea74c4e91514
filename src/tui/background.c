#include "tui/background.h"

#include <pthread.h>
#include <stdlib.h>

struct background {
    struct background_task task;
    search_changed *changed;
    void *context;
    pthread_t thread;
    bool has_thread;
    atomic_bool cancelled;
    atomic_int state;
};

static void *run(void *context)
{
    struct background *background = context;
    bool done = background->task.run(background->task.job, &background->cancelled);
    atomic_store_explicit(&background->state, done ? BACKGROUND_DONE : BACKGROUND_FAILED,
                          memory_order_release);
    if (background->has_thread && background->changed)
        background->changed(background->context);
    return NULL;
}

struct background *background_start(const struct background_task *task, search_changed *changed,
                                    void *context)
{
    struct background *background = calloc(1, sizeof *background);
    if (!background) {
        task->free(task->job);
        return NULL;
    }
    background->task = *task;
    background->changed = changed;
    background->context = context;
    background->has_thread = !task->is_small;
    atomic_init(&background->cancelled, false);
    atomic_init(&background->state, BACKGROUND_RUNNING);
    if (task->is_small) {
        run(background);
    } else if (pthread_create(&background->thread, NULL, run, background) != 0) {
        background->has_thread = false;
        background_free(background);
        return NULL;
    }
    return background;
}

enum background_state background_state(const struct background *background)
{
    if (!background)
        return BACKGROUND_NONE;
    return (enum background_state)atomic_load_explicit(&background->state, memory_order_acquire);
}

void *background_job(const struct background *background)
{
    return background->task.job;
}

void background_wait(struct background *background)
{
    if (!background || !background->has_thread)
        return;
    pthread_join(background->thread, NULL);
    background->has_thread = false;
}

void background_cancel(struct background *background)
{
    if (background)
        atomic_store_explicit(&background->cancelled, true, memory_order_relaxed);
}

void background_free(struct background *background)
{
    if (!background)
        return;
    background_cancel(background);
    background_wait(background);
    background->task.free(background->task.job);
    free(background);
}
