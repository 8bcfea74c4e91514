#include "briefbook/query.h"

#include <stdlib.h>

#include "briefbook/gate.h"
#include "briefbook/text.h"
#include "query/tree.h"

struct query *query_new_in(const struct store *store, struct slice text, enum query_reading reading,
                           struct diag_list *diags)
{
    struct query *query = calloc(1, sizeof *query);
    if (!query) {
        diag_out_of_memory(diags);
        return NULL;
    }
    if (!query_parse(query, text, reading, store, diags)) {
        query_free(query);
        return NULL;
    }
    return query;
}

struct query *query_new(struct slice text, enum query_reading reading, struct diag_list *diags)
{
    return query_new_in(NULL, text, reading, diags);
}

bool query_matches_all(const struct query *query)
{
    return !query->root;
}

void query_free(struct query *query)
{
    if (!query)
        return;
    for (struct node *term = query->regexes; term; term = term->next_regex)
        regex_free(term->regex);
    arena_free(&query->arena);
    free(query);
}

/* ---- The place of a fault ------------------------------------------------------------------ */

enum { SHOWN_BEFORE = 50, SHOWN_AFTER = 20 }; /* characters around the place */

/* The byte of a character, counted from 0; the length of the text beyond its end. */
static size_t byte_of(struct slice text, size_t character)
{
    size_t at = 0;
    uint32_t ignored;
    while (character-- > 0 && at < text.length)
        at += text_decode(slice_part(text, at, text.length), &ignored);
    return at;
}

/* Appends a part of a text made harmless, with an ellipsis where it was cut. */
static bool append_part(struct buffer *buffer, struct slice text, size_t from, size_t to,
                        unsigned flags)
{
    struct buffer part = {0};
    buffer_append_string(&part, from > 0 ? "…" : "");
    buffer_append(&part, slice_part(text, from, to));
    buffer_append_string(&part, to < text.length ? "…" : "");
    bool done = !part.failed && gate_append(buffer, buffer_slice(&part), flags | GATE_ONE_LINE);
    buffer_free(&part);
    return done;
}

bool query_append_fault(struct buffer *buffer, struct slice text, const struct diag *fault,
                        unsigned gate_flags, enum text_medium medium)
{
    size_t column = fault->place.column;
    if (column == 0)
        return true;
    size_t from = byte_of(text, column > SHOWN_BEFORE ? column - 1 - SHOWN_BEFORE : 0);
    size_t place = byte_of(text, column - 1);
    size_t to = place + byte_of(slice_part(text, place, text.length), SHOWN_AFTER);
    struct buffer before = {0};
    bool done = append_part(&before, slice_part(text, 0, place), from, place, gate_flags) &&
                append_part(buffer, text, from, to, gate_flags);
    if (done) {
        size_t width = text_width(buffer_slice(&before), medium);
        buffer_append_char(buffer, '\n');
        buffer_append_repeated(buffer, ' ', width);
        done = buffer_append_string(buffer, "^\n");
    }
    buffer_free(&before);
    return done;
}
