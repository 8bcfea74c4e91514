/* record-set.h: a set of rows of one table. */
#ifndef BRIEFBOOK_RECORD_SET_H
#define BRIEFBOOK_RECORD_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Zero-initialise for an empty set. */
struct record_set {
    uint64_t *words; /* bit row % 64 of word row / 64 */
    size_t capacity; /* in rows, a multiple of 64; rows beyond are not members */
    size_t count;    /* members */
    bool failed;     /* memory ran out: the set lacks members */
};

/* Copies a set over an empty one; false when memory is out. */
bool record_set_copy(struct record_set *to, const struct record_set *from);

/* Adds a row; false when memory is out. */
bool record_set_add(struct record_set *set, size_t row);

/* Adds the rows whose bits stand in a word: bit i for row 64 * word + i. False when memory is out. */
bool record_set_add_word(struct record_set *set, size_t word, uint64_t bits);
void record_set_remove(struct record_set *set, size_t row);
bool record_set_has(const struct record_set *set, size_t row);

/* The first member at or after `row`, or the last one at or before it; SIZE_MAX when none is. */
size_t record_set_next(const struct record_set *set, size_t row);
size_t record_set_previous(const struct record_set *set, size_t row);

/* How many members stand before `row`. */
size_t record_set_rank(const struct record_set *set, size_t row);

/* The member before which `rank` others stand; SIZE_MAX when there are not as many. */
size_t record_set_select(const struct record_set *set, size_t rank);

/* Empties the set and keeps its memory; frees it. */
void record_set_clear(struct record_set *set);
void record_set_free(struct record_set *set);

#endif
