/* finder.h: a needle in a long run of text, as fast as the machine allows.
 *
 * The text is plain or folded (table.h), so that letters compare by their small forms and all other
 * bytes as they are. There is more than one way to look; all find the same. */
#ifndef QUERY_FINDER_H
#define QUERY_FINDER_H

#include "query/needle.h"

/* The first place of the needle between two places; NULL when there is none. */
typedef const char *find_needle(const struct needle *needle, const char *from, const char *end);

/* The fastest way on this machine, and the one in plain C that every machine has. */
find_needle *finder_best(void);
find_needle *finder_portable(void);

#endif
