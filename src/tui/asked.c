#include "tui/asked.h"

bool asked_begin(struct asked *asked, const struct store *store, const char *text,
                 search_changed *changed, void *context, struct diag_list *diags)
{
    *asked = (struct asked){0};
    struct query *query = query_new_in(store, slice_of(text), QUERY_FORGIVING, diags);
    if (!query)
        return false;
    if (query_matches_all(query)) {
        query_free(query);
        return true;
    }
    asked->query = query;
    asked->lighting = lighting_new(query);
    struct search_options options = {.changed = changed, .context = context};
    if (asked->lighting)
        asked->search = search_start(store, query, &options);
    if (asked->search)
        return true;
    asked_free(asked);
    return diag_out_of_memory(diags);
}

bool asked_is_done(const struct asked *asked)
{
    return !asked->search || search_is_done(asked->search);
}

void asked_free(struct asked *asked)
{
    parts_stop(&asked->parts);
    search_free(asked->search);
    lighting_free(asked->lighting);
    query_free(asked->query);
    *asked = (struct asked){0};
}
