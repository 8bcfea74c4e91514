/* compose.c: the whole book: what stands at its head, then its sections. */
#include "briefbook/compose.h"

#include <stdlib.h>
#include <string.h>

#include "brief/change.h"
#include "brief/sections.h"
#include "brief/wording.h"
#include "briefbook/date.h"

/* ---- Sections ----------------------------------------------------------------------------- */

static compose_section *const composers[SECTION_COUNT] = {
    [SECTION_BOTTOM_LINE] = compose_bottom_line, [SECTION_LINES] = compose_lines,
    [SECTION_JUDGEMENTS] = compose_judgements,   [SECTION_CHANGES] = compose_changes_section,
    [SECTION_EVENTS] = compose_events,           [SECTION_PEOPLE] = compose_people,
    [SECTION_QUOTES] = compose_quotes,           [SECTION_FIELDS] = compose_fields,
    [SECTION_CONFLICTS] = compose_conflicts,     [SECTION_SOURCES] = compose_sources,
};

static void compose_one(struct composer *composer, enum section section)
{
    composer->section = section;
    composer->begun = false;
    composers[section](composer);
}

/* Moves the blocks from `from` on to `to`, before what stands there. */
static void move_blocks(struct document *document, size_t from, size_t to)
{
    size_t count = document->count - from;
    struct block *moved = calloc(count + 1, sizeof *moved);
    if (!moved) {
        document->failed = true;
        return;
    }
    memcpy(moved, document->blocks + from, count * sizeof *moved);
    memmove(document->blocks + to + count, document->blocks + to, (from - to) * sizeof *moved);
    memcpy(document->blocks + to, moved, count * sizeof *moved);
    free(moved);
}

/* Sources come to their place last, when all endnotes are known. */
static void compose_all(struct composer *composer, const enum section *list, size_t count)
{
    struct document *document = composer->document;
    size_t sources_at = SIZE_MAX;
    for (size_t i = 0; i < count; i++)
        composer->conflicts_printed = composer->conflicts_printed || list[i] == SECTION_CONFLICTS;
    for (size_t i = 0; i < count; i++) {
        if (list[i] == SECTION_SOURCES)
            sources_at = document->count;
        else
            compose_one(composer, list[i]);
    }
    if (sources_at == SIZE_MAX)
        return;
    size_t end = document->count;
    compose_one(composer, SECTION_SOURCES);
    if (sources_at < end && end < document->count)
        move_blocks(document, end, sources_at);
}

/* ---- Head --------------------------------------------------------------------------------- */

static struct slice briefing_cell(const struct composer *composer, size_t column)
{
    return composer_cell(composer, (struct record){TABLE_BRIEFING, 0}, column);
}

/* A line with a date at its right end: "Prepared 2023-02-17". */
static void begin_dated(struct composer *composer, const char *label, struct slice date)
{
    struct slice words = {NULL, 0};
    if (date.length) {
        buffer_append_string(&composer->scratch, label);
        date_append(&composer->scratch, date);
        words = composer_keep(composer);
    }
    struct block *block = composer_block(composer, BLOCK_SPLIT, 0);
    block->label = words;
    block->label_role = ROLE_TEXT;
}

static void compose_number(struct composer *composer)
{
    struct slice number = briefing_cell(composer, BRIEFING_NUMBER);
    struct slice revision = briefing_cell(composer, BRIEFING_REVISION);
    if (number.length == 0 && revision.length == 0 && composer->as_of.length == 0)
        return;
    begin_dated(composer, "Information as of ", composer->as_of);
    composer_words(composer, ROLE_TEXT, "BRIEFING");
    bool begun = true;
    composer_part(composer, ROLE_TEXT, number, " ", &begun);
    composer_part(composer, ROLE_TEXT, revision, ", revision ", &begun);
}

/* The title in capitals; for want of one what the book was opened as, which is a name in a folder. */
static void compose_title(struct composer *composer)
{
    struct document *document = composer->document;
    document->title = briefing_cell(composer, BRIEFING_TITLE);
    composer_block(composer, BLOCK_PARAGRAPH, 0);
    if (document->title.length) {
        wording_append_capitals(&composer->scratch, document->title);
        composer_scratch(composer, ROLE_TITLE);
    } else {
        document->title = store_folder_name(composer->store);
        composer_text(composer, ROLE_TITLE, document->title);
    }
}

static void compose_author(struct composer *composer)
{
    struct slice author = briefing_cell(composer, BRIEFING_AUTHOR);
    struct slice prepared = briefing_cell(composer, BRIEFING_PREPARED);
    if (author.length == 0 && prepared.length == 0)
        return;
    begin_dated(composer, "Prepared ", prepared);
    wording_append_list(&composer->scratch, author);
    composer_scratch(composer, ROLE_TEXT);
}

/* "Selected: cyber", and how much of each table that is. */
static void compose_selection(struct composer *composer)
{
    bool begun = false;
    if (!composer->query)
        return;
    composer_block(composer, BLOCK_SPACE, 0);
    composer_block(composer, BLOCK_PARAGRAPH, 0)->keep_with_next = true;
    composer_words(composer, ROLE_LABEL, "Selected:");
    composer_words(composer, ROLE_TEXT, " ");
    query_append_canonical(composer->query, &composer->scratch);
    composer_scratch(composer, ROLE_TEXT);
    composer_block(composer, BLOCK_PARAGRAPH, 0);
    for (enum table_id table = 0; table < TABLE_COUNT; table++) {
        size_t count = composer_count(composer, table);
        const struct table_schema *schema = schema_table(table);
        if (count == 0 || table == TABLE_BRIEFING)
            continue;
        buffer_append_format(&composer->scratch, "%zu of %zu %s", count,
                             store_record_count(composer->store, table),
                             schema ? schema->name : "rows");
        composer_part(composer, ROLE_TEXT, composer_keep(composer), ", ", &begun);
    }
    composer_words(composer, ROLE_TEXT, begun ? "." : "Nothing matches.");
}

static void compose_head(struct composer *composer)
{
    composer->section = SECTION_COUNT;
    composer->begun = true;
    composer_item(composer, (struct record){TABLE_NONE, 0});
    if (store_record_count(composer->store, TABLE_BRIEFING))
        composer->item = (struct record){TABLE_BRIEFING, 0};
    compose_number(composer);
    compose_title(composer);
    compose_author(composer);
    compose_selection(composer);
}

/* ---- The book ----------------------------------------------------------------------------- */

/* What another book says is marked as that book is. */
static void compose_marking(struct composer *composer, bool with_older, struct slice tlp)
{
    const struct store *stores[] = {composer->store,
                                    with_older ? composer->changes->older : composer->store};
    marking_append(&composer->scratch, stores, sizeof stores / sizeof stores[0], tlp);
    composer->document->marking = composer_keep(composer);
}

static bool is_listed(const enum section *list, size_t count, enum section section)
{
    for (size_t i = 0; i < count; i++) {
        if (list[i] == section)
            return true;
    }
    return false;
}

bool compose_book(struct document *document, const struct store *store,
                  const struct compose_options *options)
{
    enum section all[SECTION_COUNT];
    const enum section *list = options->sections ? options->sections : all;
    size_t count = options->sections ? options->section_count : SECTION_COUNT;
    for (size_t i = 0; i < SECTION_COUNT; i++)
        all[i] = (enum section)i;
    struct composer composer = {
        .document = document,
        .store = store,
        .query = options->query && !query_matches_all(options->query) ? options->query : NULL,
        .changes = options->changes,
        .verification = options->verification,
        .item = {TABLE_NONE, 0},
    };
    composer.search = composer.query ? options->search : NULL;
    composer.as_of = briefing_cell(&composer, BRIEFING_AS_OF);
    compose_marking(&composer, composer.changes && is_listed(list, count, SECTION_CHANGES),
                    options->tlp);
    compose_head(&composer);
    if (!endnotes_begin(&composer))
        document->failed = true;
    else if (store_record_count(store, TABLE_PLAIN))
        compose_plain(&composer);
    else
        compose_all(&composer, list, count);
    composer_free(&composer);
    return !document->failed;
}

/* ---- What changed ------------------------------------------------------------------------- */

/* "Changed since briefing 1, revision 0, information as of 2023-02-17: 3 new, 1 gone." */
static void compose_since(struct composer *composer)
{
    composer_block(composer, BLOCK_SPACE, 0);
    composer_block(composer, BLOCK_PARAGRAPH, 0);
    buffer_append_string(&composer->scratch, "Changed since ");
    change_append_book(&composer->scratch, composer->changes->older);
    buffer_append_string(&composer->scratch, ": ");
    change_append_counts(composer, TABLE_NONE);
    buffer_append_char(&composer->scratch, '.');
    composer_scratch(composer, ROLE_TEXT);
}

bool compose_changes(struct document *document, const struct changes *changes)
{
    struct composer composer = {
        .document = document,
        .store = changes->newer,
        .changes = changes,
        .item = {TABLE_NONE, 0},
    };
    composer.as_of = briefing_cell(&composer, BRIEFING_AS_OF);
    compose_marking(&composer, true, (struct slice){NULL, 0});
    compose_head(&composer);
    compose_since(&composer);
    for (size_t i = 0; i < TABLE_COUNT; i++) {
        composer.section = change_places[i].section;
        composer.begun = false;
        if (composer.section == SECTION_COUNT && change_count(&composer, change_places[i].table))
            composer_block(&composer, BLOCK_SPACE, 0);
        change_add_table(&composer, change_places[i].table);
    }
    composer_free(&composer);
    return !document->failed;
}
