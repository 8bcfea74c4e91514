/* failing-searches.h: searches while memory runs out. Link with what failing-memory.h asks for. */
#ifndef BRIEFBOOK_TESTS_FAILING_SEARCHES_H
#define BRIEFBOOK_TESTS_FAILING_SEARCHES_H

#include "briefbook/store.h"

/* Lets each allocation of a search fail, one after the other: it must then say that it failed, and
 * else find `count` quotes; the first of them is looked at by itself in the same way. */
void expect_found_or_failed(const struct store *store, const char *text, size_t count);

#endif
