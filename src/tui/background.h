/* background.h: something that is worked out on a thread and comes as news, so that no key waits. */
#ifndef TUI_BACKGROUND_H
#define TUI_BACKGROUND_H

#include <stdatomic.h>

#include "briefbook/search.h"

struct background;

/* What is worked out. */
struct background_task {
    /* Does the work in `job`; false when it failed. It looks at `cancelled` often, and gives up then. */
    bool (*run)(void *job, const atomic_bool *cancelled);
    void (*free)(void *job);
    void *job;
    bool is_small; /* takes less than a frame: it is done at once, without a thread */
};

enum background_state { BACKGROUND_NONE, BACKGROUND_RUNNING, BACKGROUND_DONE, BACKGROUND_FAILED };

/* Begins a task, whose job it then owns. `changed` is called from the thread at the end; it may be
 * NULL. NULL, with the job freed, when there is no memory or thread. */
struct background *background_start(const struct background_task *task, search_changed *changed,
                                    void *context);

/* How far it has come; BACKGROUND_NONE for NULL. The job may be looked at unless it is running. */
enum background_state background_state(const struct background *background);
void *background_job(const struct background *background);

/* Waits until it is no longer running; takes NULL. */
void background_wait(struct background *background);

/* Tells it to give up, and does not wait until it has; takes NULL. */
void background_cancel(struct background *background);

/* Cancels it where it is running, and frees it with its job; takes NULL. */
void background_free(struct background *background);

#endif
