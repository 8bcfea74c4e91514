#include "tui/keeping.h"

#include "tui/state.h"

enum { KEPT_MS = 5000 }; /* after the reader did something */

void keeping_begin(struct keeping *keeping, struct model *model, const char *briefing,
                   bool with_query)
{
    struct diag_list diags = {0};
    state_file_begin(&keeping->file, briefing);
    const json_t *state = state_file_load(&keeping->file, &diags);
    if (state)
        state_restore(model, state, with_query);
    if (diags.count)
        model_say_why(model, &diags);
    diag_list_free(&diags);
}

void keeping_notice(struct keeping *keeping, long long now)
{
    if (!keeping->due && keeping->file.path.length)
        keeping->due = now + KEPT_MS;
}

int keeping_patience(const struct keeping *keeping, long long now)
{
    if (!keeping->due)
        return -1;
    return keeping->due > now ? (int)(keeping->due - now) : 0;
}

static void *write_state(void *context)
{
    struct keeping *keeping = context;
    state_file_save(&keeping->file, keeping->written);
    atomic_store_explicit(&keeping->done, true, memory_order_release);
    return NULL;
}

static void join(struct keeping *keeping)
{
    if (keeping->going_on)
        pthread_join(keeping->thread, NULL);
    keeping->going_on = false;
}

/* While the disk is slow there is another time. */
void keeping_go_on(struct keeping *keeping, const struct model *model, long long now)
{
    if (keeping_patience(keeping, now) != 0)
        return;
    keeping->due = 0;
    if (keeping->going_on && !atomic_load_explicit(&keeping->done, memory_order_acquire)) {
        keeping_notice(keeping, now);
        return;
    }
    join(keeping);
    atomic_store(&keeping->done, false);
    keeping->written = state_take(model);
    keeping->going_on =
        keeping->written && pthread_create(&keeping->thread, NULL, write_state, keeping) == 0;
    if (!keeping->going_on)
        json_decref(keeping->written);
}

void keeping_end(struct keeping *keeping, const struct model *model)
{
    join(keeping);
    if (keeping->file.path.length)
        state_file_save(&keeping->file, state_take(model));
    state_file_free(&keeping->file);
}
