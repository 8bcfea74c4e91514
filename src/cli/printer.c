#include "cli/printer.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static bool refuse_start(int error, struct diag_list *diags)
{
    if (error == ENOENT)
        return diag_add(diags, DIAG_NOT_WRITABLE, (struct place){0},
                        "there is no printing here: the command lp is missing; install it (in "
                        "Debian cups-client), or print to a file with --output");
    return diag_add_errno(diags, DIAG_NOT_WRITABLE, "lp", "start", error);
}

/* The signals that this program ignores end lp as they do others. */
static int start(struct printer *printer, char *const *arguments, int input)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t usual;
    sigemptyset(&usual);
    sigaddset(&usual, SIGPIPE);
    sigaddset(&usual, SIGXFSZ);
    int error = posix_spawn_file_actions_init(&actions);
    if (error)
        return error;
    error = posix_spawnattr_init(&attributes);
    if (!error) {
        posix_spawnattr_setsigdefault(&attributes, &usual);
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
        error = posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
        if (!error)
            error =
                posix_spawnp(&printer->process, "lp", &actions, &attributes, arguments, environ);
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

bool printer_open(struct printer *printer, const char *name, struct diag_list *diags)
{
    /* No string is written to: lp gets copies. */
    char *const arguments[] = {"lp", name ? "-d" : NULL, (char *)name, NULL};
    int ends[2];
    *printer = (struct printer){0};
    if (pipe2(ends, O_CLOEXEC) != 0)
        return diag_add_errno(diags, DIAG_NOT_WRITABLE, "lp", "start", errno);
    int error = start(printer, arguments, ends[0]);
    close(ends[0]);
    printer->fd = ends[1];
    if (!error)
        return true;
    close(ends[1]);
    *printer = (struct printer){0};
    return refuse_start(error, diags);
}

static int wait_for(pid_t process)
{
    int status;
    while (waitpid(process, &status, 0) < 0) {
        if (errno != EINTR)
            return -1;
    }
    return status;
}

bool printer_close(struct printer *printer, int write_error, struct diag_list *diags)
{
    close(printer->fd);
    int status = wait_for(printer->process);
    *printer = (struct printer){0};
    if (status != -1 && WIFSIGNALED(status))
        return diag_add(diags, DIAG_NOT_WRITABLE, (struct place){0},
                        "printing failed: signal %d ended lp", WTERMSIG(status));
    if (status == -1 || WEXITSTATUS(status))
        return diag_add(diags, DIAG_NOT_WRITABLE, (struct place){0},
                        "printing failed: lp ended with status %d; 'lpstat -p -d' shows which "
                        "printers there are",
                        status == -1 ? status : WEXITSTATUS(status));
    if (write_error)
        return diag_add(diags, DIAG_NOT_WRITABLE, (struct place){0},
                        "printing failed: lp did not read the page to its end: %s",
                        strerror(write_error));
    return true;
}

void printer_abandon(struct printer *printer)
{
    if (printer->process == 0)
        return;
    kill(printer->process, SIGTERM);
    close(printer->fd);
    wait_for(printer->process);
    *printer = (struct printer){0};
}
