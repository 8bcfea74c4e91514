#include <signal.h>
#include <unistd.h>

#include "tui/session.h"
#include "tui/terminal-signals.h"
#include "tui/update.h"

void session_take_size(struct session *session)
{
    size_t rows;
    size_t columns;
    screen_size(session->screen, &rows, &columns);
    session->stale |= update_resize(session->engine.model, rows, columns);
}

static void suspend(struct session *session)
{
    screen_leave(session->screen);
    terminal_signals_stop();
    screen_return(session->screen);
    session_take_size(session);
}

/* While another program has the terminal, its keys are not for us. */
static void watch_keys(struct session *session)
{
    session->watched[WATCH_KEYS].fd = session->outside.guest ? -1 : screen_input(session->screen);
}

static void run_errand(struct session *session)
{
    struct errand *errand = &session->engine.model->errand;
    struct child_end end;
    if (!outside_begin(&session->outside, errand, &end)) {
        session->stale |= update_errand(session->engine.model, errand, &end, false);
        session->stale |= STALE_TERMINAL;
    }
    watch_keys(session);
    session_carry_out(session);
}

static void take_ends(struct session *session)
{
    struct errand errand;
    struct child_end end;
    bool changed;
    bool was_away = session->outside.guest != 0;
    while (outside_next(&session->outside, &errand, &end, &changed)) {
        session->stale |= update_errand(session->engine.model, &errand, &end, changed);
        errand_free(&errand);
        session_carry_out(session);
    }
    if (was_away && !session->outside.guest) {
        watch_keys(session);
        session_take_size(session);
    }
}

static void send_bytes(struct session *session)
{
    screen_send(session->screen, buffer_slice(&session->engine.model->sending));
    buffer_clear(&session->engine.model->sending);
}

static void quit(struct session *session)
{
    session->over = true;
}

void session_carry_out(struct session *session)
{
    static void (*const carriers[])(struct session *) = {
        [REQUEST_SUSPEND] = suspend,
        [REQUEST_QUIT] = quit,
        [REQUEST_RUN] = run_errand,
        [REQUEST_SEND] = send_bytes,
    };
    enum request request = engine_take_request(&session->engine);
    if (request < sizeof carriers / sizeof carriers[0] && carriers[request])
        carriers[request](session);
}

static void end_by(struct session *session, int signal)
{
    outside_end(&session->outside, signal);
    session->signal = signal;
    session->over = true;
}

static void return_to_screen(struct session *session)
{
    screen_return(session->screen);
    session_take_size(session);
}

/* A program that has the terminal sees to its size and its stops itself. */
void session_take_signals(struct session *session)
{
    int signal;
    while ((signal = terminal_signals_next()) != 0) {
        bool is_away = session->outside.guest != 0;
        if (signal == SIGCHLD)
            take_ends(session);
        else if (signal == SIGWINCH && !is_away)
            session_take_size(session);
        else if (signal == SIGTSTP && !is_away)
            suspend(session);
        else if (signal == SIGCONT && !is_away)
            return_to_screen(session);
        else if (signal != SIGWINCH && signal != SIGTSTP && signal != SIGCONT)
            end_by(session, signal);
    }
}
