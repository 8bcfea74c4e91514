/* random-book.h: a book of random cells that are likely to match, link and clash.
 *
 * Texts are of few letters, in all normal forms, with blanks, quotation marks, Korean and bad
 * bytes; ids and links of few values, some of which name no record, and some records have one id. */
#ifndef BRIEFBOOK_TESTS_RANDOM_BOOK_H
#define BRIEFBOOK_TESTS_RANDOM_BOOK_H

#include <stdint.h>

#include "briefbook/buffer.h"

/* Writes a book into the current folder; any table but quotes may be lacking. */
void write_random_book(uint64_t *random);

/* Writes list.csv, a table of no known kind. */
void write_random_plain_table(uint64_t *random);

/* Removes the files of either. */
void remove_random_book(void);

/* Appends up to `longest` pieces of the text that cells are made of. */
void append_random_text(struct buffer *text, uint64_t *random, size_t longest);

#endif
