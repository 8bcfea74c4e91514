/* reference-book.h: a loaded store, taken apart for reference-match.c: its records numbered, its texts
 * folded, its links listed. */
#ifndef BRIEFBOOK_TESTS_REFERENCE_BOOK_H
#define BRIEFBOOK_TESTS_REFERENCE_BOOK_H

#include "briefbook/arena.h"
#include "reference-match.h"

/* A text that a record is found by. */
struct reference_text {
    size_t record;
    struct slice original;
    struct slice folded;
};

struct reference_texts {
    struct reference_text *items;
    size_t count;
};

/* A link from one record to another through a column. */
struct reference_link {
    size_t from;
    size_t column;
    size_t to;
};

struct reference_book {
    const struct store *store;
    const struct record_set *marked;
    const struct record_set *altered;
    struct arena arena;
    struct record *records;
    size_t count;
    struct reference_texts words; /* where words and expressions are looked for */
    struct reference_texts names; /* of the records themselves */
    struct reference_link *links;
    size_t link_count;
};

/* Folds a text; it lives as long as the arena. */
struct slice reference_fold(struct arena *arena, struct slice text);

/* The record with an id; the number of records when there is none. Of several it is the first. */
size_t reference_find(const struct reference_book *book, enum table_id table, struct slice id);

#endif
