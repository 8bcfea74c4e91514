/* compose.c: the whole book: what stands at its head, then its sections. */
#include "briefbook/compose.h"

#include <stdlib.h>

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

static bool is_listed(const enum section *list, size_t count, enum section section)
{
    for (size_t i = 0; i < count; i++) {
        if (list[i] == section)
            return true;
    }
    return false;
}

static void compose_one(struct composer *composer, enum section section)
{
    composer->section = section;
    composer->begun = false;
    composers[section](composer);
}

/* Whether sources stand before something that may cite others. */
static bool lists_sources_early(const enum section *list, size_t count)
{
    return is_listed(list, count, SECTION_SOURCES) && list[count - 1] != SECTION_SOURCES;
}

static void compose_all(struct composer *composer, const enum section *list, size_t count)
{
    composer->conflicts_printed = is_listed(list, count, SECTION_CONFLICTS);
    for (size_t i = 0; i < count; i++)
        compose_one(composer, list[i]);
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

/* For want of a title what the book was opened as, which is a name in a folder. */
static struct slice title_of(const struct composer *composer)
{
    struct slice title = briefing_cell(composer, BRIEFING_TITLE);
    return title.length ? title : store_folder_name(composer->store);
}

/* The title in capitals, a name in a folder as it is. */
static void compose_title(struct composer *composer)
{
    struct slice title = title_of(composer);
    composer->document->title = title;
    composer_block(composer, BLOCK_PARAGRAPH, 0);
    if (briefing_cell(composer, BRIEFING_TITLE).length) {
        wording_append_capitals(&composer->scratch, title);
        composer_scratch(composer, ROLE_TITLE);
    } else {
        composer_text(composer, ROLE_TITLE, title);
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

struct composition {
    const struct store *store;
    const struct compose_options *options;
    enum section sections[SECTION_COUNT];
    size_t section_count;
    struct document head;
    struct endnotes cited; /* of all sections, where sources do not come last; else none */
};

static struct composer composer_of(const struct composition *composition, struct document *document)
{
    const struct compose_options *options = composition->options;
    const struct query *query = options->query;
    struct composer composer = {
        .document = document,
        .store = composition->store,
        .query = query && !query_matches_all(query) ? query : NULL,
        .changes = options->changes,
        .verification = options->verification,
        .cited = composition->cited.numbers ? &composition->cited : NULL,
        .item = {TABLE_NONE, 0},
    };
    composer.search = composer.query ? options->search : NULL;
    composer.as_of = briefing_cell(&composer, BRIEFING_AS_OF);
    return composer;
}

static bool run(const struct composition *composition, struct composer *composer)
{
    struct document *document = composer->document;
    document->lists_sources = composition->head.lists_sources;
    compose_head(composer);
    if (!endnotes_begin(&composer->endnotes, composition->store))
        document->failed = true;
    else if (store_record_count(composition->store, TABLE_PLAIN))
        compose_plain(composer);
    else
        compose_all(composer, composition->sections, composition->section_count);
    composer_give(composer);
    return !document->failed;
}

static bool drop(void *context, struct document *part)
{
    (void)context;
    (void)part;
    return true;
}

/* Composes all but sources, only to learn what is cited; where nothing is, sources cite themselves. */
static bool find_cited(struct composition *composition)
{
    struct document document = {0};
    struct composer composer = composer_of(composition, &document);
    composer.take = drop;
    bool done = endnotes_begin(&composer.endnotes, composition->store);
    for (size_t i = 0; done && i < composition->section_count; i++) {
        if (composition->sections[i] != SECTION_SOURCES)
            compose_one(&composer, composition->sections[i]);
    }
    if (done)
        compose_one(&composer, SECTION_SOURCES);
    composition->cited = composer.endnotes;
    composer.endnotes = (struct endnotes){0};
    done = done && !document.failed;
    composer_free(&composer);
    document_free(&document);
    return done;
}

static void set_sections(struct composition *composition)
{
    const struct compose_options *options = composition->options;
    composition->section_count = options->sections ? options->section_count : SECTION_COUNT;
    for (size_t i = 0; i < composition->section_count; i++)
        composition->sections[i] = options->sections ? options->sections[i] : (enum section)i;
}

static bool begin(struct composition *composition)
{
    const enum section *list = composition->sections;
    size_t count = composition->section_count;
    struct composer composer = composer_of(composition, &composition->head);
    compose_marking(&composer, composer.changes && is_listed(list, count, SECTION_CHANGES),
                    composition->options->tlp);
    composition->head.title = title_of(&composer);
    composition->head.lists_sources = is_listed(list, count, SECTION_SOURCES);
    composer_free(&composer);
    return !composition->head.failed &&
           (!lists_sources_early(list, count) || find_cited(composition));
}

struct composition *composition_new(const struct store *store,
                                    const struct compose_options *options)
{
    struct composition *composition = calloc(1, sizeof *composition);
    if (!composition)
        return NULL;
    composition->store = store;
    composition->options = options;
    set_sections(composition);
    if (begin(composition))
        return composition;
    composition_free(composition);
    return NULL;
}

const struct document *composition_head(const struct composition *composition)
{
    return &composition->head;
}

bool composition_run(const struct composition *composition, document_take *take, void *context)
{
    struct document document = {.marking = composition->head.marking};
    struct composer composer = composer_of(composition, &document);
    composer.take = take;
    composer.taker = context;
    bool done = run(composition, &composer);
    composer_free(&composer);
    document_free(&document);
    return done;
}

void composition_free(struct composition *composition)
{
    if (!composition)
        return;
    endnotes_free(&composition->cited);
    document_free(&composition->head);
    free(composition);
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

bool compose_change(struct document *document, const struct changes *changes,
                    const struct change *change)
{
    struct composer composer = {
        .document = document,
        .store = changes->newer,
        .changes = changes,
        .section = SECTION_COUNT,
        .begun = true,
    };
    change_add(&composer, change);
    composer_free(&composer);
    return !document->failed;
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
