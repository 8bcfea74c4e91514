/* arguments.h: a program and its arguments, as the system takes them: no shell ever reads them. */
#ifndef TUI_ARGUMENTS_H
#define TUI_ARGUMENTS_H

#include "briefbook/arena.h"

/* Zero-initialise. */
struct arguments {
    struct arena arena;
    char **items; /* NULL behind the last; NULL when there are none */
    size_t count;
    size_t capacity;
    bool failed; /* memory ran out, or one holds a NUL: it is not to be run */
};

void arguments_add(struct arguments *arguments, struct slice argument);
void arguments_add_string(struct arguments *arguments, const char *argument);

/* Adds the words of a command as people write it into EDITOR or BROWSER: parted by blanks, with
 * quotation marks and backslashes as in a shell (POSIX 2.2 and 2.6.5), and nothing else of a shell:
 * no variables, no patterns. False when a quotation mark is not closed. */
bool arguments_add_words(struct arguments *arguments, struct slice command);

/* The last part of the program's path; "" when there is none. */
const char *arguments_program(const struct arguments *arguments);

void arguments_free(struct arguments *arguments);

#endif
