#include "brief/conflict.h"
#include "brief/detail.h"
#include "brief/wording.h"
#include "briefbook/text.h"

enum { WIDEST_LABEL = 16 };

void detail_add_link(struct detail *detail, struct slice text, struct record target)
{
    composer_words(detail->composer, ROLE_MUTED, "▸" NO_BREAK_SPACE);
    composer_link(detail->composer, text, target);
}

size_t detail_room(const struct detail *detail, size_t margin)
{
    enum { SIGN = 3 }; /* and a blank, in ASCII */
    return detail->columns > margin + SIGN ? detail->columns - margin - SIGN : 0;
}

/* ---- Which columns ----------------------------------------------------------------------------- */

/* A source without a rating says so: that is a value, too. */
static bool is_rating(const struct detail *detail, size_t column)
{
    return detail->record.table == TABLE_SOURCES && column == SOURCES_RELIABILITY;
}

static bool is_left(const struct detail *detail, size_t column)
{
    return !detail_is_shown(detail, column) &&
           (composer_has(detail->composer, detail->record, column) || is_rating(detail, column));
}

static unsigned widest_title(const struct detail *detail)
{
    const struct table_schema *schema = schema_table(detail->record.table);
    unsigned widest = 0;
    for (size_t column = 0; column < schema->column_count; column++) {
        size_t width = text_width(slice_of(schema->columns[column].title), TEXT_ON_PAPER);
        if (is_left(detail, column) && width > widest && width <= WIDEST_LABEL)
            widest = (unsigned)width;
    }
    return widest;
}

/* ---- Links --------------------------------------------------------------------------------------- */

/* Names that are short stand side by side; the others have a line each. */
static bool stands_alone(enum table_id target)
{
    return target != TABLE_PEOPLE && target != TABLE_FIELDS;
}

static void add_target(struct detail *detail, struct record target, size_t margin)
{
    struct composer *composer = detail->composer;
    wording_append_short(&composer->scratch, composer->store, target, detail_room(detail, margin));
    detail_add_link(detail, composer_keep(composer), target);
    conflict_flag(composer, target);
    if (target.table == TABLE_SOURCES && !composer_has(composer, target, SOURCES_RELIABILITY))
        composer_words(composer, ROLE_WARNING, "   UNRATED");
}

/* While tables are being read, an id that names no record may still come to name one. */
static void add_unknown_target(struct detail *detail, struct slice id)
{
    composer_text(detail->composer, ROLE_TEXT, id);
    if (store_state(detail->composer->store) == STORE_LOADED)
        composer_words(detail->composer, ROLE_WARNING, "?");
}

static void add_linked(struct detail *detail, enum table_id table, struct slice id, size_t margin)
{
    struct record target;
    if (table != TABLE_NONE && store_find(detail->composer->store, table, id, &target))
        add_target(detail, target, margin);
    else
        add_unknown_target(detail, id);
}

void detail_add_links(struct detail *detail, size_t column, struct slice label, unsigned width)
{
    struct composer *composer = detail->composer;
    const struct column_schema *schema = &schema_table(detail->record.table)->columns[column];
    enum table_id table = store_link_target(composer->store, detail->record, column);
    struct slice rest = record_cell(composer->store, detail->record, column);
    struct slice id;
    size_t count = 0;
    for (; link_next(schema, &rest, &id); count++) {
        if (count >= DETAIL_LISTED)
            continue;
        if (count == 0 || stands_alone(table))
            composer_labelled(composer, 0, count ? (struct slice){NULL, 0} : label, width);
        else
            composer_words(composer, ROLE_TEXT, "   ");
        add_linked(detail, table, id, width);
    }
    detail_add_rest(detail, count, width);
}

/* ---- Values --------------------------------------------------------------------------------------- */

static void add_value(struct detail *detail, size_t column, unsigned width)
{
    struct composer *composer = detail->composer;
    const struct column_schema *schema = &schema_table(detail->record.table)->columns[column];
    struct slice value = composer_cell(composer, detail->record, column);
    composer_labelled(composer, 0, slice_of(schema->title), width);
    wording_append_value(&composer->scratch, detail->record.table, column, value);
    composer_scratch(composer, ROLE_TEXT);
    if (is_rating(detail, column) && value.length == 0)
        composer_words(composer, ROLE_WARNING, "UNRATED");
}

void detail_add_columns(struct detail *detail)
{
    const struct table_schema *schema = schema_table(detail->record.table);
    unsigned width = widest_title(detail) + 1;
    if (width > 1)
        composer_block(detail->composer, BLOCK_SPACE, 0);
    for (size_t column = 0; column < schema->column_count; column++) {
        if (is_left(detail, column) && column_is_link(&schema->columns[column]))
            detail_add_links(detail, column, slice_of(schema->columns[column].title), width);
    }
    for (size_t column = 0; column < schema->column_count; column++) {
        if (is_left(detail, column) && !column_is_link(&schema->columns[column]))
            add_value(detail, column, width);
    }
}

void detail_add_unknown_columns(struct detail *detail)
{
    struct composer *composer = detail->composer;
    const struct table *table = store_table(composer->store, detail->record.table);
    const struct table_schema *schema = schema_table(detail->record.table);
    bool begun = schema == NULL;
    for (size_t column = schema ? schema->column_count : 0; column < table_column_count(table);
         column++) {
        struct slice value = record_cell(composer->store, detail->record, column);
        if (slice_trim(value).length == 0)
            continue;
        if (!begun)
            composer_block(composer, BLOCK_SPACE, 0);
        begun = true;
        composer_named_value(composer, table_column(table, column)->name, value);
    }
}
