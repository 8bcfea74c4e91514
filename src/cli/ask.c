#include "cli/ask.h"

#include <strings.h>
#include <unistd.h>

#include "briefbook/file.h"
#include "cli/marked.h"
#include "cli/message.h"
#include "cli/stream.h"

/* Below the message the query itself, with a caret under the place. */
static void explain(const struct diag_list *diags, struct slice text)
{
    struct buffer lines = {0};
    message_diags(diags);
    for (size_t i = 0; i < diags->count; i++)
        query_append_fault(&lines, text, &diags->items[i], stream_gate_flags(STDERR_FILENO),
                           stream_medium(STDERR_FILENO));
    if (!lines.failed)
        file_write_all(STDERR_FILENO, buffer_slice(&lines));
    buffer_free(&lines);
}

/* Begins to search; NULL when memory is out. */
static struct search *start(const struct query *query, struct book *book)
{
    struct marks marks = {0};
    const struct search_options options = {.marked = marks.sets};
    const struct changes *changes = query_asks_state(query, "changed") ? book_changes(book) : NULL;
    bool done = !query_asks_state(query, "marked") || marked_find(book, &marks);
    struct search *search = done ? search_start_since(book->store, query, &options, changes) : NULL;
    marks_free(&marks);
    return search;
}

bool ask_begin(struct ask *ask, const char *text, struct book *book)
{
    struct diag_list diags = {0};
    ask->query = query_new_in(book->store, slice_of(text), QUERY_STRICT, &diags);
    if (ask->query)
        ask->lighting = lighting_new(ask->query);
    if (ask->lighting)
        ask->search = start(ask->query, book);
    if (ask->query && !ask->search)
        diag_out_of_memory(&diags);
    explain(&diags, slice_of(text));
    diag_list_free(&diags);
    return ask->search != NULL;
}

void ask_note_gave_up(struct ask *ask)
{
    if (ask->gave_up || !search_gave_up(ask->search))
        return;
    ask->gave_up = true;
    message("a regular expression takes too long on some texts and gave up there, so that what "
            "was found may not be all; make it simpler");
}

bool ask_finish(struct ask *ask)
{
    bool done = search_wait(ask->search);
    if (done)
        ask_note_gave_up(ask);
    else
        message_out_of_memory();
    return done;
}

bool ask(struct ask *ask, const char *text, struct book *book)
{
    return ask_begin(ask, text, book) && ask_finish(ask);
}

/* The table that a part of a query, in its canonical form, asks for. */
static enum table_id table_of_part(const struct buffer *part)
{
    struct slice key = SLICE("in:");
    if (strncasecmp(buffer_string(part), key.data, key.length) != 0)
        return TABLE_NONE;
    return schema_find_table(slice_part(buffer_slice(part), key.length, part->length));
}

enum table_id ask_table(const struct ask *ask)
{
    enum table_id table = TABLE_NONE;
    struct buffer part = {0};
    for (size_t i = 0; i < query_part_count(ask->query) && table == TABLE_NONE; i++) {
        buffer_clear(&part);
        query_append_part(ask->query, i, &part);
        table = table_of_part(&part);
    }
    buffer_free(&part);
    return table;
}

void ask_free(struct ask *ask)
{
    search_free(ask->search);
    lighting_free(ask->lighting);
    query_free(ask->query);
    *ask = (struct ask){0};
}
