/* results.h: the matches of one table, written by one thread and read by all without waiting.
 *
 * Rows are appended in order. What has been appended stays as it is and where it is, and shows to
 * readers as a whole; functions are those of search.h. */
#ifndef QUERY_RESULTS_H
#define QUERY_RESULTS_H

#include "briefbook/record-set.h"
#include "query/window.h"

struct results;

/* NULL when memory is out. */
struct results *results_new(void);

/* Appends `rows` rows, of which those in `matches` match. False when memory is out. */
bool results_append(struct results *results, const struct row_bits *matches, size_t rows);

size_t results_rows(const struct results *results);
size_t results_count(const struct results *results);
bool results_has(const struct results *results, size_t row);

/* Matches before a row; the match before which `rank` others stand, or SIZE_MAX. */
size_t results_rank(const struct results *results, size_t row);
size_t results_select(const struct results *results, size_t rank);

/* Adds all matches to a set. False when memory is out. */
bool results_copy(const struct results *results, struct record_set *set);

/* Takes NULL. */
void results_free(struct results *results);

#endif
