#include "query/keys.h"

#include "briefbook/nearest.h"
#include "query/dates.h"
#include "query/states.h"

/* Keys that are no columns; they come before columns of the same name. */
static const struct key {
    const char *name;
    enum node_kind kind;
    enum table_id table; /* whose records the value names */
} keys[] = {
    {"in", NODE_TABLE, TABLE_NONE},
    {"has", NODE_HAS, TABLE_NONE},
    {"is", NODE_STATE, TABLE_NONE},
    {"date", NODE_DATE, TABLE_NONE},
    {"person", NODE_LINK, TABLE_PEOPLE},
    {"speaker", NODE_SPEAKER, TABLE_PEOPLE},
    {"event", NODE_LINK, TABLE_EVENTS},
    {"quote", NODE_LINK, TABLE_QUOTES},
    {"field", NODE_LINK, TABLE_FIELDS},
    {"source", NODE_LINK, TABLE_SOURCES},
    {"judgement", NODE_LINK, TABLE_JUDGEMENTS},
    {"line", NODE_LINK, TABLE_LINES},
    {"conflict", NODE_LINK, TABLE_CONFLICTS},
};

enum { KEY_COUNT = sizeof keys / sizeof keys[0] };

static const struct key *find_key(struct slice name)
{
    for (size_t i = 0; i < KEY_COUNT; i++) {
        if (schema_same_name(name, slice_of(keys[i].name)))
            return &keys[i];
    }
    return NULL;
}

const char *key_name(size_t number)
{
    return number < KEY_COUNT ? keys[number].name : NULL;
}

enum table_id key_table(struct slice name)
{
    const struct key *key = find_key(name);
    return key ? key->table : TABLE_NONE;
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

static bool is_column(struct slice name, const struct store *store)
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

bool key_is_known(struct slice name, const struct store *store)
{
    return find_key(name) || is_column(name, store);
}

/* ---- The nearest name ---------------------------------------------------------------------- */

static void offer_keys(struct nearest *nearest)
{
    for (size_t i = 0; i < KEY_COUNT; i++)
        nearest_offer(nearest, slice_of(keys[i].name));
}

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

/* The name of a column that is called so on screen and paper; blank for none. */
static struct slice column_titled(struct slice title)
{
    for (enum table_id id = 0; id < TABLE_PLAIN; id++) {
        const struct table_schema *schema = schema_table(id);
        for (size_t column = 0; column < schema->column_count; column++) {
            if (schema_same_name(slice_of(schema->columns[column].title), title))
                return slice_of(schema->columns[column].name);
        }
    }
    return (struct slice){0};
}

static void offer_tables(struct nearest *nearest)
{
    for (enum table_id id = 0; id < TABLE_PLAIN; id++)
        nearest_offer(nearest, slice_of(schema_table(id)->name));
}

static void append_quoted(struct buffer *words, const char *before, struct slice text)
{
    buffer_append_string(words, before);
    buffer_append_string(words, " \"");
    buffer_append(words, text);
    buffer_append_string(words, "\"");
}

/* Says that there is nothing of that name, and what comes nearest. */
static void say_unknown(struct buffer *words, const char *before, const struct nearest *nearest)
{
    append_quoted(words, before, nearest->word);
    if (nearest->found.length)
        append_quoted(words, "; the nearest is", nearest->found);
}

void key_say_unknown(struct slice name, const struct store *store, struct buffer *words)
{
    struct nearest nearest = {.word = name};
    struct slice titled = column_titled(name);
    if (titled.length) {
        append_quoted(words, "a query calls this", titled);
        return;
    }
    offer_keys(&nearest);
    offer_columns(&nearest, store);
    say_unknown(words, "no table has a column", &nearest);
}

/* ---- Values -------------------------------------------------------------------------------- */

/* Reads a value into the term of a key. False with words in `problem` when the key has no such
 * value. */
typedef bool read_value(struct node *term, const struct store *store, struct slice value,
                        struct buffer *problem);

static bool read_table(struct node *term, const struct store *store, struct slice value,
                       struct buffer *problem)
{
    struct nearest nearest = {.word = value};
    (void)store;
    term->table = schema_find_table(value);
    if (term->table != TABLE_NONE)
        return true;
    offer_tables(&nearest);
    say_unknown(problem, "there is no table", &nearest);
    for (enum table_id id = 0; !nearest.found.length && id < TABLE_PLAIN; id++)
        buffer_append_format(problem, "%s%s", id ? ", " : "; there are ", schema_table(id)->name);
    return false;
}

static bool read_column(struct node *term, const struct store *store, struct slice value,
                        struct buffer *problem)
{
    struct nearest nearest = {.word = value};
    (void)term;
    if (is_column(value, store))
        return true;
    offer_columns(&nearest, store);
    say_unknown(problem, "no table has a column", &nearest);
    return false;
}

static bool read_state(struct node *term, const struct store *store, struct slice value,
                       struct buffer *problem)
{
    struct nearest nearest = {.word = value};
    (void)store;
    if (states_find(value, &term->state))
        return true;
    for (size_t state = 0; states_name(state); state++)
        nearest_offer(&nearest, slice_of(states_name(state)));
    say_unknown(problem, "there is no state", &nearest);
    for (size_t state = 0; !nearest.found.length && states_name(state); state++)
        buffer_append_format(problem, "%s%s", state ? ", " : "; there are ", states_name(state));
    return false;
}

static bool read_date(struct node *term, const struct store *store, struct slice value,
                      struct buffer *problem)
{
    (void)store;
    if (dates_parse(value, &term->span))
        return true;
    buffer_append_char(problem, '"');
    buffer_append(problem, value);
    buffer_append_string(problem, "\" is no date; write YYYY-MM-DD or as much as is known, A..B, "
                                  "or >= before a date");
    return false;
}

/* Those that are not here take any value. */
static read_value *const readers[NODE_KINDS] = {[NODE_TABLE] = read_table,
                                                [NODE_HAS] = read_column,
                                                [NODE_STATE] = read_state,
                                                [NODE_DATE] = read_date};

/* ---- Terms --------------------------------------------------------------------------------- */

bool key_term(struct query *query, const struct store *store, struct slice name, bool is_whole,
              struct slice value, struct node **node, struct buffer *problem)
{
    const struct key *key = find_key(name);
    enum node_kind kind = key ? key->kind : NODE_COLUMN;
    struct node read = {.table = key ? key->table : TABLE_NONE};
    struct slice trimmed = slice_trim(value);
    *node = NULL;
    if (trimmed.length == 0)
        return true;
    if ((readers[kind] && !readers[kind](&read, store, trimmed, problem)) ||
        !term_new(query, kind, value, node))
        return false;
    struct node *term = *node;
    if (!term)
        return true;
    term->table = read.table;
    term->span = read.span;
    term->state = read.state;
    term->whole = is_whole && kind == NODE_COLUMN;
    term->key = arena_copy(&query->arena, name);
    return term->key.data != NULL;
}
