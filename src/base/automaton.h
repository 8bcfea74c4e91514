/* automaton.h: many words looked for in one walk over a text, by the method of Aho and Corasick.
 *
 * The words make a tree: a node for each of their beginnings, 0 for the blank one. While a text is
 * walked, the state is the node of the longest beginning with which what was read ends. The shorter
 * ones are the nodes behind it, by `fallback`. */
#ifndef BASE_AUTOMATON_H
#define BASE_AUTOMATON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct automaton_node {
    uint64_t traits; /* of the characters that lead on from here */
    uint32_t parent;
    uint32_t character; /* that leads here from there */
    uint32_t depth;     /* characters */
    uint32_t fallback;  /* of the longest end that is a beginning too */
    uint32_t shorter;  /* the next one behind it at which words end that are expected; 0 for none */
    uint32_t expected; /* how many words end here and are not to be passed over */
    uint32_t waiting;  /* for the one who looks; 0 at first */
    uint32_t first;    /* how many characters were read when this was met first; 0 for never */
    uint32_t last;     /* and when it was met last */
};

/* Where a character leads to from a node; all that a look at it needs is in one place. */
struct automaton_child {
    uint32_t parent;
    uint32_t character;
    uint32_t node; /* 0 for a slot that is free */
};

/* Zero-initialise. */
struct automaton {
    struct automaton_node *nodes;
    size_t count;
    struct automaton_child *children; /* a hash table, by parent and character */
    size_t mask;
    uint32_t *ordered; /* nodes, the shortest first */
};

/* Makes room for words that have at most so many characters in all. False when memory is out. */
bool automaton_begin(struct automaton *automaton, size_t characters);

/* The node that a character leads to from another; it is made when it is not there. */
uint32_t automaton_add(struct automaton *automaton, uint32_t node, uint32_t character);

/* To be called when all words are in. False when memory is out. */
bool automaton_finish(struct automaton *automaton);

/* The state after one more character of the text, `read` with it; 32 bits of them at most. */
uint32_t automaton_step(struct automaton *automaton, uint32_t state, uint32_t character,
                        size_t read);

/* The longest word that is expected and ends with the state, but is shorter; 0 for none. */
uint32_t automaton_shorter(struct automaton *automaton, uint32_t state);

/* To be called at the end of the text: what was met with a longer beginning was met, too. */
void automaton_spread(struct automaton *automaton);

void automaton_free(struct automaton *automaton);

#endif
