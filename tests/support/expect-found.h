/* expect-found.h: what a query finds in a book. */
#ifndef BRIEFBOOK_TESTS_EXPECT_FOUND_H
#define BRIEFBOOK_TESTS_EXPECT_FOUND_H

#include "briefbook/search.h"

/* Expects that a query finds these records of a loaded store: table/row, in the order of the tables,
 * separated by blanks. `options` may be NULL. */
void expect_found(const struct store *store, const char *query,
                  const struct search_options *options, const char *expected);

#endif
