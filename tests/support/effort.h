/* effort.h: how often tests that try many cases do so: less often where a sanitizer makes each
 * several times as dear. */
#ifndef BRIEFBOOK_TESTS_EFFORT_H
#define BRIEFBOOK_TESTS_EFFORT_H

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define EFFORT(cases) ((cases) / 8 + 1)
#else
#define EFFORT(cases) (cases)
#endif

/* By how much to step through cases that have a number, from the first to the last. */
#define EFFORT_STEP (16 / EFFORT(16))

#endif
