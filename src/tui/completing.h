/* completing.h: going through the ways in which the line that is typed may go on. */
#ifndef TUI_COMPLETING_H
#define TUI_COMPLETING_H

#include "briefbook/complete.h"
#include "tui/prompt.h"

/* Zero-initialise. */
struct completing {
    struct completions found;
    size_t chosen;      /* the one that stands in the line */
    size_t line_length; /* of the line with it */
};

/* Finds how a text goes on at the cursor, as query_complete() does. */
typedef bool completing_find(const void *context, struct slice text, size_t cursor,
                             struct completions *found);

/* Puts the next way to go on into the line, or the one before (direction -1); the first when the
 * line is not as it was left, or there was but one. Without any the line stays. False when memory is
 * out. */
bool completing_step(struct completing *completing, struct prompt *prompt, completing_find *find,
                     const void *context, int direction);

/* Appends "2 of 12: speaker:  speaker_id:  … 9 more": the one chosen and those after it, as many as
 * fit; clean. False when memory is out. */
bool completing_append(const struct completing *completing, size_t columns, unsigned gate_flags,
                       const char *ellipsis, struct buffer *text);

void completing_free(struct completing *completing);

#endif
