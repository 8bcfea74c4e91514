#include "tui/parts.h"

static bool begin_part(struct parts *parts, const struct store *store, const struct query *query,
                       const struct search_options *options)
{
    parts->query = query_without_part(query, parts->known);
    if (parts->query)
        parts->search = search_start(store, parts->query, options);
    return parts->search != NULL;
}

/* Frees what is not, or no longer, on a thread. */
static void free_part(struct parts *parts)
{
    search_free(parts->search);
    query_free(parts->query);
    parts->search = NULL;
    parts->query = NULL;
}

static bool take_part(struct parts *parts)
{
    bool whole = search_wait(parts->search);
    for (enum table_id table = 0; table < TABLE_COUNT; table++)
        parts->shown[parts->known][table] = search_count(parts->search, table);
    parts->known++;
    free_part(parts);
    return whole;
}

bool parts_go_on(struct parts *parts, const struct store *store, const struct query *query,
                 search_changed *changed, void *context)
{
    /* One thread, so that the next key finds the others free. */
    struct search_options options = {.changed = changed, .context = context, .threads = 1};
    size_t count = query_part_count(query);
    parts->count = count < 2 ? 0 : count < PARTS_LIMIT ? count : PARTS_LIMIT;
    parts->are_all = count <= PARTS_LIMIT;
    if (parts->failed || (parts->search && !search_is_done(parts->search)))
        return true;
    parts->failed = parts->search && !take_part(parts);
    if (!parts->failed && parts->known < parts->count)
        parts->failed = !begin_part(parts, store, query, &options);
    if (parts->failed)
        free_part(parts);
    return !parts->failed;
}

bool parts_are_known(const struct parts *parts)
{
    return parts->count > 0 && parts->known == parts->count && !parts->failed;
}

size_t parts_rank(const struct parts *parts, enum table_id table, size_t ranked[PARTS_LIMIT])
{
    size_t count = 0;
    for (size_t part = 0; part < parts->known; part++) {
        size_t shown = parts->shown[part][table];
        size_t place = count;
        if (!shown)
            continue;
        for (; place > 0 && parts->shown[ranked[place - 1]][table] < shown; place--)
            ranked[place] = ranked[place - 1];
        ranked[place] = part;
        count++;
    }
    return count;
}

void parts_drop(struct parts *parts, struct dropped_searches *dropped)
{
    search_drop(parts->search, parts->query, dropped);
    parts->search = NULL;
    parts->query = NULL;
}
