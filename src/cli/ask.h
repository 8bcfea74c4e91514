/* ask.h: putting a query to a loaded briefing. */
#ifndef BRIEFBOOK_CLI_ASK_H
#define BRIEFBOOK_CLI_ASK_H

#include "briefbook/search.h"

/* A query and what it found. Zero-initialise. */
struct ask {
    struct query *query;
    struct search *search; /* finished */
    bool gave_up;          /* see search_gave_up(); a message has said it */
};

/* Reads the query as a command line gives it, and searches to the end. False after a message that
 * shows what is wrong with the query, and where. */
bool ask(struct ask *ask, const char *text, const struct store *store);

/* Records found in all tables. */
size_t ask_found(const struct ask *ask);

void ask_free(struct ask *ask);

#endif
