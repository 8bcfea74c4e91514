/* timing.h: how long things take, compared in one run, and printed as a table of Markdown. */
#ifndef BRIEFBOOK_BENCH_TIMING_H
#define BRIEFBOOK_BENCH_TIMING_H

#include <stdbool.h>
#include <stddef.h>

/* Milliseconds since some moment. */
double timing_now(void);

/* Measured times. Zero-initialise. */
struct samples {
    double *items; /* sorted once one of the functions below was called */
    size_t count;
    size_t capacity;
};

void samples_add(struct samples *samples, double milliseconds);

/* The time that a part of the samples, from 0 to 1, does not exceed: 0 is the least, 0.5 the median.
 * NAN when there are none. */
double samples_part(struct samples *samples, double part);
void samples_free(struct samples *samples);

/* Does what is measured once, and returns the milliseconds it took, or TIMING_MISSING when it can't
 * be done here, or TIMING_FAILED. */
typedef double timing_measure(void *context);
#define TIMING_MISSING (-1.0)
#define TIMING_FAILED  (-2.0)

/* One of several that do the same work. Zero-initialise the lower part. */
struct contender {
    const char *name;
    timing_measure *measure; /* NULL for one that takes no part */
    void *context;
    size_t most_runs; /* for what is slow; 0 for as many as are asked for */

    struct samples samples;
    double failure; /* what measure() returned when it failed, else 0 */
};

/* Runs all of them in turn, and again, so that what disturbs the machine disturbs all. The number of
 * runs is that of the environment variable RUNS, or 5. */
void timing_compare(struct contender *contenders, size_t count);
void timing_free(struct contender *contenders, size_t count);

/* The median; NAN for a contender that was not measured. */
double contender_median(struct contender *contender);

/* Prints "| " and a figure with three digits that count, or why there is none. */
void timing_print_figure(double figure);
void timing_print_median(struct contender *contender);

/* Prints a head line of a table and the line under it: the names of columns, the first left. */
void timing_print_head(const char *const *columns, size_t count);

#endif
