/* expect-diag.h: the one diagnostic that a failure gives. */
#ifndef BRIEFBOOK_TESTS_EXPECT_DIAG_H
#define BRIEFBOOK_TESTS_EXPECT_DIAG_H

#include "briefbook/diag.h"

/* Expects a list of just this diagnostic, and empties it. */
void expect_diag(struct diag_list *diags, enum diag_code code, const char *message);

#endif
