/* crew.h: threads that do the pieces of one job side by side.
 *
 *     struct crew *crew = crew_new(2);
 *     crew_run(crew, do_piece, &job, pieces);
 *     crew_free(crew);
 */
#ifndef QUERY_CREW_H
#define QUERY_CREW_H

#include <stdbool.h>
#include <stddef.h>

struct crew;

/* Does one piece; `worker` is below crew_size(), and no two threads have the same. False stops the
 * job: no further piece is begun. */
typedef bool crew_piece(void *context, size_t worker, size_t piece);

/* A crew of so many, the caller of crew_run() counted. Of threads that can't be had there are
 * fewer. NULL when memory is out. */
struct crew *crew_new(size_t size);
size_t crew_size(const struct crew *crew);

/* Does pieces 0 to `count` - 1, begun in this order. The caller does its share, and goes on when
 * all are done; false when one was stopped. For one thread at a time. */
bool crew_run(struct crew *crew, crew_piece *piece, void *context, size_t count);

/* Takes NULL. */
void crew_free(struct crew *crew);

/* How many threads are of use for work on this machine, at least 1. */
size_t crew_usual_size(void);

#endif
