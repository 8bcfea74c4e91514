/* check-links.c: links that lead nowhere or in a circle. */
#include <stdlib.h>

#include "store/check.h"

static void report_dangling(const struct check *check, struct record record, size_t column,
                            struct slice id)
{
    enum table_id target = store_link_target(check->store, record, column);
    struct check_quoted quoted = check_quote(id);
    if (target == TABLE_PEOPLE)
        diag_add(check->diags, DIAG_IMPLIED_PERSON,
                 check_place(check, DIAG_IMPLIED_PERSON, record, column),
                 "“%.*s” is in no record of people: shown as a person by that name; add a record "
                 "or correct the id",
                 quoted.length, quoted.bytes);
    else if (target < TABLE_PLAIN && check->store->tables[target].file)
        diag_add(check->diags, DIAG_DANGLING_LINK,
                 check_place(check, DIAG_DANGLING_LINK, record, column),
                 "no record of %s has the id “%.*s”: correct it or add the record",
                 schema_table(target)->name, quoted.length, quoted.bytes);
}

/* Whether an id names a record that stands in a file. */
static bool names_record(const struct check *check, enum table_id target, struct slice id)
{
    struct record found;
    return store_find(check->store, target, id, &found) &&
           found.row < store_record_count(check->store, target);
}

void check_links(const struct check *check, enum table_id table, size_t column)
{
    const struct column_schema *schema = &schema_table(table)->columns[column];
    if (!column_is_link(schema))
        return;
    for (size_t row = 0; row < check_rows(check, table); row++) {
        struct record record = {table, (uint32_t)row};
        enum table_id target = store_link_target(check->store, record, column);
        struct slice rest = record_cell(check->store, record, column);
        struct slice id;
        while (link_next(schema, &rest, &id)) {
            if (!names_record(check, target, id))
                report_dangling(check, record, column, id);
        }
    }
}

/* The field above a field; false at the top. */
static bool parent_of(const struct store *store, struct record *field)
{
    struct slice id = slice_trim(record_cell(store, *field, FIELDS_PARENT_ID));
    return id.length && store_find(store, TABLE_FIELDS, id, field);
}

/* In `walks` each field has the number of the walk that came by, 0 for none, or this. */
#define IN_CIRCLE UINT32_MAX

/* Goes up from a field until the top, or a field where a walk has been. If it was this walk, that
 * field is its own ancestor, and so are all on the way back to it. */
static void walk_up(const struct store *store, struct record field, uint32_t *walks)
{
    uint32_t walk = field.row + 1;
    bool has_parent = true;
    while (has_parent && walks[field.row] == 0) {
        walks[field.row] = walk;
        has_parent = parent_of(store, &field);
    }
    if (!has_parent || walks[field.row] != walk)
        return;
    while (walks[field.row] != IN_CIRCLE) {
        walks[field.row] = IN_CIRCLE;
        parent_of(store, &field);
    }
}

static void report_circular(const struct check *check, struct record field)
{
    struct check_quoted name = check_quote(record_name(check->store, field));
    diag_add(check->diags, DIAG_CIRCULAR_PARENT,
             check_place(check, DIAG_CIRCULAR_PARENT, field, FIELDS_PARENT_ID),
             "the field “%.*s” is above itself: correct parent_id here or further up", name.length,
             name.bytes);
}

void check_parents(const struct check *check)
{
    size_t count = store_record_count(check->store, TABLE_FIELDS);
    uint32_t *walks = calloc(count + 1, sizeof *walks);
    if (!walks) {
        diag_out_of_memory(check->diags);
        return;
    }
    for (size_t row = 0; row < check_rows(check, TABLE_FIELDS); row++)
        walk_up(check->store, (struct record){TABLE_FIELDS, (uint32_t)row}, walks);
    for (size_t row = 0; row < count; row++) {
        if (walks[row] == IN_CIRCLE)
            report_circular(check, (struct record){TABLE_FIELDS, (uint32_t)row});
    }
    free(walks);
}
