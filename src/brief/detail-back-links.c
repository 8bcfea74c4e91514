#include "brief/detail.h"
#include "brief/wording.h"

/* Whether a column may link to a record of this table. */
static bool leads_to(const struct column_schema *column, enum table_id table)
{
    return column_is_link(column) && column->target == table;
}

static size_t count_columns(const struct table_schema *from, enum table_id table)
{
    size_t count = 0;
    for (size_t column = 0; column < from->column_count; column++)
        count += leads_to(&from->columns[column], table);
    return count;
}

/* "Quotes (3)"; where more than one column leads here "Quotes, about (3)". */
static void add_title(struct detail *detail, const struct table_schema *from, size_t column,
                      size_t count)
{
    struct composer *composer = detail->composer;
    composer_block(composer, BLOCK_SPACE, 0);
    composer_block(composer, BLOCK_PARAGRAPH, 0)->keep_with_next = true;
    composer_words(composer, ROLE_LABEL, from->title);
    if (count_columns(from, detail->record.table) > 1 || from->id == detail->record.table) {
        composer_words(composer, ROLE_LABEL, ", ");
        wording_append_column(&composer->scratch, from->id, slice_of(from->columns[column].name));
        document_text(composer->document, ROLE_LABEL, composer_keep(composer));
    }
    document_format(composer->document, ROLE_MUTED, " (%zu)", count);
}

/* Beside a speaker the words of a quote say enough. */
static void append_name(struct detail *detail, struct record linked, size_t column)
{
    struct composer *composer = detail->composer;
    size_t room = detail_room(detail, INDENT_ITEM);
    if (linked.table == TABLE_QUOTES && column == QUOTES_SPEAKER_ID)
        wording_append_cut(&composer->scratch, composer_cell(composer, linked, QUOTES_TEXT),
                           room ? room - 1 : 0); /* an ellipsis may follow */
    else
        wording_append_short(&composer->scratch, composer->store, linked, room);
}

static void add_list(struct detail *detail, const struct table_schema *from, size_t column)
{
    struct composer *composer = detail->composer;
    size_t count;
    const uint32_t *rows =
        store_back_links(composer->store, detail->record, from->id, column, &count);
    if (count == 0)
        return;
    add_title(detail, from, column, count);
    for (size_t i = 0; i < count && i < DETAIL_LISTED; i++) {
        struct record linked = {from->id, rows[i]};
        composer_labelled(composer, INDENT_ITEM, SLICE("▸"), 0)->label_role = ROLE_MUTED;
        append_name(detail, linked, column);
        composer_link(composer, composer_keep(composer), linked);
    }
    detail_add_rest(detail, count, INDENT_ITEM);
}

void detail_add_back_links(struct detail *detail)
{
    for (enum table_id table = 0; table < TABLE_PLAIN; table++) {
        const struct table_schema *from = schema_table(table);
        for (size_t column = 0; column < from->column_count; column++) {
            if (leads_to(&from->columns[column], detail->record.table))
                add_list(detail, from, column);
        }
    }
}
