#include "cli/interruption.h"

#include <stddef.h>

static bool is_ignored(int number)
{
    struct sigaction action;
    return sigaction(number, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

void interruption_hold(struct interruption *interruption)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    sigemptyset(&interruption->held);
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        if (!is_ignored(numbers[i]))
            sigaddset(&interruption->held, numbers[i]);
    pthread_sigmask(SIG_BLOCK, &interruption->held, &interruption->before);
}

bool interruption_came(const void *context)
{
    const struct interruption *interruption = context;
    sigset_t came;
    sigset_t both;
    return sigpending(&came) == 0 && sigandset(&both, &came, &interruption->held) == 0 &&
           !sigisemptyset(&both);
}

void interruption_release(const struct interruption *interruption)
{
    pthread_sigmask(SIG_SETMASK, &interruption->before, NULL);
}
