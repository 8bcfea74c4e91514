/* search-peers.h: other programs that search the same texts. Some are started for each search and read
 * the texts from a file, one a line; others hold them in memory and are asked. */
#ifndef BRIEFBOOK_BENCH_SEARCH_PEERS_H
#define BRIEFBOOK_BENCH_SEARCH_PEERS_H

#include "bench/children.h"

enum peer {
    PEER_RIPGREP,
    PEER_GREP,
    PEER_FZF,
    PEER_LIKE,       /* SQLite */
    PEER_INDEX,      /* SQLite FTS5 */
    PEER_EXPRESSION, /* PCRE2 with its compiler, row by row */
    PEER_COUNT
};

/* The same search in their languages; NULL where a peer can't do it. */
struct wanted {
    const char *words;
    const char *expression; /* regular */
    const char *index;      /* for FTS5 */
};

enum { PEER_PROGRAMS = PEER_FZF + 1, PEER_ARGUMENTS = 6 };

/* A question for a program that waits for one. */
struct question {
    struct answerer *answerer;
    char text[512];
};

/* Zero-initialise. */
struct peers {
    char lines[4096]; /* the file of texts */
    struct answerer database;
    struct answerer matcher;
    double index_milliseconds; /* that SQLite took to make its index; below 0 when it has none */
    const char *arguments[PEER_PROGRAMS][PEER_ARGUMENTS];
    struct program programs[PEER_PROGRAMS];
    struct question questions[PEER_COUNT];
};

/* Starts those that hold the texts of a corpus in memory. `matcher` is the path of match-rows. */
void peers_start(struct peers *peers, const char *folder, const char *matcher);

/* Makes a contender of each of PEER_COUNT peers; its `measure` is NULL when it can't do this. They
 * stand until the next call. */
void peers_ask(struct peers *peers, const struct wanted *wanted, struct contender *contenders);

/* The rows that rg counted last, and whether it did. */
bool peers_counted(const struct peers *peers, size_t *rows);
void peers_end(struct peers *peers);

#endif
