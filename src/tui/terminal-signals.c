#include "tui/terminal-signals.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

/* The two global variables that architecture.md allows. */
static int signal_pipe[2] = {-1, -1};
static struct terminal_rescue saved = {.terminal = -1};

static const int caught[] = {SIGWINCH, SIGTSTP, SIGCONT, SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGCHLD};
static const int crashes[] = {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL};

enum {
    CAUGHT_COUNT = sizeof caught / sizeof caught[0],
    CRASH_COUNT = sizeof crashes / sizeof crashes[0]
};

static void note_signal(int signal)
{
    int error = errno;
    char byte = (char)signal;
    /* When the pipe is full there is enough to be read. */
    ssize_t written = write(signal_pipe[1], &byte, 1);
    (void)written;
    errno = error;
}

/* SA_RESETHAND has put the default action back: raised again, the signal ends the program. */
static void rescue_terminal(int signal)
{
    if (saved.terminal >= 0) {
        ssize_t written = write(saved.terminal, saved.bytes, saved.length);
        (void)written;
        tcsetattr(saved.terminal, TCSANOW, &saved.settings);
    }
    raise(signal);
}

static void set_action(int signal, void (*handler)(int), int flags)
{
    struct sigaction action = {.sa_handler = handler, .sa_flags = flags};
    sigemptyset(&action.sa_mask);
    sigaction(signal, &action, NULL);
}

static bool set_flags(int fd)
{
    return fcntl(fd, F_SETFL, O_NONBLOCK) == 0 && fcntl(fd, F_SETFD, FD_CLOEXEC) == 0;
}

int terminal_signals_open(void)
{
    if (pipe(signal_pipe) != 0)
        return -1;
    if (!set_flags(signal_pipe[0]) || !set_flags(signal_pipe[1])) {
        terminal_signals_close();
        return -1;
    }
    for (size_t i = 0; i < CAUGHT_COUNT; i++)
        set_action(caught[i], note_signal, SA_RESTART);
    for (size_t i = 0; i < CRASH_COUNT; i++)
        set_action(crashes[i], rescue_terminal, (int)SA_RESETHAND);
    return signal_pipe[0];
}

void terminal_signals_rescue(const struct terminal_rescue *rescue)
{
    saved = *rescue;
}

int terminal_signals_next(void)
{
    char byte = 0;
    return read(signal_pipe[0], &byte, 1) == 1 ? byte : 0;
}

void terminal_signals_lend(void)
{
    set_action(SIGTSTP, SIG_DFL, 0);
    set_action(SIGINT, SIG_IGN, 0);
    set_action(SIGQUIT, SIG_IGN, 0);
}

void terminal_signals_take(void)
{
    set_action(SIGTSTP, note_signal, SA_RESTART);
    set_action(SIGINT, note_signal, SA_RESTART);
    set_action(SIGQUIT, note_signal, SA_RESTART);
}

void terminal_signals_stop(void)
{
    /* Another thread may be the one to take the signal, a moment later; and a job that nobody could
     * continue is not stopped at all. */
    enum { PATIENCE_MS = 100 };
    struct pollfd watched = {.fd = signal_pipe[0], .events = POLLIN};
    while (terminal_signals_next())
        ;
    set_action(SIGTSTP, SIG_DFL, 0);
    kill(0, SIGTSTP);
    poll(&watched, 1, PATIENCE_MS);
    set_action(SIGTSTP, note_signal, SA_RESTART);
}

void terminal_signals_close(void)
{
    for (size_t i = 0; i < CAUGHT_COUNT; i++)
        set_action(caught[i], SIG_DFL, 0);
    for (size_t i = 0; i < CRASH_COUNT; i++)
        set_action(crashes[i], SIG_DFL, 0);
    saved.terminal = -1;
    for (size_t i = 0; i < 2; i++) {
        if (signal_pipe[i] >= 0)
            close(signal_pipe[i]);
        signal_pipe[i] = -1;
    }
}
