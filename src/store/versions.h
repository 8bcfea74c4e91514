/* versions.h: the words of a quotation that can stand in a source. */
#ifndef STORE_VERSIONS_H
#define STORE_VERSIONS_H

#include "briefbook/store.h"

/* As quoted, and in the original language. */
enum { VERSIONS = 2 };

size_t versions_column(size_t version);

/* A version counts when it is as like the source's language as any; not when it is of another. Those
 * that don't are left blank. */
void versions_choose(const struct store *store, struct record quote, struct record source,
                     struct slice words[VERSIONS]);

#endif
