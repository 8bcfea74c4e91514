/* tree.h: a query as a tree.
 *
 * The parser builds it, and nothing changes it afterwards. AND and OR have two members or more and
 * never one of their own kind, NOT has one that is no NOT: so a query that asks the same has few
 * trees, and the canonical form is short. A blank query has no tree (NULL).
 *
 * A new kind of term is a kind here, a key in keys.c that makes it, and a function in matcher.c
 * that looks for it. */
#ifndef QUERY_TREE_H
#define QUERY_TREE_H

#include "briefbook/arena.h"
#include "briefbook/date.h"
#include "briefbook/query.h"
#include "query/needle.h"
#include "query/regex.h"

enum {
    QUERY_MOST_TERMS = 10000,
    QUERY_MOST_REGEX_BYTES = 64 * 1024, /* of all, compiled */
    QUERY_MOST_GROUPS = 1000            /* one in another */
};

enum node_kind {
    NODE_AND,
    NODE_OR,
    NODE_NOT,
    NODE_TEXT,    /* a word or phrase, in any cell and in the names that a record links to */
    NODE_REGEX,   /* a regular expression, in the same */
    NODE_COLUMN,  /* in the cells of one column */
    NODE_TABLE,   /* all records of a table */
    NODE_HAS,     /* a column that is not blank */
    NODE_DATE,    /* a span of days */
    NODE_LINK,    /* records of a table, by id or name, and all that they are linked with */
    NODE_SPEAKER, /* people, by id or name, and their words */
    NODE_STATE,   /* records in a state, see states.h */
    NODE_KINDS
};

struct node {
    enum node_kind kind;
    struct node *first, *last; /* members of AND, OR and NOT */
    struct node *next;         /* in the list of members this one stands in */
    size_t depth;              /* nodes from this one to the deepest of its members; 1 for a term */

    /* Once it is planned: */
    size_t cost;                 /* of looking for it, to be compared with that of others */
    const struct node **by_cost; /* the members, the cheapest first */
    size_t member_count;

    /* Of a term: */
    struct slice key;     /* as typed, blank for a word, phrase or regular expression */
    struct slice text;    /* as typed, without quotation marks or slashes */
    bool whole;           /* the cell must be this, not only hold it: key:=text */
    struct needle needle; /* of all but NODE_REGEX */
    struct regex *regex;  /* of NODE_REGEX */
    enum table_id table;  /* of NODE_TABLE, and what NODE_LINK and NODE_SPEAKER name */
    struct date span;     /* of NODE_DATE */
    size_t state;         /* of NODE_STATE */
    size_t term; /* of what looks for text: its number among these; so for what names records */
    struct node *next_regex; /* of those that the query owns */
};

struct query {
    struct arena arena;      /* of all that the query has */
    const struct node *root; /* planned */
    const struct node **lit; /* what looks for text and is asked for, not excluded */
    size_t lit_count;
    size_t text_count;  /* terms that look for text: words, phrases and regular expressions */
    size_t regex_count; /* regular expressions */
    size_t regex_bytes; /* that they were compiled to */
    size_t link_count;  /* terms that name records: NODE_LINK and NODE_SPEAKER */
    size_t term_count;  /* terms of all kinds */
    struct node *regexes;
};

/* Makes a term of what was typed. `*node` stays NULL when it asks nothing: an empty phrase, or one
 * that is blank once it is folded. False when memory is out. */
bool term_new(struct query *query, enum node_kind kind, struct slice text, struct node **node);

/* Makes a term of a regular expression. `*node` stays NULL when it is blank. False when it can't be
 * compiled, or memory is out, see regex_new(). */
bool term_new_regex(struct query *query, struct slice pattern, struct node **node,
                    struct regex_fault *fault);

/* Adds a member to `*list`, an AND or OR that is made when it is needed: of one member it is that
 * member. What asks nothing (NULL) is left out. False when memory is out. */
bool node_add(struct query *query, enum node_kind kind, struct node **list, struct node *member);

/* Turns `*node` into what excludes it. False when memory is out. */
bool node_negate(struct query *query, struct node **node);

/* Plans in which order the members of a node, and of all below it, are looked at; or only its own,
 * of which each is planned. False when memory is out. */
bool plan_node(struct query *query, struct node *node);
bool plan_members(struct query *query, struct node *node);

/* Appends the canonical form of a node and all below it. False when memory is out. */
bool canonical_append(const struct node *node, struct buffer *buffer);

/* Reads the text into query->root. False with a diagnostic. */
bool query_parse(struct query *query, struct slice text, enum query_reading reading,
                 const struct store *store, struct diag_list *diags);

#endif
