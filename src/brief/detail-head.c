#include "brief/conflict.h"
#include "brief/detail.h"
#include "brief/statement.h"
#include "brief/verified.h"
#include "brief/wording.h"

enum { END = UINT16_MAX, SUBTITLES = 6 };

/* What stands below the name of a record, in one line, and the text below that. */
struct head {
    size_t subtitle[SUBTITLES]; /* up to END */
    size_t body;
};

static const struct head heads[TABLE_PLAIN] = {
    [TABLE_EVENTS] = {{EVENTS_TYPE, EVENTS_LOCATION, EVENTS_COUNTRY, EVENTS_STATUS, END},
                      EVENTS_DESCRIPTION},
    [TABLE_PEOPLE] = {{PEOPLE_RANK, PEOPLE_ROLE, PEOPLE_ORGANIZATION, PEOPLE_COUNTRY, END},
                      PEOPLE_SUMMARY},
    [TABLE_FIELDS] = {{FIELDS_SHORT_NAME, FIELDS_KIND, END}, FIELDS_DESCRIPTION},
    [TABLE_SOURCES] = {{SOURCES_AUTHOR, SOURCES_CONTAINER_TITLE, SOURCES_PUBLISHER, END},
                       SOURCES_DESCRIPTOR},
    [TABLE_JUDGEMENTS] = {{JUDGEMENTS_KIND, END}, JUDGEMENTS_TEXT},
    [TABLE_LINES] = {{LINES_KIND, LINES_QUESTION, END}, LINES_TEXT},
    [TABLE_BRIEFING] = {{BRIEFING_AUTHOR, END}, BRIEFING_BOTTOM_LINE},
};

/* ---- The name and the date -------------------------------------------------------------------- */

/* Marks the columns that say when the record was. */
static void show_date(struct detail *detail)
{
    const struct table_schema *schema = schema_table(detail->record.table);
    for (size_t column = 0; column < schema->column_count; column++) {
        if (wording_dates_by(detail->composer->store, detail->record, column))
            detail_set_shown(detail, column);
    }
}

/* Begins the first line, with a date at its right end. */
static void begin_first_line(struct detail *detail, struct slice date)
{
    struct block *block = composer_block(detail->composer, BLOCK_SPLIT, 0);
    block->label = date;
    block->label_role = ROLE_MUTED;
}

/* The column that names the record; the column count when its id does. */
static size_t name_column(const struct detail *detail)
{
    const struct table_schema *schema = schema_table(detail->record.table);
    size_t column = 0;
    while (column < schema->column_count &&
           !((schema->columns[column].flags & COLUMN_IS_NAME) &&
             composer_has(detail->composer, detail->record, column)))
        column++;
    return column;
}

static void add_name(struct detail *detail)
{
    struct composer *composer = detail->composer;
    compose_append_date(&composer->scratch, composer->store, detail->record);
    struct slice date = composer_keep(composer);
    show_date(detail);
    if (name_column(detail) == heads[detail->record.table].body && date.length == 0)
        return;
    begin_first_line(detail, date);
    if (name_column(detail) == heads[detail->record.table].body)
        return;
    composer_text(composer, ROLE_NAME, slice_trim(record_name(composer->store, detail->record)));
    detail_set_shown(detail, name_column(detail));
}

static void add_subtitle(struct detail *detail)
{
    const struct head *head = &heads[detail->record.table];
    bool begun = false;
    for (size_t i = 0; head->subtitle[i] != END; i++) {
        struct slice part = composer_cell(detail->composer, detail->record, head->subtitle[i]);
        if (detail_is_shown(detail, head->subtitle[i]) || part.length == 0)
            continue;
        if (!begun)
            composer_block(detail->composer, BLOCK_PARAGRAPH, 0);
        wording_append_value(&detail->composer->scratch, detail->record.table, head->subtitle[i],
                             part);
        composer_part(detail->composer, ROLE_TEXT, composer_keep(detail->composer), ", ", &begun);
        detail_set_shown(detail, head->subtitle[i]);
    }
}

static void add_body(struct detail *detail)
{
    size_t column = heads[detail->record.table].body;
    struct slice body = composer_cell(detail->composer, detail->record, column);
    if (detail_is_shown(detail, column) || body.length == 0)
        return;
    composer_block(detail->composer, BLOCK_SPACE, 0);
    composer_block(detail->composer, BLOCK_PARAGRAPH, 0);
    composer_text(detail->composer, ROLE_TEXT, body);
    detail_set_shown(detail, column);
}

/* ---- Quotes ------------------------------------------------------------------------------------ */

static void add_words(struct detail *detail, size_t column)
{
    if (!composer_has(detail->composer, detail->record, column))
        return;
    composer_block(detail->composer, BLOCK_SPACE, 0);
    composer_block(detail->composer, BLOCK_QUOTATION, INDENT_ITEM);
    statement_add_words(detail->composer, detail->record, column);
}

static void add_quote(struct detail *detail)
{
    static const size_t said[] = {QUOTES_SPEAKER_ID,    QUOTES_ATTRIBUTION_TEXT,
                                  QUOTES_ROLE,          QUOTES_TEXT,
                                  QUOTES_ORIGINAL_TEXT, QUOTES_ANONYMITY_REASON};
    struct composer *composer = detail->composer;
    bool published;
    bool begun = false;
    struct slice date = statement_date(composer, detail->record, &published);
    if (published && date.length) {
        buffer_append_string(&composer->scratch, "published ");
        buffer_append(&composer->scratch, date);
        date = composer_keep(composer);
    }
    show_date(detail);
    begin_first_line(detail, date);
    struct record speaker = statement_add_speaker(composer, detail->record, ROLE_LINK);
    composer_block(composer, BLOCK_PARAGRAPH, 0);
    statement_add_post(composer, detail->record, speaker, ", ", &begun);
    composer_part(composer, ROLE_TEXT, statement_anonymity(composer, detail->record), "; ", &begun);
    add_words(detail, QUOTES_TEXT);
    add_words(detail, QUOTES_ORIGINAL_TEXT);
    verified_add_quote(composer, detail->record);
    for (size_t i = 0; i < sizeof said / sizeof said[0]; i++)
        detail_set_shown(detail, said[i]);
}

/* ---- Conflicts --------------------------------------------------------------------------------- */

/* A value, and below it the sources that say so. */
static void add_side(struct detail *detail, size_t value, size_t sources)
{
    enum { WIDTH = 13 };
    struct composer *composer = detail->composer;
    const struct table_schema *schema = schema_table(TABLE_CONFLICTS);
    composer_labelled(composer, 0, slice_of(schema->columns[value].title), WIDTH);
    composer_text(composer, ROLE_TEXT, composer_cell(composer, detail->record, value));
    detail_add_links(detail, sources, (struct slice){NULL, 0}, WIDTH);
    detail_set_shown(detail, value);
    detail_set_shown(detail, sources);
}

static void add_conflict(struct detail *detail)
{
    composer_block(detail->composer, BLOCK_PARAGRAPH, 0);
    conflict_add_subject(detail->composer, detail->record);
    composer_block(detail->composer, BLOCK_SPACE, 0);
    add_side(detail, CONFLICTS_VALUE_A, CONFLICTS_SOURCE_A_IDS);
    add_side(detail, CONFLICTS_VALUE_B, CONFLICTS_SOURCE_B_IDS);
    detail_set_shown(detail, CONFLICTS_TABLE);
    detail_set_shown(detail, CONFLICTS_COLUMN);
}

void detail_add_head(struct detail *detail)
{
    detail_set_shown(detail, 0); /* the id: it stands at the end */
    if (detail->record.table == TABLE_QUOTES) {
        add_quote(detail);
    } else if (detail->record.table == TABLE_CONFLICTS) {
        add_conflict(detail);
    } else {
        add_name(detail);
        add_subtitle(detail);
        add_body(detail);
    }
}
