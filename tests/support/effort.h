/* effort.h: how often tests that try many cases do so: less often where a sanitizer makes each
 * several times as dear. */
#ifndef BRIEFBOOK_TESTS_EFFORT_H
#define BRIEFBOOK_TESTS_EFFORT_H

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define EFFORT(cases) ((cases) / 8 + 1)
#else
#define EFFORT(cases) (cases)
#endif

/* And where it is the address sanitizer that has most to find, more often there. */
#if defined(__SANITIZE_ADDRESS__)
#define EFFORT_SANITIZED(plain, sanitized) (sanitized)
#else
#define EFFORT_SANITIZED(plain, sanitized) (plain)
#endif

#endif
