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
    bool goes_on;                  /* with the text of the line above: what is typed stands there */
    size_t start;                  /* the part of the text that stands here, clean and in bytes: */
    size_t end;                    /* all of it where it fits */
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

/* The column where the text of a line begins, when the help is so wide. */
size_t help_text_column(const struct model *model, const struct help_line *line, size_t columns);

/* Parts lines whose text is longer than the width, one line a part. False when memory is out: then
 * they may be longer still. */
bool help_wrap(struct help *help, const struct model *model);

/* Adds a line; false when memory is out. */
bool help_push(struct help *help, struct help_line line);

void help_free(struct help *help);

#endif
