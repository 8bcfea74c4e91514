/* printer.h: a page sent to a printer by lp(1), which POSIX has and CUPS gives. */
#ifndef BRIEFBOOK_CLI_PRINTER_H
#define BRIEFBOOK_CLI_PRINTER_H

#include <sys/types.h>

#include "briefbook/diag.h"

/* A lp that reads what is to be printed. Zero-initialise. */
struct printer {
    pid_t process; /* 0 for none */
    int fd;        /* where it reads */
};

/* Starts lp, without a shell, for the printer of that name, NULL for the usual one. False with a
 * diagnostic. */
bool printer_open(struct printer *printer, const char *name, struct diag_list *diags);

/* Ends the page and waits for lp; false with a diagnostic when it failed, or when `write_error`, the
 * errno of a failed write, says that it did not take all. */
bool printer_close(struct printer *printer, int write_error, struct diag_list *diags);

/* Ends lp before it has the whole page, so that none is printed. */
void printer_abandon(struct printer *printer);

#endif
