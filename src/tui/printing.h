/* printing.h: a page that is being printed, to a file or by a printer.
 *
 * What is seen is printed: the query and the marks as they were when it was asked for. It is made in
 * the background; a printer then gets it as an errand. */
#ifndef TUI_PRINTING_H
#define TUI_PRINTING_H

#include "tui/background.h"
#include "tui/page-options.h"

struct model;

/* Zero-initialise. */
struct printing {
    struct buffer query;
    struct buffer target; /* the file, or the printer; "" for the usual one */
    struct page_shape shape;
    bool on_paper;
    bool replaces; /* the file where it is there: the reader said so */
    bool is_given_up;
    bool waits;                /* until the briefing is loaded */
    struct background *work;   /* NULL for none */
    const struct store *store; /* that it reads */
    struct buffer remark;      /* on what was printed last: "" or a text to stand behind it */
};

/* Whether something is yet to be printed. */
bool printing_is_open(const struct printing *printing);

/* Goes on with what has been asked for as far as it is possible now: begins it, or takes in what the
 * thread has made. */
void printing_go_on(struct model *model);

/* Whether a thread still reads a store for it, so that the store must not be freed. */
bool printing_reads(const struct printing *printing, const struct store *store);

/* Gives up what has not been written yet, without waiting for the thread. */
void printing_drop(struct printing *printing);

/* Waits for the thread, and frees. */
void printing_free(struct printing *printing);

#endif
