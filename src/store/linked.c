/* linked.c: everything that belongs to a record: one link away in either direction, and what a quote
 * brings together: its speaker, the events it was said at or is about, its fields. */
#include "store/store-parts.h"

/* Whether a quote brings together records of this table. */
static bool is_linked_through_quotes(enum table_id table)
{
    return table == TABLE_PEOPLE || table == TABLE_EVENTS || table == TABLE_FIELDS;
}

/* Adds what one cell links to. */
static bool add_cell(const struct store *store, struct record record, size_t column,
                     struct record_set *sets)
{
    struct record_list found = {0};
    bool done = store_links(store, record, column, &found);
    for (size_t i = 0; i < found.count && done; i++)
        done = record_set_add(&sets[found.items[i].table], found.items[i].row);
    record_list_free(&found);
    return done;
}

/* Adds what the cells of a record link to. */
static bool add_forward(const struct store *store, struct record record, struct record_set *sets)
{
    const struct table_schema *schema = schema_table(record.table);
    bool done = true;
    for (size_t column = 0; schema && column < schema->column_count && done; column++)
        done = add_cell(store, record, column, sets);
    return done;
}

/* Adds what a quote brings together with a record of another table. */
static bool add_through_quote(const struct store *store, struct record quote, enum table_id table,
                              struct record_set *sets)
{
    const struct table_schema *schema = schema_table(TABLE_QUOTES);
    bool done = true;
    for (size_t column = 0; column < schema->column_count && done; column++) {
        enum table_id target = schema->columns[column].target;
        if (target != table && is_linked_through_quotes(target))
            done = add_cell(store, quote, column, sets);
    }
    return done;
}

/* Adds what links to a record through one column. */
static bool add_column(const struct store *store, struct record record,
                       const struct back_links *links, struct record_set *sets)
{
    size_t count;
    const uint32_t *rows = store_back_links(store, record, links->from, links->column, &count);
    bool through = links->from == TABLE_QUOTES && is_linked_through_quotes(record.table);
    bool done = true;
    for (size_t i = 0; i < count && done; i++) {
        struct record from = {links->from, rows[i]};
        done = record_set_add(&sets[links->from], rows[i]) &&
               (!through || add_through_quote(store, from, record.table, sets));
    }
    return done;
}

bool store_linked(const struct store *store, struct record record, struct record_set *sets)
{
    if (store_state(store) != STORE_LOADED)
        return true;
    bool done = add_forward(store, record, sets);
    for (size_t i = 0; i < store->back_link_count && done; i++) {
        if (store->back_links[i].target == record.table)
            done = add_column(store, record, &store->back_links[i], sets);
    }
    record_set_remove(&sets[record.table], record.row);
    return done;
}
