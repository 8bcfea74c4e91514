#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "tui/draw.h"
#include "tui/outside.h"
#include "tui/screen.h"
#include "tui/shown.h"
#include "tui/terminal-signals.h"
#include "tui/tui.h"
#include "tui/update.h"

enum {
    FIRST_FRAME_MS = 10, /* waited for the loader, so that a small book is there at once */
    FIRST_MATCH_MS = 8,  /* waited for a search to find something before it is shown */
    NEWS_APART_MS = 33   /* between frames that only news of the loader or search ask for */
};

enum watched { WATCH_KEYS, WATCH_SIGNALS, WATCH_NEWS, WATCHED };

struct session {
    struct store *store;
    struct model *model;
    struct screen *screen;
    struct frame frame;
    struct outside outside;
    struct pollfd watched[WATCHED];
    int news[2]; /* a pipe that the loader and the search write to */
    unsigned stale;
    bool news_waits;           /* it has come, but was not taken in */
    long long shown_at;        /* when the newest frame was shown, in milliseconds */
    unsigned long shown_asked; /* and which query it answered */
    bool shown_match;          /* with a match */
    bool shown_all;            /* with all of them */
    bool over;
    int signal; /* that ended it; 0 for none */
};

static long long now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000LL + time.tv_nsec / 1000000;
}

/* Called on other threads. When the pipe is full there is enough to be read. */
static void tell_news(void *context)
{
    const struct session *session = context;
    ssize_t written = write(session->news[1], "", 1);
    (void)written;
}

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
}

static void take_size(struct session *session)
{
    size_t rows;
    size_t columns;
    screen_size(session->screen, &rows, &columns);
    session->stale |= update_resize(session->model, rows, columns);
}

static void suspend(struct session *session)
{
    screen_leave(session->screen);
    terminal_signals_stop();
    screen_return(session->screen);
    take_size(session);
}

/* What the model asked for is done; it may lead to the next. */
static void carry_out(struct session *session);

/* While another program has the terminal, its keys are not for us. */
static void watch_keys(struct session *session)
{
    session->watched[WATCH_KEYS].fd = session->outside.guest ? -1 : screen_input(session->screen);
}

static void run_errand(struct session *session)
{
    struct errand *errand = &session->model->errand;
    struct child_end end;
    if (!outside_begin(&session->outside, errand, session->screen, &end)) {
        session->stale |= update_errand(session->model, errand, &end, false);
        session->stale |= STALE_TERMINAL;
    }
    watch_keys(session);
    carry_out(session);
}

static void take_ends(struct session *session)
{
    struct errand errand;
    struct child_end end;
    bool changed;
    bool was_away = session->outside.guest != 0;
    while (outside_next(&session->outside, session->screen, &errand, &end, &changed)) {
        session->stale |= update_errand(session->model, &errand, &end, changed);
        errand_free(&errand);
        carry_out(session);
    }
    if (was_away && !session->outside.guest) {
        watch_keys(session);
        take_size(session);
    }
}

static void send_bytes(struct session *session)
{
    screen_send(session->screen, buffer_slice(&session->model->sending));
    buffer_clear(&session->model->sending);
}

static void quit(struct session *session)
{
    session->over = true;
}

static void carry_out(struct session *session)
{
    static void (*const carriers[])(struct session *) = {
        [REQUEST_SUSPEND] = suspend,
        [REQUEST_QUIT] = quit,
        [REQUEST_RUN] = run_errand,
        [REQUEST_SEND] = send_bytes,
    };
    enum request request = session->model->request;
    session->model->request = REQUEST_NOTHING;
    if (request < sizeof carriers / sizeof carriers[0] && carriers[request])
        carriers[request](session);
}

static void end_by(struct session *session, int signal)
{
    outside_end(&session->outside, session->screen, signal);
    session->signal = signal;
    session->over = true;
}

static void return_to_screen(struct session *session)
{
    screen_return(session->screen);
    take_size(session);
}

/* A program that has the terminal sees to its size and its stops itself. */
static void take_signals(struct session *session)
{
    int signal;
    while ((signal = terminal_signals_next()) != 0) {
        bool is_away = session->outside.guest != 0;
        if (signal == SIGCHLD)
            take_ends(session);
        else if (signal == SIGWINCH && !is_away)
            take_size(session);
        else if (signal == SIGTSTP && !is_away)
            suspend(session);
        else if (signal == SIGCONT && !is_away)
            return_to_screen(session);
        else if (signal != SIGWINCH && signal != SIGTSTP && signal != SIGCONT)
            end_by(session, signal);
    }
}

/* Takes all keys that wait, so that a key held down is never behind. */
static void take_keys(struct session *session)
{
    uint32_t key;
    bool any = false;
    while (!session->over && !session->outside.guest && screen_key(session->screen, &key)) {
        any = true;
        session->stale |= update_key(session->model, key);
        carry_out(session);
    }
    /* A terminal that is gone can be read for ever, and gives nothing. */
    int waiting = 0;
    if (!any && ioctl(session->watched[WATCH_KEYS].fd, FIONREAD, &waiting) != 0)
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
        take_signals(session);
    if (watched[WATCH_NEWS].revents)
        forget_news(session);
    if (watched[WATCH_KEYS].revents & POLLIN)
        take_keys(session);
    else if (watched[WATCH_KEYS].revents)
        session->over = true;
}

/* Waits for news only, at most so long; whether there are any. */
static bool wait_for_news(struct session *session, long long until)
{
    long long left = until - now();
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
    long long until = now() + FIRST_MATCH_MS;
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

static bool show(struct session *session)
{
    session->shown_all = asked_is_done(&session->model->asked);
    session->shown_match = match_count(session->model) > 0;
    if (!draw_screen(session->model, &session->frame)) {
        errno = ENOMEM;
        return false;
    }
    screen_show(session->screen, &session->frame, session->stale & STALE_TERMINAL);
    session->stale = STALE_NOTHING;
    session->shown_at = now();
    return true;
}

/* How long to wait: for ever, but when news waits for its turn. */
static int patience(const struct session *session)
{
    if (!session->news_waits)
        return -1;
    if (is_awaited(session))
        return 0;
    long long left = session->shown_at + NEWS_APART_MS - now();
    return left > 0 ? (int)left : 0;
}

static bool run(struct session *session)
{
    long long until = now() + FIRST_FRAME_MS;
    enum store_state state = store_state(session->store);
    while (state != STORE_LOADED && state != STORE_FAILED && wait_for_news(session, until))
        state = store_state(session->store);
    take_size(session);
    while (!session->over) {
        if (session->stale && !session->outside.guest) {
            give_search_time(session);
            if (!show(session))
                return false;
        }
        wait_for_something(session, patience(session));
        if (session->news_waits && (session->stale || patience(session) == 0))
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

static bool wants_color(const struct tui_options *options)
{
    const char *no_color = getenv("NO_COLOR");
    return !options->no_color && !(no_color && *no_color);
}

static void watch(struct session *session, int signals)
{
    int watched[WATCHED] = {
        [WATCH_KEYS] = screen_input(session->screen),
        [WATCH_SIGNALS] = signals,
        [WATCH_NEWS] = session->news[0],
    };
    for (size_t i = 0; i < WATCHED; i++)
        session->watched[i] = (struct pollfd){.fd = watched[i], .events = POLLIN};
}

/* Starts all that runs beside the loop. False with `errno` when the system has no more of something. */
static bool begin(struct session *session, const struct tui_options *options, int signals)
{
    terminal_signals_rescue(screen_rescue(session->screen));
    bool ascii = options->ascii || strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
    struct model_options model_options = {session->store, ascii, surroundings_read(), tell_news,
                                          session};
    if (signals < 0 || !open_pipe(session->news))
        return false;
    watch(session, signals);
    errno = ENOMEM;
    session->model = model_new(&model_options, options->query);
    return session->model && store_start(session->store, tell_news, session);
}

/* What could not be opened is told at once: the rest of the book looks whole without it. */
static void tell_diag(struct model *model, const struct diag_list *diags)
{
    struct buffer text = {0};
    if (diags->count && diag_append(&text, &diags->items[0], 0))
        model_say(model, "%s", buffer_string(&text));
    buffer_free(&text);
}

/* Shows until the reader leaves. */
static int run_session(struct session *session, const struct tui_options *options,
                       struct diag_list *diags)
{
    int signals = terminal_signals_open();
    session->screen = screen_open(wants_color(options), diags);
    if (!session->screen) {
        terminal_signals_close();
        return TUI_NO_TERMINAL;
    }
    bool fine = begin(session, options, signals);
    if (fine) {
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

int tui_run(const struct tui_options *options, struct diag_list *diags)
{
    struct session session = {.news = {-1, -1}};
    int status = TUI_FAILED;
    session.store = store_open(options->path, diags);
    if (session.store)
        status = run_session(&session, options, diags);
    outside_free(&session.outside);
    model_free(session.model);
    store_free(session.store);
    frame_free(&session.frame);
    for (size_t i = 0; i < 2; i++) {
        if (session.news[i] >= 0)
            close(session.news[i]);
    }
    return status;
}
