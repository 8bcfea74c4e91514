#include "base/automaton.h"

#include <stdlib.h>

bool automaton_begin(struct automaton *automaton, size_t characters)
{
    size_t slots = 16;
    while (slots < 2 * characters)
        slots *= 2;
    *automaton = (struct automaton){.count = 1, .mask = slots - 1};
    automaton->nodes = calloc(characters + 1, sizeof *automaton->nodes);
    automaton->children = calloc(slots, sizeof *automaton->children);
    return automaton->nodes && automaton->children;
}

void automaton_free(struct automaton *automaton)
{
    free(automaton->nodes);
    free(automaton->children);
    free(automaton->ordered);
    *automaton = (struct automaton){0};
}

/* ---- The tree ------------------------------------------------------------------------------- */

/* The slot of a child; its node is 0 when there is no such child. */
static struct automaton_child *child_slot(const struct automaton *automaton, uint32_t node,
                                          uint32_t character)
{
    uint64_t hash = ((uint64_t)node << 21 ^ character) * UINT64_C(0x9E3779B97F4A7C15);
    size_t at = (size_t)(hash >> 32) & automaton->mask;
    struct automaton_child *child = &automaton->children[at];
    while (child->node && (child->parent != node || child->character != character)) {
        at = (at + 1) & automaton->mask;
        child = &automaton->children[at];
    }
    return child;
}

/* Whether a node may have a child: most have few, and are asked for many that they lack. */
static uint64_t trait(uint32_t character)
{
    return UINT64_C(1) << (character % 64);
}

static uint32_t find_child(const struct automaton *automaton, uint32_t node, uint32_t character)
{
    return automaton->nodes[node].traits & trait(character)
               ? child_slot(automaton, node, character)->node
               : 0;
}

uint32_t automaton_add(struct automaton *automaton, uint32_t node, uint32_t character)
{
    struct automaton_child *child = child_slot(automaton, node, character);
    if (!child->node) {
        automaton->nodes[node].traits |= trait(character);
        *child = (struct automaton_child){node, character, (uint32_t)automaton->count++};
        automaton->nodes[child->node] = (struct automaton_node){
            .parent = node, .character = character, .depth = automaton->nodes[node].depth + 1};
    }
    return child->node;
}

/* ---- Ways back ------------------------------------------------------------------------------ */

/* Puts the nodes in the order of their depths, by counting. */
static bool order_nodes(struct automaton *automaton)
{
    size_t *starts = calloc(automaton->count + 2, sizeof *starts);
    automaton->ordered = calloc(automaton->count, sizeof *automaton->ordered);
    bool done = starts && automaton->ordered;
    for (size_t i = 0; done && i < automaton->count; i++)
        starts[automaton->nodes[i].depth + 1]++;
    for (size_t depth = 1; done && depth <= automaton->count; depth++)
        starts[depth] += starts[depth - 1];
    for (size_t i = 0; done && i < automaton->count; i++)
        automaton->ordered[starts[automaton->nodes[i].depth]++] = (uint32_t)i;
    free(starts);
    return done;
}

/* The longest of a state and those behind it that a character goes on from, and where it leads; the
 * root when there is none. */
static uint32_t go_on(const struct automaton *automaton, uint32_t state, uint32_t character)
{
    uint32_t child = find_child(automaton, state, character);
    while (!child && state) {
        state = automaton->nodes[state].fallback;
        child = find_child(automaton, state, character);
    }
    return child;
}

bool automaton_finish(struct automaton *automaton)
{
    if (!order_nodes(automaton))
        return false;
    for (size_t i = 1; i < automaton->count; i++) {
        struct automaton_node *node = &automaton->nodes[automaton->ordered[i]];
        if (node->parent)
            node->fallback =
                go_on(automaton, automaton->nodes[node->parent].fallback, node->character);
        const struct automaton_node *behind = &automaton->nodes[node->fallback];
        node->shorter = behind->expected ? node->fallback : behind->shorter;
    }
    return true;
}

/* ---- Walking -------------------------------------------------------------------------------- */

uint32_t automaton_step(struct automaton *automaton, uint32_t state, uint32_t character,
                        size_t read)
{
    state = go_on(automaton, state, character);
    struct automaton_node *node = &automaton->nodes[state];
    if (!node->first)
        node->first = (uint32_t)read;
    node->last = (uint32_t)read;
    return state;
}

/* Words that are expected no longer are taken out of the way, each a few times at most. */
uint32_t automaton_shorter(struct automaton *automaton, uint32_t state)
{
    struct automaton_node *nodes = automaton->nodes;
    uint32_t found = nodes[state].shorter;
    while (found && !nodes[found].expected) {
        uint32_t next = nodes[found].shorter;
        if (next && !nodes[next].expected)
            nodes[found].shorter = nodes[next].shorter;
        found = nodes[found].shorter;
    }
    nodes[state].shorter = found;
    return found;
}

void automaton_spread(struct automaton *automaton)
{
    for (size_t i = automaton->count; i-- > 1;) {
        const struct automaton_node *node = &automaton->nodes[automaton->ordered[i]];
        struct automaton_node *behind = &automaton->nodes[node->fallback];
        if (node->first && (!behind->first || node->first < behind->first))
            behind->first = node->first;
        if (node->last > behind->last)
            behind->last = node->last;
    }
}
