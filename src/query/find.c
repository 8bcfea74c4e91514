/* find.c: where a query matched in a text. */
#include <stdlib.h>

#include "briefbook/text.h"
#include "query/tree.h"

static bool add_match(struct match_list *list, struct match match)
{
    if (list->count == list->capacity) {
        size_t capacity = list->capacity ? list->capacity * 2 : 8;
        struct match *items = realloc(list->items, capacity * sizeof *items);
        if (!items) {
            list->failed = true;
            return false;
        }
        list->items = items;
        list->capacity = capacity;
    }
    list->items[list->count++] = match;
    return true;
}

/* The original's bytes that a part of the folded text comes from, all that folded to its last
 * character included. */
static struct match original(const struct text_fold_map *map, size_t start, size_t end)
{
    while (end + 1 < map->count && map->origins[end] == map->origins[end - 1])
        end++;
    return (struct match){map->origins[start], map->origins[end]};
}

static bool find_needle(const struct needle *needle, struct slice folded,
                        const struct text_fold_map *map, struct match_list *found)
{
    size_t length = needle->folded.length;
    size_t at = needle_find(needle, folded, 0);
    for (; at != SIZE_MAX; at = needle_find(needle, folded, at + length)) {
        if (!add_match(found, original(map, at, at + length)))
            return false;
    }
    return true;
}

static int compare_matches(const void *a, const void *b)
{
    const struct match *one = a;
    const struct match *other = b;
    return (one->start > other->start) - (one->start < other->start);
}

/* Sorts the matches and joins those that overlap or touch. */
static void join(struct match_list *found)
{
    if (found->count == 0)
        return;
    qsort(found->items, found->count, sizeof *found->items, compare_matches);
    struct match *last = found->items;
    for (size_t i = 1; i < found->count; i++) {
        struct match match = found->items[i];
        if (match.start > last->end)
            *++last = match;
        else if (match.end > last->end)
            last->end = match.end;
    }
    found->count = (size_t)(last - found->items) + 1;
}

/* Widens sorted matches to the clusters that they begin and end in. */
static void widen(struct slice text, struct match_list *found)
{
    size_t at = 0;
    size_t next = 0;
    for (size_t i = 0; i < found->count; i++) {
        struct match *match = &found->items[i];
        while (next <= match->start) {
            at = next;
            next += text_cluster(slice_part(text, next, text.length));
        }
        match->start = at;
        while (next < match->end) {
            at = next;
            next += text_cluster(slice_part(text, next, text.length));
        }
        match->end = next;
    }
}

bool query_find(const struct query *query, struct slice text, struct match_list *found)
{
    struct buffer folded = {0};
    struct text_fold_map map = {0};
    found->count = 0;
    found->failed = false;
    bool done = true;
    if (query->lit_count && text.length)
        done = text_fold(text, &folded, &map);
    for (size_t i = 0; i < query->lit_count && done; i++)
        done = find_needle(query->lit[i], buffer_slice(&folded), &map, found);
    buffer_free(&folded);
    text_fold_map_free(&map);
    if (!done) {
        found->failed = true;
        return false;
    }
    join(found);
    widen(text, found);
    join(found);
    return true;
}

void match_list_free(struct match_list *found)
{
    free(found->items);
    *found = (struct match_list){0};
}
