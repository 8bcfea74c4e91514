#include "briefbook/lighting.h"

#include <stdlib.h>

#include "briefbook/clock.h"
#include "briefbook/text.h"
#include "query/tree.h"

/* What expressions may lose in all to texts on which they give up, and what they get afterwards at
 * the most; in microseconds. */
enum { MOST_LOST = 1000000, MOST_WHEN_LOST = 1000 };

struct lighting {
    const struct query *query;
    struct regex_runner *runner; /* for regular expressions; NULL when there are none */
    long long allowed;           /* what they may take from now on, in microseconds */
    long long lost;              /* what was of no use */
    struct slice text;           /* that is looked through, in two ways: */
    struct buffer folded;        /* for words and phrases */
    struct text_fold_map map;
};

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

static bool find_needle(struct lighting *lighting, const struct node *term,
                        struct match_list *found)
{
    const struct needle *needle = &term->needle;
    struct slice folded = buffer_slice(&lighting->folded);
    size_t length = needle->folded.length;
    size_t at = needle_find(needle, folded, 0);
    for (; at != SIZE_MAX; at = needle_find(needle, folded, at + length)) {
        if (!match_list_add(found, original(&lighting->map, at, at + length)))
            return false;
    }
    return true;
}

static enum regex_answer find_matches(struct lighting *lighting, const struct node *term,
                                      struct match_list *found)
{
    struct match match = {0, 0};
    enum regex_answer answer;
    while ((answer = regex_find(term->regex, lighting->runner, lighting->text, match.end,
                                &match.start, &match.end)) == REGEX_YES) {
        if (!match_list_add(found, match))
            return REGEX_OUT_OF_MEMORY;
    }
    return answer;
}

/* Where the expression gives up, nothing more is lit. */
static bool find_regex(struct lighting *lighting, const struct node *term, struct match_list *found)
{
    if (lighting->allowed <= 0)
        return true;
    long long start = clock_microseconds();
    regex_runner_allow(lighting->runner, lighting->allowed);
    enum regex_answer answer = find_matches(lighting, term, found);
    long long taken = clock_microseconds() - start;
    lighting->allowed -= taken;
    if (answer == REGEX_GAVE_UP)
        lighting->lost += taken;
    return answer != REGEX_OUT_OF_MEMORY;
}

static bool find_term(struct lighting *lighting, const struct node *term, struct match_list *found)
{
    return term->kind == NODE_REGEX ? find_regex(lighting, term, found)
                                    : find_needle(lighting, term, found);
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

struct lighting *lighting_new(const struct query *query)
{
    struct lighting *lighting = calloc(1, sizeof *lighting);
    if (!lighting)
        return NULL;
    lighting->query = query;
    lighting->runner = query->regex_count ? regex_runner_new(NULL) : NULL;
    if (!query->regex_count || lighting->runner)
        return lighting;
    free(lighting);
    return NULL;
}

void lighting_allow(struct lighting *lighting, long long microseconds)
{
    bool is_hopeless = lighting->lost > MOST_LOST && microseconds > MOST_WHEN_LOST;
    lighting->allowed = is_hopeless ? MOST_WHEN_LOST : microseconds;
}

bool lighting_find(struct lighting *lighting, struct slice text, struct match_list *found)
{
    const struct query *query = lighting->query;
    found->count = 0;
    found->failed = false;
    if (query->lit_count == 0 || text.length == 0)
        return true;
    lighting->text = text;
    bool done = text_fold(text, &lighting->folded, &lighting->map);
    for (size_t i = 0; i < query->lit_count && done; i++)
        done = find_term(lighting, query->lit[i], found);
    buffer_free(&lighting->folded);
    text_fold_map_free(&lighting->map);
    if (!done) {
        found->failed = true;
        return false;
    }
    join(found);
    widen(text, found);
    join(found);
    return true;
}

void lighting_free(struct lighting *lighting)
{
    if (!lighting)
        return;
    regex_runner_free(lighting->runner);
    free(lighting);
}

void match_list_free(struct match_list *found)
{
    free(found->items);
    *found = (struct match_list){0};
}
