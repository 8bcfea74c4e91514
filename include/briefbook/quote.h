/* quote.h: what follows from the cells of a quote, the same for checking, finding and printing. */
#ifndef BRIEFBOOK_QUOTE_H
#define BRIEFBOOK_QUOTE_H

#include "briefbook/store.h"

/* Whether a quote says that its words are exact, direct or partial. */
bool quote_is_exact(const struct store *store, struct record quote);

/* Whether nobody is named for it: it says so, or is of no kind and names no person. Takes the cells
 * attribution_kind and speaker_id without blanks around them. */
bool quote_is_unnamed(struct slice attribution_kind, struct slice speaker_id);

#endif
