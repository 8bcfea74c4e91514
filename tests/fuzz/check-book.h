/* check-book.h: what must be so of any file that is opened as a book. */
#ifndef BRIEFBOOK_FUZZ_CHECK_BOOK_H
#define BRIEFBOOK_FUZZ_CHECK_BOOK_H

#include "briefbook/store.h"

/* Opens and loads a file, and goes through all of it: every cell, links, places, checking, searching.
 * NULL when it does not open, and says why; else the caller frees the store. */
struct store *check_book(const char *path);

#endif
