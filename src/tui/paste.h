/* paste.h: what a terminal sends between the two signs that mark pasted text ("bracketed paste"). */
#ifndef TUI_PASTE_H
#define TUI_PASTE_H

#include "briefbook/buffer.h"
#include "briefbook/query.h"

enum {
    PASTE_MOST_BYTES = QUERY_MOST_BYTES + 1
}; /* kept: of more than a query can be, all is refused */

/* Zero-initialise. */
struct paste {
    struct buffer text; /* raw, without the sign of the end */
    const char *end;    /* that sign; its first character comes in it only once */
    size_t end_seen;    /* characters of it */
};

enum paste_step {
    PASTE_GOES_ON,
    PASTE_ENDS,  /* all is there */
    PASTE_BREAKS /* by ^C, for whoever waits in vain for an end: what came is forgotten */
};

/* Begins with nothing; `end` must live as long. */
void paste_begin(struct paste *paste, const char *end);

/* How many bytes can be taken without going beyond the end: at least one. */
size_t paste_wanted(const struct paste *paste);

/* Takes a byte. When memory is out the text says so (`failed`). */
enum paste_step paste_take(struct paste *paste, char byte);

/* Appends a text as it can stand in a line: line ends and tabs become blanks, other control
 * characters are left out, what is not UTF-8 becomes U+FFFD. False when memory is out. */
bool paste_append_line(struct slice text, struct buffer *line);

void paste_free(struct paste *paste);

#endif
