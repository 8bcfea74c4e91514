#include "tui/reload.h"

#include <errno.h>
#include <string.h>

#include "tui/command.h"
#include "tui/transfer.h"

enum {
    FINISHED_MS = 80,     /* without a change, when the last one put a file in place */
    UNFINISHED_MS = 1000, /* the same when somebody is still at it */
    LONGEST_MS = 10000,   /* waited for changes that do not come to rest */
    OVERTAKEN_MOST = 10   /* loads that come to nothing, one after the other */
};

/* ---- Beginning and ending ------------------------------------------------------------------ */

static bool is_standard_input(const char *path)
{
    return strcmp(path, "-") == 0;
}

bool reload_open(struct reload *reload, const char *path, struct diag_list *diags,
                 store_changed *changed, void *context)
{
    struct watched_load opened = {0};
    bool fine = watched_load_open(&opened, path);
    reload->changed = changed;
    reload->context = context;
    reload->watch = opened.watch;
    reload->watch_error = opened.watch_error;
    reload->shown = opened.load;
    diag_list_append(diags, &reload->shown.opening);
    return fine;
}

void reload_tell_watch(const struct reload *reload, struct model *model)
{
    if (reload->watch_error)
        model_say(model, "changes of files will not be noticed (%s): r loads them again",
                  strerror(reload->watch_error));
}

int reload_descriptor(const struct reload *reload)
{
    return reload->watch ? watch_descriptor(reload->watch) : -1;
}

static void free_load(struct load *load)
{
    store_free(load->store);
    diag_list_free(&load->opening);
    *load = (struct load){0};
}

void reload_free(struct reload *reload)
{
    comparing_end(&reload->comparing);
    free_load(&reload->next);
    free_load(&reload->shown);
    free_load(&reload->retired);
    watch_free(reload->watch);
}

/* ---- Waiting for changes to come to rest --------------------------------------------------- */

void reload_notice(struct reload *reload, long long now)
{
    enum watch_news news = watch_take(reload->watch);
    if (news == WATCH_NOTHING)
        return;
    if (!reload->due)
        reload->since = now;
    long long latest = reload->since + LONGEST_MS;
    reload->due = now + (news == WATCH_FINISHED ? FINISHED_MS : UNFINISHED_MS);
    if (reload->due > latest)
        reload->due = latest;
}

void reload_ask(struct reload *reload, struct model *model, long long now)
{
    if (is_standard_input(store_path(reload->shown.store))) {
        model_say(model, "standard input can be read only once");
        return;
    }
    reload->by_hand = true;
    reload->since = now;
    reload->due = now;
}

/* Whether another store may be loaded: one at a time. */
static bool is_free(const struct reload *reload)
{
    return !reload->next.store && !reload->retired.store &&
           store_state(reload->shown.store) >= STORE_LOADED;
}

int reload_patience(const struct reload *reload, long long now)
{
    if (!reload->due || !is_free(reload))
        return -1;
    return reload->due > now ? (int)(reload->due - now) : 0;
}

/* ---- Loading beside ------------------------------------------------------------------------ */

static unsigned say(struct model *model, const char *before, const struct buffer *text)
{
    if (text->failed)
        model_say_memory(model);
    else
        model_say(model, "%s%s", before, buffer_string(text));
    return STALE_FRAME;
}

/* The reader is asked for no more patience. */
static void end_attempt(struct reload *reload)
{
    reload->by_hand = false;
    reload->overtaken = 0;
}

/* What is shown stays, when the new load has a fault. */
static bool refuse(struct reload *reload, struct model *model, unsigned *stale)
{
    struct buffer text = {0};
    bool has_fault = reload_append_fault(&reload->shown, &reload->next, &text);
    if (has_fault) {
        const struct load *next = &reload->next;
        *stale |= say(model, "not reloaded: ", &text);
        checking_refuse(&model->checking, &next->opening,
                        next->store ? store_diags(next->store) : NULL);
        model_settle(model);
        free_load(&reload->next);
        end_attempt(reload);
        reload->refused = true;
    }
    buffer_free(&text);
    return has_fault;
}

/* Whether the files changed again meanwhile, so that what was read may be neither the one nor the
 * other. Where they never rest that is shown at last. */
static bool is_overtaken(struct reload *reload)
{
    if (!reload->due || reload->overtaken >= OVERTAKEN_MOST)
        return false;
    reload->overtaken++;
    comparing_end(&reload->comparing);
    free_load(&reload->next);
    return true;
}

static unsigned begin_load(struct reload *reload, struct model *model)
{
    unsigned stale = STALE_NOTHING;
    struct load *next = &reload->next;
    reload->due = 0;
    if (reload->watch && !watch_renew(reload->watch)) {
        model_say(model, "not all changes of files are noticed any more (%s): reload by hand",
                  strerror(errno));
        stale = STALE_FRAME;
    }
    next->store = store_open(store_path(reload->shown.store), &next->opening);
    if (refuse(reload, model, &stale) || store_start(next->store, reload->changed, reload->context))
        return stale;
    free_load(next);
    end_attempt(reload);
    model_say(model, "not reloaded: the system has no more threads");
    return STALE_FRAME;
}

/* The new load is whole: how it differs takes a while to find out. */
static unsigned begin_comparing(struct reload *reload, struct model *model)
{
    unsigned stale = STALE_NOTHING;
    if (is_overtaken(reload) || refuse(reload, model, &stale))
        return stale;
    if (comparing_begin(&reload->comparing, reload->shown.store, reload->next.store,
                        reload->changed, reload->context))
        return stale;
    free_load(&reload->next);
    end_attempt(reload);
    model_say(model, "not reloaded: the system has no more threads");
    return STALE_FRAME;
}

/* Only what the reader can see is told: new lines in a file may change nothing. */
static void tell_changes(const struct reload *reload, struct model *model)
{
    struct buffer text = {0};
    bool whole = reload_append_changes(reload->shown.store, reload->next.store,
                                       reload->comparing.changes, &text);
    if (text.length || !whole)
        say(model, "reloaded: ", &text);
    else if (reload->by_hand || reload->refused)
        model_say(model, "reloaded: nothing has changed");
    buffer_free(&text);
}

static unsigned swap(struct reload *reload, struct model *model)
{
    comparing_end(&reload->comparing);
    if (is_overtaken(reload))
        return STALE_NOTHING;
    tell_changes(reload, model);
    reload->retired = reload->shown;
    reload->shown = reload->next;
    reload->next = (struct load){0};
    if (reload->refused)
        checking_accept(&model->checking);
    model_transfer(model, reload->shown.store);
    reload->refused = false;
    end_attempt(reload);
    return STALE_FRAME;
}

static void free_retired(struct reload *reload, struct model *model)
{
    if (reload->retired.store && !model_reads(model, reload->retired.store))
        free_load(&reload->retired);
}

unsigned reload_go_on(struct reload *reload, struct model *model, long long now)
{
    unsigned stale = STALE_NOTHING;
    free_retired(reload, model);
    if (comparing_is_done(&reload->comparing))
        stale |= swap(reload, model);
    else if (reload->next.store && !reload->comparing.going_on &&
             store_state(reload->next.store) >= STORE_LOADED)
        stale |= begin_comparing(reload, model);
    free_retired(reload, model);
    if (reload_patience(reload, now) == 0)
        stale |= begin_load(reload, model);
    return stale;
}

bool reload_can_replace(const struct reload *reload)
{
    return !reload->retired.store;
}

void reload_replace(struct reload *reload, struct model *model, const struct watched_load *other)
{
    comparing_end(&reload->comparing);
    free_load(&reload->next);
    watch_free(reload->watch);
    reload->watch = other->watch;
    reload->watch_error = other->watch_error;
    reload->due = 0;
    reload->refused = false;
    end_attempt(reload);
    reload->retired = reload->shown;
    reload->shown = other->load;
    model_open(model, reload->shown.store);
    reload_tell_watch(reload, model);
}

bool reload_is_read(const struct reload *reload, struct model *model)
{
    const struct store *retired = reload->retired.store;
    return model_reads(model, reload->shown.store) || (retired && model_reads(model, retired));
}

/* ---- The command --------------------------------------------------------------------------- */

unsigned do_reload(struct model *model, int unused)
{
    (void)unused;
    model->request = REQUEST_RELOAD;
    return STALE_NOTHING;
}
