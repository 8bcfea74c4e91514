/* tally.h: counts of texts that are the same but for ASCII capitals, or byte for byte. */
#ifndef QUERY_TALLY_H
#define QUERY_TALLY_H

#include <stdint.h>

#include "briefbook/slice.h"

struct tallied {
    uint64_t hash;
    struct slice compared;
    struct slice shown;
    size_t count;
    size_t last; /* who was counted last, from 1 */
};

/* A hash table of open addressing. Set `is_exact` and zero the rest. Nothing is copied: texts must
 * stay where they are. */
struct tally {
    bool is_exact;         /* byte for byte */
    struct tallied *items; /* in the order of their first appearance */
    size_t count;
    size_t capacity;
    uint32_t *slots;   /* place of an item + 1, or 0 for a free slot */
    size_t slot_count; /* a power of two, twice `capacity` */
};

/* Counts a text once for each `owner` (0 and up), all of whose texts come one behind the other.
 * `shown` is kept of the first that is counted. False when memory is out, or for more than 2^31
 * texts. */
bool tally_add(struct tally *tally, struct slice compared, struct slice shown, size_t owner);

void tally_free(struct tally *tally);

#endif
