/* keeping.h: the state of the interface is kept, now and then and at the end. */
#ifndef TUI_KEEPING_H
#define TUI_KEEPING_H

#include <pthread.h>
#include <stdatomic.h>

#include "tui/model.h"
#include "tui/state-file.h"

/* Zero-initialise. It must not move while a thread writes. */
struct keeping {
    struct state_file file;
    long long due;    /* when to keep it, in milliseconds; 0 for never */
    json_t *written;  /* what the thread writes */
    pthread_t thread; /* it alone has the file while it goes on */
    bool going_on;
    atomic_bool done;
};

/* Brings a new model into the state of the last time, without the query where another is asked for,
 * and keeps its state from now on. What is wrong with the file is told to the reader. */
void keeping_begin(struct keeping *keeping, struct model *model, const char *briefing,
                   bool with_query);

/* The reader has done something. */
void keeping_notice(struct keeping *keeping, long long now);

/* Milliseconds until keeping_go_on() is due; -1 for never. */
int keeping_patience(const struct keeping *keeping, long long now);

/* Keeps the state on a thread, when it is due. */
void keeping_go_on(struct keeping *keeping, const struct model *model, long long now);

/* Keeps what there is and frees. */
void keeping_end(struct keeping *keeping, const struct model *model);

#endif
