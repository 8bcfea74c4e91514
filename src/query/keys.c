#include "query/keys.h"

#include <string.h>

#include "briefbook/nearest.h"
#include "query/dates.h"

/* Keys that are no columns; they come before columns of the same name. */
static const struct {
    const char *name;
    enum key_kind kind;
} keys[] = {
    {"in", KEY_TABLE},         {"has", KEY_HAS},           {"is", KEY_PLANNED},
    {"date", KEY_DATE},        {"person", KEY_PLANNED},    {"speaker", KEY_PLANNED},
    {"event", KEY_PLANNED},    {"quote", KEY_PLANNED},     {"field", KEY_PLANNED},
    {"source", KEY_PLANNED},   {"judgement", KEY_PLANNED}, {"line", KEY_PLANNED},
    {"conflict", KEY_PLANNED},
};

enum { KEY_COUNT = sizeof keys / sizeof keys[0] };

const char *key_name(size_t number)
{
    return number < KEY_COUNT ? keys[number].name : NULL;
}

static bool schema_has_column(struct slice name)
{
    for (enum table_id table = 0; table < TABLE_PLAIN; table++) {
        const struct table_schema *schema = schema_table(table);
        if (schema_find_column(schema, name) < schema->column_count)
            return true;
    }
    return false;
}

bool key_is_column(struct slice name, const struct store *store)
{
    if (schema_has_column(name))
        return true;
    for (enum table_id id = 0; store && id < TABLE_COUNT; id++) {
        const struct table *table = store_table(store, id);
        if (table_find_column(table, name) < table_column_count(table))
            return true;
    }
    return false;
}

enum key_kind key_find(struct slice name, const struct store *store)
{
    for (size_t i = 0; i < KEY_COUNT; i++) {
        if (schema_same_name(name, slice_of(keys[i].name)))
            return keys[i].kind;
    }
    return key_is_column(name, store) ? KEY_COLUMN : KEY_UNKNOWN;
}

/* ---- The nearest name ---------------------------------------------------------------------- */

static void offer_columns(struct nearest *nearest, const struct store *store)
{
    for (enum table_id id = 0; id < TABLE_PLAIN; id++) {
        const struct table_schema *schema = schema_table(id);
        for (size_t column = 0; column < schema->column_count; column++)
            nearest_offer(nearest, slice_of(schema->columns[column].name));
    }
    for (enum table_id id = 0; store && id < TABLE_COUNT; id++) {
        const struct table *table = store_table(store, id);
        for (size_t column = 0; column < table_column_count(table); column++)
            nearest_offer(nearest, table_column(table, column)->name);
    }
}

struct slice key_nearest(struct slice name, const struct store *store)
{
    struct nearest nearest = {.word = name};
    for (size_t i = 0; i < KEY_COUNT; i++)
        nearest_offer(&nearest, slice_of(keys[i].name));
    offer_columns(&nearest, store);
    return nearest.found;
}

/* ---- Terms --------------------------------------------------------------------------------- */

static bool keep_key(struct query *query, struct node *node, struct slice name)
{
    node->key = arena_copy(&query->arena, name);
    return node->key.data != NULL;
}

static bool say(struct buffer *problem, const char *before, struct slice value, const char *after)
{
    buffer_append_string(problem, before);
    buffer_append(problem, value);
    buffer_append_string(problem, after);
    return false;
}

bool key_term(struct query *query, const struct store *store, struct slice name, bool is_whole,
              struct slice value, struct node **node, struct buffer *problem)
{
    static const enum node_kind kinds[] = {[KEY_COLUMN] = NODE_COLUMN,
                                           [KEY_TABLE] = NODE_TABLE,
                                           [KEY_HAS] = NODE_HAS,
                                           [KEY_DATE] = NODE_DATE};
    enum key_kind kind = key_find(name, store);
    enum table_id table = TABLE_NONE;
    struct date span = {0};
    struct slice trimmed = slice_trim(value);
    *node = NULL;
    if (trimmed.length == 0)
        return true;
    if (kind == KEY_TABLE && (table = schema_find_table(trimmed)) == TABLE_NONE)
        return say(problem, "there is no table \"", trimmed, "\"");
    if (kind == KEY_HAS && !key_is_column(trimmed, store))
        return say(problem, "no table has a column \"", trimmed, "\"");
    if (kind == KEY_DATE && !dates_parse(trimmed, &span))
        return say(problem, "\"", trimmed,
                   "\" is no date; write YYYY-MM-DD or as much as is known, "
                   "A..B, or >= before a date");
    if (!term_new(query, kinds[kind], value, node))
        return false;
    if (!*node)
        return true;
    (*node)->table = table;
    (*node)->span = span;
    (*node)->whole = is_whole && kind == KEY_COLUMN;
    return keep_key(query, *node, name);
}
