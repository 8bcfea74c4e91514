/* hold.h: holds up another thread at what it calls, until it is let go. */
#ifndef BRIEFBOOK_TESTS_HOLD_H
#define BRIEFBOOK_TESTS_HOLD_H

#include <pthread.h>
#include <stdbool.h>

struct hold {
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    bool reached;
    bool open;
};

void hold_begin(struct hold *hold);

/* For threads to call (search_changed, with the hold as context): the first that comes stands there until it is
 * let go, others pass: a search that has ended may be waited for at its last call. */
void hold_stand(void *hold);

/* Waits until a thread stands there. */
void hold_await(struct hold *hold);

/* Lets it go. */
void hold_open(struct hold *hold);

#endif
