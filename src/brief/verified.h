/* verified.h: how quotations compare with the archived texts of their sources, in words. Where nothing
 * was compared, nothing is said. */
#ifndef BRIEFBOOK_BRIEF_VERIFIED_H
#define BRIEFBOOK_BRIEF_VERIFIED_H

#include "brief/composer.h"

/* A line for each text that a quote was compared with: "Verified against archive/a.txt, line 3."; in a
 * book that has any, also where there is none. */
void verified_add_quote(struct composer *composer, struct record quote);

/* "Verified: 3 of 4 quotations.", hanging at `width` columns. */
void verified_add_source(struct composer *composer, struct record source, unsigned width);

#endif
