/* message.h: what the program has to say on standard error.
 *
 * All passes the gate. A message that cannot be written is lost: there is nowhere to say so. */
#ifndef BRIEFBOOK_CLI_MESSAGE_H
#define BRIEFBOOK_CLI_MESSAGE_H

#include "briefbook/diag.h"

/* Writes "briefbook: " and one line. */
void message(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Writes one diagnostic; "briefbook: " stands before one that names no file. */
void message_diag(const struct diag *diag);

/* Writes all, in their order, and that memory ran out where one was lost. */
void message_diags(const struct diag_list *diags);

void message_out_of_memory(void);

#endif
