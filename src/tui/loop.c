#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

#include "briefbook/clock.h"
#include "tui/draw.h"
#include "tui/key.h"
#include "tui/session.h"
#include "tui/shown.h"
#include "tui/terminal-signals.h"
#include "tui/update.h"

enum {
    FIRST_FRAME_MS = 10, /* waited for the loader, so that a small book is there at once */
    FIRST_MATCH_MS = 8,  /* waited for a search to find something before it is shown */
    NEWS_APART_MS = 33   /* between frames that only news of the loader or search ask for */
};

enum { SCREEN = 64 }; /* rows that fill one */

static void forget_news(struct session *session)
{
    engine_forget_news(&session->engine);
    session->news_waits = true;
}

static void take_news(struct session *session)
{
    session->news_waits = false;
    session->stale |= update_news(session->engine.model);
    session_carry_out(session);
}

static unsigned take_mouse(struct session *session)
{
    struct mouse_event event;
    if (!screen_mouse(session->screen, &event))
        return STALE_NOTHING;
    event.time = clock_milliseconds();
    return update_waiting_mouse(session->engine.model, &event);
}

static unsigned take_key(struct session *session, uint32_t key)
{
    if (key == SPECIAL_MOUSE)
        return take_mouse(session);
    if (key == SPECIAL_PASTE)
        return update_waiting_paste(session->engine.model, screen_pasted(session->screen));
    return update_waiting_key(session->engine.model, key);
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
    update_settle(session->engine.model);
    if (taken)
        keeping_notice(&session->engine.keeping, clock_milliseconds());
    /* A terminal that is gone can be read for ever, and gives nothing. */
    int waiting = 0;
    if (!taken && ioctl(session->watched[WATCH_KEYS].fd, FIONREAD, &waiting) != 0)
        session->over = true;
}

static void wait_for_something(struct session *session, int timeout)
{
    struct pollfd *watched = session->watched;
    watched[WATCH_FILES].fd =
        reload_descriptor(&session->engine.reload); /* another briefing has another */
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
        reload_notice(&session->engine.reload, clock_milliseconds());
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
    const struct asked *asked = &session->engine.model->asked;
    if (asked->number == session->shown_asked)
        return;
    long long until = clock_milliseconds() + FIRST_MATCH_MS;
    while (!asked_is_done(asked) && match_count(session->engine.model) < SCREEN &&
           wait_for_news(session, until))
        ;
    session->shown_asked = asked->number;
}

/* Whether there is what a reader waits for: the first matches, or the end of the search. */
static bool is_awaited(const struct session *session)
{
    const struct model *model = session->engine.model;
    if (model->asked.number != session->shown_asked)
        return true;
    return (!session->shown_all && asked_is_done(&model->asked)) ||
           (!session->shown_match && match_count(model) > 0);
}

/* Where the text alone is to be copied, the mouse is left to the terminal. */
static void settle_mouse(struct session *session)
{
    bool wanted = session->engine.model->opened != OPENED_PLAIN;
    if (session->has_mouse != wanted)
        screen_set_mouse(session->screen, wanted);
    session->has_mouse = wanted;
}

static bool show(struct session *session)
{
    settle_mouse(session);
    session->shown_all = asked_is_done(&session->engine.model->asked);
    session->shown_match = match_count(session->engine.model) > 0;
    if (!draw_screen(session->engine.model, &session->frame)) {
        errno = ENOMEM;
        return false;
    }
    screen_theme(session->screen,
                 (enum theme)session->engine.model->settings.values[SETTING_THEME]);
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

/* How long to wait for anything: no longer than for the next frame, or until the engine has to go on. */
static int patience(const struct session *session)
{
    int frame = frame_patience(session);
    int engine = engine_patience(&session->engine);
    return frame < 0 || (engine >= 0 && engine < frame) ? engine : frame;
}

/* Whether there is a screen of each table, of more than a small book: the rest takes too long to be
 * waited for. */
static bool fills_screen(const struct store *store)
{
    enum { SMALL_BOOK = 1000 };
    size_t rows = 0;
    for (enum table_id id = 0; id < TABLE_COUNT; id++) {
        const struct table *table = store_table(store, id);
        enum table_stage stage = table_stage(table);
        size_t count = table_rows(table);
        if (stage == TABLE_WAITING || (stage == TABLE_READING && count < SCREEN))
            return false;
        rows += count;
    }
    return rows > SMALL_BOOK;
}

static void wait_for_first_frame(struct session *session)
{
    long long until = clock_milliseconds() + FIRST_FRAME_MS;
    const struct store *store = session->engine.model->options.store;
    while (store_state(store) < STORE_LOADED && !fills_screen(store) &&
           wait_for_news(session, until))
        ;
}

static bool run(struct session *session)
{
    wait_for_first_frame(session);
    session_take_size(session);
    while (!session->over) {
        if (session->stale && !session->outside.guest) {
            give_search_time(session);
            if (!show(session))
                return false;
        }
        wait_for_something(session, patience(session));
        session->stale |= engine_go_on(&session->engine);
        if (session->news_waits && (session->stale || frame_patience(session) == 0))
            take_news(session);
    }
    return true;
}

static void watch(struct session *session, int signals)
{
    int watched[WATCHED] = {
        [WATCH_KEYS] = screen_input(session->screen),
        [WATCH_SIGNALS] = signals,
        [WATCH_NEWS] = session->engine.news[0],
        [WATCH_FILES] = reload_descriptor(&session->engine.reload),
    };
    for (size_t i = 0; i < WATCHED; i++)
        session->watched[i] = (struct pollfd){.fd = watched[i], .events = POLLIN};
}

/* Starts all that runs beside the loop. False with `errno` when the system has no more of something. */
static bool begin(struct session *session, const struct tui_options *options, int signals,
                  const struct diag_list *diags)
{
    terminal_signals_rescue(screen_rescue(session->screen));
    if (signals < 0 || !engine_begin(&session->engine, options, false, diags))
        return false;
    watch(session, signals);
    return true;
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
    session->outside.screen = session->screen;
    bool fine = begin(session, options, signals, diags) && run(session);
    int error = errno;
    screen_close(session->screen);
    terminal_signals_close();
    if (!fine)
        diag_add(diags, DIAG_TERMINAL, (struct place){0}, "cannot go on: %s", strerror(error));
    if (session->signal)
        return TUI_SIGNALLED + session->signal;
    return fine ? TUI_DONE : TUI_FAILED;
}

int tui_run(const struct tui_options *options, struct diag_list *diags)
{
    struct session *session = calloc(1, sizeof *session);
    int status = TUI_FAILED;
    if (!session) {
        diag_out_of_memory(diags);
        return status;
    }
    if (engine_open(&session->engine, options->path, diags))
        status = run_session(session, options, diags);
    outside_free(&session->outside);
    frame_free(&session->frame);
    /* What is still in use goes with the program. */
    if (engine_close(&session->engine))
        free(session);
    return status;
}
