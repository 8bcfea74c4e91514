#include "tui/errand.h"

#include <errno.h>
#include <string.h>
#include <sys/wait.h>

static const struct {
    const char *program; /* what it is to the reader */
    const char *advice;  /* when it is not there */
} kinds[ERRAND_KINDS] = {
    [ERRAND_EDIT] = {"the editor", "set EDITOR to one that is"},
    [ERRAND_COPY] = {"tmux", "the terminal is asked itself"},
    [ERRAND_BROWSE] = {"the browser", "set BROWSER to one that is"},
    [ERRAND_PRINT] = {"the program for printing", "print to a file"},
};

const char *errand_program(const struct errand *errand)
{
    return kinds[errand->kind].program;
}

bool errand_append_fault(const struct errand *errand, const struct child_end *end,
                         struct buffer *text)
{
    const char *program = errand_program(errand);
    const char *name = errand->arguments.count ? errand->arguments.items[0] : "";
    if (end->error == ENOENT)
        buffer_append_format(text, "%s \"%s\" is not there: %s", program, name,
                             kinds[errand->kind].advice);
    else if (end->error)
        buffer_append_format(text, "%s \"%s\" cannot be started: %s", program, name,
                             strerror(end->error));
    else if (WIFSIGNALED(end->status))
        buffer_append_format(text, "%s was ended by signal %d (%s)", program, WTERMSIG(end->status),
                             strsignal(WTERMSIG(end->status)));
    else if (WEXITSTATUS(end->status))
        buffer_append_format(text, "%s ended with status %d", program, WEXITSTATUS(end->status));
    return !text->failed;
}

void errand_free(struct errand *errand)
{
    arguments_free(&errand->arguments);
    buffer_free(&errand->input);
    buffer_free(&errand->path);
    *errand = (struct errand){0};
}
