/* compose-book.h: a whole book as one document, for tests that look at all of it. */
#ifndef BRIEFBOOK_TESTS_COMPOSE_BOOK_H
#define BRIEFBOOK_TESTS_COMPOSE_BOOK_H

#include "briefbook/compose.h"

/* Joins the parts of the composition of a book. Zero-initialise the document and free it; the book must
 * live as long. False when memory is out. */
bool compose_book(struct document *document, const struct store *store,
                  const struct compose_options *options);

#endif
