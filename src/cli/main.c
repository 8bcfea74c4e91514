/* main.c: sets the process up, reads the command line and runs the command. */
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/help.h"
#include "cli/message.h"

/* A file that is opened must not take the place of a standard stream that was closed: messages
 * would go into it. What stands there instead cannot be used either. */
static bool fill_standard_streams(void)
{
    static const int modes[] = {O_WRONLY, O_RDONLY, O_RDONLY};
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", modes[fd]) != fd)
            return false;
    return true;
}

/* Both faults then come back from write(): a closed pipe, and a file beyond the limit on its
 * size. */
static void ignore_write_signals(void)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    sigemptyset(&ignore.sa_mask);
    sigaction(SIGPIPE, &ignore, NULL);
    sigaction(SIGXFSZ, &ignore, NULL);
}

static int run(const struct invocation *invocation)
{
    struct buffer text = {0};
    if (invocation->options[OPTION_HELP].given)
        help_append(invocation->subcommand, &text);
    else if (invocation->options[OPTION_VERSION].given)
        version_append(&text);
    else
        return invocation->subcommand->run(invocation);
    return help_write(&text);
}

static int read_and_run(int argc, char **argv, char **operands)
{
    struct diag_list diags = {0};
    struct invocation invocation;
    bool understood = options_read(argc, argv, operands, &invocation, &diags);
    message_diags(&diags);
    diag_list_free(&diags);
    return understood ? run(&invocation) : STATUS_FAILED;
}

int main(int argc, char **argv)
{
    if (!fill_standard_streams())
        return STATUS_FAILED;
    setlocale(LC_ALL, "");
    ignore_write_signals();
    char **operands = calloc((size_t)argc + 1, sizeof *operands);
    if (!operands) {
        message_out_of_memory();
        return STATUS_FAILED;
    }
    int status = read_and_run(argc, argv, operands);
    free(operands);
    return status;
}
