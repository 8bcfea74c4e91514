/* bench-print.c: how long it takes to print a whole book, beside programs that break lines only. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "bench/children.h"
#include "briefbook/file.h"
#include "briefbook/relay.h"

static bool write_output(void *context, struct slice bytes)
{
    (void)context;
    return file_write_all(STDOUT_FILENO, bytes);
}

/* Prints a book that is there, as others print lines that are. */
static int print_loaded(const void *folder)
{
    static const struct compose_options options = {0};
    static const struct layout_options layout = {LAYOUT_USUAL_WIDTH, TEXT_ON_PAPER, false};
    struct diag_list diags = {0};
    struct store *store = store_open(folder, &diags);
    if (!store || !store_start(store, NULL, NULL) || !store_wait(store) ||
        !write_output(NULL, SLICE("\n")))
        return 1;
    struct composition *composition = composition_new(store, &options);
    return !composition || !relay_book(composition, text_page_new(&layout, write_output, NULL));
}

static void compare(const char *briefbook, const char *folder)
{
    char lines[4096];
    snprintf(lines, sizeof lines, "%s.txt", folder);
    const char *const print[] = {briefbook, "print", folder, NULL};
    const char *const fold[] = {"fold", "-s", "-w", "72", lines, NULL};
    const char *const fmt[] = {"fmt", "-w", "72", lines, NULL};
    const char *const cat[] = {"cat", lines, NULL};
    struct program programs[] = {
        {.name = "the whole book, once it is loaded", .run = print_loaded, .context = folder},
        {.name = "`fold -s`, the texts alone", .arguments = fold},
        {.name = "`fmt`, the texts alone", .arguments = fmt},
        {.name = "`cat`, the texts alone", .arguments = cat},
        {.name = "`briefbook print`, which loads it first", .arguments = print},
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
