/* counting.h: what an opened view counts of the rows that show. It is counted anew for each query, in
 * the background, and what was counted before is shown until then. */
#ifndef TUI_COUNTING_H
#define TUI_COUNTING_H

#include "tui/background.h"

struct model;

/* Zero-initialise. */
struct counting {
    struct background *shown; /* has been counted; NULL for nothing yet */
    struct background *work;  /* is being counted; NULL for nothing */
    unsigned long subject;    /* what is counted: any number that tells it from others */
    unsigned long asked;      /* and of which answers, see struct asked */
    bool begun;               /* to count this */
};

/* Makes the task that counts; false when memory is out. */
typedef bool counting_task(const struct model *model, struct background_task *task);

/* Begins to count where the query has been answered, or takes in what has been counted. What was
 * counted of another subject is forgotten. */
void counting_settle(struct model *model, unsigned long subject, counting_task *make);

/* The job of what has been counted, NULL for none. */
const void *counting_result(const struct counting *counting);

/* Whether what is shown is not the last word. */
bool counting_is_open(const struct counting *counting);
bool counting_goes_on(const struct model *model); /* the same, of the view that is open */

/* Stops counting and forgets all. */
void counting_free(struct counting *counting);

#endif
