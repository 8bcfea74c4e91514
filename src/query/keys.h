/* keys.h: the names that may stand before ":" in a query. */
#ifndef QUERY_KEYS_H
#define QUERY_KEYS_H

#include "query/tree.h"

/* Whether a name may stand before ":". Besides the columns of the schema those of a store's tables
 * count, as far as they are known; `store` may be NULL. */
bool key_is_known(struct slice name, const struct store *store);

/* Appends words that say that a name is not known, and which is most like it. */
void key_say_unknown(struct slice name, const struct store *store, struct buffer *words);

/* The names that are no columns, counted from 0; NULL behind the last. */
const char *key_name(size_t number);

/* The table whose records the values of a name stand for, else TABLE_NONE. */
enum table_id key_table(struct slice name);

/* Makes a term of a known key and its value; `is_whole` means something for columns only. False when
 * memory is out, or, with words in `problem`, when the value can't be read. `*node` stays NULL for a
 * blank value. */
bool key_term(struct query *query, const struct store *store, struct slice name, bool is_whole,
              struct slice value, struct node **node, struct buffer *problem);

#endif
