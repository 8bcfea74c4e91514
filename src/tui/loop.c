#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "briefbook/clock.h"
#include "tui/config.h"
#include "tui/draw.h"
#include "tui/key.h"
#include "tui/session.h"
#include "tui/shown.h"
#include "tui/terminal-signals.h"
#include "tui/tui.h"
#include "tui/update.h"

enum {
    FIRST_FRAME_MS = 10, /* waited for the loader, so that a small book is there at once */
    FIRST_MATCH_MS = 8,  /* waited for a search to find something before it is shown */
    NEWS_APART_MS = 33,  /* between frames that only news of the loader or search ask for */
    LEAVING_MS = 500     /* waited at the end for what other threads are at */
};

static void forget_news(struct session *session)
{
    char bytes[256];
    while (read(session->news[0], bytes, sizeof bytes) == (ssize_t)sizeof bytes)
        ;
    session->news_waits = true;
}

static void take_news(struct session *session)
{
    session->news_waits = false;
    session->stale |= update_news(session->model);
    session_carry_out(session);
}

static unsigned take_mouse(struct session *session)
{
    struct mouse_event event;
    if (!screen_mouse(session->screen, &event))
        return STALE_NOTHING;
    event.time = clock_milliseconds();
    return update_waiting_mouse(session->model, &event);
}

static unsigned take_key(struct session *session, uint32_t key)
{
    if (key == SPECIAL_MOUSE)
        return take_mouse(session);
    if (key == SPECIAL_PASTE)
        return update_waiting_paste(session->model, screen_pasted(session->screen));
    return update_waiting_key(session->model, key);
}

/* Takes all keys that wait, so that a key held down is never behind; signals come between. */
static void take_keys(struct session *session)
{
    enum { KEYS_BETWEEN = 64 };
    uint32_t key;
    size_t taken = 0;
    while (!session->over && !session->outside.guest && screen_key(session->screen, &key)) {
        session->stale |= take_key(session, key);
        session_carry_out(session);
        if (++taken % KEYS_BETWEEN == 0)
            session_take_signals(session);
    }
    update_settle(session->model);
    if (taken)
        keeping_notice(&session->keeping, clock_milliseconds());
    /* A terminal that is gone can be read for ever, and gives nothing. */
    int waiting = 0;
    if (!taken && ioctl(session->watched[WATCH_KEYS].fd, FIONREAD, &waiting) != 0)
        session->over = true;
}

static void wait_for_something(struct session *session, int timeout)
{
    struct pollfd *watched = session->watched;
    if (poll(watched, WATCHED, timeout) < 0) {
        if (errno != EINTR)
            session->over = true;
        return;
    }
    if (watched[WATCH_SIGNALS].revents)
        session_take_signals(session);
    if (watched[WATCH_NEWS].revents)
        forget_news(session);
    if (watched[WATCH_FILES].revents)
        reload_notice(&session->reload, clock_milliseconds());
    if (watched[WATCH_KEYS].revents & POLLIN)
        take_keys(session);
    else if (watched[WATCH_KEYS].revents)
        session->over = true;
}

/* Waits for news only, at most so long; whether there are any. */
static bool wait_for_news(struct session *session, long long until)
{
    long long left = until - clock_milliseconds();
    if (left <= 0 || poll(&session->watched[WATCH_NEWS], 1, (int)left) <= 0)
        return false;
    forget_news(session);
    take_news(session);
    return true;
}

/* A new search mostly finds a screen of matches, or comes to its end, within a moment: an empty frame
 * would only flicker. */
static void give_search_time(struct session *session)
{
    enum { SCREEN = 64 };
    const struct asked *asked = &session->model->asked;
    if (asked->number == session->shown_asked)
        return;
    long long until = clock_milliseconds() + FIRST_MATCH_MS;
    while (!asked_is_done(asked) && match_count(session->model) < SCREEN &&
           wait_for_news(session, until))
        ;
    session->shown_asked = asked->number;
}

/* Whether there is what a reader waits for: the first matches, or the end of the search. */
static bool is_awaited(const struct session *session)
{
    const struct model *model = session->model;
    if (model->asked.number != session->shown_asked)
        return true;
    return (!session->shown_all && asked_is_done(&model->asked)) ||
           (!session->shown_match && match_count(model) > 0);
}

/* Where the text alone is to be copied, the mouse is left to the terminal. */
static void settle_mouse(struct session *session)
{
    bool wanted = session->model->opened != OPENED_PLAIN;
    if (session->has_mouse != wanted)
        screen_set_mouse(session->screen, wanted);
    session->has_mouse = wanted;
}

static bool show(struct session *session)
{
    settle_mouse(session);
    session->shown_all = asked_is_done(&session->model->asked);
    session->shown_match = match_count(session->model) > 0;
    if (!draw_screen(session->model, &session->frame)) {
        errno = ENOMEM;
        return false;
    }
    screen_theme(session->screen, (enum theme)session->model->settings.values[SETTING_THEME]);
    screen_show(session->screen, &session->frame, session->stale & STALE_TERMINAL);
    session->stale = STALE_NOTHING;
    session->shown_at = clock_milliseconds();
    return true;
}

/* How long to wait for the next frame: for ever, but when news waits for its turn. */
static int frame_patience(const struct session *session)
{
    if (!session->news_waits)
        return -1;
    if (is_awaited(session))
        return 0;
    long long left = session->shown_at + NEWS_APART_MS - clock_milliseconds();
    return left > 0 ? (int)left : 0;
}

/* The shorter wait, where -1 is for ever. */
static int shorter(int one, int other)
{
    return one < 0 || (other >= 0 && other < one) ? other : one;
}

/* How long to wait for anything: no longer than for the next frame, until files have come to rest, or
 * until the state is to be kept. */
static int patience(const struct session *session)
{
    int files = reload_patience(&session->reload, clock_milliseconds());
    int state = keeping_patience(&session->keeping, clock_milliseconds());
    return shorter(frame_patience(session), shorter(files, state));
}

/* What could not be opened is told at once: the rest of the book looks whole without it. */
static void tell_diag(struct model *model, const struct diag_list *diags)
{
    struct buffer text = {0};
    if (diags->count && diag_append(&text, &diags->items[0], 0))
        model_say(model, "%s", buffer_string(&text));
    buffer_free(&text);
}

/* Shows the briefing that was opened beside the one that is shown; each has a state of its own. */
static void change_briefing(struct session *session)
{
    struct model *model = session->model;
    bool is_begun = session->opening.next.load.store != NULL;
    bool is_ready = is_begun && opening_is_ready(&session->opening, model);
    if (is_begun && !session->opening.next.load.store)
        session->stale |= STALE_FRAME; /* it was refused, in words */
    if (!is_ready || !reload_can_replace(&session->reload))
        return;
    struct watched_load next = opening_take(&session->opening);
    const char *path = store_path(next.load.store);
    if (session->keeps_state)
        keeping_end(&session->keeping, model);
    reload_replace(&session->reload, model, &next);
    session->watched[WATCH_FILES].fd = reload_descriptor(&session->reload);
    if (session->keeps_state)
        keeping_begin(&session->keeping, model, path, true);
    model_settle_lists(model); /* so that undo knows the rows too */
    model_clear_query(model);
    tell_diag(model, &session->reload.shown.opening);
    model_settle(model);
    session->stale |= STALE_FRAME;
}

static bool run(struct session *session)
{
    long long until = clock_milliseconds() + FIRST_FRAME_MS;
    const struct store *store = session->model->options.store;
    while (store_state(store) < STORE_LOADED && wait_for_news(session, until))
        ;
    session_take_size(session);
    while (!session->over) {
        if (session->stale && !session->outside.guest) {
            give_search_time(session);
            if (!show(session))
                return false;
        }
        wait_for_something(session, patience(session));
        session->stale |= reload_go_on(&session->reload, session->model, clock_milliseconds());
        change_briefing(session);
        keeping_go_on(&session->keeping, session->model, clock_milliseconds());
        if (session->news_waits && (session->stale || frame_patience(session) == 0))
            take_news(session);
    }
    return true;
}

static bool open_pipe(int ends[2])
{
    if (pipe(ends) != 0)
        return false;
    for (size_t i = 0; i < 2; i++) {
        if (fcntl(ends[i], F_SETFL, O_NONBLOCK) != 0 || fcntl(ends[i], F_SETFD, FD_CLOEXEC) != 0)
            return false;
    }
    return true;
}

static void watch(struct session *session, int signals)
{
    int watched[WATCHED] = {
        [WATCH_KEYS] = screen_input(session->screen),
        [WATCH_SIGNALS] = signals,
        [WATCH_NEWS] = session->news[0],
        [WATCH_FILES] = reload_descriptor(&session->reload),
    };
    for (size_t i = 0; i < WATCHED; i++)
        session->watched[i] = (struct pollfd){.fd = watched[i], .events = POLLIN};
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

/* Starts all that runs beside the loop. False with `errno` when the system has no more of something. */
static bool begin(struct session *session, const struct tui_options *options, int signals)
{
    terminal_signals_rescue(screen_rescue(session->screen));
    bool ascii = options->ascii || strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
    struct store *store = session->reload.shown.store;
    const struct diag_list *opening = &session->reload.shown.opening;
    struct model_options model_options = {
        .store = store,
        .ascii = ascii,
        .surroundings = surroundings_read(),
        .changed = session_tell_news,
        .context = session,
        .opening = opening,
        .folders = options->folders,
    };
    if (signals < 0 || !open_pipe(session->news))
        return false;
    watch(session, signals);
    errno = ENOMEM;
    session->model = model_new(&model_options, options->query);
    if (!session->model)
        return false;
    configure(session->model, options);
    session->keeps_state = !options->no_state;
    if (session->keeps_state)
        keeping_begin(&session->keeping, session->model, options->path, !options->query);
    return store_start(store, session_tell_news, session);
}

/* Shows until the reader leaves. */
static int run_session(struct session *session, const struct tui_options *options,
                       struct diag_list *diags)
{
    int signals = terminal_signals_open();
    session->screen = screen_open(!options->no_color, diags);
    if (!session->screen) {
        terminal_signals_close();
        return TUI_NO_TERMINAL;
    }
    bool fine = begin(session, options, signals);
    if (fine) {
        reload_tell_watch(&session->reload, session->model);
        tell_diag(session->model, diags);
        fine = run(session);
    }
    int error = errno;
    screen_close(session->screen);
    terminal_signals_close();
    if (!fine)
        diag_add(diags, DIAG_TERMINAL, (struct place){0}, "cannot go on: %s", strerror(error));
    if (session->signal)
        return TUI_SIGNALLED + session->signal;
    return fine ? TUI_DONE : TUI_FAILED;
}

/* Stops what other threads are at. False when that takes longer than a moment: they still read and
 * tell news. */
static bool end_threads(struct session *session)
{
    long long until = clock_milliseconds() + LEAVING_MS;
    if (!session->model)
        return true;
    model_drop(session->model);
    while (reload_is_read(&session->reload, session->model)) {
        long long left = until - clock_milliseconds();
        if (left <= 0 || poll(&session->watched[WATCH_NEWS], 1, (int)left) <= 0)
            return false;
        forget_news(session);
    }
    return true;
}

static void free_session(struct session *session)
{
    outside_free(&session->outside);
    model_free(session->model);
    opening_free(&session->opening);
    reload_free(&session->reload);
    frame_free(&session->frame);
    for (size_t i = 0; i < 2; i++) {
        if (session->news[i] >= 0)
            close(session->news[i]);
    }
    free(session);
}

int tui_run(const struct tui_options *options, struct diag_list *diags)
{
    struct session *session = calloc(1, sizeof *session);
    int status = TUI_FAILED;
    if (!session) {
        diag_out_of_memory(diags);
        return status;
    }
    session->news[0] = session->news[1] = -1;
    if (reload_open(&session->reload, options->path, diags, session_tell_news, session))
        status = run_session(session, options, diags);
    if (session->model)
        keeping_end(&session->keeping, session->model);
    /* What is still in use goes with the program. */
    if (end_threads(session))
        free_session(session);
    return status;
}
