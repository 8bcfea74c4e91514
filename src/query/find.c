/* find.c: where a query matched in a text. */
#include <stdlib.h>

#include "briefbook/text.h"
#include "query/tree.h"

bool match_list_add(struct match_list *list, struct match match)
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

/* A text that is looked through in two ways. */
struct look {
    struct slice text;
    struct buffer folded; /* for words and phrases */
    struct text_fold_map map;
    struct regex_runner *runner; /* for regular expressions; NULL when there are none */
};

static bool find_needle(struct look *look, const struct node *term, struct match_list *found)
{
    const struct needle *needle = &term->needle;
    struct slice folded = buffer_slice(&look->folded);
    size_t length = needle->folded.length;
    size_t at = needle_find(needle, folded, 0);
    for (; at != SIZE_MAX; at = needle_find(needle, folded, at + length)) {
        if (!match_list_add(found, original(&look->map, at, at + length)))
            return false;
    }
    return true;
}

/* Where the expression gives up, nothing more is lit. */
static bool find_regex(struct look *look, const struct node *term, struct match_list *found)
{
    struct match match = {0, 0};
    enum regex_answer answer;
    while ((answer = regex_find(term->regex, look->runner, look->text, match.end, &match.start,
                                &match.end)) == REGEX_YES) {
        if (!match_list_add(found, match))
            return false;
    }
    return answer != REGEX_OUT_OF_MEMORY;
}

static bool find_term(struct look *look, const struct node *term, struct match_list *found)
{
    return term->kind == NODE_REGEX ? find_regex(look, term, found)
                                    : find_needle(look, term, found);
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

static bool look_ready(struct look *look, const struct query *query)
{
    look->runner = query->regex_count ? regex_runner_new() : NULL;
    return (!query->regex_count || look->runner) &&
           text_fold(look->text, &look->folded, &look->map);
}

static void look_free(struct look *look)
{
    buffer_free(&look->folded);
    text_fold_map_free(&look->map);
    regex_runner_free(look->runner);
}

bool query_find(const struct query *query, struct slice text, struct match_list *found)
{
    struct look look = {.text = text};
    found->count = 0;
    found->failed = false;
    if (query->lit_count == 0 || text.length == 0)
        return true;
    bool done = look_ready(&look, query);
    for (size_t i = 0; i < query->lit_count && done; i++)
        done = find_term(&look, query->lit[i], found);
    look_free(&look);
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
