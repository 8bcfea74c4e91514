#include "briefbook/record-json.h"

#include <string.h>

#include "briefbook/text.h"
#include "output/json-text.h"

/* A record on its way to JSON. */
struct json_record {
    const struct store *store;
    struct record record;
    const struct record_audience *audience;
    struct buffer text; /* the one at work */
    struct buffer name;
    bool failed;
};

/* ---- Texts ---------------------------------------------------------------------------------- */

/* The name of a column, alone of its kind and without the NUL that would end it. */
static const char *column_name(struct json_record *json, size_t column)
{
    const struct table *table = store_table(json->store, json->record.table);
    struct slice rest = table_column(table, column)->name;
    size_t namesakes = record_column_namesakes(table, column);
    const char *nul;
    buffer_clear(&json->name);
    while (rest.length && (nul = memchr(rest.data, '\0', rest.length))) {
        size_t length = (size_t)(nul - rest.data);
        json_append_text(&json->name, slice_part(rest, 0, length), json->audience);
        text_append(&json->name, TEXT_REPLACEMENT);
        rest = slice_part(rest, length + 1, rest.length);
    }
    json_append_text(&json->name, rest, json->audience);
    if (namesakes)
        buffer_append_format(&json->name, " (%zu)", namesakes + 1);
    json->failed = json->failed || json->name.failed;
    return buffer_string(&json->name);
}

/* ---- Members -------------------------------------------------------------------------------- */

/* Gives the object a member; NULL is one for which there was no memory. */
static void add_member(struct json_record *json, json_t *object, const char *name, json_t *value)
{
    if (json_object_set_new_nocheck(object, name, value) != 0)
        json->failed = true;
}

static void add_string(struct json_record *json, json_t *object, const char *name, struct slice raw)
{
    add_member(json, object, name, json_new_text(raw, json->audience, &json->text));
}

static void add_id(struct json_record *json, json_t *object)
{
    struct buffer id = {0};
    if (record_append_id(json->store, json->record, &id))
        add_string(json, object, "id", buffer_slice(&id));
    json->failed = json->failed || id.failed;
    buffer_free(&id);
}

static void add_columns(struct json_record *json, json_t *object)
{
    const struct table *table = store_table(json->store, json->record.table);
    json_t *columns = json_object();
    for (size_t i = 0; i < table_column_count(table); i++) {
        struct slice cell = record_cell(json->store, json->record, i);
        if (slice_trim(cell).length)
            add_string(json, columns, column_name(json, i), cell);
    }
    add_member(json, object, "columns", columns);
}

static void add_place(struct json_record *json, json_t *object)
{
    const struct table *table = store_table(json->store, json->record.table);
    size_t line = table_line(table, json->record.row);
    if (line == 0)
        return;
    add_string(json, object, "file", slice_of(table_file(table)));
    add_member(json, object, "line", json_integer((json_int_t)line));
}

bool record_append_json(struct buffer *buffer, const struct store *store, struct record record,
                        const char *briefing, const struct record_audience *audience)
{
    struct json_record json = {.store = store, .record = record, .audience = audience};
    json_t *object = json_object();
    if (briefing)
        add_string(&json, object, "briefing", slice_of(briefing));
    add_string(&json, object, "table", record_table_name(store, record.table));
    add_id(&json, object);
    add_columns(&json, object);
    add_place(&json, object);
    bool done = !json.failed && json_append(buffer, object);
    json_decref(object);
    buffer_free(&json.text);
    buffer_free(&json.name);
    return done;
}
