#include <stdlib.h>

#include "query/matcher-parts.h"

/* Whether the names of a table's records count as text of those that link to them. */
static bool has_names(enum table_id table)
{
    return table == TABLE_PEOPLE || table == TABLE_EVENTS || table == TABLE_FIELDS;
}

static bool is_name(enum table_id table, size_t column)
{
    return schema_table(table)->columns[column].flags & COLUMN_IS_NAME;
}

/* ---- Loaded: from the names to the rows ---------------------------------------------------- */

static bool add_records(struct record_list *records, enum table_id table,
                        const struct window *window, const struct row_bits *found)
{
    size_t first = window->segment->first_row + window->start;
    for (size_t row = rows_next(found, 0); row < WINDOW_ROWS; row = rows_next(found, row + 1)) {
        if (!record_list_add(records, (struct record){table, (uint32_t)(first + row)}))
            return false;
    }
    return true;
}

/* Looks for one term in all names of a window. */
static bool look_up_window(struct matcher *matcher, const struct window *window,
                           const struct node *term, struct record_list *records)
{
    enum table_id table = table_kind(window->table);
    struct row_bits candidates = rows_first(window->rows);
    struct row_bits found = {{0}};
    for (size_t column = 0; column < schema_table(table)->column_count; column++) {
        if (is_name(table, column) &&
            !scan_term(matcher, window, column, term, &candidates, &found))
            return false;
    }
    return add_records(records, table, window, &found);
}

bool names_look_up_table(struct matcher *matcher, enum table_id id, const struct node *term,
                         struct record_list *records)
{
    const struct table *table = store_table(matcher->store, id);
    for (size_t i = 0; i < table_segment_count(table); i++) {
        struct window window = {.table = table, .segment = table_segment(table, i)};
        for (; window.start < window.segment->rows; window.start += WINDOW_ROWS) {
            size_t left = window.segment->rows - window.start;
            window.rows = left < WINDOW_ROWS ? left : WINDOW_ROWS;
            if (!look_up_window(matcher, &window, term, records))
                return false;
        }
    }
    return true;
}

/* Looks up what looks for text at and below a node. */
static bool look_up_node(struct matcher *matcher, const struct node *node)
{
    if (node->kind == NODE_TEXT || node->kind == NODE_REGEX) {
        struct record_list *records = &matcher->named[node->term].records;
        for (enum table_id table = 0; table < PANE_TABLES; table++) {
            if (has_names(table) && !names_look_up_table(matcher, table, node, records))
                return false;
        }
    }
    for (const struct node *member = node->first; member; member = member->next) {
        if (!look_up_node(matcher, member))
            return false;
    }
    return true;
}

bool names_look_up(struct matcher *matcher)
{
    matcher->named = calloc(matcher->query->text_count + 1, sizeof *matcher->named);
    return matcher->named && (!matcher->query->root || look_up_node(matcher, matcher->query->root));
}

/* Marks the rows that link to a record through any column. */
static bool mark_linked(struct matcher *matcher, struct record record, struct record_set *rows)
{
    for (size_t i = 0; i < matcher->link_column_count; i++) {
        size_t count;
        const uint32_t *linked =
            store_back_links(matcher->store, record, matcher->id, matcher->link_columns[i], &count);
        for (size_t j = 0; j < count; j++) {
            if (!record_set_add(rows, linked[j]))
                return false;
        }
    }
    return !matcher_is_cancelled(matcher);
}

bool names_mark(struct matcher *matcher)
{
    for (size_t term = 0; term < matcher->query->text_count; term++) {
        struct named *named = &matcher->named[term];
        record_set_clear(&named->rows);
        for (size_t i = 0; i < named->records.count && matcher->link_column_count; i++) {
            if (!mark_linked(matcher, named->records.items[i], &named->rows))
                return false;
        }
    }
    return true;
}

/* ---- Loading: from each row to the names --------------------------------------------------- */

bool names_hold(struct matcher *matcher, struct record record, const struct node *term)
{
    const struct table_schema *schema = schema_table(record.table);
    for (size_t column = 0; column < schema->column_count; column++) {
        if (is_name(record.table, column) &&
            term_in(matcher, term, record_cell(matcher->store, record, column)))
            return true;
    }
    return false;
}

/* Whether a value of a link cell, or a name that it stands for, holds the text. What it stands for
 * is not known before its table has been read. */
static bool value_holds(struct matcher *matcher, struct slice id, enum table_id target,
                        const struct node *term)
{
    struct record linked;
    if (matcher->mode == MATCHER_LOADED)
        return term_in(matcher, term, id) && !store_find(matcher->store, target, id, &linked);
    if (store_find(matcher->store, target, id, &linked))
        return has_names(target) && names_hold(matcher, linked, term);
    enum table_stage stage =
        target == TABLE_NONE ? TABLE_ABSENT : table_stage(store_table(matcher->store, target));
    return (stage == TABLE_READ || stage == TABLE_ABSENT) && term_in(matcher, term, id);
}

static bool link_holds(struct matcher *matcher, struct record record, size_t column,
                       struct slice cell, const struct node *term)
{
    /* Once names are marked, only a cell that holds the words can have a value that does. */
    if (matcher->mode == MATCHER_LOADED && term->kind == NODE_TEXT && !term_in(matcher, term, cell))
        return false;
    enum table_id target = store_link_target(matcher->store, record, column);
    const struct column_schema *schema = table_column(matcher->table, column)->schema;
    struct slice id;
    while (link_next(schema, &cell, &id)) {
        if (value_holds(matcher, id, target, term))
            return true;
    }
    return false;
}

static bool scan_links(struct matcher *matcher, const struct window *window, size_t column,
                       const struct node *term, const struct row_bits *candidates,
                       struct row_bits *found)
{
    const struct segment_column *cells = &window->segment->columns[column];
    if (!cells->offsets)
        return true;
    size_t first = window->segment->first_row + window->start;
    size_t row = rows_next(candidates, 0);
    for (; row < WINDOW_ROWS; row = rows_next(candidates, row + 1)) {
        struct record record = {matcher->id, (uint32_t)(first + row)};
        if (!rows_has(found, row) &&
            link_holds(matcher, record, column, window_cell(window, cells, row), term))
            rows_add(found, row);
    }
    return !matcher->scratch.failed && !matcher_is_cancelled(matcher);
}

bool names_scan(struct matcher *matcher, const struct window *window, const struct node *term,
                const struct row_bits *candidates, struct row_bits *found)
{
    if (matcher->mode == MATCHER_LOADED)
        rows_add_members(found, &matcher->named[term->term].rows, window, candidates);
    for (size_t i = 0; i < matcher->link_column_count; i++) {
        if (!scan_links(matcher, window, matcher->link_columns[i], term, candidates, found))
            return false;
    }
    return true;
}
