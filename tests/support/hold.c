#include "support/hold.h"

void hold_begin(struct hold *hold)
{
    *hold = (struct hold){.reached = false};
    pthread_mutex_init(&hold->mutex, NULL);
    pthread_cond_init(&hold->changed, NULL);
}

void hold_stand(void *context)
{
    struct hold *hold = context;
    pthread_mutex_lock(&hold->mutex);
    bool is_first = !hold->reached;
    hold->reached = true;
    pthread_cond_broadcast(&hold->changed);
    while (is_first && !hold->open)
        pthread_cond_wait(&hold->changed, &hold->mutex);
    pthread_mutex_unlock(&hold->mutex);
}

void hold_await(struct hold *hold)
{
    pthread_mutex_lock(&hold->mutex);
    while (!hold->reached)
        pthread_cond_wait(&hold->changed, &hold->mutex);
    pthread_mutex_unlock(&hold->mutex);
}

void hold_open(struct hold *hold)
{
    pthread_mutex_lock(&hold->mutex);
    hold->open = true;
    pthread_cond_broadcast(&hold->changed);
    pthread_mutex_unlock(&hold->mutex);
}
