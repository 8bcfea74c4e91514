/* plan.c: in which order the members of AND and OR are looked at: what costs least first, since each
 * leaves fewer rows in question for those after it. */
#include <stdlib.h>

#include "query/tree.h"

/* What a term costs on a window of rows, roughly in microseconds: a set may be known before, a text
 * is looked for in all columns, dates are read one by one. */
static const size_t term_costs[NODE_KINDS] = {
    [NODE_TABLE] = 1,  [NODE_LINK] = 2,   [NODE_SPEAKER] = 2, [NODE_COLUMN] = 20,  [NODE_HAS] = 20,
    [NODE_STATE] = 50, [NODE_TEXT] = 100, [NODE_DATE] = 150,  [NODE_REGEX] = 2000,
};

/* A long word is found in fewer rows than a short one. */
static size_t cost_of_term(const struct node *term)
{
    enum { LONG_WORD = 20 };
    size_t length = term->needle.folded.length;
    bool is_short = term->kind == NODE_TEXT && length < LONG_WORD;
    return term_costs[term->kind] + (is_short ? LONG_WORD - length : 0);
}

static int compare_costs(const void *a, const void *b)
{
    const struct node *const *one = a;
    const struct node *const *other = b;
    return ((*one)->cost > (*other)->cost) - ((*one)->cost < (*other)->cost);
}

bool plan_members(struct query *query, struct node *node)
{
    size_t count = 0;
    for (const struct node *member = node->first; member; member = member->next)
        count++;
    node->by_cost = arena_array(&query->arena, count, sizeof *node->by_cost);
    if (!node->by_cost)
        return false;
    node->cost = 0;
    node->member_count = 0;
    for (const struct node *member = node->first; member; member = member->next) {
        node->by_cost[node->member_count++] = member;
        node->cost += member->cost;
    }
    qsort(node->by_cost, count, sizeof *node->by_cost, compare_costs);
    return true;
}

bool plan_node(struct query *query, struct node *node)
{
    for (struct node *member = node->first; member; member = member->next) {
        if (!plan_node(query, member))
            return false;
    }
    if (node->first)
        return plan_members(query, node);
    node->cost = cost_of_term(node);
    return true;
}
