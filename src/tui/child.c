#include "tui/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "briefbook/file.h"

extern char **environ;

/* Those that this program catches or ignores. */
static const int own_signals[] = {SIGHUP,  SIGINT,  SIGQUIT, SIGTERM,  SIGTSTP,
                                  SIGCONT, SIGCHLD, SIGPIPE, SIGWINCH, SIGXFSZ,
                                  SIGSEGV, SIGBUS,  SIGABRT, SIGFPE,   SIGILL};

/* A child begins with all signals as the system has them; 0 or an error number. */
static int set_signals(posix_spawnattr_t *attributes)
{
    sigset_t plain;
    sigset_t none;
    sigemptyset(&plain);
    sigemptyset(&none);
    for (size_t i = 0; i < sizeof own_signals / sizeof own_signals[0]; i++)
        sigaddset(&plain, own_signals[i]);
    int error = posix_spawnattr_setsigdefault(attributes, &plain);
    return error ? error : posix_spawnattr_setsigmask(attributes, &none);
}

/* What its standard streams are: of an output that is -1 nothing is changed. */
struct streams {
    int input;
    int output;
};

static int set_streams(posix_spawn_file_actions_t *actions, const struct streams *streams)
{
    int error = posix_spawn_file_actions_adddup2(actions, streams->input, STDIN_FILENO);
    for (int fd = STDOUT_FILENO; !error && streams->output >= 0 && fd <= STDERR_FILENO; fd++)
        error = posix_spawn_file_actions_adddup2(actions, streams->output, fd);
    return error;
}

/* The program is looked for as a shell does. */
static pid_t start(const struct arguments *arguments, const struct streams *streams, short flags)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    pid_t process = -1;
    int error = posix_spawn_file_actions_init(&actions);
    if (!error && (error = posix_spawnattr_init(&attributes)) != 0)
        posix_spawn_file_actions_destroy(&actions);
    if (!error) {
        flags |= POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK;
        error = set_streams(&actions, streams);
        error = error ? error : set_signals(&attributes);
        error = error ? error : posix_spawnattr_setflags(&attributes, flags);
        if (!error)
            error = posix_spawnp(&process, arguments->items[0], &actions, &attributes,
                                 arguments->items, environ);
        posix_spawnattr_destroy(&attributes);
        posix_spawn_file_actions_destroy(&actions);
    }
    errno = error;
    return error ? -1 : process;
}

pid_t child_start_here(const struct arguments *arguments, int keys)
{
    return start(arguments, &(struct streams){keys, -1}, 0);
}

/* Bytes to read, in a file without a name: nobody has to wait until a program takes them. */
static int open_input(struct slice input)
{
    int fd = file_open_nameless();
    if (fd < 0)
        return -1;
    if (file_write_all(fd, input) && lseek(fd, 0, SEEK_SET) == 0)
        return fd;
    int error = errno;
    close(fd);
    errno = error;
    return -1;
}

pid_t child_start_apart(const struct arguments *arguments, struct slice input)
{
    struct streams streams = {-1, open("/dev/null", O_RDWR | O_CLOEXEC)};
    streams.input = input.length ? open_input(input) : streams.output;
    pid_t process = -1;
    if (streams.input >= 0 && streams.output >= 0)
        process = start(arguments, &streams, POSIX_SPAWN_SETSID);
    int error = errno;
    if (streams.input >= 0 && streams.input != streams.output)
        close(streams.input);
    if (streams.output >= 0)
        close(streams.output);
    errno = error;
    return process;
}

enum child_news child_ask(pid_t process, int *status)
{
    pid_t asked;
    do {
        asked = waitpid(process, status, WNOHANG | WUNTRACED);
    } while (asked < 0 && errno == EINTR);
    if (asked == 0)
        return CHILD_RUNS;
    if (asked < 0)
        *status = 0; /* someone else has heard of its end */
    return asked > 0 && WIFSTOPPED(*status) ? CHILD_STOPPED : CHILD_ENDED;
}

void child_take_terminal(int terminal)
{
    sigset_t background;
    sigset_t before;
    sigemptyset(&background);
    sigaddset(&background, SIGTTOU);
    pthread_sigmask(SIG_BLOCK, &background, &before);
    tcsetpgrp(terminal, getpgrp());
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}
