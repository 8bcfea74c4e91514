/* verbatim.h: quotations, looked for in the text that they are quoted from.
 *
 * The words must be the same, letter by letter. What typesetting changes does not count: how lines are
 * wrapped, how wide and how many the blanks are, which of its forms a quotation mark or apostrophe has;
 * between Chinese and Japanese characters a line end is nothing. An ellipsis (… or ..., also in
 * brackets) in a quotation stands for anything that was left out there: the parts around it must follow
 * each other. */
#ifndef BRIEFBOOK_VERBATIM_H
#define BRIEFBOOK_VERBATIM_H

#include <stdatomic.h>

#include "briefbook/match.h"
#include "briefbook/slice.h"

/* What became of a quotation. Zero-initialise. */
struct verbatim {
    bool whole;          /* all of it was found */
    bool again;          /* and all of it once more, when it has no ellipsis */
    struct match second; /* there */
    struct match_list
        places; /* of its parts in the text, in bytes, in order; the last is that of the
                                 longest beginning when not all of a part was found */
    size_t
        agreed; /* bytes of the quotation before the first character that differs; its length when
                      none does */
};

/* Whether a quotation has anything to look for: more than blanks, quotation marks and ellipses. */
bool verbatim_has_words(struct slice quotation);

/* Looks for a quotation; the first place where its words stand counts. Takes time linear in both
 * lengths, and memory in that of the quotation and a small part of that of the text. One without words
 * is found nowhere. Neither may be longer than 2 GiB. False when memory is out. */
bool verbatim_find(struct slice text, struct slice quotation, struct verbatim *found);

/* The same for many, whose number of walks over the text grows only with the megabytes that they take.
 * It gives up when `cancelled` is set, which may be NULL; what was found until then is of no use. */
bool verbatim_find_all(struct slice text, const struct slice *quotations, size_t count,
                       struct verbatim *found, const atomic_bool *cancelled);

/* Whether something other than an ellipsis stands between two parts of a quotation in the text. */
bool verbatim_is_joined(struct slice text, const struct verbatim *found);

void verbatim_free(struct verbatim *found);

#endif
