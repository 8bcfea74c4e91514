/* linear.h: the interface as plain lines, for screen readers, braille lines and pipes.
 *
 * A line comes in and a few lines go out; nothing is drawn, nothing that was sent is changed. The
 * model, the commands and the keys are those of the other interface: linear-line.c runs a line,
 * linear-tell.c says what came of it, in the words of linear-words.c, and linear-loop.c waits for lines and for all else. */
#ifndef TUI_LINEAR_H
#define TUI_LINEAR_H

#include "tui/model.h"

enum { LINEAR_LINE_MOST = 64 * 1024 }; /* bytes of a line; a longer one is refused */

/* What has been told, so that only what is new is said. Zero-initialise. */
struct linear {
    bool begun;
    enum opened opened;
    enum focus focus;
    enum table_id table;
    struct record record; /* the current one; its table is TABLE_NONE for none */
    size_t marks;         /* how many there are */
    bool marked;          /* the record */
    long link;
    long match;
    struct buffer query; /* what was asked, */
    size_t matches;      /* and what it found */
    size_t start;        /* the lines of the detail or view that were told last, */
    size_t end;          /* up to this one */
    struct buffer title; /* of the view */
};

/* Runs a line, raw and without its end: a command as at ":", the name of a key, "/" and what is
 * searched for, or nothing, for the next row or page. What is wrong with it is said in
 * model->message. The model is then settled. Returns what became stale. */
unsigned linear_take(struct model *model, struct slice line);

/* Whether there is more to come that a reader waits for: rows, matches, counts. */
bool linear_waits(const struct model *model);

/* Tells all again the next time. */
void linear_forget(struct linear *linear);

/* Appends what is new to the reader, in clean lines, and takes the message from the model. False
 * when memory is out. */
bool linear_tell(struct linear *linear, struct model *model, struct buffer *text);

/* The same for a message alone: news that came while a line was typed. */
bool linear_tell_news(struct model *model, struct buffer *text);

void linear_free(struct linear *linear);

#endif
