/* command-line.h: commands as text: what is typed at ":", stands in the config file, or is bound to
 * a key with an argument.
 *
 * A line is the name of a command, or the beginning of one name only, and what the command takes. */
#ifndef TUI_COMMAND_LINE_H
#define TUI_COMMAND_LINE_H

#include "briefbook/diag.h"
#include "tui/command-id.h"

struct binding;
struct model;

/* A line, or the part of it that a command takes, and where to tell what is wrong with it. */
struct typed {
    struct slice line;
    struct slice argument; /* a part of the line, without blanks around it */
    const char *file;      /* that the line stands in; NULL for one that was typed */
    size_t number;         /* of the line in the file, from 1 */
    struct diag_list *diags;
};

/* Runs a line in a context (keymap.h), or nothing when it is blank; returns what became stale. What
 * is wrong with it adds one diagnostic, whose column is where in the line. `argument` is not used. */
unsigned command_line_run(struct model *model, const struct typed *typed, unsigned context);

/* Runs what a key calls; returns what became stale. What is wrong is said to the reader. */
unsigned command_line_run_binding(struct model *model, const struct binding *binding);

/* Adds a diagnostic about a part of the line; what is blank is missing at its end. Always false. */
bool typed_fault(const struct typed *typed, struct slice part, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Takes the next word, up to a blank, off what is left of an argument; "" behind the last. `rest` is
 * then without blanks around it. */
struct slice typed_word(struct slice *rest);

/* Reads the argument as the number of one of `count` things of a name, such as "link", counted from 1;
 * 0 when it is blank. False with a diagnostic when there is no such thing. */
bool typed_number(const struct typed *typed, const char *name, size_t count, size_t *number);

/* The command of a name, an alias or the beginning of one name only; COMMAND_NONE with a diagnostic
 * when there is none, or several. */
enum command_id typed_command(const struct typed *typed, struct slice name);

/* Whether a command can be called in a context, keys apart. */
bool command_is_for(enum command_id id, unsigned context);

#endif
