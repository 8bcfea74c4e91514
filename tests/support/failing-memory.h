/* failing-memory.h: makes a chosen allocation fail.
 *
 * Link with -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc,--wrap=strdup. Allocations that shared
 * libraries make for themselves are neither counted nor failed; those of all threads are. */
#ifndef BRIEFBOOK_TESTS_FAILING_MEMORY_H
#define BRIEFBOOK_TESTS_FAILING_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

/* From now on the allocation number `nth`, counted from 1, fails; all after it too if `sticky`. */
void failing_memory_start(size_t nth, bool sticky);

/* Lets all succeed again. Returns whether any failed: a sweep over `nth` ends when none does. */
bool failing_memory_stop(void);

#endif
