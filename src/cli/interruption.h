/* interruption.h: signals that end the program, held back while something would be left behind.
 *
 * What is written asks whether one came, gives up and removes what it made; the signal then ends the
 * program as it would have. Nothing is handled, so there is no state outside of the struct. */
#ifndef BRIEFBOOK_CLI_INTERRUPTION_H
#define BRIEFBOOK_CLI_INTERRUPTION_H

#include <signal.h>
#include <stdbool.h>

struct interruption {
    sigset_t held;
    sigset_t before; /* what was held already */
};

/* Holds SIGINT, SIGTERM and SIGHUP, but for those that are ignored (nohup). No other thread may run:
 * it would take them. */
void interruption_hold(struct interruption *interruption);

/* Whether one came. Takes any pointer, as a callback has it. */
bool interruption_came(const void *interruption);

/* Lets them through again; one that came ends the program here. */
void interruption_release(const struct interruption *interruption);

#endif
