/* archive.h: the archived text of a source, laid out, with a quotation from it lit.
 *
 * It may be long, and on a slow disk: it is read, searched and laid out on a thread, once more for each
 * width, and comes later. */
#ifndef TUI_ARCHIVE_H
#define TUI_ARCHIVE_H

#include "briefbook/layout.h"
#include "briefbook/search.h"

/* Which text, and which quotation; both may stand in a store that does not live as long. */
struct archive_wish {
    const char *folder;         /* the briefing's */
    struct slice file;          /* beneath it */
    const struct slice *held;   /* what a book in a JSON file has of that name; NULL for nothing */
    struct slice quotations[2]; /* as quoted, and in the original language; blank for none */
};

/* How much of the quotation the text holds. */
enum archive_match { ARCHIVE_NOTHING_SOUGHT, ARCHIVE_NOT_FOUND, ARCHIVE_DIFFERS, ARCHIVE_FOUND };

struct archive_work;

/* Zero-initialise. */
struct archive {
    struct buffer folder;
    struct buffer file;
    struct buffer held;
    bool is_held; /* nothing is read */
    struct buffer quotations[2];
    size_t width; /* of the layout, or of that to come */
    bool ascii;
    bool is_pending;      /* the layout is not that of the width yet */
    unsigned long number; /* of the wish */

    struct layout layout; /* blank until it is there */
    enum archive_match match;
    size_t place;            /* the line in which the quotation begins; 0 when there is none */
    struct buffer differing; /* the words of the quotation from the first that differs on, raw */
    struct buffer fault;     /* why there is nothing to show, raw; "" for no reason */

    struct archive_work *work; /* on the thread, perhaps for an earlier wish */
};

/* Asks for another text; what was there is forgotten. False when memory is out. */
bool archive_open(struct archive *archive, const struct archive_wish *wish);

/* Makes the layout that of a width, when `changed` has been called from another thread and this is
 * called again; a width of 0 asks for none. Returns whether the layout is another one now. Without
 * memory or a thread, `fault` says so. */
bool archive_settle(struct archive *archive, size_t width, bool ascii, search_changed *changed,
                    void *context);

/* Forgets the text, without waiting for the thread. */
void archive_close(struct archive *archive);

/* Waits for the thread, if there is one; for tests. */
void archive_wait(struct archive *archive);

/* Waits for the thread, and frees. */
void archive_free(struct archive *archive);

#endif
