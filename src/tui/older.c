#include "tui/older.h"

#include <time.h>

#include "briefbook/library.h"

/* Loads to the end, or until it is cancelled. */
static bool load(struct store *store, const atomic_bool *cancelled)
{
    static const struct timespec moment = {.tv_nsec = 2000000};
    if (!store_start(store, NULL, NULL))
        return false;
    while (store_state(store) == STORE_LOADING && !atomic_load(cancelled))
        nanosleep(&moment, NULL);
    return !atomic_load(cancelled) && store_wait(store);
}

static bool compare(struct older *older, const struct store *newer, const char *path,
                    const atomic_bool *cancelled)
{
    older->store = store_open(path, &older->diags);
    if (!older->store)
        return !older->diags.out_of_memory;
    return load(older->store, cancelled) &&
           changes_find(&older->changes, older->store, newer, cancelled);
}

bool older_find(struct older *older, const struct store *newer, const char *folders,
                const atomic_bool *cancelled)
{
    struct buffer path = {0};
    bool found = library_find_predecessor(newer, folders, &path, &older->diags);
    bool done = found ? compare(older, newer, buffer_string(&path), cancelled)
                      : !older->diags.out_of_memory;
    buffer_free(&path);
    return done;
}

void older_free(struct older *older)
{
    changes_free(&older->changes);
    store_free(older->store);
    diag_list_free(&older->diags);
    *older = (struct older){0};
}
