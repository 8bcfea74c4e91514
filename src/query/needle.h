/* needle.h: one folded word or phrase, made ready to be looked for. */
#ifndef QUERY_NEEDLE_H
#define QUERY_NEEDLE_H

#include <stdint.h>

#include "briefbook/buffer.h"
#include "briefbook/slice.h"

/* A byte of a needle that is rare in texts: looked for first. */
struct anchor {
    size_t at; /* in the needle */
    unsigned char byte;
    unsigned char letter_case; /* the bit that capitals lack, for a letter; else 0 */
};

struct needle {
    struct slice folded;
    bool is_ascii;
    struct anchor anchors[2]; /* the two rarest bytes; of a single byte twice the same */
};

/* `folded` comes from text_fold(), is not blank, and must live as long as the needle. */
struct needle needle_new(struct slice folded);

/* Whether the needle stands at a place of plain or folded text (table.h) that has as many bytes. */
bool needle_begins(const struct needle *needle, const char *place);

/* Whether a text, folded, holds the needle. `scratch` is for folding: when memory is out it has
 * failed, and the answer is false. */
bool needle_in(const struct needle *needle, struct slice text, struct buffer *scratch);

/* The next place of the needle in folded text from an offset on; SIZE_MAX when there is none. */
size_t needle_find(const struct needle *needle, struct slice folded, size_t from);

#endif
