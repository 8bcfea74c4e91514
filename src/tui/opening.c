#include "tui/opening.h"

#include <errno.h>
#include <string.h>

/* It is watched before it is opened, so that no change is missed. */
bool watched_load_open(struct watched_load *load, const char *path)
{
    if (strcmp(path, "-") != 0) {
        load->watch = watch_new(path);
        load->watch_error = load->watch ? 0 : errno;
    }
    load->load.store = store_open(path, &load->load.opening);
    return load->load.store != NULL;
}

void watched_load_free(struct watched_load *load)
{
    store_free(load->load.store);
    diag_list_free(&load->load.opening);
    watch_free(load->watch);
    *load = (struct watched_load){0};
}

/* ---- Opening ------------------------------------------------------------------------------- */

static void refuse(struct opening *opening, struct model *model, const char *why)
{
    model_say(model, "not opened, the last good view stays: %s", why);
    opening_free(opening);
}

static const char *first_message(const struct diag_list *diags)
{
    return diags->count ? diags->items[0].message : "memory ran out";
}

void opening_ask(struct opening *opening, struct model *model, const char *path,
                 store_changed *changed, void *context)
{
    struct watched_load *next = &opening->next;
    opening_free(opening);
    if (strcmp(path, "-") == 0)
        refuse(opening, model, "standard input can be read only from the start");
    else if (!watched_load_open(next, path))
        refuse(opening, model, first_message(&next->load.opening));
    else if (!store_start(next->load.store, changed, context))
        refuse(opening, model, "the system has no more threads");
    else
        model_say(model, "opening %s", path);
}

bool opening_is_ready(struct opening *opening, struct model *model)
{
    const struct store *store = opening->next.load.store;
    if (!store || store_state(store) < STORE_LOADED)
        return false;
    if (store_state(store) == STORE_LOADED)
        return true;
    refuse(opening, model, "memory ran out");
    return false;
}

struct watched_load opening_take(struct opening *opening)
{
    struct watched_load taken = opening->next;
    opening->next = (struct watched_load){0};
    return taken;
}

void opening_free(struct opening *opening)
{
    watched_load_free(&opening->next);
}
