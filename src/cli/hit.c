#include "cli/hit.h"

#include "briefbook/compose.h"
#include "briefbook/layout.h"

enum { INDENT = 4 };

static const char LIT[] = "\033[7m";
static const char STRONG[] = "\033[1m";
static const char PLAIN[] = "\033[0m";

/* Columns that every hit of a table shows: a word or two about it, or, where compose.h words them,
 * its speaker, date and source. Other columns are shown only where they match. */
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

/* A record on its way to a document. */
struct hit {
    const struct store *store;
    struct record record;
    struct lighting *lighting;
    struct document document;
    struct match_list matches;
    bool failed;
};

static struct slice cell(const struct hit *hit, size_t column)
{
    return record_cell(hit->store, hit->record, column);
}

/* ---- Text with its matches lit -------------------------------------------------------------- */

static bool find(struct hit *hit, struct slice text)
{
    if (!lighting_find(hit->lighting, text, &hit->matches))
        hit->failed = true;
    return !hit->failed && hit->matches.count > 0;
}

static void add_piece(struct hit *hit, enum role role, struct slice text, bool match)
{
    document_span(
        &hit->document,
        (struct span){.role = role, .match = match, .text = text, .target = {.table = TABLE_NONE}});
}

static void add_lit(struct hit *hit, enum role role, struct slice text)
{
    size_t done = 0;
    find(hit, text);
    for (size_t i = 0; !hit->failed && i < hit->matches.count; i++) {
        const struct match *match = &hit->matches.items[i];
        add_piece(hit, role, slice_part(text, done, match->start), false);
        add_piece(hit, role, slice_part(text, match->start, match->end), true);
        done = match->end;
    }
    add_piece(hit, role, slice_part(text, done, text.length), false);
}

/* ---- Parts of a line ------------------------------------------------------------------------ */

/* Adds a part of an enumeration; a blank one is left out. */
static void add_part(struct hit *hit, enum role role, struct slice text)
{
    const struct document *document = &hit->document;
    if (slice_trim(text).length == 0)
        return;
    if (!document->failed && document->blocks[document->count - 1].span_count)
        document_string(&hit->document, ROLE_MUTED, ", ");
    add_lit(hit, role, text);
}

typedef bool append_wording(struct buffer *buffer, const struct store *store, struct record record);

/* Adds a part that is worded for the occasion. */
static void add_worded(struct hit *hit, append_wording *append, struct record record)
{
    struct buffer text = {0};
    if (!append(&text, hit->store, record))
        hit->failed = true;
    add_part(hit, ROLE_MUTED, document_keep(&hit->document, buffer_slice(&text)));
    buffer_free(&text);
}

/* ---- The words ------------------------------------------------------------------------------ */

static void add_quotation(struct hit *hit)
{
    struct slice words = record_name(hit->store, hit->record);
    struct quotation_marks marks = compose_quotation_marks(hit->store, hit->record, words);
    document_string(&hit->document, ROLE_QUOTATION, marks.before);
    add_lit(hit, ROLE_QUOTATION, words);
    document_string(&hit->document, ROLE_QUOTATION, marks.after);
}

/* What a record is called would not do for all: a source may have no title, and a conflict is about
 * another record. */
static void add_words(struct hit *hit)
{
    document_block(&hit->document, BLOCK_PARAGRAPH);
    if (hit->record.table == TABLE_QUOTES)
        add_quotation(hit);
    else if (hit->record.table == TABLE_SOURCES)
        add_worded(hit, compose_append_citation, hit->record);
    else if (hit->record.table == TABLE_CONFLICTS)
        add_worded(hit, compose_append_short, hit->record);
    else
        add_lit(hit, ROLE_NAME, record_name(hit->store, hit->record));
}

/* ---- The citation --------------------------------------------------------------------------- */

static void add_disputed(struct hit *hit)
{
    struct record_list disputed = {0};
    if (!store_links(hit->store, hit->record, CONFLICTS_ROW_ID, &disputed))
        hit->failed = true;
    for (size_t i = 0; i < disputed.count; i++)
        add_part(hit, ROLE_MUTED, record_name(hit->store, disputed.items[i]));
    record_list_free(&disputed);
}

static void add_facts(struct hit *hit)
{
    document_block(&hit->document, BLOCK_PARAGRAPH)->indent = INDENT;
    if (hit->record.table == TABLE_CONFLICTS)
        add_disputed(hit);
    if (hit->record.table == TABLE_QUOTES)
        add_worded(hit, compose_append_speaker, hit->record);
    for (size_t i = 0; i < SHOWN; i++)
        if (shown[i].table == hit->record.table && !shown[i].worded)
            add_part(hit, ROLE_MUTED, cell(hit, shown[i].column));
    if (hit->record.table != TABLE_SOURCES)
        add_worded(hit, compose_append_date, hit->record);
}

/* Each source on a line of its own, so that it can be copied. */
static void add_sources(struct hit *hit)
{
    const struct table_schema *schema = schema_table(hit->record.table);
    struct record_list sources = {0};
    for (size_t i = 0; schema && i < schema->column_count; i++)
        if (schema->columns[i].target == TABLE_SOURCES &&
            !store_links(hit->store, hit->record, i, &sources))
            hit->failed = true;
    for (size_t i = 0; i < sources.count; i++) {
        document_block(&hit->document, BLOCK_PARAGRAPH)->indent = INDENT;
        add_worded(hit, compose_append_citation, sources.items[i]);
    }
    record_list_free(&sources);
}

/* ---- What else matches ---------------------------------------------------------------------- */

static bool is_shown(enum table_id table, size_t column)
{
    for (size_t i = 0; i < SHOWN; i++)
        if (shown[i].table == table && shown[i].column == column)
            return true;
    return false;
}

/* Adds "title: text" where the text matches. */
static void add_match(struct hit *hit, struct slice title, struct slice text)
{
    if (!find(hit, text))
        return;
    document_block(&hit->document, BLOCK_PARAGRAPH)->indent = INDENT;
    document_text(&hit->document, ROLE_LABEL, title);
    document_string(&hit->document, ROLE_LABEL, ": ");
    add_lit(hit, ROLE_TEXT, text);
}

/* A record is also found by the names of the people, events and fields that it links to. */
static void add_linked(struct hit *hit, const struct column *column, size_t number)
{
    struct record_list linked = {0};
    bool speaker = hit->record.table == TABLE_QUOTES && number == QUOTES_SPEAKER_ID;
    if (speaker || column->schema->target == TABLE_SOURCES)
        return;
    if (!store_links(hit->store, hit->record, number, &linked))
        hit->failed = true;
    for (size_t i = 0; i < linked.count; i++)
        add_match(hit, slice_of(column->schema->title), record_name(hit->store, linked.items[i]));
    record_list_free(&linked);
}

static void add_column(struct hit *hit, const struct column *column, size_t number)
{
    struct slice text = cell(hit, number);
    bool is_name = text.data == record_name(hit->store, hit->record).data;
    if (text.length == 0 || is_name || is_shown(hit->record.table, number))
        return;
    if (column->schema && column_is_link(column->schema))
        add_linked(hit, column, number);
    else if (column->schema && column->schema->kind != COLUMN_ID)
        add_match(hit, slice_of(column->schema->title), text);
    else if (!column->schema)
        add_match(hit, column->name, text);
}

static void add_matches(struct hit *hit)
{
    const struct table *table = store_table(hit->store, hit->record.table);
    for (size_t i = 0; i < table_column_count(table); i++)
        add_column(hit, table_column(table, i), i);
}

/* ---- Lines ---------------------------------------------------------------------------------- */

static void append_span(struct buffer *text, const struct span *span, const struct hit_style *style)
{
    bool lit = style->color && span->match;
    bool strong = style->color && span->role == ROLE_HEADING;
    buffer_append_string(text, lit ? LIT : strong ? STRONG : "");
    buffer_append(text, span->text);
    buffer_append_string(text, lit || strong ? PLAIN : "");
}

static bool append_lines(struct buffer *text, const struct document *document,
                         const struct hit_style *style)
{
    struct layout layout = {0};
    const struct layout_options options = {
        .width = style->width, .medium = TEXT_ON_SCREEN, .ascii = style->ascii};
    bool done = !document->failed && layout_document(&layout, document, &options);
    for (size_t i = 0; done && i < layout.count; i++) {
        for (size_t j = 0; j < layout.lines[i].count; j++)
            append_span(text, &layout.lines[i].spans[j], style);
        buffer_append_char(text, '\n');
    }
    layout_free(&layout);
    return done && !text->failed;
}

bool hit_append(struct buffer *text, const struct store *store, struct record record,
                struct lighting *lighting, const struct hit_style *style)
{
    enum { MOST_FOR_A_RECORD = 100000 }; /* microseconds, for regular expressions */
    struct hit hit = {.store = store, .record = record, .lighting = lighting};
    lighting_allow(lighting, MOST_FOR_A_RECORD);
    add_words(&hit);
    add_facts(&hit);
    add_sources(&hit);
    add_matches(&hit);
    bool done = !hit.failed && append_lines(text, &hit.document, style);
    match_list_free(&hit.matches);
    document_free(&hit.document);
    return done;
}

bool hit_append_heading(struct buffer *text, struct slice heading, const struct hit_style *style)
{
    struct document document = {0};
    document_block(&document, BLOCK_HEADING);
    document_text(&document, ROLE_HEADING, heading);
    bool done = append_lines(text, &document, style);
    document_free(&document);
    return done;
}
