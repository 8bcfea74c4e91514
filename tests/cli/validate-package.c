/* validate-package.c: for export.sh: says what is wrong with a Data Package, a line each.
 *
 *     validate-package FOLDER
 *
 * It looks at what version 1 of the specification demands of what we write: names, profiles, paths,
 * header rows, and that each record keeps to the constraints and keys of its schema. */
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "briefbook/store.h"

enum { PATH_SIZE = 4096 };

static size_t faults;

static void complain(const char *resource, const char *what, const char *name)
{
    printf("%s: %s: %s\n", resource, what, name);
    faults++;
}

static const char *text_of(const json_t *object, const char *member)
{
    const char *text = json_string_value(json_object_get(object, member));
    return text ? text : "";
}

static void check_name(const char *name)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyz0123456789-._/";
    if (!*name || name[strspn(name, allowed)])
        complain(name, "is no name", name);
}

/* ---- Tables -------------------------------------------------------------------------------- */

static struct store *open_resource(const char *folder, const json_t *resource)
{
    char path[PATH_SIZE];
    struct diag_list diags = {0};
    snprintf(path, sizeof path, "%s/%s", folder, text_of(resource, "path"));
    struct store *store = store_open(path, &diags);
    if (store && (!store_start(store, NULL, NULL) || !store_wait(store))) {
        store_free(store);
        store = NULL;
    }
    diag_list_free(&diags);
    return store;
}

static struct slice cell_of(const struct store *store, size_t row, const char *field)
{
    const struct table *table = store_table(store, store_single_table(store));
    return table_cell(table, row, table_find_column(table, slice_of(field)));
}

static size_t rows_of(const struct store *store)
{
    return store_record_count(store, store_single_table(store));
}

static bool holds(const struct store *store, const char *field, struct slice value, size_t before)
{
    bool found = false;
    for (size_t row = 0; row < before && !found; row++)
        found = slice_equal(cell_of(store, row, field), value);
    return found;
}

/* ---- What a schema demands ----------------------------------------------------------------- */

static bool is_listed(const json_t *values, struct slice cell)
{
    bool found = false;
    for (size_t i = 0; i < json_array_size(values) && !found; i++)
        found = slice_is(cell, json_string_value(json_array_get(values, i)));
    return found;
}

static void check_field(const char *resource, const struct store *store, const json_t *field)
{
    const struct table *table = store_table(store, store_single_table(store));
    const char *name = text_of(field, "name");
    const json_t *constraints = json_object_get(field, "constraints");
    const json_t *values = json_object_get(constraints, "enum");
    bool required = json_is_true(json_object_get(constraints, "required"));
    if (table_find_column(table, slice_of(name)) == table_column_count(table))
        complain(resource, "has no column", name);
    if (strcmp(text_of(field, "type"), "string") != 0)
        complain(resource, "has another type", name);
    for (size_t row = 0; row < rows_of(store); row++) {
        struct slice cell = cell_of(store, row, name);
        if (required && !cell.length)
            complain(resource, "is blank", name);
        if (values && cell.length && !is_listed(values, cell))
            complain(resource, "is not in the list", name);
    }
}

static void check_key(const char *resource, const struct store *store, const char *key)
{
    for (size_t row = 0; row < rows_of(store) && *key; row++) {
        struct slice cell = cell_of(store, row, key);
        if (!cell.length || holds(store, key, cell, row))
            complain(resource, "has no key", key);
    }
}

static void check_foreign_key(const char *resource, const struct store *store,
                              const struct store *target, const json_t *key)
{
    const char *field = text_of(key, "fields");
    const char *named = text_of(json_object_get(key, "reference"), "fields");
    for (size_t row = 0; row < rows_of(store); row++) {
        struct slice cell = cell_of(store, row, field);
        if (cell.length && !holds(target, named, cell, rows_of(target)))
            complain(resource, "leads nowhere", field);
    }
}

/* ---- The package --------------------------------------------------------------------------- */

static const json_t *find_resource(const json_t *package, const char *name)
{
    const json_t *resources = json_object_get(package, "resources");
    for (size_t i = 0; i < json_array_size(resources); i++)
        if (strcmp(text_of(json_array_get(resources, i), "name"), name) == 0)
            return json_array_get(resources, i);
    return NULL;
}

static void check_foreign_keys(const char *folder, const json_t *package, const json_t *resource,
                               const struct store *store)
{
    const json_t *keys = json_object_get(json_object_get(resource, "schema"), "foreignKeys");
    for (size_t i = 0; i < json_array_size(keys); i++) {
        const json_t *key = json_array_get(keys, i);
        const char *name = text_of(json_object_get(key, "reference"), "resource");
        const json_t *named = *name ? find_resource(package, name) : resource;
        struct store *target = named ? open_resource(folder, named) : NULL;
        if (target)
            check_foreign_key(text_of(resource, "name"), store, target, key);
        else
            complain(text_of(resource, "name"), "there is no resource", name);
        store_free(target);
    }
}

static void check_resource(const char *folder, const json_t *package, const json_t *resource)
{
    const char *name = text_of(resource, "name");
    const json_t *schema = json_object_get(resource, "schema");
    const json_t *fields = json_object_get(schema, "fields");
    struct store *store = open_resource(folder, resource);
    check_name(name);
    if (find_resource(package, name) != resource)
        complain(name, "is there twice", name);
    if (strcmp(text_of(resource, "profile"), "tabular-data-resource") != 0)
        complain(name, "has another profile", text_of(resource, "profile"));
    if (!store || json_array_size(fields) == 0) {
        complain(name, "has no table", text_of(resource, "path"));
        return;
    }
    for (size_t i = 0; i < json_array_size(fields); i++)
        check_field(name, store, json_array_get(fields, i));
    check_key(name, store, text_of(schema, "primaryKey"));
    check_foreign_keys(folder, package, resource, store);
    store_free(store);
}

int main(int argc, char **argv)
{
    char path[PATH_SIZE];
    json_error_t error;
    if (argc != 2)
        return 2;
    snprintf(path, sizeof path, "%s/datapackage.json", argv[1]);
    json_t *package = json_load_file(path, JSON_REJECT_DUPLICATES, &error);
    const json_t *resources = json_object_get(package, "resources");
    if (!package)
        complain(path, "is no JSON", error.text);
    check_name(text_of(package, "name"));
    if (json_array_size(resources) == 0)
        complain(path, "has no", "resources");
    for (size_t i = 0; i < json_array_size(resources); i++)
        check_resource(argv[1], package, json_array_get(resources, i));
    json_decref(package);
    return faults ? 1 : 0;
}
