/* difference.h: what changed from one text or list to another.
 *
 * By the greedy algorithm of E. W. Myers, "An O(ND) Difference Algorithm and Its Variations" (1986):
 * the fewest words, or members, that are gone and new. Texts that are very long, or that have little
 * in common, differ as a whole in what stands between their common beginning and end, so that time
 * and memory have bounds. */
#ifndef BRIEFBOOK_DIFFERENCE_H
#define BRIEFBOOK_DIFFERENCE_H

#include "briefbook/slice.h"

enum difference_kind { DIFFERENCE_SAME, DIFFERENCE_GONE, DIFFERENCE_NEW };

/* A stretch of the older text (what is gone) or of the newer one (all else). */
struct difference_run {
    enum difference_kind kind;
    struct slice text;
};

/* Zero-initialise. The texts must live as long. */
struct difference {
    struct difference_run *runs; /* what is gone stands before what is new in its place */
    size_t count;
    size_t capacity;
};

/* Compares two texts word by word: words, signs and blanks as UAX 29 parts them. Blanks between two
 * words that changed count as changed. False when memory is out. */
bool difference_of_words(struct difference *difference, struct slice older, struct slice newer);

/* Compares two lists whose members a separator parts; each run is one member, without blanks around
 * it, and blank members are none. False when memory is out. */
bool difference_of_lists(struct difference *difference, struct slice older, struct slice newer,
                         char separator);

/* Whether what stayed the same is the lesser part, so that both texts are better read as a whole. */
bool difference_is_rewrite(const struct difference *difference);

void difference_free(struct difference *difference);

#endif
