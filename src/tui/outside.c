#include "tui/outside.h"

#include <errno.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#include "tui/child.h"
#include "tui/terminal-signals.h"

static struct outside_run *free_run(struct outside *outside)
{
    for (size_t i = 0; i < OUTSIDE_LIMIT; i++) {
        if (!outside->runs[i].process)
            return &outside->runs[i];
    }
    return NULL;
}

static void look_at_file(const struct errand *errand, struct stat *status)
{
    if (!errand->path.length || stat(buffer_string(&errand->path), status) != 0)
        *status = (struct stat){0};
}

static bool is_same_file(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size &&
           a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

static int terminal_of(const struct outside *outside)
{
    return outside->screen ? screen_input(outside->screen) : STDIN_FILENO;
}

/* The terminal is given back as it was before the program began, and taken again. */
static void lend_terminal(struct outside *outside)
{
    if (outside->screen)
        screen_leave(outside->screen);
    else
        outside->has_settings = tcgetattr(STDIN_FILENO, &outside->settings) == 0;
    terminal_signals_lend();
}

static void take_terminal(struct outside *outside)
{
    outside->guest = 0;
    child_take_terminal(terminal_of(outside));
    terminal_signals_take();
    if (outside->screen)
        screen_return(outside->screen);
    else if (outside->has_settings)
        tcsetattr(STDIN_FILENO, TCSADRAIN, &outside->settings);
}

bool outside_begin(struct outside *outside, struct errand *errand, struct child_end *end)
{
    struct outside_run *run = free_run(outside);
    bool is_guest = errand->takes_terminal;
    *end = (struct child_end){EAGAIN, 0};
    if (!run || (is_guest && outside->guest))
        return false;
    look_at_file(errand, &run->before);
    if (is_guest)
        lend_terminal(outside);
    pid_t process = is_guest ? child_start_here(&errand->arguments, terminal_of(outside))
                             : child_start_apart(&errand->arguments, buffer_slice(&errand->input));
    end->error = process < 0 ? errno : 0;
    if (process < 0 && is_guest)
        take_terminal(outside);
    if (process < 0)
        return false;
    if (is_guest)
        outside->guest = process;
    run->process = process;
    run->errand = *errand;
    *errand = (struct errand){0};
    return true;
}

/* Stopped without us, a program would keep the terminal from everybody: then we stop too, and whoever
 * goes on with us goes on with it. */
static void stop_with(pid_t guest)
{
    terminal_signals_stop();
    terminal_signals_lend();
    kill(guest, SIGCONT);
}

static bool has_ended(const struct outside *outside, struct outside_run *run, int *status)
{
    if (!run->process)
        return false;
    enum child_news news = child_ask(run->process, status);
    if (news == CHILD_STOPPED && run->process == outside->guest)
        stop_with(run->process);
    return news == CHILD_ENDED;
}

bool outside_next(struct outside *outside, struct errand *errand, struct child_end *end,
                  bool *changed)
{
    for (size_t i = 0; i < OUTSIDE_LIMIT; i++) {
        struct outside_run *run = &outside->runs[i];
        struct stat after;
        *end = (struct child_end){0};
        if (!has_ended(outside, run, &end->status))
            continue;
        if (run->process == outside->guest)
            take_terminal(outside);
        look_at_file(&run->errand, &after);
        *changed = !is_same_file(&run->before, &after);
        *errand = run->errand;
        *run = (struct outside_run){0};
        return true;
    }
    return false;
}

bool outside_is_at(const struct outside *outside, enum errand_kind kind)
{
    for (size_t i = 0; i < OUTSIDE_LIMIT; i++) {
        if (outside->runs[i].process && outside->runs[i].errand.kind == kind)
            return true;
    }
    return false;
}

void outside_end(struct outside *outside, int signal)
{
    enum { TRIES = 100, APART_NS = 20000000 }; /* two seconds */
    int status;
    if (!outside->guest)
        return;
    kill(outside->guest, signal);
    kill(outside->guest, SIGCONT);
    for (size_t i = 0; i < TRIES && child_ask(outside->guest, &status) != CHILD_ENDED; i++)
        nanosleep(&(struct timespec){.tv_nsec = APART_NS}, NULL);
    take_terminal(outside);
}

void outside_free(struct outside *outside)
{
    for (size_t i = 0; i < OUTSIDE_LIMIT; i++)
        errand_free(&outside->runs[i].errand);
    *outside = (struct outside){0};
}
