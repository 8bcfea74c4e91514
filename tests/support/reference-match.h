/* reference-match.h: what a query means, written for plainness.
 *
 * A test makes a query as a tree of its own, prints it for the program to read, and compares what
 * the program finds with what reference_match() says of each record. All records of a book are
 * numbered; what counts as text of a record, and who links to whom, is listed once. Nothing is shared
 * with the program's matcher. */
#ifndef BRIEFBOOK_TESTS_REFERENCE_MATCH_H
#define BRIEFBOOK_TESTS_REFERENCE_MATCH_H

#include "briefbook/date.h"
#include "briefbook/store.h"

enum reference_kind {
    REFERENCE_WORD,    /* a word or phrase: `text` */
    REFERENCE_REGEX,   /* a regular expression: `text` */
    REFERENCE_COLUMN,  /* `text` in the column `key`; `is_whole` when all of it */
    REFERENCE_LINK,    /* linked with what `text` names in `table` */
    REFERENCE_SPEAKER, /* what the people say that `text` names, and they themselves */
    REFERENCE_TABLE,   /* all of the table `text` */
    REFERENCE_HAS,     /* the column `text` is not blank */
    REFERENCE_STATE,   /* in the state `text` */
    REFERENCE_DATE,    /* dated on one of the days from `first_day` to `last_day` */
    REFERENCE_NOT,     /* of one member; ALL and ANY have one or more */
    REFERENCE_ALL,
    REFERENCE_ANY
};

enum { REFERENCE_MEMBERS = 3 };

struct reference {
    enum reference_kind kind;
    const char *key;
    const char *text;
    bool is_whole;
    enum table_id table;
    int32_t first_day, last_day; /* as in date.h */
    size_t count;
    struct reference *members[REFERENCE_MEMBERS];
};

/* A loaded store, taken apart. */
struct reference_book;

/* The sets are those of search.h: TABLE_COUNT each. All must live longer than the book. */
struct reference_book *reference_book_new(const struct store *store,
                                          const struct record_set *marked,
                                          const struct record_set *altered);
void reference_book_free(struct reference_book *book);

size_t reference_book_count(const struct reference_book *book);
struct record reference_book_record(const struct reference_book *book, size_t number);

/* Says of each record of the book whether it matches. */
void reference_match(const struct reference *query, const struct reference_book *book,
                     bool *matches);

#endif
