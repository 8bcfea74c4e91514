/* help.h: what --help and --version write. */
#ifndef BRIEFBOOK_CLI_HELP_H
#define BRIEFBOOK_CLI_HELP_H

#include "cli/subcommand.h"

/* Appends the help of a command: it fits a screen of 24 lines and ends with examples. */
void help_append(const struct subcommand *command, struct buffer *text);

/* Writes such a text to standard output, and frees it. Returns an exit status. */
int help_write(struct buffer *text);

/* Appends name, version and license. */
void version_append(struct buffer *text);

#endif
