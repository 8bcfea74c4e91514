/* state-merge.c: the states of several programs that show one briefing. */
#include <string.h>

#include "tui/state.h"

enum { LINES_MOST = 500 };

/* The members of an array as the keys of an object; NULL when memory is out. */
static json_t *set_of(const json_t *array)
{
    json_t *set = json_object();
    for (size_t i = 0; i < json_array_size(array) && set; i++) {
        const char *text = json_string_value(json_array_get(array, i));
        if (text && json_object_set_new(set, text, json_true()) != 0) {
            json_decref(set);
            set = NULL;
        }
    }
    return set;
}

static bool holds(const json_t *set, const json_t *text)
{
    return json_object_get(set, json_string_value(text)) != NULL;
}

/* Whether a member is to be taken over. */
struct sets {
    json_t *base;
    json_t *ours;
    json_t *taken;
};

typedef bool is_wanted(const struct sets *sets, const json_t *text);

/* Of theirs: unless we have taken it away. */
static bool is_left(const struct sets *sets, const json_t *text)
{
    return holds(sets->ours, text) || !holds(sets->base, text);
}

/* Of ours: what has come since. */
static bool is_new(const struct sets *sets, const json_t *text)
{
    return !holds(sets->base, text);
}

/* Adds the members of an array that are wanted and not there yet. */
static bool take(struct sets *sets, const json_t *array, is_wanted *wanted, json_t *merged)
{
    for (size_t i = 0; i < json_array_size(array); i++) {
        json_t *text = json_array_get(array, i);
        if (!json_is_string(text) || !wanted(sets, text) || holds(sets->taken, text))
            continue;
        if (json_object_set_new(sets->taken, json_string_value(text), json_true()) != 0 ||
            json_array_append(merged, text) != 0)
            return false;
    }
    return true;
}

/* Theirs, without what we took away, then what is new of ours. */
static json_t *merge_arrays(const json_t *base, const json_t *ours, const json_t *theirs)
{
    struct sets sets = {set_of(base), set_of(ours), json_object()};
    json_t *merged = json_array();
    bool fine = sets.base && sets.ours && sets.taken && merged &&
                take(&sets, theirs, is_left, merged) && take(&sets, ours, is_new, merged);
    json_decref(sets.base);
    json_decref(sets.ours);
    json_decref(sets.taken);
    if (fine)
        return merged;
    json_decref(merged);
    return NULL;
}

static bool merge_member(json_t *to, const char *key, const json_t *base, const json_t *ours,
                         const json_t *theirs)
{
    json_t *merged = merge_arrays(json_object_get(base, key), json_object_get(ours, key),
                                  json_object_get(theirs, key));
    return merged && json_object_set_new(to, key, merged) == 0;
}

static bool merge_marks(json_t *merged, const json_t *base, const json_t *ours,
                        const json_t *theirs)
{
    static const char name[] = "marks";
    json_t *marks = json_object();
    bool fine = marks && json_object_set(merged, name, marks) == 0;
    base = json_object_get(base, name);
    ours = json_object_get(ours, name);
    theirs = json_object_get(theirs, name);
    for (enum table_id table = 0; table < TABLE_COUNT && fine; table++) {
        fine = merge_member(marks, state_table_key(table), base, ours, theirs);
    }
    json_decref(marks);
    return fine;
}

/* Lines that were typed: the oldest go first. */
static bool merge_lines(json_t *merged, const char *key, const json_t *base, const json_t *ours,
                        const json_t *theirs)
{
    bool fine = merge_member(merged, key, base, ours, theirs);
    json_t *lines = json_object_get(merged, key);
    while (fine && json_array_size(lines) > LINES_MOST)
        json_array_remove(lines, 0);
    return fine;
}

json_t *state_merge(const json_t *base, const json_t *ours, const json_t *theirs)
{
    json_t *merged = json_copy((json_t *)ours);
    /* Without a file there is nothing that could have been changed there. */
    if (merged && (!theirs || (merge_marks(merged, base, ours, theirs) &&
                               merge_lines(merged, "searches", base, ours, theirs) &&
                               merge_lines(merged, "commands", base, ours, theirs))))
        return merged;
    json_decref(merged);
    return NULL;
}
