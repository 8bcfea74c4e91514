/* ask.h: putting a query to a loaded briefing. */
#ifndef BRIEFBOOK_CLI_ASK_H
#define BRIEFBOOK_CLI_ASK_H

#include "briefbook/lighting.h"
#include "briefbook/search.h"
#include "cli/book.h"

/* A query and what it finds. Zero-initialise. */
struct ask {
    struct query *query;
    struct lighting *lighting; /* for what it asks for */
    struct search *search;
    bool gave_up; /* see search_gave_up(); a message has said it */
};

/* Reads the query as a command line gives it, and begins to search. For is:changed the book is compared
 * with the one that it supersedes, for is:marked the marks of the interface are read. False after a
 * message that shows what is wrong with the query, and where. */
bool ask_begin(struct ask *ask, const char *text, struct book *book);

/* Waits for the end; false after a message that memory ran out, so that matches may be missing. Says
 * it when a regular expression gave up. */
bool ask_finish(struct ask *ask);

/* Says it when one has given up by now, where the end is not waited for. */
void ask_note_gave_up(struct ask *ask);

/* Both. */
bool ask(struct ask *ask, const char *text, struct book *book);

/* The one table in which the query can find records, as it says "in:TABLE" at its top; TABLE_NONE
 * for any other query, and when memory is out. */
enum table_id ask_table(const struct ask *ask);

void ask_free(struct ask *ask);

#endif
