#include "query/tree.h"

#include "briefbook/text.h"

static struct node *node_new(struct query *query, enum node_kind kind)
{
    struct node *node = arena_alloc(&query->arena, sizeof *node);
    if (node)
        *node = (struct node){.kind = kind, .depth = 1};
    return node;
}

/* Folds text into the arena; blank when there is nothing to look for. */
static bool fold_text(struct query *query, struct slice text, struct slice *folded)
{
    struct buffer buffer = {0};
    *folded = (struct slice){NULL, 0};
    bool done = text_fold(text, &buffer, NULL);
    if (done && slice_trim(buffer_slice(&buffer)).length) {
        *folded = arena_copy(&query->arena, buffer_slice(&buffer));
        done = folded->data != NULL;
    }
    buffer_free(&buffer);
    return done;
}

bool term_new(struct query *query, enum node_kind kind, struct slice text, struct node **node)
{
    struct slice folded;
    *node = NULL;
    if (!fold_text(query, text, &folded))
        return false;
    if (folded.length == 0)
        return true;
    struct node *term = node_new(query, kind);
    struct slice copy = arena_copy(&query->arena, text);
    if (!term || !copy.data)
        return false;
    term->text = copy;
    term->needle = needle_new(folded);
    if (kind == NODE_TEXT)
        term->term = query->text_count++;
    if (kind == NODE_LINK || kind == NODE_SPEAKER)
        term->term = query->link_count++;
    query->term_count++;
    *node = term;
    return true;
}

bool term_new_regex(struct query *query, struct slice pattern, struct node **node,
                    struct regex_fault *fault)
{
    *fault = (struct regex_fault){{0}, 0};
    *node = NULL;
    if (pattern.length == 0)
        return true;
    struct node *term = node_new(query, NODE_REGEX);
    struct slice copy = arena_copy(&query->arena, pattern);
    if (!term || !copy.data || !(term->regex = regex_new(copy, fault)))
        return false;
    term->text = copy;
    term->term = query->text_count++;
    term->next_regex = query->regexes;
    query->regexes = term;
    query->regex_count++;
    query->regex_bytes += regex_size(term->regex);
    query->term_count++;
    *node = term;
    return true;
}

static void append(struct node *list, struct node *first, struct node *last, size_t depth)
{
    if (list->last)
        list->last->next = first;
    else
        list->first = first;
    list->last = last;
    if (list->depth < depth + 1)
        list->depth = depth + 1;
}

bool node_add(struct query *query, enum node_kind kind, struct node **list, struct node *member)
{
    if (!member)
        return true;
    if (!*list) {
        *list = member;
        return true;
    }
    if ((*list)->kind != kind) {
        struct node *made = node_new(query, kind);
        if (!made)
            return false;
        append(made, *list, *list, (*list)->depth);
        *list = made;
    }
    if (member->kind == kind)
        append(*list, member->first, member->last, member->depth - 1);
    else
        append(*list, member, member, member->depth);
    return true;
}

bool node_negate(struct query *query, struct node **node)
{
    if (!*node)
        return true;
    if ((*node)->kind == NODE_NOT) {
        *node = (*node)->first;
        return true;
    }
    struct node *made = node_new(query, NODE_NOT);
    if (!made)
        return false;
    append(made, *node, *node, (*node)->depth);
    *node = made;
    return true;
}
