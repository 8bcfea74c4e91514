#include "bench/timing.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

double timing_now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

/* ---- Samples --------------------------------------------------------------------------------- */

void samples_add(struct samples *samples, double milliseconds)
{
    enum { FIRST_CAPACITY = 64 };
    if (samples->count == samples->capacity) {
        samples->capacity = samples->capacity ? samples->capacity * 2 : FIRST_CAPACITY;
        samples->items = realloc(samples->items, samples->capacity * sizeof *samples->items);
        if (!samples->items)
            abort();
    }
    samples->items[samples->count++] = milliseconds;
}

static int compare_times(const void *a, const void *b)
{
    double first = *(const double *)a;
    double second = *(const double *)b;
    return (first > second) - (first < second);
}

double samples_part(struct samples *samples, double part)
{
    if (!samples->count)
        return NAN;
    qsort(samples->items, samples->count, sizeof *samples->items, compare_times);
    return samples->items[(size_t)(part * (double)(samples->count - 1) + 0.5)];
}

void samples_free(struct samples *samples)
{
    free(samples->items);
    *samples = (struct samples){0};
}

/* ---- Comparing ------------------------------------------------------------------------------- */

static size_t asked_runs(void)
{
    enum { USUAL_RUNS = 5 };
    const char *asked = getenv("RUNS");
    size_t runs = asked ? strtoul(asked, NULL, 10) : 0;
    return runs ? runs : USUAL_RUNS;
}

static void run_once(struct contender *contender)
{
    double took = contender->measure(contender->context);
    if (took < 0)
        contender->failure = took;
    else
        samples_add(&contender->samples, took);
}

void timing_compare(struct contender *contenders, size_t count)
{
    size_t runs = asked_runs();
    for (size_t run = 0; run < runs; run++) {
        for (struct contender *contender = contenders; contender < contenders + count;
             contender++) {
            bool is_due = !contender->most_runs || run < contender->most_runs;
            if (contender->measure && is_due && contender->failure == 0)
                run_once(contender);
        }
    }
}

void timing_free(struct contender *contenders, size_t count)
{
    for (size_t i = 0; i < count; i++)
        samples_free(&contenders[i].samples);
}

double contender_median(struct contender *contender)
{
    return contender->failure == 0 ? samples_part(&contender->samples, 0.5) : NAN;
}

/* ---- Printing -------------------------------------------------------------------------------- */

/* The digits behind the point with which three of them count. */
static int digits_behind(double figure)
{
    return figure < 1 ? 3 : figure < 10 ? 2 : figure < 100 ? 1 : 0;
}

void timing_print_figure(double figure)
{
    if (isnan(figure))
        fputs("| – ", stdout);
    else
        printf("| %.*f ", digits_behind(figure), figure);
}

void timing_print_median(struct contender *contender)
{
    if (contender->failure == TIMING_MISSING)
        fputs("| not installed ", stdout);
    else if (contender->failure != 0)
        fputs("| failed ", stdout);
    else
        timing_print_figure(contender_median(contender));
}

void timing_print_head(const char *const *columns, size_t count)
{
    for (size_t i = 0; i < count; i++)
        printf("| %s ", columns[i]);
    fputs("|\n", stdout);
    for (size_t i = 0; i < count; i++)
        fputs(i ? "| ---: " : "| --- ", stdout);
    fputs("|\n", stdout);
}
