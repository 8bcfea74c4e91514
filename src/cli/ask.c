#include "cli/ask.h"

#include <unistd.h>

#include "briefbook/file.h"
#include "cli/message.h"
#include "cli/stream.h"

/* Below the message the query itself, with a caret under the place. */
static void explain(const struct diag_list *diags, struct slice text)
{
    struct buffer lines = {0};
    message_diags(diags);
    for (size_t i = 0; i < diags->count; i++)
        query_append_fault(&lines, text, &diags->items[i], stream_gate_flags(STDERR_FILENO));
    if (!lines.failed)
        file_write_all(STDERR_FILENO, buffer_slice(&lines));
    buffer_free(&lines);
}

bool ask(struct ask *ask, const char *text, const struct store *store)
{
    struct diag_list diags = {0};
    ask->query = query_new_in(store, slice_of(text), QUERY_STRICT, &diags);
    if (ask->query)
        ask->search = search_start(store, ask->query, NULL);
    bool done = ask->search && search_wait(ask->search);
    ask->gave_up = done && search_gave_up(ask->search);
    if (ask->query && !done)
        diag_out_of_memory(&diags);
    explain(&diags, slice_of(text));
    diag_list_free(&diags);
    if (ask->gave_up)
        message("a regular expression takes too long on some texts and gave up there, so that what "
                "was found may not be all; make it simpler");
    return done;
}

size_t ask_found(const struct ask *ask)
{
    size_t found = 0;
    for (enum table_id table = 0; table < TABLE_COUNT; table++)
        found += search_count(ask->search, table);
    return found;
}

void ask_free(struct ask *ask)
{
    search_free(ask->search);
    query_free(ask->query);
    *ask = (struct ask){0};
}
