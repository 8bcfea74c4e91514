#include "briefbook/difference.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <uniwbrk.h>

enum {
    MOST_BYTES = 1 << 20, /* of a text, and */
    MOST_CHANGES = 1000,  /* tokens gone and new: beyond, a text differs as a whole */
    NOWHERE = -1
};

/* One of the two texts, in words or members. */
struct side {
    struct slice *tokens;
    bool *changed;
    size_t count;
    size_t capacity;
};

struct comparison {
    struct side older;
    struct side newer;
    bool joins; /* tokens stand next to each other in their text */
};

/* ---- Tokens ------------------------------------------------------------------------------- */

static bool add_token(struct side *side, struct slice token)
{
    if (side->count == side->capacity) {
        size_t capacity = side->capacity ? side->capacity * 2 : 64;
        struct slice *tokens = realloc(side->tokens, capacity * sizeof *tokens);
        if (!tokens)
            return false;
        side->tokens = tokens;
        side->capacity = capacity;
    }
    side->tokens[side->count++] = token;
    return true;
}

static bool add_words(struct side *side, struct slice text)
{
    size_t start = 0;
    if (text.length == 0)
        return true;
    if (text.length > MOST_BYTES)
        return add_token(side, text);
    char *breaks = malloc(text.length);
    bool done = breaks != NULL;
    if (done)
        u8_wordbreaks((const uint8_t *)text.data, text.length, breaks);
    for (size_t at = 1; done && at <= text.length; at++) {
        if (at < text.length && !breaks[at])
            continue;
        done = add_token(side, slice_part(text, start, at));
        start = at;
    }
    free(breaks);
    return done;
}

static bool add_members(struct side *side, struct slice list, char separator)
{
    struct slice member;
    while (slice_next(&list, separator, &member)) {
        if (!add_token(side, member))
            return false;
    }
    return true;
}

/* ---- The shortest way ----------------------------------------------------------------------- */

/* What stands between the common beginning and end of both sides. */
struct stretch {
    const struct side *older;
    const struct side *newer;
    size_t start;
    int32_t older_length;
    int32_t newer_length;
};

static bool is_same(const struct comparison *comparison, size_t older, size_t newer)
{
    return slice_equal(comparison->older.tokens[older], comparison->newer.tokens[newer]);
}

static struct stretch stretch_of(const struct comparison *comparison)
{
    struct stretch stretch = {&comparison->older, &comparison->newer, 0, 0, 0};
    size_t older = comparison->older.count;
    size_t newer = comparison->newer.count;
    while (stretch.start < older && stretch.start < newer &&
           is_same(comparison, stretch.start, stretch.start))
        stretch.start++;
    while (older > stretch.start && newer > stretch.start &&
           is_same(comparison, older - 1, newer - 1)) {
        older--;
        newer--;
    }
    stretch.older_length = (int32_t)(older - stretch.start);
    stretch.newer_length = (int32_t)(newer - stretch.start);
    return stretch;
}

/* The furthest places reached with so many changes on each diagonal -changes … changes, every other
 * one, row behind row. */
static int32_t *reached(int32_t *trace, int32_t changes, int32_t diagonal)
{
    return &trace[changes * (changes + 1) / 2 + (diagonal + changes) / 2];
}

/* Where one more token that is gone, or that is new, leads on a diagonal; NOWHERE outside of the
 * stretch. */
static int32_t by_gone(const struct stretch *stretch, int32_t *trace, int32_t changes,
                       int32_t diagonal)
{
    int32_t place = diagonal == -changes ? NOWHERE : *reached(trace, changes - 1, diagonal - 1);
    return place == NOWHERE || place == stretch->older_length ? NOWHERE : place + 1;
}

static int32_t by_new(const struct stretch *stretch, int32_t *trace, int32_t changes,
                      int32_t diagonal)
{
    int32_t place = diagonal == changes ? NOWHERE : *reached(trace, changes - 1, diagonal + 1);
    return place == NOWHERE || place - diagonal > stretch->newer_length ? NOWHERE : place;
}

static bool comes_by_new(const struct stretch *stretch, int32_t *trace, int32_t changes,
                         int32_t diagonal)
{
    return by_new(stretch, trace, changes, diagonal) >= by_gone(stretch, trace, changes, diagonal);
}

/* Where a change leads that is the last of so many. */
static int32_t place_before(const struct stretch *stretch, int32_t *trace, int32_t changes,
                            int32_t diagonal)
{
    if (changes == 0)
        return 0;
    return comes_by_new(stretch, trace, changes, diagonal)
               ? by_new(stretch, trace, changes, diagonal)
               : by_gone(stretch, trace, changes, diagonal);
}

/* Goes on from a place as long as both sides are the same. */
static int32_t follow(const struct stretch *stretch, int32_t place, int32_t diagonal)
{
    const struct slice *older = stretch->older->tokens + stretch->start;
    const struct slice *newer = stretch->newer->tokens + stretch->start;
    while (place != NOWHERE && place < stretch->older_length &&
           place - diagonal < stretch->newer_length &&
           slice_equal(older[place], newer[place - diagonal]))
        place++;
    return place;
}

/* The number of changes that lead to the end; -1 when that takes too many. */
static int32_t search(const struct stretch *stretch, int32_t *trace, int32_t most)
{
    int32_t last = stretch->older_length - stretch->newer_length;
    for (int32_t changes = 0; changes <= most; changes++) {
        for (int32_t diagonal = -changes; diagonal <= changes; diagonal += 2) {
            int32_t place =
                follow(stretch, place_before(stretch, trace, changes, diagonal), diagonal);
            *reached(trace, changes, diagonal) = place;
            if (diagonal == last && place == stretch->older_length)
                return changes;
        }
    }
    return -1;
}

/* Walks back and notes each change. */
static void mark(const struct stretch *stretch, int32_t *trace, int32_t changes)
{
    int32_t diagonal = stretch->older_length - stretch->newer_length;
    for (; changes > 0; changes--) {
        int32_t place = place_before(stretch, trace, changes, diagonal);
        if (comes_by_new(stretch, trace, changes, diagonal)) {
            stretch->newer->changed[stretch->start + (size_t)(place - diagonal) - 1] = true;
            diagonal++;
        } else {
            stretch->older->changed[stretch->start + (size_t)place - 1] = true;
            diagonal--;
        }
    }
}

static void mark_all(const struct stretch *stretch)
{
    memset(stretch->older->changed + stretch->start, true, (size_t)stretch->older_length);
    memset(stretch->newer->changed + stretch->start, true, (size_t)stretch->newer_length);
}

static bool mark_changes(struct comparison *comparison)
{
    struct stretch stretch = stretch_of(comparison);
    int32_t both = stretch.older_length + stretch.newer_length;
    int32_t most = both < MOST_CHANGES ? both : MOST_CHANGES;
    int32_t *trace = malloc((size_t)(most + 1) * (size_t)(most + 2) / 2 * sizeof *trace);
    if (!trace)
        return false;
    int32_t changes = search(&stretch, trace, most);
    if (changes >= 0)
        mark(&stretch, trace, changes);
    else
        mark_all(&stretch);
    free(trace);
    return true;
}

/* ---- Runs --------------------------------------------------------------------------------- */

static bool is_changed(const struct side *side, size_t at)
{
    return at < side->count && side->changed[at];
}

/* Blanks between two changes would only cut them in pieces. */
static void join(struct comparison *comparison)
{
    struct side *older = &comparison->older;
    struct side *newer = &comparison->newer;
    bool after_change = false;
    size_t i = 0;
    size_t j = 0;
    while (i < older->count && j < newer->count) {
        if (older->changed[i] || newer->changed[j]) {
            after_change = true;
            i += older->changed[i];
            j += is_changed(newer, j);
            continue;
        }
        bool blank = slice_trim(older->tokens[i]).length == 0;
        bool joins =
            blank && after_change && (is_changed(older, i + 1) || is_changed(newer, j + 1));
        older->changed[i++] = joins;
        newer->changed[j++] = joins;
        after_change = joins;
    }
}

static bool add_run(struct difference *difference, struct difference_run run, bool joins)
{
    struct difference_run *last =
        difference->count ? &difference->runs[difference->count - 1] : NULL;
    if (joins && last && last->kind == run.kind &&
        last->text.data + last->text.length == run.text.data) {
        last->text.length += run.text.length;
        return true;
    }
    if (difference->count == difference->capacity) {
        size_t capacity = difference->capacity ? difference->capacity * 2 : 16;
        struct difference_run *runs = realloc(difference->runs, capacity * sizeof *runs);
        if (!runs)
            return false;
        difference->runs = runs;
        difference->capacity = capacity;
    }
    difference->runs[difference->count++] = run;
    return true;
}

/* Adds the tokens of a side up to the next that did not change. */
static bool add_changed(struct difference *difference, const struct side *side, size_t *at,
                        enum difference_kind kind, bool joins)
{
    bool done = true;
    for (; done && is_changed(side, *at); ++*at)
        done = add_run(difference, (struct difference_run){kind, side->tokens[*at]}, joins);
    return done;
}

static bool add_runs(struct difference *difference, const struct comparison *comparison)
{
    const struct side *older = &comparison->older;
    const struct side *newer = &comparison->newer;
    bool joins = comparison->joins;
    bool done = true;
    size_t i = 0;
    size_t j = 0;
    while (done && (i < older->count || j < newer->count)) {
        done = add_changed(difference, older, &i, DIFFERENCE_GONE, joins) &&
               add_changed(difference, newer, &j, DIFFERENCE_NEW, joins);
        if (!done || j == newer->count)
            continue;
        done =
            add_run(difference, (struct difference_run){DIFFERENCE_SAME, newer->tokens[j]}, joins);
        i++;
        j++;
    }
    return done;
}

/* ---- Both --------------------------------------------------------------------------------- */

static bool compare(struct difference *difference, struct comparison *comparison)
{
    struct side *older = &comparison->older;
    struct side *newer = &comparison->newer;
    older->changed = calloc(older->count + 1, sizeof *older->changed);
    newer->changed = calloc(newer->count + 1, sizeof *newer->changed);
    bool done = older->changed && newer->changed && mark_changes(comparison);
    if (done && comparison->joins)
        join(comparison);
    done = done && add_runs(difference, comparison);
    return done;
}

static void side_free(struct side *side)
{
    free(side->tokens);
    free(side->changed);
}

static bool finish(struct difference *difference, struct comparison *comparison, bool done)
{
    difference->count = 0;
    done = done && compare(difference, comparison);
    side_free(&comparison->older);
    side_free(&comparison->newer);
    return done;
}

bool difference_of_words(struct difference *difference, struct slice older, struct slice newer)
{
    struct comparison comparison = {.joins = true};
    bool done = add_words(&comparison.older, older) && add_words(&comparison.newer, newer);
    return finish(difference, &comparison, done);
}

bool difference_of_lists(struct difference *difference, struct slice older, struct slice newer,
                         char separator)
{
    struct comparison comparison = {.joins = false};
    bool done = add_members(&comparison.older, older, separator) &&
                add_members(&comparison.newer, newer, separator);
    return finish(difference, &comparison, done);
}

bool difference_is_rewrite(const struct difference *difference)
{
    size_t bytes[DIFFERENCE_NEW + 1] = {0};
    for (size_t i = 0; i < difference->count; i++)
        bytes[difference->runs[i].kind] += difference->runs[i].text.length;
    return bytes[DIFFERENCE_GONE] && bytes[DIFFERENCE_NEW] &&
           bytes[DIFFERENCE_SAME] * 2 < bytes[DIFFERENCE_GONE] + bytes[DIFFERENCE_NEW];
}

void difference_free(struct difference *difference)
{
    free(difference->runs);
    *difference = (struct difference){0};
}
