/* bench-print.c: how long it takes to print a whole book, beside programs that break lines only. */
#include <stdio.h>
#include <string.h>

#include "bench/children.h"

enum { PROGRAMS = 4 };

static void print(struct contender *contenders, const struct program *programs)
{
    enum { REFERENCE = 1 };
    static const char *const heads[] = {"what", "min ms", "median ms", "× fold", "resident MiB"};
    double reference = contender_median(&contenders[REFERENCE]);
    timing_print_head(heads, sizeof heads / sizeof heads[0]);
    for (size_t i = 0; i < PROGRAMS; i++) {
        printf("| %s ", contenders[i].name);
        timing_print_figure(samples_part(&contenders[i].samples, 0));
        timing_print_median(&contenders[i]);
        timing_print_figure(contender_median(&contenders[i]) / reference);
        timing_print_figure((double)programs[i].peak_kib / 1024);
        puts("|");
    }
}

static void compare(const char *briefbook, const char *folder)
{
    char lines[4096];
    snprintf(lines, sizeof lines, "%s.txt", folder);
    const char *const arguments[PROGRAMS][6] = {
        {briefbook, "print", folder},
        {"fold", "-s", "-w", "72", lines},
        {"fmt", "-w", "72", lines},
        {"cat", lines},
    };
    static const char *const names[PROGRAMS] = {"`briefbook print`, the whole book",
                                                "`fold -s`, the texts alone",
                                                "`fmt`, the texts alone", "`cat`, the texts alone"};
    struct program programs[PROGRAMS] = {{0}};
    struct contender contenders[PROGRAMS];
    for (size_t i = 0; i < PROGRAMS; i++) {
        programs[i].arguments = arguments[i];
        contenders[i] = (struct contender){
            .name = names[i], .measure = measure_program, .context = &programs[i]};
    }
    timing_compare(contenders, PROGRAMS);
    printf("\nPrinting %s\n\n", strrchr(folder, '/') + 1);
    print(contenders, programs);
    timing_free(contenders, PROGRAMS);
}

int main(int count, char *arguments[])
{
    if (count != 3) {
        fputs("Usage: bench-print BRIEFBOOK FOLDER\n", stderr);
        return 2;
    }
    compare(arguments[1], arguments[2]);
    return 0;
}
