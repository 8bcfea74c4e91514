/* needle.h: one folded word or phrase, made ready to be looked for. */
#ifndef QUERY_NEEDLE_H
#define QUERY_NEEDLE_H

#include "briefbook/buffer.h"
#include "briefbook/slice.h"

struct needle {
    struct slice folded;
    bool is_ascii;
    bool has_blank;
    size_t anchor; /* where the rarest byte of its first word is */
};

/* `folded` comes from text_fold(), is not blank, and must live as long as the needle. */
struct needle needle_new(struct slice folded);

/* Whether a text, folded, holds the needle, or is the needle. `scratch` is for folding: when memory
 * is out it has failed, and the answer is false. */
bool needle_in(const struct needle *needle, struct slice text, struct buffer *scratch);
bool needle_is(const struct needle *needle, struct slice text, struct buffer *scratch);

/* The next place of the needle in folded text from an offset on; SIZE_MAX when there is none. */
size_t needle_find(const struct needle *needle, struct slice folded, size_t from);

#endif
