/* random.h: numbers that look random and are the same on every run. */
#ifndef BRIEFBOOK_TESTS_RANDOM_H
#define BRIEFBOOK_TESTS_RANDOM_H

#include <stddef.h>
#include <stdint.h>

/* The next number of a sequence, 31 bits; `*state` is where the sequence is. */
static inline uint32_t next_random(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33);
}

static inline const char *pick_random(uint64_t *state, const char *const *strings, size_t count)
{
    return strings[next_random(state) % count];
}

/* One of an array of strings. */
#define PICK(state, strings) pick_random(state, strings, sizeof(strings) / sizeof(strings)[0])

#endif
