/* failing-loads.h: makes what a loader asks of the system fail, or come in odd pieces.
 *
 * Link with -Wl,--wrap=pread,--wrap=read,--wrap=mkostemp,--wrap=pthread_create. Calls that shared
 * libraries make for themselves are neither counted nor failed; those of all threads are. */
#ifndef BRIEFBOOK_TESTS_FAILING_LOADS_H
#define BRIEFBOOK_TESTS_FAILING_LOADS_H

#include <stdbool.h>
#include <stdint.h>

enum failing_load { LOAD_PREAD, LOAD_READ, LOAD_MKOSTEMP, LOAD_THREAD };

/* What may stand for an `errno`: LOAD_END makes pread() and read() tell the end of the file. */
enum { LOAD_END = -1 };

/* The call number `nth` of its kind, counted from 1 and from now on, fails with `error`. */
void failing_load_start(enum failing_load call, int nth, int error);

/* Lets all succeed again. Returns whether the call was reached, and so failed. */
bool failing_load_stop(void);

/* From now on each pread() and read() gives between 1 and `longest` bytes, as many as the seed says;
 * 0 for `longest` gives all that is asked for again. */
void short_reads_start(uint32_t seed, uint32_t longest);

#endif
