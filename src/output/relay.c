#include "briefbook/relay.h"

#include <pthread.h>
#include <stdlib.h>

/* Enough for one side to run on while the other is slow. Who had to wait goes on when there is half of
 * it: to be woken for every part would take longer than some parts do. */
enum { WAITING = 8, HALF = WAITING / 2 };

struct relay {
    document_take *take;
    void *context;
    bool has_thread;
    pthread_t thread;
    pthread_mutex_t mutex; /* of the rest, but for parts the thread is at */
    pthread_cond_t changed;
    struct document parts[WAITING]; /* a ring; those that do not wait are empty */
    size_t first;
    size_t count; /* waiting, the one at hand among them */
    bool refused;
    bool ending;
};

/* The next part to be taken; NULL when there will be none. */
static struct document *wait_for_part(struct relay *relay)
{
    pthread_mutex_lock(&relay->mutex);
    size_t enough = relay->count ? 1 : HALF;
    while (relay->count < enough && !relay->ending)
        pthread_cond_wait(&relay->changed, &relay->mutex);
    struct document *part = relay->count && !relay->refused ? &relay->parts[relay->first] : NULL;
    pthread_mutex_unlock(&relay->mutex);
    return part;
}

static void end_part(struct relay *relay, bool goes_on)
{
    pthread_mutex_lock(&relay->mutex);
    relay->first = (relay->first + 1) % WAITING;
    relay->count--;
    relay->refused = !goes_on;
    if (relay->count == HALF || relay->refused)
        pthread_cond_signal(&relay->changed);
    pthread_mutex_unlock(&relay->mutex);
}

static void *run(void *context)
{
    struct relay *relay = context;
    struct document *part;
    while ((part = wait_for_part(relay))) {
        bool goes_on = relay->take(relay->context, part);
        document_clear(part);
        end_part(relay, goes_on);
    }
    return NULL;
}

struct relay *relay_new(document_take *take, void *context)
{
    struct relay *relay = calloc(1, sizeof *relay);
    if (!relay)
        return NULL;
    relay->take = take;
    relay->context = context;
    /* Of the default kind these need nothing that could be lacking on Linux. */
    pthread_mutex_init(&relay->mutex, NULL);
    pthread_cond_init(&relay->changed, NULL);
    relay->has_thread = pthread_create(&relay->thread, NULL, run, relay) == 0;
    return relay;
}

static void swap(struct document *one, struct document *other)
{
    struct document kept = *one;
    *one = *other;
    *other = kept;
}

bool relay_take(void *context, struct document *part)
{
    struct relay *relay = context;
    if (!relay->has_thread) {
        relay->refused = relay->refused || !relay->take(relay->context, part);
        return !relay->refused;
    }
    pthread_mutex_lock(&relay->mutex);
    while (relay->count == WAITING && !relay->refused)
        pthread_cond_wait(&relay->changed, &relay->mutex);
    bool goes_on = !relay->refused;
    if (goes_on) {
        swap(&relay->parts[(relay->first + relay->count) % WAITING], part);
        relay->count++;
        if (relay->count == HALF)
            pthread_cond_signal(&relay->changed);
    }
    pthread_mutex_unlock(&relay->mutex);
    return goes_on;
}

bool relay_end(struct relay *relay)
{
    if (!relay)
        return false;
    pthread_mutex_lock(&relay->mutex);
    relay->ending = true;
    pthread_cond_signal(&relay->changed);
    pthread_mutex_unlock(&relay->mutex);
    if (relay->has_thread)
        pthread_join(relay->thread, NULL);
    bool whole = !relay->refused;
    for (size_t i = 0; i < WAITING; i++)
        document_free(&relay->parts[i]);
    pthread_cond_destroy(&relay->changed);
    pthread_mutex_destroy(&relay->mutex);
    free(relay);
    return whole;
}

static enum rendering_state render_once(const struct composition *composition,
                                        struct rendering *rendering)
{
    struct relay *relay = relay_new(rendering_take, rendering);
    bool composed = relay && composition_run(composition, relay_take, relay);
    return relay_end(relay) && composed ? rendering_end(rendering) : RENDERING_FAILED;
}

bool relay_book(const struct composition *composition, struct rendering *rendering)
{
    enum rendering_state state = rendering ? RENDERING_AGAIN : RENDERING_FAILED;
    while (state == RENDERING_AGAIN)
        state = render_once(composition, rendering);
    rendering_free(rendering);
    return state == RENDERING_WHOLE;
}
