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
    asked->search = search_start(store, query,
                                 &(struct search_options){.changed = changed, .context = context});
    if (!asked->search) {
        query_free(query);
        return diag_out_of_memory(diags);
    }
    asked->query = query;
    return true;
}

bool asked_is_done(const struct asked *asked)
{
    return !asked->search || search_is_done(asked->search);
}

void asked_drop(struct asked *asked, struct dropped_searches *dropped)
{
    parts_drop(&asked->parts, dropped);
    search_drop(asked->search, asked->query, dropped);
    *asked = (struct asked){0};
}
