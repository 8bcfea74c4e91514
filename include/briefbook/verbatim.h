/* verbatim.h: a quotation, looked for in the text that it is quoted from.
 *
 * The words must be the same, letter by letter. What typesetting changes does not count: how lines are
 * wrapped, how wide and how many the blanks are, which of its forms a quotation mark or apostrophe has;
 * between Chinese and Japanese characters a line end is nothing. An ellipsis (… or ..., also in
 * brackets) in a quotation stands for anything that was left out there: the parts around it must follow
 * each other. */
#ifndef BRIEFBOOK_VERBATIM_H
#define BRIEFBOOK_VERBATIM_H

#include "briefbook/lighting.h"

/* Zero-initialise. */
struct verbatim {
    bool whole; /* all of the quotation was found */
    struct match_list
        places; /* of its parts in the text, in bytes, in order; the last is that of the
                                 longest beginning when not all of a part was found */
    size_t
        agreed; /* bytes of the quotation before the first character that differs; its length when
                      none does */
};

/* Looks for a quotation; the first place where its words stand counts. Takes time linear in both
 * lengths, and memory in that of the quotation. A blank one is found nowhere. False when memory is
 * out. */
bool verbatim_find(struct slice text, struct slice quotation, struct verbatim *found);

void verbatim_free(struct verbatim *found);

#endif
