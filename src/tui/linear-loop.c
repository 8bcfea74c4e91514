#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "briefbook/clock.h"
#include "briefbook/file.h"
#include "tui/engine.h"
#include "tui/linear-words.h"
#include "tui/linear.h"
#include "tui/outside.h"
#include "tui/terminal-signals.h"
#include "tui/update.h"

enum {
    USUAL_COLUMNS = 80,
    USUAL_ROWS = 24,
    ROWS_AROUND = 2, /* what is said of the rest of a page, and the prompt */
    INPUT_BYTES = 4096,
    ANSWER_MS = 500 /* waited for an answer before a person who types on need not wait */
};

enum watched { WATCH_SIGNALS, WATCH_NEWS, WATCH_FILES, WATCH_INPUT, WATCHED };

struct session {
    struct engine engine;
    struct linear linear;
    struct outside outside;
    struct pollfd watched[WATCHED];
    bool is_asking;     /* a person types: there is a prompt, and no need to wait for answers */
    bool has_terminal;  /* that another program could have: lines are read from it, and go to it */
    struct buffer line; /* of input, as far as it has come; at most a byte more than it may have */
    char input[INPUT_BYTES];
    size_t input_start; /* what was read, and is no part of a line yet */
    size_t input_end;
    bool at_end; /* of the input */
    bool over;
    int signal; /* that ended it; 0 for none */
    int error;  /* of writing; 0 for none */
};

/* ---- Output ---------------------------------------------------------------------------------- */

/* Nobody reads any more where a pipe is closed: that is no error. */
static void put(struct session *session, struct slice text)
{
    if (session->over || file_write_all(STDOUT_FILENO, text))
        return;
    session->error = errno == EPIPE ? 0 : errno;
    session->over = true;
}

static void tell(struct session *session)
{
    struct buffer text = {0};
    if (!linear_tell(&session->linear, session->engine.model, &text))
        buffer_free(&text);
    put(session, text.length ? buffer_slice(&text) : SLICE("memory is out\n"));
    buffer_free(&text);
}

static void tell_news(struct session *session)
{
    struct buffer text = {0};
    linear_tell_news(session->engine.model, &text);
    put(session, buffer_slice(&text));
    buffer_free(&text);
}

static void prompt(struct session *session)
{
    if (session->is_asking)
        put(session, SLICE("> "));
}

/* ---- The size ---------------------------------------------------------------------------------- */

/* What a variable says, else the terminal, else what is usual. */
static size_t measure(const char *variable, size_t of_terminal, size_t usual)
{
    enum { LEAST = 10, MOST = 10000 };
    const char *value = getenv(variable);
    unsigned long number = value ? strtoul(value, NULL, 10) : 0;
    if (number >= LEAST && number <= MOST)
        return number;
    return of_terminal >= LEAST ? of_terminal : usual;
}

static void take_size(struct session *session)
{
    struct winsize size = {0};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0)
        size = (struct winsize){0};
    size_t rows = measure("LINES", size.ws_row, USUAL_ROWS) - ROWS_AROUND;
    update_resize(session->engine.model, rows, measure("COLUMNS", size.ws_col, USUAL_COLUMNS));
}

/* ---- What the model asks for ----------------------------------------------------------------- */

static void carry_out(struct session *session);

static void suspend(struct session *session)
{
    if (session->is_asking)
        terminal_signals_stop();
    else
        model_say(session->engine.model, "only a job at a terminal can be stopped");
}

static void quit(struct session *session)
{
    session->over = true;
}

/* What asks a terminal for its clipboard is no text, and who reads here may have no such terminal: the
 * words themselves are sent, to be taken from there. */
static void send_words(struct session *session)
{
    struct model *model = session->engine.model;
    struct buffer text = {0};
    buffer_clear(&model->sending);
    buffer_clear(&model->message);
    linear_tell_copied(model, &text);
    put(session, text.failed ? SLICE("memory is out\n") : buffer_slice(&text));
    buffer_free(&text);
}

static void run_errand(struct session *session)
{
    struct model *model = session->engine.model;
    struct errand *errand = &model->errand;
    struct child_end end;
    if (errand->takes_terminal && !session->has_terminal)
        model_say(model, "%s needs a terminal", errand_program(errand));
    else if (!outside_begin(&session->outside, errand, &end))
        update_errand(model, errand, &end, false);
    carry_out(session);
}

/* Takes in what became of other programs. Of one that had the terminal it is told at once: a reload of
 * what it changed has words of its own. */
static void take_ends(struct session *session)
{
    struct errand errand;
    struct child_end end;
    bool changed;
    bool was_away = session->outside.guest != 0;
    while (outside_next(&session->outside, &errand, &end, &changed)) {
        update_errand(session->engine.model, &errand, &end, changed);
        errand_free(&errand);
        if (was_away)
            tell_news(session);
        carry_out(session);
    }
    if (was_away && !session->outside.guest)
        take_size(session);
}

/* Does what the model asks for, and what follows from that. */
static void carry_out(struct session *session)
{
    static void (*const carriers[])(struct session *) = {
        [REQUEST_SUSPEND] = suspend,
        [REQUEST_QUIT] = quit,
        [REQUEST_RUN] = run_errand,
        [REQUEST_SEND] = send_words,
    };
    enum request request = engine_take_request(&session->engine);
    if (request < sizeof carriers / sizeof carriers[0] && carriers[request])
        carriers[request](session);
}

/* ---- What happens ---------------------------------------------------------------------------- */

static void end_by(struct session *session, int signal)
{
    outside_end(&session->outside, signal);
    session->signal = signal;
    session->over = true;
}

/* A program that has the terminal sees to its size and its stops itself. */
static void take_signals(struct session *session)
{
    int signal;
    while ((signal = terminal_signals_next()) != 0) {
        bool is_away = session->outside.guest != 0;
        if (signal == SIGCHLD) {
            take_ends(session);
        } else if (signal == SIGWINCH && !is_away) {
            take_size(session);
        } else if (signal == SIGTSTP && !is_away) {
            suspend(session);
            prompt(session);
        } else if (signal != SIGWINCH && signal != SIGTSTP && signal != SIGCONT) {
            end_by(session, signal);
        }
    }
}

/* Goes on with what runs beneath; another briefing is told from its start. */
static void go_on(struct session *session)
{
    const struct store *store = session->engine.model->options.store;
    bool was_opening = engine_is_opening(&session->engine);
    engine_go_on(&session->engine);
    bool is_another = store != session->engine.model->options.store;
    if (was_opening && is_another && !engine_is_opening(&session->engine))
        linear_forget(&session->linear);
}

static void read_input(struct session *session)
{
    ssize_t got = read(STDIN_FILENO, session->input, sizeof session->input);
    session->input_start = 0;
    session->input_end = got > 0 ? (size_t)got : 0;
    session->at_end = got == 0 || (got < 0 && errno != EINTR && errno != EAGAIN);
}

/* Waits for anything and takes it in, at most so many milliseconds, for ever if -1; of the input it
 * waits only for whether there is some. */
static void wait_for_something(struct session *session, int most)
{
    struct pollfd *watched = session->watched;
    int engine = engine_patience(&session->engine);
    int timeout = engine < 0 || (most >= 0 && most < engine) ? most : engine;
    watched[WATCH_FILES].fd =
        reload_descriptor(&session->engine.reload); /* another briefing's is another */
    if (poll(watched, WATCHED, timeout) < 0) {
        session->over = errno != EINTR;
        return;
    }
    if (watched[WATCH_SIGNALS].revents)
        take_signals(session);
    if (watched[WATCH_NEWS].revents) {
        engine_forget_news(&session->engine);
        update_news(session->engine.model);
        carry_out(session);
    }
    if (watched[WATCH_FILES].revents)
        reload_notice(&session->engine.reload, clock_milliseconds());
    go_on(session);
}

/* ---- Lines ----------------------------------------------------------------------------------- */

/* A browser that does not take the terminal may go on for ever: nobody waits for that. */
static bool is_waiting(const struct session *session)
{
    const struct engine *engine = &session->engine;
    return session->outside.guest || outside_is_at(&session->outside, ERRAND_COPY) ||
           outside_is_at(&session->outside, ERRAND_PRINT) || engine->reload.by_hand ||
           engine_is_opening(engine) || linear_waits(engine->model);
}

/* What threads have done can be seen before they tell of it. It is taken in, and there may be more to
 * wait for then. */
static bool is_waiting_still(struct session *session)
{
    if (is_waiting(session))
        return true;
    update_news(session->engine.model);
    carry_out(session);
    return is_waiting(session);
}

/* Waits until there is no more to come. A person who types on while that takes long is answered with
 * what is known, unless it is another program that they type for. */
static void wait_for_answer(struct session *session)
{
    struct pollfd *input = &session->watched[WATCH_INPUT];
    long long until = clock_milliseconds() + ANSWER_MS;
    input->fd = -1;
    input->revents = 0;
    while (!session->over && is_waiting_still(session) && !input->revents) {
        long long left = until - clock_milliseconds();
        input->fd = left <= 0 && session->is_asking && !session->outside.guest ? STDIN_FILENO : -1;
        wait_for_something(session, left > 0 ? (int)left : -1);
    }
}

/* Moves what was read to the line, up to its end; whether that has come. */
static bool fill_line(struct session *session)
{
    const char *start = session->input + session->input_start;
    size_t length = session->input_end - session->input_start;
    const char *end = length ? memchr(start, '\n', length) : NULL;
    size_t used = end ? (size_t)(end - start) : length;
    size_t room = LINEAR_LINE_MOST + 1 - session->line.length;
    buffer_append(&session->line, (struct slice){start, used < room ? used : room});
    session->input_start += used + (end != NULL);
    return end != NULL;
}

/* Waits for the next line; false when there is none any more. */
static bool next_line(struct session *session)
{
    buffer_clear(&session->line);
    session->watched[WATCH_INPUT].fd = STDIN_FILENO;
    while (!fill_line(session)) {
        if (session->at_end)
            return session->line.length > 0;
        session->watched[WATCH_INPUT].revents = 0;
        wait_for_something(session, -1);
        if (!session->over && session->watched[WATCH_INPUT].revents)
            read_input(session);
        take_signals(session); /* that came as poll() saw the line, and before it */
        if (session->over)
            return false;
    }
    return true;
}

static void take_line(struct session *session)
{
    struct model *model = session->engine.model;
    tell_news(session);
    unsigned stale = linear_take(model, buffer_slice(&session->line));
    if (session->line.failed)
        model_say_memory(model);
    if (stale & STALE_TERMINAL)
        linear_forget(&session->linear);
    carry_out(session);
    keeping_notice(&session->engine.keeping, clock_milliseconds());
}

static void run(struct session *session)
{
    take_size(session);
    while (!session->over) {
        wait_for_answer(session);
        tell(session);
        prompt(session);
        if (session->over)
            return;
        if (next_line(session)) {
            take_line(session);
        } else {
            put(session, session->is_asking ? SLICE("\n") : SLICE(""));
            session->over = true;
        }
    }
}

/* ---- Beginning and end ------------------------------------------------------------------------- */

static void watch(struct session *session, int signals)
{
    int watched[WATCHED] = {
        [WATCH_SIGNALS] = signals,
        [WATCH_NEWS] = session->engine.news[0],
        [WATCH_FILES] = reload_descriptor(&session->engine.reload),
        [WATCH_INPUT] = STDIN_FILENO,
    };
    for (size_t i = 0; i < WATCHED; i++)
        session->watched[i] = (struct pollfd){.fd = watched[i], .events = POLLIN};
}

static int run_session(struct session *session, const struct tui_options *options,
                       struct diag_list *diags)
{
    int signals = terminal_signals_open();
    if (signals < 0 || !engine_begin(&session->engine, options, true, diags)) {
        session->error = errno;
    } else {
        watch(session, signals);
        session->is_asking = isatty(STDIN_FILENO) == 1;
        session->has_terminal = session->is_asking && isatty(STDOUT_FILENO) == 1;
        run(session);
    }
    terminal_signals_close();
    if (session->error)
        diag_add(diags, DIAG_NOT_WRITABLE, (struct place){0}, "cannot go on: %s",
                 strerror(session->error));
    if (session->signal)
        return TUI_SIGNALLED + session->signal;
    return session->error ? TUI_FAILED : TUI_DONE;
}

int tui_run_linear(const struct tui_options *options, struct diag_list *diags)
{
    struct session *session = calloc(1, sizeof *session);
    int status = TUI_FAILED;
    if (!session) {
        diag_out_of_memory(diags);
        return status;
    }
    if (engine_open(&session->engine, options->path, diags))
        status = run_session(session, options, diags);
    linear_free(&session->linear);
    outside_free(&session->outside);
    buffer_free(&session->line);
    if (engine_close(&session->engine))
        free(session);
    return status;
}
