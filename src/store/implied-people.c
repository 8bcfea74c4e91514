#include "store/implied-people.h"

#include <stdlib.h>

bool unknown_names_add(struct unknown_names *names, struct slice name)
{
    /* Rows of one speaker often stand together: most repetitions are seen here. */
    if (names->count && slice_equal(names->items[names->count - 1], name))
        return true;
    if (names->count == names->capacity) {
        size_t capacity = names->capacity ? names->capacity * 2 : 64;
        struct slice *items = realloc(names->items, capacity * sizeof *items);
        if (!items)
            return false;
        names->items = items;
        names->capacity = capacity;
    }
    names->items[names->count++] = name;
    return true;
}

void unknown_names_free(struct unknown_names *names)
{
    free(names->items);
    *names = (struct unknown_names){0};
}

/* A name, and how many were met before it. */
struct met_name {
    struct slice name;
    size_t order;
};

static int compare_orders(const void *a, const void *b)
{
    const struct met_name *one = a;
    const struct met_name *other = b;
    return (one->order > other->order) - (one->order < other->order);
}

static int compare_names(const void *a, const void *b)
{
    const struct met_name *one = a;
    const struct met_name *other = b;
    int order = slice_compare(one->name, other->name);
    return order ? order : compare_orders(a, b);
}

/* Leaves each name once, where it was met first; returns how many. */
static size_t make_unique(struct met_name *names, size_t count)
{
    size_t kept = 0;
    qsort(names, count, sizeof *names, compare_names);
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || !slice_equal(names[kept - 1].name, names[i].name))
            names[kept++] = names[i];
    }
    qsort(names, kept, sizeof *names, compare_orders);
    return kept;
}

static bool add_people(struct table *people, const struct met_name *names, size_t count)
{
    if (table_column_count(people) == 0 && !table_begin(people, NULL, 0))
        return false;
    atomic_store_explicit(&people->first_implied, table_rows(people), memory_order_release);
    for (size_t i = 0; i < count; i++)
        table_add_implied(people, names[i].name);
    table_finish(people);
    table_set_stage(people, TABLE_READ);
    return !people->out_of_memory && table_index(people);
}

bool imply_people(struct table *people, const struct unknown_names *names)
{
    struct met_name *met = malloc((names->count + 1) * sizeof *met);
    if (!met)
        return false;
    for (size_t i = 0; i < names->count; i++)
        met[i] = (struct met_name){names->items[i], i};
    bool added = add_people(people, met, make_unique(met, names->count));
    free(met);
    return added;
}
