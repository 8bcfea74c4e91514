#include "tui/comparing.h"

static void *compare(void *context)
{
    struct comparing *comparing = context;
    store_compare(comparing->from, comparing->to, &comparing->cancelled, comparing->changes);
    atomic_store_explicit(&comparing->done, true, memory_order_release);
    if (comparing->changed)
        comparing->changed(comparing->context);
    return NULL;
}

bool comparing_begin(struct comparing *comparing, const struct store *from, const struct store *to,
                     store_changed *changed, void *context)
{
    comparing->from = from;
    comparing->to = to;
    comparing->changed = changed;
    comparing->context = context;
    atomic_store(&comparing->cancelled, false);
    atomic_store(&comparing->done, false);
    comparing->going_on = pthread_create(&comparing->thread, NULL, compare, comparing) == 0;
    return comparing->going_on;
}

bool comparing_is_done(const struct comparing *comparing)
{
    return comparing->going_on && atomic_load_explicit(&comparing->done, memory_order_acquire);
}

void comparing_end(struct comparing *comparing)
{
    atomic_store_explicit(&comparing->cancelled, true, memory_order_relaxed);
    if (comparing->going_on)
        pthread_join(comparing->thread, NULL);
    comparing->going_on = false;
}
