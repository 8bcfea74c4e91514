/* bench-print.c: how long it takes to print a whole book, beside programs that break lines only. */
#include <stdio.h>
#include <string.h>

#include "bench/children.h"

static void compare(const char *briefbook, const char *folder)
{
    char lines[4096];
    snprintf(lines, sizeof lines, "%s.txt", folder);
    const char *const print[] = {briefbook, "print", folder, NULL};
    const char *const fold[] = {"fold", "-s", "-w", "72", lines, NULL};
    const char *const fmt[] = {"fmt", "-w", "72", lines, NULL};
    const char *const cat[] = {"cat", lines, NULL};
    struct program programs[] = {
        {.name = "`briefbook print`, the whole book", .arguments = print},
        {.name = "`fold -s`, the texts alone", .arguments = fold},
        {.name = "`fmt`, the texts alone", .arguments = fmt},
        {.name = "`cat`, the texts alone", .arguments = cat},
    };
    printf("\nPrinting %s\n\n", strrchr(folder, '/') + 1);
    programs_compare(programs, sizeof programs / sizeof programs[0], "× fold");
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
