#include "tui/engine.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "briefbook/clock.h"
#include "tui/config.h"

enum { LEAVING_MS = 500 /* waited at the end for what other threads are at */ };

/* Called on other threads. When the pipe is full there is enough to be read. */
static void tell_news(void *context)
{
    const struct engine *engine = context;
    ssize_t written = write(engine->news[1], "", 1);
    (void)written;
}

void engine_forget_news(struct engine *engine)
{
    char bytes[256];
    while (read(engine->news[0], bytes, sizeof bytes) == (ssize_t)sizeof bytes)
        ;
}

static bool open_pipe(struct engine *engine)
{
    if (pipe(engine->news) != 0)
        return false;
    engine->has_news = true;
    for (size_t i = 0; i < 2; i++) {
        int end = engine->news[i];
        if (fcntl(end, F_SETFL, O_NONBLOCK) != 0 || fcntl(end, F_SETFD, FD_CLOEXEC) != 0)
            return false;
    }
    return true;
}

/* What the command line asks for comes before what the config file says. */
static void configure(struct model *model, const struct tui_options *options)
{
    config_read_own(model);
    if (options->ascii)
        settings_change(model, SETTING_ASCII, AUTOMATIC_ON);
    if (options->themed)
        settings_change(model, SETTING_THEME, options->theme);
}

/* What could not be opened is told at once: the rest of the book looks whole without it. */
static void tell_diag(struct model *model, const struct diag_list *diags)
{
    struct buffer text = {0};
    if (diags->count && diag_append(&text, &diags->items[0], 0))
        model_say(model, "%s", buffer_string(&text));
    buffer_free(&text);
}

bool engine_open(struct engine *engine, const char *path, struct diag_list *diags)
{
    if (!open_pipe(engine)) {
        diag_add(diags, DIAG_NOT_READABLE, (struct place){0}, "cannot go on: %s", strerror(errno));
        return false;
    }
    return reload_open(&engine->reload, path, diags, tell_news, engine);
}

bool engine_begin(struct engine *engine, const struct tui_options *options, bool is_linear,
                  const struct diag_list *diags)
{
    struct store *store = engine->reload.shown.store;
    struct model_options model_options = {
        .store = store,
        .ascii = options->ascii || strcmp(nl_langinfo(CODESET), "UTF-8") != 0,
        .is_linear = is_linear,
        .surroundings = surroundings_read(),
        .changed = tell_news,
        .context = engine,
        .opening = &engine->reload.shown.opening,
        .folders = options->folders,
    };
    errno = ENOMEM;
    engine->model = model_new(&model_options, options->query);
    if (!engine->model)
        return false;
    configure(engine->model, options);
    engine->keeps_state = !options->no_state;
    if (engine->keeps_state)
        keeping_begin(&engine->keeping, engine->model, options->path, !options->query);
    if (!store_start(store, tell_news, engine))
        return false;
    reload_tell_watch(&engine->reload, engine->model);
    tell_diag(engine->model, diags);
    return true;
}

enum request engine_take_request(struct engine *engine)
{
    struct model *model = engine->model;
    enum request request = model->request;
    model->request = REQUEST_NOTHING;
    if (request == REQUEST_RELOAD)
        reload_ask(&engine->reload, model, clock_milliseconds());
    else if (request == REQUEST_OPEN)
        opening_ask(&engine->opening, model, buffer_string(&model->wanted), tell_news, engine);
    else
        return request;
    return REQUEST_NOTHING;
}

/* Shows the briefing that was opened beside the one that is shown; each has a state of its own. */
static unsigned replace(struct engine *engine)
{
    struct model *model = engine->model;
    struct watched_load next = opening_take(&engine->opening);
    const char *path = store_path(next.load.store);
    if (engine->keeps_state)
        keeping_end(&engine->keeping, model);
    reload_replace(&engine->reload, model, &next);
    if (engine->keeps_state)
        keeping_begin(&engine->keeping, model, path, true);
    model_settle_lists(model); /* so that undo knows the rows too */
    model_clear_query(model);
    tell_diag(model, &engine->reload.shown.opening);
    model_settle(model);
    return STALE_FRAME;
}

static unsigned change_briefing(struct engine *engine)
{
    const struct opening *opening = &engine->opening;
    if (!engine_is_opening(engine))
        return STALE_NOTHING;
    bool is_ready = opening_is_ready(&engine->opening, engine->model);
    if (!opening->next.load.store)
        return STALE_FRAME; /* it was refused, in words */
    return is_ready && reload_can_replace(&engine->reload) ? replace(engine) : STALE_NOTHING;
}

bool engine_is_opening(const struct engine *engine)
{
    return engine->opening.next.load.store != NULL;
}

int engine_patience(const struct engine *engine)
{
    int files = reload_patience(&engine->reload, clock_milliseconds());
    int state = keeping_patience(&engine->keeping, clock_milliseconds());
    return files < 0 || (state >= 0 && state < files) ? state : files;
}

unsigned engine_go_on(struct engine *engine)
{
    unsigned stale = reload_go_on(&engine->reload, engine->model, clock_milliseconds());
    stale |= change_briefing(engine);
    keeping_go_on(&engine->keeping, engine->model, clock_milliseconds());
    return stale;
}

/* False when that takes longer than a moment. */
static bool end_threads(struct engine *engine)
{
    long long until = clock_milliseconds() + LEAVING_MS;
    struct pollfd news = {.fd = engine->news[0], .events = POLLIN};
    if (!engine->model)
        return true;
    model_drop(engine->model);
    while (reload_is_read(&engine->reload, engine->model)) {
        long long left = until - clock_milliseconds();
        if (left <= 0 || poll(&news, 1, (int)left) <= 0)
            return false;
        engine_forget_news(engine);
    }
    return true;
}

bool engine_close(struct engine *engine)
{
    if (engine->model)
        keeping_end(&engine->keeping, engine->model);
    if (!end_threads(engine))
        return false;
    model_free(engine->model);
    opening_free(&engine->opening);
    reload_free(&engine->reload);
    for (size_t i = 0; i < 2 && engine->has_news; i++)
        close(engine->news[i]);
    return true;
}
