/* matcher-parts.h: what a matcher is made of, for the files that answer terms.
 *
 *     matcher.c     AND, OR, NOT, and which function answers which term
 *     text-terms.c  words and regular expressions in a text
 *     scan.c        words in cells
 *     names.c       text in the names of linked records
 *     link-terms.c  records that are named, and what they are linked with
 *     states.c      states
 *     dates.c       spans of days */
#ifndef QUERY_MATCHER_PARTS_H
#define QUERY_MATCHER_PARTS_H

#include "query/finder.h"
#include "query/matcher.h"

/* What a term that looks for text finds in names. */
struct named {
    struct record_list records; /* people, events and fields whose names hold it */
    uint64_t *rows; /* of the table at work, a bit for each that links to such a record */
};

/* What is found out before rows are looked at. All matchers of a search share it, and none changes
 * it while windows are at work. */
struct groundwork {
    const struct query *query;
    const struct store *store;
    enum matcher_mode mode;
    const atomic_bool *cancelled;
    find_needle *find;
    const struct record_set *marked; /* of each table, see search.h; may be NULL */
    const struct record_set *altered;
    atomic_bool *gave_up;

    enum table_id id; /* the table at work */
    const struct table *table;
    size_t rows;          /* that it has now */
    size_t *text_columns; /* those whose cells are text, and those that link */
    size_t text_column_count;
    size_t *link_columns;
    size_t link_column_count;

    struct named *named;         /* of each term that looks for text; NULL until names are known */
    struct link_matches *linked; /* of each term that names records; NULL until they are known */
};

struct matcher {
    struct groundwork *ground;
    bool is_second;              /* the groundwork is that of another matcher */
    struct buffer scratch;       /* for folding */
    struct regex_runner *runner; /* NULL when the query has no regular expression */
    long long lost;              /* microseconds spent on texts where expressions gave up */
    struct row_bits *rows;       /* two for each level of the tree */
};

bool matcher_is_cancelled(const struct matcher *matcher);

/* Adds to `found` the candidates whose cell in a column is not blank. False when the work is
 * cancelled. */
bool scan_filled(const struct matcher *matcher, const struct window *window, size_t column,
                 const struct row_bits *candidates, struct row_bits *found);

/* Adds to `found` the candidates whose cell in a column holds the needle, or is it. False when the
 * work is cancelled. */
bool scan_needle(struct matcher *matcher, const struct window *window, size_t column,
                 const struct needle *needle, bool is_whole, const struct row_bits *candidates,
                 struct row_bits *found);

/* Whether a text holds what a term looks for: a word, phrase or regular expression, or the name of a
 * record. Lack of memory makes it false and leaves `scratch` as failed. */
bool term_in(struct matcher *matcher, const struct node *term, struct slice text);

/* Adds to `found` the candidates whose cell in a column holds it. False when memory is out or the
 * work is cancelled. */
bool scan_term(struct matcher *matcher, const struct window *window, size_t column,
               const struct node *term, const struct row_bits *candidates, struct row_bits *found);

/* Adds the records of a table whose names hold a term. False when memory is out or the work is
 * cancelled. */
bool names_look_up_table(struct matcher *matcher, enum table_id id, const struct node *term,
                         struct record_list *records);

/* Whether one of the names of a record holds a term. */
bool names_hold(struct matcher *matcher, struct record record, const struct node *term);

/* Finds the records whose names hold what the terms of the query look for, for MATCHER_LOADED. */
bool names_look_up(struct matcher *matcher);

/* Makes room to mark the rows of the table at work that link to those records. */
bool names_prepare(struct matcher *matcher);

/* Marks those from `first` to before `end`, which are multiples of 64 or the end of the table. */
bool names_mark(struct matcher *matcher, size_t first, size_t end);

void names_free(struct groundwork *ground);

/* Marks the rows of table `from`, from `first` to before `end`, whose column links to a record. */
void mark_back_links(const struct store *store, struct record record, enum table_id from,
                     size_t column, uint64_t *marks, size_t first, size_t end);

/* Adds to `found` the candidates that a linked record's name, or a link value that names no record,
 * makes a match. */
bool names_scan(struct matcher *matcher, const struct window *window, const struct node *term,
                const struct row_bits *candidates, struct row_bits *found);

#endif
