/* section-fields.c: COOPERATION: each field below the one it is part of. */
#include <stdlib.h>

#include "brief/conflict.h"
#include "brief/sections.h"

enum { STEP = 2, DEEPEST = 8 };

/* Fields that wait for their turn, the next one last, and how deep each stands. */
struct walk {
    struct record_list waiting;
    unsigned char *depths; /* by row */
    bool *visited;         /* by row: a field may be its own ancestor */
};

static bool push(struct composer *composer, struct walk *walk, uint32_t row, unsigned depth)
{
    walk->depths[row] = (unsigned char)(depth < DEEPEST ? depth : DEEPEST);
    if (record_list_add(&walk->waiting, (struct record){TABLE_FIELDS, row}))
        return true;
    composer->document->failed = true;
    return false;
}

/* How many selected rows of a table link to the field. */
static size_t count_linked(const struct composer *composer, struct record field,
                           enum table_id table, size_t column)
{
    size_t count;
    size_t selected = 0;
    const uint32_t *rows = store_back_links(composer->store, field, table, column, &count);
    for (size_t i = 0; i < count; i++)
        selected += composer_selects(composer, (struct record){table, rows[i]});
    return selected;
}

/* "Individually Tailored Partnership Program (ITPP), instrument [1]" */
static void add_name(struct composer *composer, struct record field)
{
    struct slice name = slice_trim(record_name(composer->store, field));
    struct slice abbreviation = composer_cell(composer, field, FIELDS_SHORT_NAME);
    struct slice kind = composer_cell(composer, field, FIELDS_KIND);
    bool begun = true;
    composer_text(composer, ROLE_NAME, name);
    if (!slice_equal(abbreviation, name))
        composer_aside(composer, abbreviation);
    if (!slice_is(kind, "field"))
        composer_part(composer, ROLE_TEXT, kind, ", ", &begun);
    conflict_flag(composer, field);
    composer_cite_or_say(composer, field, FIELDS_SOURCE_IDS);
}

/* "Status as of 2023-02-14: active." The date is left out where it is that of the book. */
static void add_status(struct composer *composer, struct record field, unsigned indent)
{
    struct slice status = composer_cell(composer, field, FIELDS_STATUS);
    struct slice as_of = composer_cell(composer, field, FIELDS_AS_OF);
    if (status.length == 0)
        return;
    composer_block(composer, BLOCK_PARAGRAPH, indent);
    composer_words(composer, ROLE_LABEL, "Status");
    if (as_of.length && !slice_equal(as_of, composer->as_of)) {
        composer_words(composer, ROLE_LABEL, " as of ");
        composer_text(composer, ROLE_LABEL, as_of);
    }
    composer_words(composer, ROLE_LABEL, ":");
    composer_words(composer, ROLE_TEXT, " ");
    composer_sentence(composer, ROLE_TEXT, status);
}

static void add_counts(struct composer *composer, struct record field, unsigned indent)
{
    size_t events = count_linked(composer, field, TABLE_EVENTS, EVENTS_FIELD_IDS);
    size_t quotes = count_linked(composer, field, TABLE_QUOTES, QUOTES_FIELD_IDS);
    composer_block(composer, BLOCK_PARAGRAPH, indent);
    document_format(composer->document, ROLE_MUTED, "%zu %s, %zu %s.", events,
                    events == 1 ? "event" : "events", quotes,
                    quotes == 1 ? "statement" : "statements");
}

static void compose_field(struct composer *composer, struct record field, unsigned depth)
{
    unsigned indent = INDENT_ITEM + depth * STEP;
    unsigned text_indent = indent + INDENT_TEXT - INDENT_ITEM;
    composer_item(composer, field);
    composer_block(composer, BLOCK_PARAGRAPH, indent)->keep_with_next = true;
    add_name(composer, field);
    add_status(composer, field, text_indent);
    if (composer_has(composer, field, FIELDS_DESCRIPTION)) {
        composer_block(composer, BLOCK_PARAGRAPH, text_indent);
        composer_text(composer, ROLE_TEXT, composer_cell(composer, field, FIELDS_DESCRIPTION));
    }
    add_counts(composer, field, text_indent);
}

/* Composes a field and all below it, in table order. What is not selected is passed through. */
static void walk_from(struct composer *composer, struct walk *walk, uint32_t root)
{
    if (!push(composer, walk, root, 0))
        return;
    while (walk->waiting.count) {
        struct record field = walk->waiting.items[--walk->waiting.count];
        unsigned depth = walk->depths[field.row];
        if (walk->visited[field.row])
            continue;
        walk->visited[field.row] = true;
        if (composer_selects(composer, field))
            compose_field(composer, field, depth++);
        size_t count;
        const uint32_t *below =
            store_back_links(composer->store, field, TABLE_FIELDS, FIELDS_PARENT_ID, &count);
        for (size_t i = count; i > 0; i--) {
            if (!walk->visited[below[i - 1]])
                push(composer, walk, below[i - 1], depth);
        }
    }
}

static bool has_parent(const struct composer *composer, uint32_t row)
{
    struct record field = {TABLE_FIELDS, row};
    struct record parent;
    return store_find(composer->store, TABLE_FIELDS,
                      composer_cell(composer, field, FIELDS_PARENT_ID), &parent);
}

void compose_fields(struct composer *composer)
{
    uint32_t rows = (uint32_t)store_record_count(composer->store, TABLE_FIELDS);
    struct walk walk = {.depths = calloc(rows + 1U, 1),
                        .visited = calloc(rows + 1U, sizeof *walk.visited)};
    if (!walk.depths || !walk.visited) {
        composer->document->failed = true;
        rows = 0;
    }
    for (uint32_t row = 0; row < rows; row++) {
        if (!has_parent(composer, row))
            walk_from(composer, &walk, row);
    }
    /* Those left have no ancestor but one another. */
    for (uint32_t row = 0; row < rows; row++) {
        if (!walk.visited[row])
            walk_from(composer, &walk, row);
    }
    record_list_free(&walk.waiting);
    free(walk.depths);
    free(walk.visited);
}
