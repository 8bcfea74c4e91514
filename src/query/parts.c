/* parts.c: what a query joins by AND at its top, each for itself. */
#include <stdlib.h>

#include "query/tree.h"

static const struct node *first_part(const struct query *query)
{
    const struct node *root = query->root;
    return root && root->kind == NODE_AND ? root->first : root;
}

/* Only the parts of an AND are members of a list. */
static const struct node *next_part(const struct query *query, const struct node *part)
{
    return part == query->root ? NULL : part->next;
}

size_t query_part_count(const struct query *query)
{
    size_t count = 0;
    for (const struct node *part = first_part(query); part; part = next_part(query, part))
        count++;
    return count;
}

bool query_append_part(const struct query *query, size_t number, struct buffer *buffer)
{
    const struct node *part = first_part(query);
    while (part && number-- > 0)
        part = next_part(query, part);
    return part ? canonical_append(part, buffer) : !buffer->failed;
}

/* Copies the node itself, not what is below it. */
static bool add_copy(struct query *query, struct node **list, const struct node *part)
{
    struct node *copy = arena_alloc(&query->arena, sizeof *copy);
    if (!copy)
        return false;
    *copy = *part;
    copy->next = NULL;
    return node_add(query, NODE_AND, list, copy);
}

struct query *query_without_part(const struct query *query, size_t number)
{
    struct query *rest = calloc(1, sizeof *rest);
    struct node *root = NULL;
    size_t at = 0;
    if (!rest)
        return NULL;
    rest->text_count = query->text_count;
    rest->regex_count = query->regex_count;
    rest->link_count = query->link_count;
    rest->term_count = query->term_count;
    for (const struct node *part = first_part(query); part; part = next_part(query, part)) {
        if (at++ != number && !add_copy(rest, &root, part)) {
            query_free(rest);
            return NULL;
        }
    }
    if (root && root->kind == NODE_AND && !plan_members(rest, root)) {
        query_free(rest);
        return NULL;
    }
    rest->root = root;
    return rest;
}
