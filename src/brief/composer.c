#include "brief/composer.h"

#include "briefbook/search.h"

void composer_free(struct composer *composer)
{
    endnotes_free(&composer->endnotes);
    buffer_free(&composer->scratch);
    match_list_free(&composer->matches);
    record_list_free(&composer->linked);
}

/* ---- What to print ------------------------------------------------------------------------ */

bool composer_selects(const struct composer *composer, struct record record)
{
    return !composer->search || search_has(composer->search, record.table, record.row);
}

size_t composer_next(const struct composer *composer, enum table_id table, size_t row)
{
    size_t rows = store_record_count(composer->store, table);
    if (composer->search)
        row = search_next(composer->search, table, row);
    return row < rows ? row : SIZE_MAX;
}

size_t composer_count(const struct composer *composer, enum table_id table)
{
    size_t rows = store_record_count(composer->store, table);
    return composer->search ? search_rank(composer->search, table, rows) : rows;
}

/* ---- Cells -------------------------------------------------------------------------------- */

void composer_approach(struct composer *composer, struct record record)
{
    composer->near = record;
    composer->near_store = record.table == TABLE_NONE ? NULL : composer->store;
    if (composer->near_store)
        composer->near_cells = table_row(store_table(composer->store, record.table), record.row);
}

struct slice composer_cell(const struct composer *composer, struct record record, size_t column)
{
    if (record.row == composer->near.row && record.table == composer->near.table &&
        composer->store == composer->near_store)
        return slice_trim(table_row_cell(&composer->near_cells, column));
    return slice_trim(record_cell(composer->store, record, column));
}

bool composer_has(const struct composer *composer, struct record record, size_t column)
{
    return composer_cell(composer, record, column).length > 0;
}

int composer_value(const struct composer *composer, struct record record, size_t column)
{
    return schema_value(&schema_table(record.table)->columns[column],
                        composer_cell(composer, record, column));
}

const struct record_list *composer_links(struct composer *composer, struct record record,
                                         size_t column)
{
    composer->linked.count = 0;
    if (!store_links(composer->store, record, column, &composer->linked))
        composer->document->failed = true;
    return &composer->linked;
}

/* ---- Blocks ------------------------------------------------------------------------------- */

void composer_give(struct composer *composer)
{
    struct document *document = composer->document;
    const struct document head = {.title = document->title,
                                  .marking = document->marking,
                                  .lists_sources = document->lists_sources};
    if (!composer->take || document->failed)
        return;
    bool goes_on = composer->take(composer->taker, document);
    document_clear(document);
    document->title = head.title;
    document->marking = head.marking;
    document->lists_sources = head.lists_sources;
    document->failed = !goes_on || document->failed;
}

void composer_item(struct composer *composer, struct record record)
{
    enum { PART_BLOCKS = 256 };
    if (composer->document->count >= PART_BLOCKS)
        composer_give(composer);
    composer->item = record;
    composer_approach(composer, record);
}

static struct block *plain_block(struct composer *composer, enum block_kind kind)
{
    struct block *block = document_block(composer->document, kind);
    block->section = composer->section;
    return block;
}

static void begin_section(struct composer *composer)
{
    static const char *const headings[] = {
#define SECTION_HEADING(symbol, name, heading) [SECTION_##symbol] = heading,
        SECTIONS(SECTION_HEADING)
#undef SECTION_HEADING
    };
    composer->begun = true;
    if (composer->section >= SECTION_COUNT)
        return;
    plain_block(composer, BLOCK_SPACE);
    plain_block(composer, BLOCK_HEADING)->keep_with_next = true;
    composer_words(composer, ROLE_HEADING, headings[composer->section]);
}

struct block *composer_block(struct composer *composer, enum block_kind kind, unsigned indent)
{
    if (!composer->begun)
        begin_section(composer);
    struct block *block = plain_block(composer, kind);
    block->indent = indent;
    block->record = composer->item;
    return block;
}

struct block *composer_labelled(struct composer *composer, unsigned indent, struct slice label,
                                unsigned width)
{
    struct block *block = composer_block(composer, BLOCK_PARAGRAPH, indent);
    block->label = label;
    block->label_width = width;
    return block;
}

/* ---- Spans -------------------------------------------------------------------------------- */

static void add(struct composer *composer, struct span span)
{
    struct match_list *matches = &composer->matches;
    struct slice text = span.text;
    size_t at = 0;
    if (composer->lighting && !lighting_find(composer->lighting, text, matches))
        composer->document->failed = true;
    for (size_t i = 0; composer->lighting && i < matches->count; i++) {
        span.text = slice_part(text, at, matches->items[i].start);
        span.match = false;
        document_span(composer->document, span);
        at = matches->items[i].end;
        span.text = slice_part(text, matches->items[i].start, at);
        span.match = true;
        document_span(composer->document, span);
    }
    span.text = slice_part(text, at, text.length);
    span.match = false;
    document_span(composer->document, span);
}

void composer_text(struct composer *composer, enum role role, struct slice text)
{
    add(composer, (struct span){.role = role, .text = text, .target = {TABLE_NONE, 0}});
}

void composer_link(struct composer *composer, struct slice text, struct record target)
{
    add(composer, (struct span){.role = ROLE_LINK, .text = text, .target = target});
}

struct slice composer_keep(struct composer *composer)
{
    if (composer->scratch.failed)
        composer->document->failed = true;
    struct slice kept = document_keep(composer->document, buffer_slice(&composer->scratch));
    buffer_clear(&composer->scratch);
    return kept;
}

void composer_scratch(struct composer *composer, enum role role)
{
    composer_text(composer, role, composer_keep(composer));
}

bool composer_part(struct composer *composer, enum role role, struct slice text,
                   const char *separator, bool *begun)
{
    if (text.length == 0)
        return false;
    if (*begun)
        composer_words(composer, ROLE_TEXT, separator);
    *begun = true;
    composer_text(composer, role, text);
    return true;
}

void composer_aside(struct composer *composer, struct slice text)
{
    if (text.length == 0)
        return;
    composer_words(composer, ROLE_TEXT, " (");
    composer_text(composer, ROLE_TEXT, text);
    composer_words(composer, ROLE_TEXT, ")");
}

void composer_named_value(struct composer *composer, struct slice name, struct slice value)
{
    composer_block(composer, BLOCK_PARAGRAPH, 0);
    composer_text(composer, ROLE_LABEL, name);
    composer_words(composer, ROLE_LABEL, ":");
    composer_words(composer, ROLE_TEXT, " ");
    composer_text(composer, ROLE_TEXT, value);
}

static bool ends_sentence(struct slice text)
{
    static const char *const signs[] = {".", "!", "?", "…", ".”", "!”", "?”", ".)", "。"};
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        struct slice sign = slice_of(signs[i]);
        if (text.length >= sign.length &&
            slice_equal(slice_part(text, text.length - sign.length, text.length), sign))
            return true;
    }
    return false;
}

void composer_sentence(struct composer *composer, enum role role, struct slice text)
{
    composer_text(composer, role, text);
    if (text.length && !ends_sentence(text))
        composer_words(composer, role, ".");
}
