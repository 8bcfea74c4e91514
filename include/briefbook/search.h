/* search.h: the records that match a query, found on threads of its own.
 *
 * A search goes through all tables, see search_table_at(). It publishes matches as it finds them. The functions below see what has been
 * published when they are called, never wait, and may be called from any thread. While the store
 * still loads, the search waits for more rows after those that are in (search_continue() wakes it);
 * when the store is loaded, or has failed to load, it ends.
 *
 * Names of linked records count as text of a record. They are all known once the store is loaded:
 * a search that began earlier starts again at that time, and then puts the exact matches of each
 * table in the place of the early ones. But for that, what is published never changes.
 *
 *     struct search *search = search_start(store, query, NULL);
 *     if (search && search_wait(search))
 *         for (row = search_next(search, TABLE_QUOTES, 0); row != SIZE_MAX;
 *              row = search_next(search, TABLE_QUOTES, row + 1)) …
 *     search_free(search);
 */
#ifndef BRIEFBOOK_SEARCH_H
#define BRIEFBOOK_SEARCH_H

#include "briefbook/changes.h"
#include "briefbook/query.h"

struct search;

/* Called on a searching thread, one at a time, when there are new matches to see, and at the end;
 * it must be quick. */
typedef void search_changed(void *context);

/* The order in which tables are searched and what was found in them is shown: quotes, then the others
 * in pane order. The table at a place below TABLE_COUNT, and the place of a table. */
enum table_id search_table_at(size_t place);
size_t search_place_of(enum table_id table);

/* Zero-initialise; every member may stay 0. */
struct search_options {
    search_changed *changed;
    void *context;
    /* What `is:marked` and `is:changed` find: TABLE_COUNT sets each, which the search copies; NULL for
     * none. */
    const struct record_set *marked;
    const struct record_set *altered;
    size_t threads; /* how many work; 0 for as many as help */
    bool portable;  /* work with plain C, whatever the machine has; the results are the same */
};

/* Begins; the store and the query must live longer than the search. NULL when there is no memory
 * or thread. `options` may be NULL. */
struct search *search_start(const struct store *store, const struct query *query,
                            const struct search_options *options);

/* The same, and `is:changed` finds what is new or altered by these changes, whatever the options say;
 * nothing where they are NULL. */
struct search *search_start_since(const struct store *store, const struct query *query,
                                  const struct search_options *options,
                                  const struct changes *changes);

/* Tells the search that the store has more rows, or has been loaded. Quick, and from any thread. */
void search_continue(struct search *search);

/* Waits for the end; false when memory ran out, so that matches may be missing. Where the store is
 * not loaded yet, what store_start() was told to call must call search_continue(). For one thread
 * at a time, as is search_free(). */
bool search_wait(struct search *search);

/* Waits until the match before which `rank` others stand is known, or that there is none; returns
 * its row or SIZE_MAX. For a loaded store, where matches only become more. */
size_t search_await(struct search *search, enum table_id table, size_t rank);

/* Whether it has ended: all counts are final. */
bool search_is_done(const struct search *search);

/* Whether a regular expression reached its limit in some text and gave up, so that a record that
 * matches may be missing (or, where the expression is excluded, be found). */
bool search_gave_up(const struct search *search);

/* Matches of a table so far, and rows looked at so far; matches of all tables so far. */
size_t search_count(const struct search *search, enum table_id table);
size_t search_rows(const struct search *search, enum table_id table);
size_t search_total(const struct search *search);

/* Whether a row is a match; the first match at or after a row, the last at or before it (SIZE_MAX
 * when there is none); the matches before a row; the match before which `rank` others stand. */
bool search_has(const struct search *search, enum table_id table, size_t row);
size_t search_next(const struct search *search, enum table_id table, size_t row);
size_t search_previous(const struct search *search, enum table_id table, size_t row);
size_t search_rank(const struct search *search, enum table_id table, size_t row);
size_t search_select(const struct search *search, enum table_id table, size_t rank);

/* Adds the matches of a table so far to a set, which may outlive the search. False when memory is
 * out. */
bool search_copy(const struct search *search, enum table_id table, struct record_set *set);

/* Stops it if it still runs, waits for its end and frees it; takes NULL. */
void search_free(struct search *search);

/* Searches that nobody wants any more, of which some may still be at their last record. Such a search
 * reads its store and its query, and may call `changed`, until it has ended. Zero-initialise. */
struct dropped_searches {
    struct search *first; /* dropped before all others */
};

/* Stops a search without waiting for it, and owns it and its query from now on. Both are freed when
 * it has ended and those dropped before it are freed: so where a query comes from another one
 * (query_without_part()), its search is to be dropped first. Both may be NULL. */
void search_drop(struct search *search, struct query *query, struct dropped_searches *dropped);

/* Frees those that have ended; never waits. `changed` is called at the end of each. */
void dropped_searches_collect(struct dropped_searches *dropped);

/* Whether a store is still read, so that it must not be freed yet. */
bool dropped_searches_read(const struct dropped_searches *dropped, const struct store *store);

/* Waits for the end of all and frees them. */
void dropped_searches_free(struct dropped_searches *dropped);

#endif
