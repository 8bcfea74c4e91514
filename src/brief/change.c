#include "brief/change.h"

#include "brief/conflict.h"
#include "brief/item.h"
#include "brief/statement.h"
#include "brief/wording.h"
#include "briefbook/date.h"
#include "briefbook/difference.h"

enum {
    LABEL_WIDTH = 9,
    SHORT_VALUE = 60 /* bytes: longer ones are compared by their words */
};

const struct change_place change_places[TABLE_COUNT] = {
    {TABLE_BRIEFING, SECTION_BOTTOM_LINE},  {TABLE_LINES, SECTION_LINES},
    {TABLE_JUDGEMENTS, SECTION_JUDGEMENTS}, {TABLE_EVENTS, SECTION_EVENTS},
    {TABLE_PEOPLE, SECTION_PEOPLE},         {TABLE_QUOTES, SECTION_QUOTES},
    {TABLE_FIELDS, SECTION_FIELDS},         {TABLE_CONFLICTS, SECTION_CONFLICTS},
    {TABLE_SOURCES, SECTION_SOURCES},       {TABLE_PLAIN, SECTION_COUNT},
};

/* The columns that name what a record rests on, and the text that stands below its name. */
enum { NONE = UINT16_MAX };
static const struct {
    size_t sources;
    size_t body;
    bool is_name; /* the body is what the record is called */
} tables[TABLE_COUNT] = {
    [TABLE_EVENTS] = {EVENTS_SOURCE_IDS, EVENTS_DESCRIPTION, false},
    [TABLE_PEOPLE] = {PEOPLE_SOURCE_IDS, PEOPLE_SUMMARY, false},
    [TABLE_QUOTES] = {QUOTES_SOURCE_IDS, QUOTES_TEXT, true},
    [TABLE_FIELDS] = {FIELDS_SOURCE_IDS, FIELDS_DESCRIPTION, false},
    [TABLE_SOURCES] = {NONE, NONE, false},
    [TABLE_JUDGEMENTS] = {JUDGEMENTS_SOURCE_IDS, JUDGEMENTS_TEXT, true},
    [TABLE_LINES] = {LINES_SOURCE_IDS, LINES_TEXT, true},
    [TABLE_CONFLICTS] = {NONE, NONE, false},
    [TABLE_BRIEFING] = {NONE, NONE, false},
    [TABLE_PLAIN] = {NONE, NONE, false},
};

/* ---- The book and the counts ---------------------------------------------------------------- */

static struct slice book_cell(const struct store *store, size_t column)
{
    return slice_trim(record_cell(store, (struct record){TABLE_BRIEFING, 0}, column));
}

/* Appends a cell behind its words, where it is not blank. */
static void append_said(struct buffer *buffer, const char *words, struct slice cell, size_t start)
{
    if (cell.length == 0)
        return;
    if (buffer->length > start)
        buffer_append_string(buffer, ", ");
    buffer_append_string(buffer, words);
    buffer_append(buffer, cell);
}

bool change_append_book(struct buffer *buffer, const struct store *store)
{
    size_t start = buffer->length;
    struct buffer date = {0};
    date_append(&date, book_cell(store, BRIEFING_AS_OF));
    append_said(buffer, "briefing ", book_cell(store, BRIEFING_NUMBER), start);
    append_said(buffer, "revision ", book_cell(store, BRIEFING_REVISION), start);
    append_said(buffer, "information as of ", buffer_slice(&date), start);
    if (buffer->length == start)
        buffer_append(buffer, store_folder_name(store));
    buffer->failed = buffer->failed || date.failed;
    buffer_free(&date);
    return !buffer->failed;
}

static const char *const labels[CHANGE_KINDS] = {"New", "Altered", "Gone"};

/* ---- Cells -------------------------------------------------------------------------------- */

/* Both values word by word: [-what is gone] {+what is new}; of a rewritten text both as a
 * whole. */
static void add_difference(struct composer *composer, struct slice older, struct slice newer)
{
    static const char *const before[] = {"", "[-", "{+"};
    static const char *const after[] = {"", "]", "}"};
    static const enum role roles[] = {ROLE_TEXT, ROLE_MUTED, ROLE_NAME};
    const struct difference_run whole[] = {{DIFFERENCE_GONE, older}, {DIFFERENCE_NEW, newer}};
    struct difference difference = {0};
    if (!difference_of_words(&difference, older, newer))
        composer->document->failed = true;
    bool rewrite = difference_is_rewrite(&difference);
    const struct difference_run *runs = rewrite ? whole : difference.runs;
    size_t count = rewrite ? sizeof whole / sizeof whole[0] : difference.count;
    for (size_t i = 0; i < count; i++) {
        composer_words(composer, roles[runs[i].kind], rewrite && i ? " " : "");
        composer_words(composer, roles[runs[i].kind], before[runs[i].kind]);
        composer_text(composer, roles[runs[i].kind], runs[i].text);
        composer_words(composer, roles[runs[i].kind], after[runs[i].kind]);
    }
    difference_free(&difference);
}

/* "held (was planned)" */
static void add_values(struct composer *composer, enum table_id table,
                       const struct changed_cell *cell)
{
    if (cell->newer.length) {
        wording_append_value(&composer->scratch, table, cell->column, cell->newer);
        composer_scratch(composer, ROLE_TEXT);
    } else {
        composer_words(composer, ROLE_MUTED, "blank");
    }
    composer_words(composer, ROLE_MUTED, " (was ");
    if (cell->older.length) {
        wording_append_value(&composer->scratch, table, cell->column, cell->older);
        composer_scratch(composer, ROLE_MUTED);
    } else {
        composer_words(composer, ROLE_MUTED, "blank");
    }
    composer_words(composer, ROLE_MUTED, ")");
}

/* A member of a list; what names a record is worded as that record. */
static void add_member(struct composer *composer, const struct store *store,
                       const struct column_schema *schema, struct slice member)
{
    struct record record;
    if (schema->target < TABLE_COUNT && store_find(store, schema->target, member, &record))
        compose_append_short(&composer->scratch, store, record);
    else
        buffer_append(&composer->scratch, member);
    composer_scratch(composer, ROLE_TEXT);
}

/* "added A; B. Dropped C" */
static void add_members(struct composer *composer, const struct difference *difference,
                        enum difference_kind kind, const char *words,
                        const struct column_schema *schema)
{
    const struct changes *changes = composer->changes;
    const struct store *store = kind == DIFFERENCE_GONE ? changes->older : changes->newer;
    bool begun = false;
    for (size_t i = 0; i < difference->count; i++) {
        if (difference->runs[i].kind != kind)
            continue;
        composer_words(composer, ROLE_TEXT, begun ? "; " : words);
        add_member(composer, store, schema, difference->runs[i].text);
        begun = true;
    }
}

static void add_lists(struct composer *composer, const struct changed_cell *cell)
{
    struct difference difference = {0};
    if (!difference_of_lists(&difference, cell->older, cell->newer, ';'))
        composer->document->failed = true;
    size_t added = 0;
    for (size_t i = 0; i < difference.count; i++)
        added += difference.runs[i].kind == DIFFERENCE_NEW;
    add_members(composer, &difference, DIFFERENCE_NEW, "added ", cell->schema);
    add_members(composer, &difference, DIFFERENCE_GONE, added ? ". Dropped " : "dropped ",
                cell->schema);
    difference_free(&difference);
}

static bool is_list(const struct column_schema *schema)
{
    return schema && (schema->kind == COLUMN_LINK || schema->kind == COLUMN_LINKS ||
                      schema->kind == COLUMN_LIST);
}

static bool is_prose(const struct changed_cell *cell)
{
    const struct column_schema *schema = cell->schema;
    bool is_text = !schema || schema->kind == COLUMN_TEXT;
    return is_text && cell->older.length && cell->newer.length &&
           ((schema && (schema->flags & COLUMN_LONG)) || cell->older.length > SHORT_VALUE ||
            cell->newer.length > SHORT_VALUE);
}

static void add_cell(struct composer *composer, enum table_id table,
                     const struct changed_cell *cell, unsigned width)
{
    composer_labelled(composer, INDENT_ITEM, (struct slice){NULL, 0}, width);
    composer_text(composer, ROLE_LABEL, changed_cell_title(cell));
    composer_words(composer, ROLE_LABEL, ":");
    composer_words(composer, ROLE_TEXT, " ");
    if (is_list(cell->schema))
        add_lists(composer, cell);
    else if (is_prose(cell))
        add_difference(composer, cell->older, cell->newer);
    else
        add_values(composer, table, cell);
}

/* ---- The cells of a record ---------------------------------------------------------------- */

/* What the head of a page says of both books is not said again. */
static bool is_in_head(size_t column)
{
    return column == BRIEFING_ID || column == BRIEFING_NUMBER || column == BRIEFING_REVISION ||
           column == BRIEFING_SUPERSEDES || column == BRIEFING_AS_OF;
}

/* A change that stands under no heading says all itself. */
static bool is_alone(const struct composer *composer)
{
    return composer->section == SECTION_COUNT;
}

/* Under the heading of the bottom line it is clear that the book is meant. */
static bool is_named(const struct composer *composer, const struct change *change)
{
    return change->table != TABLE_BRIEFING || is_alone(composer);
}

/* On a page the records follow in full: there descriptions and lists are only named. */
static bool is_brief(const struct composer *composer)
{
    return composer->section == SECTION_CHANGES;
}

static bool is_shown(const struct composer *composer, const struct change *change,
                     const struct changed_cell *cell)
{
    if (!is_brief(composer))
        return is_named(composer, change) || !is_in_head(cell->column);
    bool is_text = tables[change->table].is_name && cell->column == tables[change->table].body;
    return is_text || (!is_list(cell->schema) && !is_prose(cell) && cell->older.length);
}

/* "Altered: description, sources" */
static void name_others(struct composer *composer, const struct change *change)
{
    struct changed_cell cell;
    bool begun = false;
    size_t at = 0;
    while (changes_next_cell(composer->changes, change, &at, &cell)) {
        if (is_shown(composer, change, &cell))
            continue;
        if (!begun) {
            composer_labelled(composer, INDENT_ITEM, (struct slice){NULL, 0}, LABEL_WIDTH);
            composer_words(composer, ROLE_LABEL, "Altered: ");
        }
        wording_append_column(&composer->scratch, change->table, cell.name);
        composer_part(composer, ROLE_TEXT, composer_keep(composer), ", ", &begun);
    }
}

static void add_cells(struct composer *composer, const struct change *change)
{
    unsigned width = is_named(composer, change) ? LABEL_WIDTH : 0;
    struct changed_cell cell;
    size_t at = 0;
    while (changes_next_cell(composer->changes, change, &at, &cell)) {
        if (is_shown(composer, change, &cell))
            add_cell(composer, change->table, &cell, width);
    }
    if (is_brief(composer))
        name_others(composer, change);
}

/* ---- The name of a record ------------------------------------------------------------------- */

/* Sources stand in the newer book: only its records are cited. */
static void add_citation(struct composer *composer, const struct change *change)
{
    size_t column = tables[change->table].sources;
    if (column != NONE && change->kind != CHANGE_GONE)
        composer_cite(composer, change_record(change), column);
}

/* In full what is new or gone; of what is altered a few words, since all of them follow. */
static void add_name(struct composer *composer, const struct change *change)
{
    struct record record = change_record(change);
    bool whole = change->kind != CHANGE_ALTERED && tables[change->table].is_name;
    if (whole && change->table == TABLE_QUOTES) {
        statement_add_speaker(composer, record, ROLE_NAME);
        composer_words(composer, ROLE_TEXT, ": ");
        statement_add_words(composer, record, QUOTES_TEXT);
    } else if (whole) {
        composer_text(composer, ROLE_NAME,
                      composer_cell(composer, record, tables[change->table].body));
    } else if (change->table == TABLE_CONFLICTS) {
        conflict_add_subject(composer, record);
        composer_words(composer, ROLE_TEXT, ": ");
        composer_text(composer, ROLE_TEXT, composer_cell(composer, record, CONFLICTS_VALUE_A));
        composer_words(composer, ROLE_TEXT, "; ");
        composer_text(composer, ROLE_TEXT, composer_cell(composer, record, CONFLICTS_VALUE_B));
    } else if (change->table == TABLE_SOURCES) {
        compose_append_citation(&composer->scratch, composer->store, record);
        composer_scratch(composer, ROLE_NAME);
    } else {
        compose_append_short(&composer->scratch, composer->store, record);
        composer_scratch(composer, ROLE_NAME);
    }
}

static void add_body(struct composer *composer, const struct change *change)
{
    size_t column = tables[change->table].body;
    struct record record = change_record(change);
    if (is_brief(composer) || change->kind != CHANGE_NEW || column == NONE ||
        tables[change->table].is_name || !composer_has(composer, record, column))
        return;
    composer_labelled(composer, INDENT_ITEM, (struct slice){NULL, 0}, LABEL_WIDTH);
    composer_text(composer, ROLE_TEXT, composer_cell(composer, record, column));
}

/* ---- Items -------------------------------------------------------------------------------- */

void change_add(struct composer *composer, const struct change *change)
{
    const struct store *store = composer->store;
    composer->store = changes_store(composer->changes, change);
    composer_item(composer, change->kind == CHANGE_GONE ? (struct record){TABLE_NONE, 0}
                                                        : change_record(change));
    if (is_named(composer, change)) {
        composer_labelled(composer, INDENT_ITEM, slice_of(labels[change->kind]), LABEL_WIDTH)
            ->label_role = ROLE_LABEL;
        add_name(composer, change);
        add_citation(composer, change);
        item_add_marking(composer, change_record(change));
        add_body(composer, change);
    }
    if (change->kind == CHANGE_ALTERED)
        add_cells(composer, change);
    composer->store = store;
}

/* ---- Tables ------------------------------------------------------------------------------- */

static bool is_selected(const struct composer *composer, const struct change *change)
{
    return !composer->search ||
           (change->kind != CHANGE_GONE && composer_selects(composer, change_record(change)));
}

static size_t count_kind(const struct composer *composer, enum table_id table,
                         enum change_kind kind)
{
    const struct table_changes *found = &composer->changes->tables[table];
    size_t count = 0;
    for (size_t i = 0; i < found->count; i++) {
        const struct change *change = &composer->changes->items[found->first + i];
        count += change->kind == kind && is_selected(composer, change);
    }
    return count;
}

size_t change_count(const struct composer *composer, enum table_id table)
{
    size_t count = 0;
    for (enum change_kind kind = 0; kind < CHANGE_KINDS; kind++)
        count += count_kind(composer, table, kind);
    return count;
}

void change_append_counts(struct composer *composer, enum table_id table)
{
    bool begun = false;
    for (enum change_kind kind = 0; kind < CHANGE_KINDS; kind++) {
        size_t count = 0;
        for (enum table_id i = 0; i < TABLE_COUNT; i++)
            count += table == TABLE_NONE || table == i ? count_kind(composer, i, kind) : 0;
        if (!count)
            continue;
        buffer_append_format(&composer->scratch, "%s%zu %s", begun ? ", " : "", count,
                             change_kind_name(kind));
        begun = true;
    }
    if (!begun)
        buffer_append_string(&composer->scratch, "nothing");
}

void change_add_table(struct composer *composer, enum table_id table)
{
    const struct table_changes *found = &composer->changes->tables[table];
    for (size_t i = 0; i < found->count; i++) {
        const struct change *change = &composer->changes->items[found->first + i];
        if (is_selected(composer, change))
            change_add(composer, change);
    }
}
