/* section-changes.c: CHANGED SINCE: what is new, altered and gone since the superseded briefing. The
 * book itself is not listed: its bottom line is read above. */
#include "brief/change.h"
#include "brief/sections.h"

static void add_summary(struct composer *composer)
{
    composer_item(composer, (struct record){TABLE_NONE, 0});
    composer_block(composer, BLOCK_PARAGRAPH, INDENT_ITEM);
    buffer_append_string(&composer->scratch, "Since ");
    change_append_book(&composer->scratch, composer->changes->older);
    buffer_append_string(&composer->scratch, ": ");
    change_append_counts(composer, TABLE_NONE);
    buffer_append_char(&composer->scratch, '.');
    composer_scratch(composer, ROLE_TEXT);
}

/* "Events: 3 new, 2 altered" */
static void add_table_heading(struct composer *composer, enum table_id table)
{
    const struct table_schema *schema = schema_table(table);
    composer_item(composer, (struct record){TABLE_NONE, 0});
    composer_block(composer, BLOCK_PARAGRAPH, INDENT_ITEM)->keep_with_next = true;
    composer_text(composer, ROLE_LABEL,
                  schema ? slice_of(schema->title) : store_folder_name(composer->store));
    buffer_append_string(&composer->scratch, ": ");
    change_append_counts(composer, table);
    composer_scratch(composer, ROLE_MUTED);
}

void compose_changes_section(struct composer *composer)
{
    bool any = !composer->search;
    for (enum table_id table = 0; composer->changes && table < TABLE_COUNT; table++)
        any = any || change_count(composer, table);
    if (!composer->changes || !any)
        return;
    add_summary(composer);
    for (size_t i = 0; i < TABLE_COUNT; i++) {
        enum table_id table = change_places[i].table;
        if (table == TABLE_BRIEFING || !change_count(composer, table))
            continue;
        add_table_heading(composer, table);
        change_add_table(composer, table);
    }
}
