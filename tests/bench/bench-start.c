/* bench-start.c: how long it takes from the start of the program until its first whole screen, on a
 * pseudo-terminal, beside a program that does nothing but draw one. */
#include <stdio.h>
#include <string.h>

#include "bench/timing.h"
#include "terminal/terminal.h"

enum { PATIENCE_MS = 20000, MOST_CONTENDERS = 16 };

/* A program that is started to be seen. */
struct start {
    const char *program;
    const char *folder; /* NULL for none */
    terminal_sees *sees;
    char name[128];
};

static bool row_holds(const struct terminal *terminal, int row, const char *text)
{
    struct buffer shown = {0};
    terminal_row(terminal, row, &shown);
    bool holds = strstr(buffer_string(&shown), text);
    buffer_free(&shown);
    return holds;
}

/* The last thing that is drawn. */
static bool sees_footer(const struct terminal *terminal, const void *context)
{
    (void)context;
    return row_holds(terminal, terminal->rows - 1, "q quit");
}

/* Under the title of the quotes' pane stands the first of them, linked to the chosen event or not. */
static bool sees_quotes(const struct terminal *terminal, const void *context)
{
    (void)context;
    int title = 0;
    while (title < terminal->rows && !row_holds(terminal, title, "3 Quotes"))
        title++;
    return title + 1 < terminal->rows &&
           (row_holds(terminal, title + 1, "│› ") || row_holds(terminal, title + 1, "│• "));
}

static double measure_start(void *context)
{
    const struct start *start = context;
    struct terminal terminal = {0};
    char *const arguments[] = {(char *)start->program, (char *)start->folder, NULL};
    double before = timing_now();
    bool is_seen = terminal_start(&terminal, arguments) &&
                   terminal_await(&terminal, start->sees, NULL, PATIENCE_MS);
    double took = timing_now() - before;
    terminal_free(&terminal);
    return is_seen ? took : TIMING_FAILED;
}

static void print(struct contender *contenders, size_t count)
{
    static const char *const heads[] = {"what", "min ms", "median ms", "× bare"};
    double bare = contender_median(&contenders[0]);
    puts("\nStarting, until the screen is whole\n");
    timing_print_head(heads, sizeof heads / sizeof heads[0]);
    for (size_t i = 0; i < count; i++) {
        printf("| %s ", contenders[i].name);
        timing_print_figure(samples_part(&contenders[i].samples, 0));
        timing_print_median(&contenders[i]);
        timing_print_figure(contender_median(&contenders[i]) / bare);
        puts("|");
    }
}

static void compare(const char *bare, const char *program, char *const *folders, size_t count)
{
    struct start starts[MOST_CONTENDERS] = {
        {.program = bare, .sees = sees_footer, .name = "a bare ncursesw program"}};
    struct contender contenders[MOST_CONTENDERS];
    size_t started = 1;
    for (size_t i = 0; i < count && started + 2 <= MOST_CONTENDERS; i++) {
        static const struct {
            terminal_sees *sees;
            const char *what;
        } sights[] = {{sees_footer, "the first screen"}, {sees_quotes, "quotes on it"}};
        const char *last = strrchr(folders[i], '/');
        for (size_t sight = 0; sight < sizeof sights / sizeof sights[0]; sight++) {
            struct start *start = &starts[started++];
            *start = (struct start){program, folders[i], sights[sight].sees, ""};
            snprintf(start->name, sizeof start->name, "briefbook on %s: %s",
                     last ? last + 1 : folders[i], sights[sight].what);
        }
    }
    for (size_t i = 0; i < started; i++)
        contenders[i] = (struct contender){
            .name = starts[i].name, .measure = measure_start, .context = &starts[i]};
    timing_compare(contenders, started);
    print(contenders, started);
    timing_free(contenders, started);
}

int main(int count, char *arguments[])
{
    if (count < 4) {
        fputs("Usage: bench-start BARE-SCREEN BRIEFBOOK FOLDER...\n", stderr);
        return 2;
    }
    compare(arguments[1], arguments[2], arguments + 3, (size_t)count - 3);
    return 0;
}
