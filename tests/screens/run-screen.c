/* run-screen.c: runs a screen test and prints it as it comes out.
 *
 *     run-screen NAME.screen >NAME.actual
 *
 * A screen test is a text file of steps, one a line, with the pictures they lead to:
 *
 *     book FOLDER [ascii]    opens a briefing, relative to $SOURCE_FOLDER
 *     library FOLDER         the briefings in a folder of $SOURCE_FOLDER can be chosen from
 *     query TEXT             before `book`: asks for it at the start
 *     size COLUMNSxROWS      resizes the screen
 *     key NAME...            presses keys: j, enter, tab, ^U, esc, ?, ...
 *     type TEXT              types a text into the prompt
 *     screen                 the picture: lines that begin with "|" follow
 *     marks                  how it looks: see interface.h
 *
 * Everything is printed as it stands, but after `screen` and `marks` come the pictures as they are.
 * So a test passes when nothing changes. Lines that begin with "#" are remarks. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support/interface.h"

struct run {
    struct interface interface;
    char query[256];
    char library[256];
};

static void print_lines(const char *picture)
{
    while (*picture) {
        size_t length = strcspn(picture, "\n");
        printf("|%.*s\n", (int)length, picture);
        picture += length + 1;
    }
}

static bool print_picture(struct run *run, bool (*append)(struct interface *, struct buffer *))
{
    struct buffer picture = {0};
    bool drawn = run->interface.model && append(&run->interface, &picture);
    if (drawn)
        print_lines(buffer_string(&picture));
    buffer_free(&picture);
    return drawn;
}

static bool step_screen(struct run *run, char *rest)
{
    (void)rest;
    return print_picture(run, interface_append_picture);
}

static bool step_marks(struct run *run, char *rest)
{
    (void)rest;
    return print_picture(run, interface_append_marks);
}

static bool step_query(struct run *run, char *rest)
{
    snprintf(run->query, sizeof run->query, "%s", rest);
    return true;
}

static bool step_book(struct run *run, char *rest)
{
    const char *folder = getenv("SOURCE_FOLDER");
    char path[4096];
    char *option = strchr(rest, ' ');
    if (option)
        *option++ = '\0';
    snprintf(path, sizeof path, "%s/%s", folder ? folder : ".", rest);
    interface_close(&run->interface);
    return interface_open(&run->interface, path, run->query, option && !strcmp(option, "ascii"));
}

static bool step_library(struct run *run, char *rest)
{
    const char *folder = getenv("SOURCE_FOLDER");
    if (!run->interface.model || chdir(folder ? folder : ".") != 0)
        return false;
    snprintf(run->library, sizeof run->library, "%s", rest);
    run->interface.model->options.folders = run->library;
    return true;
}

static bool step_size(struct run *run, char *rest)
{
    char *end;
    size_t columns = strtoul(rest, &end, 10);
    if (*end != 'x' || !run->interface.model)
        return false;
    interface_resize(&run->interface, strtoul(end + 1, NULL, 10), columns);
    return true;
}

static bool step_key(struct run *run, char *rest)
{
    for (char *name = strtok(rest, " "); name; name = strtok(NULL, " ")) {
        if (!run->interface.model || !interface_press(&run->interface, name))
            return false;
    }
    return true;
}

static bool step_type(struct run *run, char *rest)
{
    if (!run->interface.model)
        return false;
    interface_type(&run->interface, rest);
    return true;
}

static const struct {
    const char *name;
    bool (*run)(struct run *run, char *rest);
} steps[] = {
    {"book", step_book}, {"query", step_query}, {"size", step_size},     {"key", step_key},
    {"type", step_type}, {"marks", step_marks}, {"screen", step_screen}, {"library", step_library},
};

static bool run_step(struct run *run, char *line)
{
    size_t length = strcspn(line, " ");
    char *rest = line[length] ? line + length + 1 : line + length;
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        if (strlen(steps[i].name) == length && strncmp(line, steps[i].name, length) == 0)
            return steps[i].run(run, rest);
    }
    return false;
}

static bool run_file(struct run *run, FILE *file)
{
    char line[4096];
    while (fgets(line, sizeof line, file)) {
        line[strcspn(line, "\n")] = '\0';
        if (*line == '|')
            continue;
        puts(line);
        if (*line && *line != '#' && !run_step(run, line)) {
            fprintf(stderr, "cannot do: %s\n", line);
            return false;
        }
    }
    return true;
}

int main(int argument_count, char **arguments)
{
    /* The width of characters is that of a UTF-8 locale. */
    setlocale(LC_ALL, "C.UTF-8");
    FILE *file = argument_count == 2 ? fopen(arguments[1], "r") : NULL;
    if (!file) {
        fprintf(stderr, "usage: run-screen NAME.screen\n");
        return 2;
    }
    struct run run = {0};
    bool fine = run_file(&run, file);
    interface_close(&run.interface);
    fclose(file);
    return fine ? 0 : 1;
}
