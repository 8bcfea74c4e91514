/* reference-match.h: what a query means, written for plainness.
 *
 * A test makes a query as a tree of its own, prints it for the program to read, and compares what
 * the program finds with what reference_matches() says, record by record. Every text that counts is
 * copied and folded whole; nothing is shared with the program's matcher. */
#ifndef BRIEFBOOK_TESTS_REFERENCE_MATCH_H
#define BRIEFBOOK_TESTS_REFERENCE_MATCH_H

#include "briefbook/date.h"
#include "briefbook/store.h"

enum reference_kind {
    REFERENCE_WORD,   /* a word or phrase: `text` */
    REFERENCE_COLUMN, /* `text` in the column `key`; `is_whole` when all of it */
    REFERENCE_TABLE,  /* all of the table `text` */
    REFERENCE_HAS,    /* the column `text` is not blank */
    REFERENCE_DATE,   /* dated on one of the days from `first_day` to `last_day` */
    REFERENCE_NOT,    /* of one member; ALL and ANY have one or more */
    REFERENCE_ALL,
    REFERENCE_ANY
};

enum { REFERENCE_MEMBERS = 3 };

struct reference {
    enum reference_kind kind;
    const char *key;
    const char *text;
    bool is_whole;
    int32_t first_day, last_day; /* as in date.h */
    size_t count;
    struct reference *members[REFERENCE_MEMBERS];
};

bool reference_matches(const struct reference *query, const struct store *store,
                       struct record record);

#endif
