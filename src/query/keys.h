/* keys.h: the names that may stand before ":" in a query. */
#ifndef QUERY_KEYS_H
#define QUERY_KEYS_H

#include "query/tree.h"

enum key_kind {
    KEY_UNKNOWN,
    KEY_COLUMN, /* a column of any table */
    KEY_TABLE,  /* in: */
    KEY_HAS,    /* has: */
    KEY_DATE,   /* date: */
    KEY_PLANNED /* of the language, but not read yet */
};

/* What a name stands for. Besides the columns of the schema those of a store's tables count, as far
 * as they are known; `store` may be NULL. */
enum key_kind key_find(struct slice name, const struct store *store);

/* The names that are no columns, by number; NULL behind the last. */
const char *key_name(size_t number);

/* The known name most like one that is not known; blank when none is like it. */
struct slice key_nearest(struct slice name, const struct store *store);

/* Whether a table has a column of that name. */
bool key_is_column(struct slice name, const struct store *store);

/* Makes a term of a known key and its value. False when memory is out, or, with words in `problem`,
 * when it can't be read. `*node` stays NULL for a blank value. */
bool key_term(struct query *query, const struct store *store, struct slice name, bool is_whole,
              struct slice value, struct node **node, struct buffer *problem);

#endif
