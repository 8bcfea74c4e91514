/* section-plain.c: a table that is no table of the format: every column as it stands. */
#include "brief/sections.h"

static void compose_row(struct composer *composer, const struct table *table, struct record record)
{
    bool begun = false;
    composer_item(composer, record);
    for (size_t column = 0; column < table_column_count(table); column++) {
        struct slice value = record_cell(composer->store, record, column);
        if (slice_trim(value).length == 0)
            continue;
        if (!begun)
            composer_block(composer, BLOCK_SPACE, 0);
        begun = true;
        composer_named_value(composer, table_column(table, column)->name, value);
    }
}

void compose_plain(struct composer *composer)
{
    const struct table *table = store_table(composer->store, TABLE_PLAIN);
    for (size_t row = 0; (row = composer_next(composer, TABLE_PLAIN, row)) != SIZE_MAX; row++)
        compose_row(composer, table, (struct record){TABLE_PLAIN, (uint32_t)row});
}
