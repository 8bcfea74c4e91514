#include "briefbook/changes-json.h"

#include "briefbook/difference.h"
#include "output/json-text.h"

/* A comparison on its way to JSON. */
struct changes_json {
    const struct changes *changes;
    const struct record_audience *audience;
    struct buffer text; /* the one at work */
    struct buffer line;
    bool failed;
};

/* Gives the object a member; NULL is one for which there was no memory. */
static void add_member(struct changes_json *json, json_t *object, const char *name, json_t *value)
{
    if (json_object_set_new_nocheck(object, name, value) != 0)
        json->failed = true;
}

static void add_item(struct changes_json *json, json_t *array, json_t *value)
{
    if (json_array_append_new(array, value) != 0)
        json->failed = true;
}

static json_t *new_text(struct changes_json *json, struct slice raw)
{
    return json_new_text(raw, json->audience, &json->text);
}

/* Blank values are left out. */
static void add_text(struct changes_json *json, json_t *object, const char *name, struct slice raw)
{
    if (raw.length)
        add_member(json, object, name, new_text(json, raw));
}

/* ---- Cells -------------------------------------------------------------------------------- */

static json_t *new_runs(struct changes_json *json, const struct difference *difference)
{
    static const char *const kinds[] = {"same", "gone", "new"};
    json_t *runs = json_array();
    for (size_t i = 0; i < difference->count; i++) {
        json_t *run = json_array();
        add_item(json, run, json_string(kinds[difference->runs[i].kind]));
        add_item(json, run, new_text(json, difference->runs[i].text));
        add_item(json, runs, run);
    }
    return runs;
}

static bool is_list(const struct column_schema *schema)
{
    return schema && (schema->kind == COLUMN_LINKS || schema->kind == COLUMN_LIST);
}

/* Texts are compared word by word, lists by their members; other values change as a whole. */
static void add_runs(struct changes_json *json, json_t *object, const struct changed_cell *cell)
{
    struct difference difference = {0};
    bool done = true;
    if (is_list(cell->schema))
        done = difference_of_lists(&difference, cell->older, cell->newer, ';');
    else if (!cell->schema || cell->schema->kind == COLUMN_TEXT)
        done = difference_of_words(&difference, cell->older, cell->newer);
    json->failed = json->failed || !done;
    if (difference.count)
        add_member(json, object, is_list(cell->schema) ? "members" : "words",
                   new_runs(json, &difference));
    difference_free(&difference);
}

static json_t *new_columns(struct changes_json *json, const struct change *change)
{
    json_t *columns = json_array();
    struct changed_cell cell;
    size_t at = 0;
    while (changes_next_cell(json->changes, change, &at, &cell)) {
        json_t *object = json_object();
        add_member(json, object, "column", new_text(json, cell.name));
        add_text(json, object, "older", cell.older);
        add_text(json, object, "newer", cell.newer);
        if (cell.older.length && cell.newer.length)
            add_runs(json, object, &cell);
        add_item(json, columns, object);
    }
    return columns;
}

/* ---- Changes ------------------------------------------------------------------------------ */

static json_t *new_change(struct changes_json *json, const struct change *change)
{
    const struct store *store = changes_store(json->changes, change);
    struct buffer id = {0};
    json_t *object = json_object();
    add_member(json, object, "change", json_string(change_kind_name(change->kind)));
    add_member(json, object, "table", new_text(json, record_table_name(store, change->table)));
    if (!record_append_id(store, change_record(change), &id))
        json->failed = true;
    add_text(json, object, "id", buffer_slice(&id));
    add_member(json, object, "columns", new_columns(json, change));
    buffer_free(&id);
    return object;
}

static json_t *new_book(struct changes_json *json, const struct store *store)
{
    static const size_t columns[] = {BRIEFING_ID, BRIEFING_TITLE, BRIEFING_NUMBER,
                                     BRIEFING_REVISION, BRIEFING_AS_OF};
    const struct table_schema *schema = schema_table(TABLE_BRIEFING);
    json_t *object = json_object();
    add_text(json, object, "path", slice_of(store_path(store)));
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        struct record book = {TABLE_BRIEFING, 0};
        add_text(json, object, schema->columns[columns[i]].name,
                 slice_trim(record_cell(store, book, columns[i])));
    }
    return object;
}

/* Takes a value, and appends it. */
static void append(struct changes_json *json, json_t *value)
{
    if (!value || !json_append(&json->line, value))
        json->failed = true;
    json_decref(value);
}

static bool pass_on(struct changes_json *json, output_write *write, void *context)
{
    bool done = !json->failed && !json->line.failed && write(context, buffer_slice(&json->line));
    buffer_clear(&json->line);
    return done;
}

static bool write_head(struct changes_json *json, output_write *write, void *context)
{
    buffer_append_format(
        &json->line,
        "{\"format\":\"briefbook-changes\",\"version\":%d,\n\"older\":", CHANGES_JSON_VERSION);
    append(json, new_book(json, json->changes->older));
    buffer_append_string(&json->line, ",\n\"newer\":");
    append(json, new_book(json, json->changes->newer));
    buffer_append_string(&json->line, ",\n\"changes\":[");
    return pass_on(json, write, context);
}

bool changes_json_write(const struct changes *changes, const struct record_audience *audience,
                        output_write *write, void *context)
{
    struct changes_json json = {.changes = changes, .audience = audience};
    bool done = write_head(&json, write, context);
    for (size_t i = 0; i < changes->count && done; i++) {
        buffer_append_string(&json.line, i ? ",\n" : "\n");
        append(&json, new_change(&json, &changes->items[i]));
        done = pass_on(&json, write, context);
    }
    if (done)
        buffer_append_string(&json.line, changes->count ? "\n]}\n" : "]}\n");
    done = done && pass_on(&json, write, context);
    buffer_free(&json.line);
    buffer_free(&json.text);
    return done;
}
