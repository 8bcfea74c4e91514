/* hold.h: holds up other threads at what they call, until they are let go. */
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

/* For threads to call (search_changed, with the hold as context): returns when they are let go. */
void hold_stand(void *hold);

/* Waits until a thread stands there. */
void hold_await(struct hold *hold);

/* Lets all go, from now on. */
void hold_open(struct hold *hold);

#endif
