/* read-query.h: a query as a test needs it. */
#ifndef BRIEFBOOK_TESTS_READ_QUERY_H
#define BRIEFBOOK_TESTS_READ_QUERY_H

#include "briefbook/query.h"

/* Reads a query that is well formed, for a store or for none; another fails the test. */
struct query *read_query(const struct store *store, const char *text);

/* Expects that a query is read, in the reading, and has that canonical form. */
void expect_canonical(const char *typed, enum query_reading reading, const char *expected);

#endif
