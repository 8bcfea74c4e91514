/* packed.h: a whole book in one JSON file, the format that briefbook(5) describes.
 *
 * store_open() reads a file whose name ends in ".json" so; exchange.h writes one. */
#ifndef BRIEFBOOK_PACKED_H
#define BRIEFBOOK_PACKED_H

#include "briefbook/store.h"

#define PACKED_FORMAT "briefbook-book"
enum { PACKED_VERSION = 1 };

/* Whether the store was opened from such a file, so that its tables stand in no files of their own. */
bool store_is_packed(const struct store *store);

#endif
