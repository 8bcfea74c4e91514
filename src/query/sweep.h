/* sweep.h: one table searched by a crew, its matches published in the order of its rows. */
#ifndef QUERY_SWEEP_H
#define QUERY_SWEEP_H

#include "query/crew.h"
#include "query/matcher.h"
#include "query/results.h"

/* Threads with a matcher each. */
struct hands {
    struct crew *crew;
    struct matcher **matchers; /* crew_size() of them; the others are seconds of the first */
};

/* `size` threads, the caller counted, for one query. Zero-initialise the hands. False when memory is
 * out; free them then too. */
bool hands_begin(struct hands *hands, size_t size, const struct query *query,
                 const struct store *store, const struct matcher_options *options);
void hands_free(struct hands *hands);

/* Called by one thread at a time when more matches have been published. */
typedef void sweep_published(void *context, enum table_id table);

/* A table whose columns are known. */
struct sweep_range {
    enum table_id id;
    size_t from, to; /* segments, the last not included */
};

/* Searches segments, and appends their rows to the results. False when memory is out or the work is
 * cancelled. */
bool sweep(struct hands *hands, const struct store *store, const struct sweep_range *range,
           struct results *results, sweep_published *published, void *context);

#endif
