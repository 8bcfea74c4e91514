/* page.h: a document as a text page, the way the options of the command line say. */
#ifndef BRIEFBOOK_CLI_PAGE_H
#define BRIEFBOOK_CLI_PAGE_H

#include "briefbook/layout.h"
#include "cli/output.h"

struct option_value;

/* Writes the document to the file of --output, or to standard output. A page that is not whole never
 * takes the place of an older file. False with a diagnostic. */
bool page_write(const struct document *document, const struct option_value *options,
                struct diag_list *diags);

#endif
