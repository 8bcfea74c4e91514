/* section-conflicts.c: CONFLICTS AND GAPS: where sources disagree, then what the rows leave open. */
#include "brief/conflict.h"
#include "brief/item.h"
#include "brief/sections.h"

void compose_conflicts(struct composer *composer)
{
    size_t count = store_record_count(composer->store, TABLE_CONFLICTS);
    unsigned width = item_digits(count) + 3;
    for (size_t row = 0; row < count; row++) {
        struct record conflict = {TABLE_CONFLICTS, (uint32_t)row};
        if (!conflict_is_printed(composer, conflict))
            continue;
        composer_item(composer, conflict);
        /* Its place in the table is its number, so that a selection keeps the numbers. */
        buffer_append_format(&composer->scratch, "C%zu", row + 1);
        composer_labelled(composer, INDENT_ITEM, composer_keep(composer), width);
        conflict_add_subject(composer, conflict);
        conflict_add_values(composer, conflict);
    }
    compose_gaps(composer);
}
