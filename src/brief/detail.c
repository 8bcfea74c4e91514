/* detail.c: one record in full. */
#include "brief/detail.h"

#include <string.h>

void detail_set_shown(struct detail *detail, size_t column)
{
    if (column < 64)
        detail->shown |= UINT64_C(1) << column;
}

bool detail_is_shown(const struct detail *detail, size_t column)
{
    return column < 64 && detail->shown >> column & 1;
}

void detail_add_rest(struct detail *detail, size_t count, unsigned indent)
{
    if (count <= DETAIL_LISTED)
        return;
    composer_block(detail->composer, BLOCK_PARAGRAPH, indent);
    document_format(detail->composer->document, ROLE_MUTED, "and %zu more", count - DETAIL_LISTED);
}

/* "! rank: Maj. Gen.; Lt. Gen.", for each conflict about the record. */
static void add_conflicts(struct detail *detail)
{
    struct composer *composer = detail->composer;
    size_t count;
    const uint32_t *rows = store_back_links(composer->store, detail->record, TABLE_CONFLICTS,
                                            CONFLICTS_ROW_ID, &count);
    if (count)
        composer_block(composer, BLOCK_SPACE, 0);
    for (size_t i = 0; i < count && i < DETAIL_LISTED; i++) {
        struct record conflict = {TABLE_CONFLICTS, rows[i]};
        composer_labelled(composer, 0, SLICE("!"), 2)->label_role = ROLE_WARNING;
        compose_append_short(&composer->scratch, composer->store, conflict);
        detail_add_link(detail, composer_keep(composer), conflict);
        if (!composer_has(composer, conflict, CONFLICTS_RESOLUTION))
            composer_words(composer, ROLE_WARNING, " Not resolved.");
    }
    detail_add_rest(detail, count, 0);
}

/* "first-staff-talks   events.csv:17" */
static void add_origin(struct detail *detail)
{
    struct composer *composer = detail->composer;
    const struct table *table = store_table(composer->store, detail->record.table);
    const char *file = table_file(table);
    const char *slash = strrchr(file, '/');
    size_t line = table_line(table, detail->record.row);
    composer_block(composer, BLOCK_SPACE, 0);
    composer_block(composer, BLOCK_PARAGRAPH, 0);
    record_append_id(composer->store, detail->record, &composer->scratch);
    document_text(composer->document, ROLE_MUTED, composer_keep(composer));
    if (line)
        document_format(composer->document, ROLE_MUTED, "   %s:%zu", slash ? slash + 1 : file,
                        line);
    else
        composer_words(composer, ROLE_MUTED, "   named in links; without a record");
}

bool compose_record(struct document *document, const struct store *store, struct record record,
                    size_t columns, struct lighting *lighting,
                    const struct verification *verification)
{
    struct composer composer = {
        .document = document,
        .store = store,
        .lighting = lighting,
        .verification = verification,
        .section = SECTION_COUNT,
        .begun = true,
        .item = record,
    };
    struct detail detail = {.composer = &composer, .record = record, .columns = columns};
    document->title = record_name(store, record);
    if (schema_table(record.table)) {
        detail_add_head(&detail);
        add_conflicts(&detail);
        detail_add_columns(&detail);
        detail_add_back_links(&detail);
    }
    detail_add_unknown_columns(&detail);
    add_origin(&detail);
    composer_free(&composer);
    return !document->failed;
}
