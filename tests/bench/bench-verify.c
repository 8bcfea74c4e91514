/* bench-verify.c: how long it takes to verify the quotations of a book, beside a program that looks which
 * lines of the text hold any of them. */
#include <stdio.h>
#include <string.h>

#include "bench/children.h"

enum { PROGRAMS = 2 };

static void print(struct contender *contenders, const struct program *programs)
{
    enum { REFERENCE = 1 };
    static const char *const heads[] = {"what", "min ms", "median ms", "× grep", "resident MiB"};
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

/* Both say what is wrong by their exit status. */
static void compare(const char *briefbook, const char *folder)
{
    char lines[4096];
    char text[4096];
    snprintf(lines, sizeof lines, "%s.txt", folder);
    snprintf(text, sizeof text, "%s/text.txt", folder);
    const char *const arguments[PROGRAMS][7] = {
        {briefbook, "check", folder},
        {"grep", "-F", "-c", "-f", lines, text},
    };
    struct program programs[PROGRAMS] = {{.arguments = arguments[0], .is_search = true},
                                         {.arguments = arguments[1], .is_search = true}};
    static const char *const names[PROGRAMS] = {"`briefbook check`, every quotation, its place",
                                                "`grep -F -c`, whether a line holds any"};
    struct contender contenders[PROGRAMS];
    for (size_t i = 0; i < PROGRAMS; i++)
        contenders[i] = (struct contender){
            .name = names[i], .measure = measure_program, .context = &programs[i]};
    timing_compare(contenders, PROGRAMS);
    printf("\nVerifying %s\n\n", strrchr(folder, '/') + 1);
    print(contenders, programs);
    timing_free(contenders, PROGRAMS);
}

int main(int count, char *arguments[])
{
    if (count != 3) {
        fputs("Usage: bench-verify BRIEFBOOK FOLDER\n", stderr);
        return 2;
    }
    compare(arguments[1], arguments[2]);
    return 0;
}
