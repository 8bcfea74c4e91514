/* excerpt.c: a record in a few lines, to be found among others or taken elsewhere. */
#include "brief/composer.h"

enum { INDENT = 4 };

/* Columns that every excerpt of a table shows: a word or two about it, or, where compose.h words them,
 * its speaker, date and source. */
static const struct shown {
    enum table_id table;
    size_t column;
    bool worded;
} shown[] = {
    {TABLE_EVENTS, EVENTS_LOCATION, false},
    {TABLE_EVENTS, EVENTS_START_DATE, true},
    {TABLE_EVENTS, EVENTS_END_DATE, true},
    {TABLE_EVENTS, EVENTS_DATE_TEXT, true},
    {TABLE_PEOPLE, PEOPLE_ROLE, false},
    {TABLE_PEOPLE, PEOPLE_ORGANIZATION, false},
    {TABLE_QUOTES, QUOTES_ROLE, false},
    {TABLE_QUOTES, QUOTES_ATTRIBUTION_TEXT, true},
    {TABLE_QUOTES, QUOTES_DATE, true},
    {TABLE_QUOTES, QUOTES_DATE_TEXT, true},
    {TABLE_FIELDS, FIELDS_SHORT_NAME, false},
    {TABLE_FIELDS, FIELDS_STATUS, false},
    {TABLE_SOURCES, SOURCES_TITLE, true},
    {TABLE_SOURCES, SOURCES_AUTHOR, true},
    {TABLE_SOURCES, SOURCES_CONTAINER_TITLE, true},
    {TABLE_SOURCES, SOURCES_PUBLISHER, true},
    {TABLE_SOURCES, SOURCES_ISSUED, true},
    {TABLE_SOURCES, SOURCES_URL, true},
    {TABLE_LINES, LINES_QUESTION, false},
    {TABLE_CONFLICTS, CONFLICTS_COLUMN, true},
    {TABLE_CONFLICTS, CONFLICTS_VALUE_A, true},
    {TABLE_CONFLICTS, CONFLICTS_VALUE_B, true},
    {TABLE_BRIEFING, BRIEFING_AS_OF, false},
};
enum { SHOWN = sizeof shown / sizeof shown[0] };

bool excerpt_shows(enum table_id table, size_t column)
{
    for (size_t i = 0; i < SHOWN; i++)
        if (shown[i].table == table && shown[i].column == column)
            return true;
    return false;
}

/* ---- Parts of a line ------------------------------------------------------------------------ */

/* Adds a part of an enumeration; a blank one is left out. */
static void add_part(struct composer *composer, struct slice text, bool *begun)
{
    if (slice_trim(text).length)
        composer_part(composer, ROLE_MUTED, text, ", ", begun);
}

typedef bool append_wording(struct buffer *buffer, const struct store *store, struct record record);

/* Adds a part that is worded for the occasion. */
static void add_worded(struct composer *composer, append_wording *append, struct record record,
                       bool *begun)
{
    if (!append(&composer->scratch, composer->store, record))
        composer->document->failed = true;
    add_part(composer, composer_keep(composer), begun);
}

static void add_worded_alone(struct composer *composer, append_wording *append,
                             struct record record)
{
    bool begun = false;
    add_worded(composer, append, record, &begun);
}

/* ---- The words ------------------------------------------------------------------------------ */

static void add_quotation(struct composer *composer, struct record quote)
{
    struct slice words = record_name(composer->store, quote);
    struct quotation_marks marks = compose_quotation_marks(composer->store, quote, words);
    composer_words(composer, ROLE_QUOTATION, marks.before);
    composer_text(composer, ROLE_QUOTATION, words);
    composer_words(composer, ROLE_QUOTATION, marks.after);
}

/* What a record is called would not do for all: a source may have no title, and a conflict is about
 * another record. */
static void add_words(struct composer *composer, struct record record)
{
    composer_block(composer, BLOCK_PARAGRAPH, 0);
    if (record.table == TABLE_QUOTES)
        add_quotation(composer, record);
    else if (record.table == TABLE_SOURCES)
        add_worded_alone(composer, compose_append_citation, record);
    else if (record.table == TABLE_CONFLICTS)
        add_worded_alone(composer, compose_append_short, record);
    else
        composer_text(composer, ROLE_NAME, record_name(composer->store, record));
}

/* ---- The citation --------------------------------------------------------------------------- */

static void add_disputed(struct composer *composer, struct record conflict, bool *begun)
{
    struct record_list disputed = {0};
    if (!store_links(composer->store, conflict, CONFLICTS_ROW_ID, &disputed))
        composer->document->failed = true;
    for (size_t i = 0; i < disputed.count; i++)
        add_part(composer, record_name(composer->store, disputed.items[i]), begun);
    record_list_free(&disputed);
}

static void add_facts(struct composer *composer, struct record record)
{
    bool begun = false;
    composer_block(composer, BLOCK_PARAGRAPH, INDENT);
    if (record.table == TABLE_CONFLICTS)
        add_disputed(composer, record, &begun);
    if (record.table == TABLE_QUOTES)
        add_worded(composer, compose_append_speaker, record, &begun);
    for (size_t i = 0; i < SHOWN; i++)
        if (shown[i].table == record.table && !shown[i].worded)
            add_part(composer, record_cell(composer->store, record, shown[i].column), &begun);
    if (record.table != TABLE_SOURCES)
        add_worded(composer, compose_append_date, record, &begun);
}

/* Each source on a line of its own, so that it can be copied. */
static void add_sources(struct composer *composer, struct record record)
{
    struct record_list sources = {0};
    if (!store_sources(composer->store, record, &sources))
        composer->document->failed = true;
    for (size_t i = 0; i < sources.count; i++) {
        composer_block(composer, BLOCK_PARAGRAPH, INDENT);
        add_worded_alone(composer, compose_append_citation, sources.items[i]);
    }
    record_list_free(&sources);
}

bool compose_excerpt(struct document *document, const struct store *store, struct record record,
                     struct lighting *lighting)
{
    struct composer composer = {.document = document,
                                .store = store,
                                .lighting = lighting,
                                .begun = true,
                                .section = SECTION_COUNT,
                                .item = record};
    add_words(&composer, record);
    add_facts(&composer, record);
    add_sources(&composer, record);
    composer_free(&composer);
    return !document->failed;
}

bool compose_append_excerpt(struct buffer *buffer, const struct store *store, struct record record)
{
    struct document document = {0};
    bool done = compose_excerpt(&document, store, record, NULL);
    for (size_t i = 0; done && i < document.count; i++) {
        const struct block *block = &document.blocks[i];
        for (size_t j = 0; j < block->span_count; j++)
            buffer_append(buffer, block->spans[j].text);
        if (block->span_count)
            buffer_append_char(buffer, '\n');
    }
    document_free(&document);
    return done && !buffer->failed;
}
