/* prompt.h: a line of text that is being typed, and the lines typed before. */
#ifndef TUI_PROMPT_H
#define TUI_PROMPT_H

#include "briefbook/buffer.h"

/* Zero-initialise. */
struct prompt {
    struct buffer text; /* UTF-8 */
    size_t cursor;      /* in bytes, between clusters */
    char **lines;       /* kept before, the newest last, no two alike */
    size_t line_count;
    size_t line_capacity;
    size_t line;         /* the one shown; line_count for what is being typed */
    struct buffer draft; /* what was being typed when the reader turned to older lines */
};

/* Where a deletion or the cursor goes. */
enum prompt_unit { PROMPT_CLUSTER, PROMPT_WORD, PROMPT_LINE };

/* Begins with a text, the cursor behind it. False when memory is out. */
bool prompt_begin(struct prompt *prompt, const char *text);

/* Types a text, UTF-8 without control characters. False when memory is out. */
bool prompt_insert(struct prompt *prompt, struct slice text);

/* Puts a text in the place of what stands from `start` to the cursor. False when memory is out. */
bool prompt_replace(struct prompt *prompt, size_t start, struct slice replacement);

/* Moves the cursor before a character, counted from 0, or before the cluster that it is part of. */
void prompt_go(struct prompt *prompt, size_t character);

/* Move the cursor by a cluster, or to the end of the line; false when it was there already. */
bool prompt_left(struct prompt *prompt, enum prompt_unit unit);
bool prompt_right(struct prompt *prompt, enum prompt_unit unit);

/* Delete from the cursor on; false when there was nothing. */
bool prompt_erase_left(struct prompt *prompt, enum prompt_unit unit);
bool prompt_erase_right(struct prompt *prompt, enum prompt_unit unit);

/* Turn to the next older or newer line; false when there is none or memory is out. */
bool prompt_older(struct prompt *prompt);
bool prompt_newer(struct prompt *prompt);

/* Keeps the line, without blanks around it, for prompt_older(), unless it is blank. False when memory is
 * out. */
bool prompt_keep(struct prompt *prompt);

void prompt_free(struct prompt *prompt);

#endif
