/* require.h: what a fuzz target holds to be so, whatever the input. */
#ifndef BRIEFBOOK_FUZZ_REQUIRE_H
#define BRIEFBOOK_FUZZ_REQUIRE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "briefbook/slice.h"

/* Ends the run as a finding, with the input that led to it. */
static inline void require(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "not so: %s\n", what);
    abort();
}

static inline struct slice input_slice(const uint8_t *bytes, size_t size)
{
    return (struct slice){(const char *)bytes, size};
}

/* What each target defines, and libFuzzer calls with one input after another. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

#endif
