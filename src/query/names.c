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
    const struct table *table = store_table(matcher->ground->store, id);
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
        struct record_list *records = &matcher->ground->named[node->term].records;
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
    matcher->ground->named =
        calloc(matcher->ground->query->text_count + 1, sizeof *matcher->ground->named);
    return matcher->ground->named &&
           (!matcher->ground->query->root || look_up_node(matcher, matcher->ground->query->root));
}

void names_free(struct groundwork *ground)
{
    for (size_t term = 0; ground->named && term < ground->query->text_count; term++) {
        record_list_free(&ground->named[term].records);
        free(ground->named[term].rows);
    }
    free(ground->named);
}

bool names_prepare(struct matcher *matcher)
{
    struct groundwork *ground = matcher->ground;
    for (size_t term = 0; term < ground->query->text_count; term++) {
        struct named *named = &ground->named[term];
        free(named->rows);
        named->rows = NULL;
        if (named->records.count == 0 || ground->link_column_count == 0)
            continue;
        named->rows = calloc(ground->rows / 64 + 1, sizeof *named->rows);
        if (!named->rows)
            return false;
    }
    return true;
}

void mark_back_links(const struct store *store, struct record record, enum table_id from,
                     size_t column, uint64_t *marks, size_t first, size_t end)
{
    size_t count;
    const uint32_t *rows = store_back_links(store, record, from, column, &count);
    for (size_t i = first_row_from(rows, count, first); i < count && rows[i] < end; i++)
        marks[rows[i] / 64] |= UINT64_C(1) << rows[i] % 64;
}

/* Marks the rows from `first` to before `end` that link to a record through any column. */
static void mark_linked(const struct groundwork *ground, struct record record, uint64_t *marks,
                        size_t first, size_t end)
{
    for (size_t i = 0; i < ground->link_column_count; i++)
        mark_back_links(ground->store, record, ground->id, ground->link_columns[i], marks, first,
                        end);
}

bool names_mark(struct matcher *matcher, size_t first, size_t end)
{
    const struct groundwork *ground = matcher->ground;
    for (size_t term = 0; term < ground->query->text_count; term++) {
        const struct named *named = &ground->named[term];
        for (size_t i = 0; named->rows && i < named->records.count; i++) {
            mark_linked(ground, named->records.items[i], named->rows, first, end);
            if (matcher_is_cancelled(matcher))
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
            term_in(matcher, term, record_cell(matcher->ground->store, record, column)))
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
    if (matcher->ground->mode == MATCHER_LOADED)
        return term_in(matcher, term, id) &&
               !store_find(matcher->ground->store, target, id, &linked);
    if (store_find(matcher->ground->store, target, id, &linked))
        return has_names(target) && names_hold(matcher, linked, term);
    enum table_stage stage = target == TABLE_NONE
                                 ? TABLE_ABSENT
                                 : table_stage(store_table(matcher->ground->store, target));
    return (stage == TABLE_READ || stage == TABLE_ABSENT) && term_in(matcher, term, id);
}

static bool link_holds(struct matcher *matcher, struct record record, size_t column,
                       struct slice cell, const struct node *term)
{
    enum table_id target = store_link_target(matcher->ground->store, record, column);
    const struct column_schema *schema = table_column(matcher->ground->table, column)->schema;
    struct slice id;
    while (link_next(schema, &cell, &id)) {
        if (value_holds(matcher, id, target, term))
            return true;
    }
    return false;
}

/* Once names are marked, only a cell that holds a word can have a value that does. */
static bool cells_in_question(struct matcher *matcher, const struct window *window, size_t column,
                              const struct node *term, const struct row_bits *candidates,
                              struct row_bits *in_question)
{
    if (matcher->ground->mode == MATCHER_LOADING || term->kind != NODE_TEXT) {
        *in_question = *candidates;
        return true;
    }
    *in_question = (struct row_bits){{0}};
    return scan_term(matcher, window, column, term, candidates, in_question);
}

static bool scan_links(struct matcher *matcher, const struct window *window, size_t column,
                       const struct node *term, const struct row_bits *candidates,
                       struct row_bits *found)
{
    const struct segment_column *cells = &window->segment->columns[column];
    struct row_bits in_question;
    if (!cells->offsets)
        return true;
    if (!cells_in_question(matcher, window, column, term, candidates, &in_question))
        return false;
    size_t first = window->segment->first_row + window->start;
    size_t row = rows_next(&in_question, 0);
    for (; row < WINDOW_ROWS; row = rows_next(&in_question, row + 1)) {
        struct record record = {matcher->ground->id, (uint32_t)(first + row)};
        if (!rows_has(found, row) &&
            link_holds(matcher, record, column, window_cell(window, cells, row), term))
            rows_add(found, row);
    }
    return !matcher->scratch.failed && !matcher_is_cancelled(matcher);
}

bool names_scan(struct matcher *matcher, const struct window *window, const struct node *term,
                const struct row_bits *candidates, struct row_bits *found)
{
    const struct groundwork *ground = matcher->ground;
    if (ground->mode == MATCHER_LOADED && ground->named[term->term].rows)
        rows_add_marked(found, ground->named[term->term].rows, ground->rows, window, candidates);
    for (size_t i = 0; i < ground->link_column_count; i++) {
        size_t column = ground->link_columns[i];
        if (ground->mode == MATCHER_LOADED && !store_may_dangle(ground->store, ground->id, column))
            continue;
        if (!scan_links(matcher, window, column, term, candidates, found))
            return false;
    }
    return true;
}
