/* help.h: what the help says: the keys and commands for where one is, what can be asked, the signs. */
#ifndef TUI_HELP_H
#define TUI_HELP_H

#include "tui/model.h"

/* A line: a heading, or what can be typed and what it is for. */
struct help_line {
    const char *heading;           /* NULL for the others */
    const char *sign;              /* a sign or query; NULL for commands */
    const char *text;              /* what it means, or does */
    enum command_id first;         /* commands that share the line; COMMAND_NONE for none */
    enum command_id last;          /* those behind the first, up to this one */
    const char *argument;          /* of the command; NULL for none */
    const struct binding *binding; /* a key that calls it with that; NULL for others */
};

/* Zero-initialise. */
struct help {
    struct help_line *lines;
    size_t count;
    size_t capacity;
};

/* Makes the lines for model->helping: those that hold what is searched for, or all. They are good
 * until the keymap changes. False when memory is out: then some are missing. */
bool help_make(struct help *help, const struct model *model);

/* Appends what a line has at its left: keys, ":" and the name of a command without any, or a sign. */
void help_append_keys(const struct model *model, const struct help_line *line, struct buffer *text);

/* Appends what it is for. */
void help_append_text(const struct help_line *line, struct buffer *text);

/* Appends all of a line as one sentence, for where names are typed rather than keys pressed: "down, up
 * (j, k): down, up". */
void help_append_words(const struct model *model, const struct help_line *line,
                       struct buffer *text);

void help_free(struct help *help);

#endif
