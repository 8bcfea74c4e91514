#include "query/link-terms.h"

#include <stdlib.h>

/* ---- What a record is linked with ---------------------------------------------------------- */

/* Takes a linked record; false ends the walk. */
typedef bool visit_record(void *context, struct record record);

/* A walk to what is linked with a record by way of a term. */
struct walk {
    const struct store *store;
    const struct node *term;
    visit_record *visit;
    void *context;
};

bool link_term_follows(const struct node *term, enum table_id table, size_t column)
{
    return column_is_link(&schema_table(table)->columns[column]) &&
           (term->kind == NODE_LINK || (table == TABLE_QUOTES && column == QUOTES_SPEAKER_ID));
}

static bool walk_cell(const struct walk *walk, struct record record, size_t column)
{
    enum table_id target = store_link_target(walk->store, record, column);
    struct slice rest = record_cell(walk->store, record, column);
    struct slice id;
    struct record linked;
    while (link_next(&schema_table(record.table)->columns[column], &rest, &id)) {
        if (store_find(walk->store, target, id, &linked) && !walk->visit(walk->context, linked))
            return false;
    }
    return true;
}

static bool walk_forward(const struct walk *walk, struct record record)
{
    const struct table_schema *schema = schema_table(record.table);
    for (size_t column = 0; schema && column < schema->column_count; column++) {
        if (link_term_follows(walk->term, record.table, column) && !walk_cell(walk, record, column))
            return false;
    }
    return true;
}

/* Whether a link column may lead to records of a table. */
static bool leads_to(enum table_id from, size_t column, enum table_id table)
{
    const struct column_schema *schema = &schema_table(from)->columns[column];
    return schema->kind == COLUMN_ROW_LINK || schema->target == table;
}

static bool walk_backward_column(const struct walk *walk, struct record record, enum table_id from,
                                 size_t column)
{
    size_t count;
    const uint32_t *rows = store_back_links(walk->store, record, from, column, &count);
    for (size_t i = 0; i < count; i++) {
        if (!walk->visit(walk->context, (struct record){from, rows[i]}))
            return false;
    }
    return true;
}

static bool walk_backward(const struct walk *walk, struct record record)
{
    for (enum table_id from = 0; from < TABLE_PLAIN; from++) {
        for (size_t column = 0; column < schema_table(from)->column_count; column++) {
            if (leads_to(from, column, record.table) &&
                link_term_follows(walk->term, from, column) &&
                !walk_backward_column(walk, record, from, column))
                return false;
        }
    }
    return true;
}

/* Visits the records of a table that a quote links to. */
static bool walk_quote(const struct walk *walk, struct record quote, enum table_id target)
{
    for (size_t column = 0; column < schema_table(TABLE_QUOTES)->column_count; column++) {
        if (leads_to(TABLE_QUOTES, column, target) && !walk_cell(walk, quote, column))
            return false;
    }
    return true;
}

/* The same for all quotes that link to a record through a column. */
static bool walk_quotes_of(const struct walk *walk, struct record record, size_t column,
                           enum table_id target)
{
    size_t count;
    const uint32_t *rows = store_back_links(walk->store, record, TABLE_QUOTES, column, &count);
    for (size_t i = 0; i < count; i++) {
        if (!walk_quote(walk, (struct record){TABLE_QUOTES, rows[i]}, target))
            return false;
    }
    return true;
}

/* From people to the events of their quotes, and from events to the people quoted. */
static bool walk_through_quotes(const struct walk *walk, struct record record)
{
    if (walk->term->kind != NODE_LINK ||
        (record.table != TABLE_PEOPLE && record.table != TABLE_EVENTS))
        return true;
    enum table_id other = record.table == TABLE_PEOPLE ? TABLE_EVENTS : TABLE_PEOPLE;
    for (size_t column = 0; column < schema_table(TABLE_QUOTES)->column_count; column++) {
        if (leads_to(TABLE_QUOTES, column, record.table) &&
            !walk_quotes_of(walk, record, column, other))
            return false;
    }
    return true;
}

static bool walk_linked(const struct walk *walk, struct record record)
{
    if (!walk_forward(walk, record))
        return false;
    return store_state(walk->store) != STORE_LOADED ||
           (walk_backward(walk, record) && walk_through_quotes(walk, record));
}

/* ---- Loading: from each row to the roots --------------------------------------------------- */

/* The roots of a term, to be told from other records. */
struct roots {
    struct matcher *matcher;
    const struct node *term;
    bool by_id;
    struct record named; /* the one by its id */
    bool met;
};

static bool is_named(const struct roots *roots, struct record record)
{
    if (roots->by_id)
        return record.row == roots->named.row;
    return names_hold(roots->matcher, record, roots->term);
}

/* The field that a field is a part of. */
static bool parent_of(const struct store *store, struct record field, struct record *parent)
{
    return store_find(store, TABLE_FIELDS, slice_trim(record_cell(store, field, FIELDS_PARENT_ID)),
                      parent);
}

static bool is_root(const struct roots *roots, struct record record)
{
    const struct store *store = roots->matcher->ground->store;
    if (record.table != roots->term->table)
        return false;
    /* A field has at most as many above it as there are, unless it stands in a circle. */
    size_t left = record.table == TABLE_FIELDS ? table_rows(store_table(store, TABLE_FIELDS)) : 0;
    while (!is_named(roots, record)) {
        if (left-- == 0 || !parent_of(store, record, &record))
            return false;
    }
    return true;
}

/* Goes on until a root is met. */
static bool meet(void *context, struct record record)
{
    struct roots *roots = context;
    roots->met = roots->met || is_root(roots, record);
    return !roots->met;
}

bool links_scan(struct matcher *matcher, const struct window *window, const struct node *term,
                const struct row_bits *candidates, struct row_bits *found)
{
    const struct groundwork *ground = matcher->ground;
    if (ground->linked) {
        const uint64_t *marks = ground->linked[term->term].rows;
        if (marks)
            rows_add_marked(found, marks, ground->rows, window, candidates);
        return true;
    }
    struct roots roots = {.matcher = matcher, .term = term};
    struct walk walk = {ground->store, term, meet, &roots};
    roots.by_id = store_find(ground->store, term->table, slice_trim(term->text), &roots.named);
    size_t first = window->segment->first_row + window->start;
    size_t row = rows_next(candidates, 0);
    for (; row < WINDOW_ROWS && !matcher_is_cancelled(matcher);
         row = rows_next(candidates, row + 1)) {
        struct record record = {ground->id, (uint32_t)(first + row)};
        roots.met = is_root(&roots, record);
        if (roots.met || !walk_linked(&walk, record))
            rows_add(found, row);
    }
    return !matcher->scratch.failed && !matcher_is_cancelled(matcher);
}
