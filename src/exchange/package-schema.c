#include "exchange/package-schema.h"

#include "exchange/book-table.h"
#include "exchange/package-text.h"
#include "output/json-text.h"

/* The tables of a book on their way to a schema. */
struct describing {
    const struct store *store;
    bool spreadsheet_safe;
    struct book_tables tables;
    struct buffer text; /* the one at work */
    bool failed;
};

/* ---- Members -------------------------------------------------------------------------------- */

/* Gives the object a member; NULL is one for which there was no memory. */
static void add_member(struct describing *describing, json_t *object, const char *name,
                       json_t *value)
{
    if (json_object_set_new_nocheck(object, name, value) != 0)
        describing->failed = true;
}

static void add_item(struct describing *describing, json_t *array, json_t *value)
{
    if (json_array_append_new(array, value) != 0)
        describing->failed = true;
}

/* Takes the text at work. */
static json_t *take_text(struct describing *describing)
{
    describing->failed = describing->failed || describing->text.failed;
    json_t *string =
        json_stringn_nocheck(buffer_string(&describing->text), describing->text.length);
    buffer_clear(&describing->text);
    return string;
}

static json_t *new_text(struct describing *describing, struct slice raw)
{
    package_append_text(&describing->text, raw, false);
    return take_text(describing);
}

/* The name of a column, as the header row has it. */
static json_t *new_field_name(struct describing *describing, const struct column *column)
{
    package_append_text(&describing->text, column->name, describing->spreadsheet_safe);
    return take_text(describing);
}

static json_t *new_resource_name(struct describing *describing, enum table_id table)
{
    package_append_resource(&describing->text, describing->store, table);
    return take_text(describing);
}

/* ---- What all records keep to --------------------------------------------------------------- */

/* To the letter: other programs know nothing of blanks around a value. */
static bool is_listed(const struct column_schema *schema, struct slice cell)
{
    int place = schema_value(schema, cell);
    return place >= 0 && slice_is(cell, schema->values[place]);
}

static bool is_closed_list(const struct book_table *table, size_t column)
{
    const struct column_schema *schema = book_table_column(table, column)->schema;
    bool closed = schema->kind == COLUMN_ENUM;
    for (size_t row = 0; closed && row < table->rows; row++) {
        struct slice cell = book_table_cell(table, row, column);
        closed = cell.length == 0 || is_listed(schema, cell);
    }
    return closed;
}

static bool is_never_blank(const struct book_table *table, size_t column)
{
    bool never = true;
    for (size_t row = 0; never && row < table->rows; row++)
        never = book_table_cell(table, row, column).length > 0;
    return never;
}

/* ---- Fields --------------------------------------------------------------------------------- */

static bool is_required(const struct describing *describing, const struct book_table *table,
                        size_t column)
{
    const struct column_schema *schema = book_table_column(table, column)->schema;
    if (schema->kind == COLUMN_ID)
        return describing->tables.has_key[table->id];
    return (schema->flags & COLUMN_REQUIRED) && is_never_blank(table, column);
}

static void add_constraints(struct describing *describing, json_t *field,
                            const struct book_table *table, size_t column)
{
    const struct column_schema *schema = book_table_column(table, column)->schema;
    json_t *constraints = json_object();
    if (is_required(describing, table, column))
        add_member(describing, constraints, "required", json_true());
    if (is_closed_list(table, column)) {
        json_t *values = json_array();
        for (size_t i = 0; schema->values[i]; i++)
            add_item(describing, values, json_string(schema->values[i]));
        add_member(describing, constraints, "enum", values);
    }
    if (json_object_size(constraints))
        add_member(describing, field, "constraints", constraints);
    else
        json_decref(constraints);
}

/* All values are texts: lists, and dates as EDTF has them, are no types of a Table Schema. */
static json_t *new_field(struct describing *describing, const struct book_table *table,
                         size_t column)
{
    const struct column *about = book_table_column(table, column);
    json_t *field = json_object();
    add_member(describing, field, "name", new_field_name(describing, about));
    add_member(describing, field, "type", json_string("string"));
    if (about->schema) {
        add_member(describing, field, "title", json_string(about->schema->title));
        add_member(describing, field, "description", json_string(about->schema->help));
        add_constraints(describing, field, table, column);
    }
    return field;
}

/* ---- Keys ----------------------------------------------------------------------------------- */

/* A resource names itself by "". */
static json_t *new_foreign_key(struct describing *describing, const struct book_table *table,
                               size_t column)
{
    const struct column *about = book_table_column(table, column);
    enum table_id target = about->schema->target;
    const struct book_table *linked = &describing->tables.items[target];
    json_t *key = json_object();
    json_t *reference = json_object();
    add_member(describing, reference, "resource",
               target == table->id ? json_string("") : new_resource_name(describing, target));
    add_member(describing, reference, "fields",
               new_field_name(describing, book_table_column(linked, linked->key)));
    add_member(describing, key, "fields", new_field_name(describing, about));
    add_member(describing, key, "reference", reference);
    return key;
}

static json_t *new_schema(struct describing *describing, const struct book_table *table)
{
    json_t *schema = json_object();
    json_t *fields = json_array();
    json_t *missing = json_array();
    json_t *keys = json_array();
    for (size_t i = 0; i < table->count; i++) {
        add_item(describing, fields, new_field(describing, table, i));
        if (book_tables_link(&describing->tables, table->id, i))
            add_item(describing, keys, new_foreign_key(describing, table, i));
    }
    add_item(describing, missing, json_string(""));
    add_member(describing, schema, "fields", fields);
    add_member(describing, schema, "missingValues", missing);
    if (describing->tables.has_key[table->id])
        add_member(describing, schema, "primaryKey",
                   new_field_name(describing, book_table_column(table, table->key)));
    if (json_array_size(keys))
        add_member(describing, schema, "foreignKeys", keys);
    else
        json_decref(keys);
    return schema;
}

/* ---- The package ---------------------------------------------------------------------------- */

static json_t *new_resource(struct describing *describing, const struct book_table *table)
{
    const struct table_schema *schema = schema_table(table->id);
    json_t *resource = json_object();
    add_member(describing, resource, "name", new_resource_name(describing, table->id));
    package_append_resource(&describing->text, describing->store, table->id);
    buffer_append_string(&describing->text, ".csv");
    add_member(describing, resource, "path", take_text(describing));
    add_member(describing, resource, "profile", json_string("tabular-data-resource"));
    if (schema) {
        add_member(describing, resource, "title", json_string(schema->title));
        add_member(describing, resource, "description", json_string(schema->help));
    }
    add_member(describing, resource, "format", json_string("csv"));
    add_member(describing, resource, "mediatype", json_string("text/csv"));
    add_member(describing, resource, "encoding", json_string("utf-8"));
    add_member(describing, resource, "schema", new_schema(describing, table));
    return resource;
}

static struct slice briefing_cell(const struct describing *describing, size_t column)
{
    return slice_trim(table_cell(store_table(describing->store, TABLE_BRIEFING), 0, column));
}

/* A license is named by letters, digits, '-', '.' and '_'; other words would make the package void. */
static bool is_license_name(struct slice license)
{
    bool is = license.length > 0;
    for (size_t i = 0; is && i < license.length; i++) {
        char byte = license.data[i];
        is = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
             (byte >= '0' && byte <= '9') || byte == '-' || byte == '.' || byte == '_';
    }
    return is;
}

static void add_head(struct describing *describing, json_t *package)
{
    struct slice title = briefing_cell(describing, BRIEFING_TITLE);
    struct slice license = briefing_cell(describing, BRIEFING_LICENSE);
    struct slice id = briefing_cell(describing, BRIEFING_ID);
    add_member(describing, package, "profile", json_string("tabular-data-package"));
    package_append_name(&describing->text, id.length ? id : store_folder_name(describing->store));
    add_member(describing, package, "name", take_text(describing));
    if (title.length)
        add_member(describing, package, "title", new_text(describing, title));
    if (is_license_name(license)) {
        json_t *named = json_object();
        json_t *licenses = json_array();
        add_member(describing, named, "name", new_text(describing, license));
        add_item(describing, licenses, named);
        add_member(describing, package, "licenses", licenses);
    }
}

static json_t *new_package(struct describing *describing)
{
    json_t *package = json_object();
    json_t *resources = json_array();
    add_head(describing, package);
    for (enum table_id id = 0; id < TABLE_COUNT; id++)
        if (describing->tables.items[id].count)
            add_item(describing, resources,
                     new_resource(describing, &describing->tables.items[id]));
    add_member(describing, package, "resources", resources);
    return package;
}

bool package_append_schema(struct buffer *buffer, const struct store *store, bool spreadsheet_safe)
{
    struct describing describing = {.store = store, .spreadsheet_safe = spreadsheet_safe};
    bool opened = book_tables_open(&describing.tables, store);
    json_t *package = opened ? new_package(&describing) : NULL;
    bool done = package && !describing.failed && json_append(buffer, package) &&
                buffer_append_char(buffer, '\n');
    json_decref(package);
    book_tables_free(&describing.tables);
    buffer_free(&describing.text);
    return done;
}
