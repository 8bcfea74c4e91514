/* print.h: printing, for the command `print` and for browsing without a terminal. */
#ifndef BRIEFBOOK_CLI_PRINT_H
#define BRIEFBOOK_CLI_PRINT_H

#include "cli/subcommand.h"

/* Prints the briefing of that name, or the one to open when it is NULL, as the options of `print`
 * say. */
int print_named(const char *name, const struct option_value *options);

#endif
