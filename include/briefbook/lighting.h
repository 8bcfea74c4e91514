/* lighting.h: which bytes of a text a query asks for, so that they can be lit.
 *
 * Regular expressions are given so much time and no more, since this is done while a reader waits. */
#ifndef BRIEFBOOK_LIGHTING_H
#define BRIEFBOOK_LIGHTING_H

#include "briefbook/query.h"

/* Places in a text, in bytes of the original, on whole grapheme clusters; in order, not touching. */
struct match {
    size_t start;
    size_t end;
};

/* Zero-initialise. */
struct match_list {
    struct match *items;
    size_t count;
    size_t capacity;
    bool failed;
};

/* False, and `failed`, when memory is out. */
bool match_list_add(struct match_list *list, struct match match);
void match_list_free(struct match_list *found);

/* For one thread at a time. */
struct lighting;

/* The query must live longer. NULL when memory is out. */
struct lighting *lighting_new(const struct query *query);

/* How long regular expressions may look in all the texts that follow, until the next call of this;
 * nothing is allowed at first. Those that mostly give up are allowed less and less. */
void lighting_allow(struct lighting *lighting, long long microseconds);

/* Finds the words, phrases and matches of expressions that the query asks for (not what it excludes)
 * in a cell or name. An expression whose time is over finds no more. Replaces what the list held.
 * False when memory is out. */
bool lighting_find(struct lighting *lighting, struct slice text, struct match_list *found);

/* Takes NULL. */
void lighting_free(struct lighting *lighting);

#endif
