/* children.h: what is measured in other processes: a program, a function in a process of its own, and
 * a program that answers questions. */
#ifndef BRIEFBOOK_BENCH_CHILDREN_H
#define BRIEFBOOK_BENCH_CHILDREN_H

#include <stdio.h>
#include <sys/types.h>

#include "bench/timing.h"

enum { SAID_BYTES = 128 };

/* A program that runs to its end, or a function that does in a process of its own. What it says is read
 * through a pipe, for some do less when nobody reads. Zero-initialise the lower part. */
struct program {
    const char *const *arguments; /* ended by NULL; the first is looked for on PATH */
    int (*run)(
        const void *context); /* without arguments: says a byte when what is measured begins, and
                                      * returns an exit status */
    const void *context;
    bool is_search;   /* exit status 1 says that nothing was found */
    const char *name; /* in tables */

    size_t peak_kib;       /* the most memory that was resident, of all runs */
    char said[SAID_BYTES]; /* the beginning of it, in the last run */
    int status;            /* its exit status */
};

/* Measures a program from its start to its end. */
timing_measure measure_program;

/* Compares some programs, eight at most, and prints a table: times, memory, and ratios to the time of the
 * second, which the head of their column names. */
void programs_compare(struct program *programs, size_t count, const char *ratio_head);

/* A measure taken in a process of its own, so that its memory is known and none is left behind. */
struct alone {
    timing_measure *measure;
    void *context;

    size_t peak_kib;
};

timing_measure measure_alone;

/* A program that reads lines and answers them, and ends each answer with the line "done". */
struct answerer {
    pid_t process;
    FILE *questions;
    FILE *answers;
    char said[SAID_BYTES]; /* the last line of the last answer before that one */
};

/* False when it can't be started. */
bool answerer_start(struct answerer *answerer, const char *const *arguments);

/* Puts a question, and returns the milliseconds until the answer was whole; TIMING_MISSING when the
 * program is not there (any more). */
double answerer_ask(struct answerer *answerer, const char *question);
void answerer_end(struct answerer *answerer);

#endif
