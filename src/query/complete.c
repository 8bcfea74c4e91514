#include "briefbook/complete.h"

#include <string.h>

#include "briefbook/text.h"
#include "query/edit.h"
#include "query/keys.h"
#include "query/lexer.h"
#include "query/states.h"

/* ---- Where the cursor is ------------------------------------------------------------------- */

/* What is being typed: a value of a key, or with a blank key the name of one. */
struct site {
    bool any;
    struct slice key;
    struct slice typed;
    size_t start; /* in bytes of the text */
};

struct walk {
    struct lexer lexer; /* of the text before the cursor */
    struct token key;   /* of the group one is in: key(…); its kind is TOKEN_END without one */
    size_t key_depth;   /* open parentheses around that group */
    size_t depth;       /* open parentheses */
};

static void open_group(struct walk *walk, const struct token *key)
{
    if (key) {
        walk->key = *key;
        walk->key_depth = walk->depth;
    }
    walk->depth++;
}

static void close_group(struct walk *walk)
{
    walk->depth -= walk->depth > 0;
    if (walk->depth <= walk->key_depth)
        walk->key.kind = TOKEN_END;
}

/* The place of a token that is a text, or where a new one could begin. */
static struct site site_at(const struct token *key, struct slice typed, size_t start)
{
    bool is_value = key->kind == TOKEN_KEY;
    return (struct site){true, is_value ? key->text : (struct slice){0}, typed, start};
}

/* Whether the token is still being typed, up to the end of the text. */
static bool is_typed(const struct walk *walk, const struct token *token)
{
    bool is_name = walk->key.kind != TOKEN_KEY;
    return (token->kind == TOKEN_WORD && token->end == walk->lexer.text.length) ||
           (token->kind == TOKEN_PHRASE && token->is_open && !is_name);
}

/* Whether something new can begin behind the token, at the end of the text. */
static bool is_behind(const struct walk *walk, const struct token *token)
{
    bool is_dash = token->kind == TOKEN_NOT && token->text.data[0] == '-';
    return token->kind == TOKEN_OPEN || is_dash || token->end < walk->lexer.text.length;
}

static struct site site_of_key(struct walk *walk, const struct token *key)
{
    size_t end = walk->lexer.text.length;
    struct token value = lexer_value(&walk->lexer);
    if (value.kind == TOKEN_OPEN)
        open_group(walk, key);
    else if (value.kind == TOKEN_END && key->end == end)
        return site_at(key, (struct slice){0}, end);
    else if ((value.kind == TOKEN_WORD && value.end == end) ||
             (value.kind == TOKEN_PHRASE && value.is_open))
        return site_at(key, value.text, value.start);
    return is_behind(walk, &value) ? site_at(&walk->key, (struct slice){0}, end) : (struct site){0};
}

static struct site site_of(struct walk *walk, const struct token *token)
{
    if (token->kind == TOKEN_KEY)
        return site_of_key(walk, token);
    if (token->kind == TOKEN_OPEN)
        open_group(walk, NULL);
    if (token->kind == TOKEN_CLOSE)
        close_group(walk);
    if (is_typed(walk, token))
        return site_at(&walk->key, token->text, token->start);
    size_t end = walk->lexer.text.length;
    return is_behind(walk, token) ? site_at(&walk->key, (struct slice){0}, end) : (struct site){0};
}

static struct site find_site(struct slice text)
{
    struct walk walk = {.lexer = {.text = text}, .key = {.kind = TOKEN_END}};
    struct token token = {.kind = TOKEN_END};
    struct site site = site_at(&walk.key, (struct slice){0}, text.length);
    while ((token = lexer_next(&walk.lexer)).kind != TOKEN_END)
        site = site_of(&walk, &token);
    return site;
}

/* ---- What can stand there ------------------------------------------------------------------ */

struct finder {
    const struct store *store;
    struct completions *found;
    struct slice prefix; /* folded */
    struct buffer folded;
    struct buffer text;
    size_t rows_left;
    bool failed;
};

static bool is_full(const struct finder *finder)
{
    return finder->failed || finder->found->count == COMPLETIONS_MOST;
}

static bool begins_so(struct finder *finder, struct slice value)
{
    buffer_clear(&finder->folded);
    if (!text_fold(value, &finder->folded, NULL))
        finder->failed = true;
    return slice_equal(slice_part(buffer_slice(&finder->folded), 0, finder->prefix.length),
                       finder->prefix);
}

static bool is_found(const struct completions *found, struct slice text)
{
    for (size_t i = 0; i < found->count; i++) {
        if (slice_equal(found->items[i], text))
            return true;
    }
    return false;
}

/* Takes what finder->text holds. */
static void add_text(struct finder *finder)
{
    struct completions *found = finder->found;
    struct slice text = buffer_slice(&finder->text);
    if (finder->text.failed) {
        finder->failed = true;
    } else if (!is_found(found, text) && !is_full(finder)) {
        found->items[found->count] = arena_copy(&found->arena, text);
        finder->failed = !found->items[found->count].data;
        found->count += !finder->failed;
    }
    found->is_partial = found->is_partial || found->count == COMPLETIONS_MOST;
}

static void add_value(struct finder *finder, struct slice value)
{
    buffer_clear(&finder->text);
    edit_append_value(value, &finder->text);
    add_text(finder);
}

static void offer(struct finder *finder, struct slice value)
{
    if (value.length > 0 && begins_so(finder, value))
        add_value(finder, value);
}

/* Each name of a column, of the schema or of a file. */
static void each_column(struct finder *finder, void take(struct finder *finder, struct slice name))
{
    for (enum table_id id = 0; id < TABLE_COUNT; id++) {
        const struct table_schema *schema = schema_table(id);
        const struct table *table = store_table(finder->store, id);
        size_t known = schema ? schema->column_count : 0;
        for (size_t column = 0; column < known; column++)
            take(finder, slice_of(schema->columns[column].name));
        for (size_t column = known; column < table_column_count(table); column++)
            take(finder, table_column(table, column)->name);
    }
}

/* A name that is no key as it stands ("a column") is one with "_" for its blanks. */
static void offer_key(struct finder *finder, struct slice name)
{
    if (!begins_so(finder, name))
        return;
    buffer_clear(&finder->text);
    for (size_t i = 0; i < name.length; i++)
        buffer_append_char(&finder->text, name.data[i] == ' ' ? '_' : name.data[i]);
    buffer_append_char(&finder->text, ':');
    struct lexer lexer = {.text = buffer_slice(&finder->text)};
    struct token token = lexer_next(&lexer);
    bool is_key = token.kind == TOKEN_KEY && token.end == finder->text.length;
    if (is_key || finder->text.failed)
        add_text(finder);
}

static void offer_keys(struct finder *finder)
{
    for (size_t i = 0; key_name(i); i++)
        offer_key(finder, slice_of(key_name(i)));
    each_column(finder, offer_key);
}

static void offer_tables(struct finder *finder)
{
    for (enum table_id table = 0; table < TABLE_PLAIN; table++)
        offer(finder, slice_of(schema_table(table)->name));
}

static void offer_columns(struct finder *finder)
{
    each_column(finder, offer);
}

static void offer_states(struct finder *finder)
{
    for (size_t i = 0; states_name(i); i++)
        offer(finder, slice_of(states_name(i)));
}

/* ---- Records and cells --------------------------------------------------------------------- */

/* Whether one of a record's names begins so. Prose is no name that anybody would type. */
static bool name_begins_so(struct finder *finder, struct record record)
{
    const struct table_schema *schema = schema_table(record.table);
    if (begins_so(finder, record_list_name(finder->store, record)))
        return true;
    for (size_t column = 0; column < schema->column_count; column++) {
        unsigned flags = schema->columns[column].flags;
        if ((flags & COLUMN_IS_NAME) && !(flags & COLUMN_LONG) &&
            begins_so(finder, record_cell(finder->store, record, column)))
            return true;
    }
    return false;
}

/* The id of a record whose id or name begins so; where it has none, as people who are only named,
 * its name. */
static void offer_record(struct finder *finder, struct record record)
{
    struct buffer id = {0};
    if (!record_append_id(finder->store, record, &id))
        finder->failed = true;
    if (begins_so(finder, buffer_slice(&id)) || name_begins_so(finder, record))
        add_value(finder, id.length ? buffer_slice(&id) : record_name(finder->store, record));
    buffer_free(&id);
}

static bool take_row(struct finder *finder)
{
    bool may_go_on = finder->rows_left > 0 && !is_full(finder);
    finder->rows_left -= may_go_on;
    finder->found->is_partial = finder->found->is_partial || !may_go_on;
    return may_go_on;
}

static void offer_records(struct finder *finder, enum table_id table)
{
    size_t rows = table_rows(store_table(finder->store, table));
    for (size_t row = 0; row < rows && take_row(finder); row++)
        offer_record(finder, (struct record){table, (uint32_t)row});
}

/* The values in a cell; long ones are no help. */
static void offer_cell(struct finder *finder, const struct column_schema *schema, struct slice cell)
{
    enum { LONGEST = 60 };
    bool is_list = schema && (schema->kind == COLUMN_LIST || schema->kind == COLUMN_LINKS);
    struct slice value = slice_trim(cell);
    if (!is_list) {
        if (value.length <= LONGEST && (!value.length || !memchr(value.data, '\n', value.length)))
            offer(finder, value);
        return;
    }
    while (slice_next(&cell, ';', &value)) {
        if (value.length <= LONGEST)
            offer(finder, value);
    }
}

static void offer_column(struct finder *finder, const struct table *table, size_t number)
{
    const struct column_schema *schema = table_column(table, number)->schema;
    const char *const *values = schema ? schema->values : NULL;
    for (size_t i = 0; values && values[i]; i++)
        offer(finder, slice_of(values[i]));
    if (values && values[0])
        return;
    size_t rows = table_rows(table);
    for (size_t row = 0; row < rows && take_row(finder); row++)
        offer_cell(finder, schema, table_cell(table, row, number));
}

/* The values of a column in all tables that have it. */
static void offer_cells(struct finder *finder, struct slice name)
{
    for (enum table_id id = 0; id < TABLE_COUNT; id++) {
        const struct table *table = store_table(finder->store, id);
        size_t column = table_find_column(table, name);
        if (column < table_column_count(table))
            offer_column(finder, table, column);
    }
}

static void offer_values(struct finder *finder, struct slice key)
{
    static const struct {
        const char *key;
        void (*offer)(struct finder *finder);
    } vocabularies[] = {{"in", offer_tables}, {"has", offer_columns}, {"is", offer_states}};
    for (size_t i = 0; i < sizeof vocabularies / sizeof vocabularies[0]; i++) {
        if (schema_same_name(key, slice_of(vocabularies[i].key))) {
            vocabularies[i].offer(finder);
            return;
        }
    }
    enum table_id table = key_table(key);
    if (table != TABLE_NONE)
        offer_records(finder, table);
    else
        offer_cells(finder, key);
}

bool query_complete(const struct store *store, struct slice text, size_t cursor,
                    struct completions *found)
{
    completions_free(found);
    struct site site = find_site(slice_part(text, 0, cursor));
    if (!site.any)
        return true;
    struct buffer prefix = {0};
    struct finder finder = {.store = store, .found = found, .rows_left = COMPLETIONS_ROWS};
    found->start = site.start;
    finder.failed = !text_fold(site.typed, &prefix, NULL);
    finder.prefix = buffer_slice(&prefix);
    if (site.key.length)
        offer_values(&finder, site.key);
    else
        offer_keys(&finder);
    buffer_free(&prefix);
    buffer_free(&finder.folded);
    buffer_free(&finder.text);
    return !finder.failed;
}

void completions_free(struct completions *found)
{
    arena_free(&found->arena);
    *found = (struct completions){0};
}
