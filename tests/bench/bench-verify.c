/* bench-verify.c: how long it takes to verify the quotations of a book, beside a program that looks which
 * lines of the text hold any of them. */
#include <stdio.h>
#include <string.h>

#include "bench/children.h"

/* Both say what is wrong by their exit status. */
static void compare(const char *briefbook, const char *folder)
{
    char lines[4096];
    char text[4096];
    snprintf(lines, sizeof lines, "%s.txt", folder);
    snprintf(text, sizeof text, "%s/text.txt", folder);
    const char *const check[] = {briefbook, "check", folder, NULL};
    const char *const grep[] = {"grep", "-F", "-c", "-f", lines, text, NULL};
    struct program programs[] = {
        {.name = "`briefbook check`, every quotation, its place",
         .arguments = check,
         .is_search = true},
        {.name = "`grep -F -c`, whether a line holds any", .arguments = grep, .is_search = true},
    };
    printf("\nVerifying %s\n\n", strrchr(folder, '/') + 1);
    programs_compare(programs, sizeof programs / sizeof programs[0], "× grep");
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
