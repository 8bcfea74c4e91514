#include "tui/state.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const char format[] = "briefbook-state";

enum { VERSION = 1 };

static const char *const focuses[] = {[FOCUS_LIST] = "list", [FOCUS_DETAIL] = "detail"};
static const char *const zooms[] = {
    [ZOOM_NONE] = "none", [ZOOM_LIST] = "list", [ZOOM_DETAIL] = "detail"};

enum {
    FOCUS_COUNT = sizeof focuses / sizeof focuses[0],
    ZOOM_COUNT = sizeof zooms / sizeof zooms[0]
};

const char *state_table_key(enum table_id table)
{
    const struct table_schema *schema = schema_table(table);
    return schema ? schema->name : "rows";
}

/* ---- Taking ---------------------------------------------------------------------------------- */

/* What is no UTF-8 can't be kept, and is left out. */
static bool set_text(json_t *object, const char *key, struct slice text)
{
    json_t *value = json_stringn(text.data ? text.data : "", text.length);
    return !value || json_object_set_new(object, key, value) == 0;
}

static bool set_id(json_t *object, const struct store *store, struct record record)
{
    struct buffer id = {0};
    bool fine = record_append_id(store, record, &id) &&
                set_text(object, state_table_key(record.table), buffer_slice(&id));
    buffer_free(&id);
    return fine;
}

/* Names the row of each table: the one that is still looked for, or the one that is there. */
static bool take_rows(const struct model *model, const struct viewpoint *there, bool tops,
                      json_t *object)
{
    const struct store *store = model->options.store;
    bool fine = object != NULL;
    for (enum table_id table = 0; table < TABLE_COUNT && fine; table++) {
        const struct pane *pane = &there->panes[table];
        size_t row = tops ? pane->wanted_top : pane->wanted;
        const char *sought = tops ? model->restoring.tops[table] : model->restoring.rows[table];
        if (sought)
            fine = set_text(object, state_table_key(table), slice_of(sought));
        else if (row < table_rows(store_table(store, table)))
            fine = set_id(object, store, (struct record){table, (uint32_t)row});
    }
    return fine;
}

static bool add_text(json_t *array, struct slice text)
{
    json_t *value = json_stringn(text.data ? text.data : "", text.length);
    return !value || json_array_append_new(array, value) == 0;
}

static bool take_table_marks(const struct model *model, enum table_id table, json_t *array)
{
    const struct marks *marks = &model->marks;
    const struct record_set *set = &marks->sets[table];
    struct buffer id = {0};
    bool fine = array != NULL;
    size_t row = record_set_next(set, 0);
    for (; row != SIZE_MAX && fine; row = record_set_next(set, row + 1)) {
        buffer_clear(&id);
        fine = record_append_id(model->options.store, (struct record){table, (uint32_t)row}, &id) &&
               add_text(array, buffer_slice(&id));
    }
    for (size_t i = 0; i < marks->absent_count && fine; i++) {
        if (marks->absent[i].table == table)
            fine = add_text(array, slice_of(marks->absent[i].id));
    }
    buffer_free(&id);
    return fine;
}

static bool take_marks(const struct model *model, json_t *object)
{
    bool fine = object != NULL;
    for (enum table_id table = 0; table < TABLE_COUNT && fine; table++) {
        json_t *array = json_array();
        fine = take_table_marks(model, table, array);
        if (fine && json_array_size(array))
            fine = json_object_set(object, state_table_key(table), array) == 0;
        json_decref(array);
    }
    return fine;
}

static bool take_lines(const struct prompt *prompt, json_t *array)
{
    bool fine = array != NULL;
    for (size_t i = 0; i < prompt->line_count && fine; i++)
        fine = add_text(array, slice_of(prompt->lines[i]));
    return fine;
}

static bool take_columns(const struct model *model, json_t *object)
{
    bool fine = object != NULL;
    for (enum table_id table = 0; table < TABLE_COUNT && fine; table++) {
        const struct pane_columns *columns = &model->pane_columns[table];
        json_t *array = json_array();
        fine = array != NULL;
        for (size_t i = 0; i < columns->count && fine; i++)
            fine = add_text(array, slice_of(columns->names[i]));
        if (fine && columns->count)
            fine = json_object_set(object, state_table_key(table), array) == 0;
        json_decref(array);
    }
    return fine;
}

/* The order that is looked forward to, or the one that is there; NULL for none. */
static json_t *take_order(const struct model *model, enum table_id table)
{
    const struct pane_order *order = &model->orders[table];
    const struct table *rows = store_table(model->options.store, table);
    const char *sought = model->restoring.orders[table];
    struct slice name = sought ? slice_of(sought) : (struct slice){0};
    bool is_falling = sought ? model->restoring.is_falling[table] : order->is_falling;
    if (!sought && order->is_set && order->column < table_column_count(rows))
        name = table_column(rows, order->column)->name;
    return name.length ? json_pack("{s:s%, s:b}", "column", name.data, name.length, "falling",
                                   (int)is_falling)
                       : NULL;
}

static bool take_orders(const struct model *model, json_t *object)
{
    bool fine = object != NULL;
    for (enum table_id table = 0; table < TABLE_COUNT && fine; table++) {
        json_t *order = take_order(model, table);
        fine = !order || json_object_set_new(object, state_table_key(table), order) == 0;
    }
    return fine;
}

/* Sets a member, which is given away, when it was made without a fault. */
static bool set_made(json_t *state, const char *key, json_t *value, bool fine)
{
    if (fine)
        return json_object_set_new(state, key, value) == 0;
    json_decref(value);
    return false;
}

static bool take_lists(const struct model *model, const struct viewpoint *there, json_t *state)
{
    json_t *rows = json_object();
    json_t *tops = json_object();
    json_t *marks = json_object();
    json_t *columns = json_object();
    json_t *orders = json_object();
    json_t *searches = json_array();
    json_t *commands = json_array();
    bool fine = set_made(state, "rows", rows, take_rows(model, there, false, rows));
    fine = set_made(state, "tops", tops, take_rows(model, there, true, tops)) && fine;
    fine = set_made(state, "marks", marks, take_marks(model, marks)) && fine;
    fine = set_made(state, "columns", columns, take_columns(model, columns)) && fine;
    fine = set_made(state, "orders", orders, take_orders(model, orders)) && fine;
    fine = set_made(state, "searches", searches, take_lines(&model->prompt, searches)) && fine;
    return set_made(state, "commands", commands, take_lines(&model->commanding.prompt, commands)) &&
           fine;
}

json_t *state_take(const struct model *model)
{
    /* A search that is still typed was not kept. */
    const struct viewpoint *there = model->prompting ? &model->prompt_start : &model->here;
    json_t *state = json_pack("{s:s, s:i, s:s, s:s, s:s}", "format", format, "version", VERSION,
                              "table", state_table_key(there->table), "focus",
                              focuses[there->focus], "zoom", zooms[there->zoom]);
    if (state && set_text(state, "query", slice_of(viewpoint_query(there))) &&
        take_lists(model, there, state))
        return state;
    json_decref(state);
    return NULL;
}

/* ---- Restoring ------------------------------------------------------------------------------- */

bool state_is_one(const json_t *state)
{
    const char *name = json_string_value(json_object_get(state, "format"));
    return name && strcmp(name, format) == 0 && json_is_integer(json_object_get(state, "version"));
}

bool state_is_known(const json_t *state)
{
    return state_is_one(state) && json_integer_value(json_object_get(state, "version")) == VERSION;
}

/* The place of a word in a table of words; 0 for another. */
static size_t place_of(const json_t *state, const char *key, const char *const *words, size_t count)
{
    const char *word = json_string_value(json_object_get(state, key));
    for (size_t i = 0; i < count && word; i++) {
        if (strcmp(words[i], word) == 0)
            return i;
    }
    return 0;
}

static void restore_rows(struct model *model, const json_t *state)
{
    const json_t *rows = json_object_get(state, "rows");
    const json_t *tops = json_object_get(state, "tops");
    for (enum table_id table = 0; table < TABLE_COUNT; table++) {
        const char *row = json_string_value(json_object_get(rows, state_table_key(table)));
        const char *top = json_string_value(json_object_get(tops, state_table_key(table)));
        restoring_forget(&model->restoring, table);
        model->restoring.rows[table] = row ? strdup(row) : NULL;
        model->restoring.tops[table] = top ? strdup(top) : NULL;
    }
}

bool state_add_marks(const json_t *state, struct marks *marks)
{
    const json_t *kept = json_object_get(state, "marks");
    bool fine = true;
    for (enum table_id table = 0; table < TABLE_COUNT; table++) {
        const json_t *array = json_object_get(kept, state_table_key(table));
        for (size_t i = 0; i < json_array_size(array) && fine; i++) {
            const json_t *id = json_array_get(array, i);
            struct slice text = {json_string_value(id), json_string_length(id)};
            fine = !text.data || marks_add(marks, table, text);
        }
    }
    return fine;
}

/* No more than there can be, and none twice. */
static void restore_columns(struct model *model, const json_t *state)
{
    const json_t *columns = json_object_get(state, "columns");
    for (enum table_id table = 0; table < TABLE_COUNT; table++) {
        const json_t *array = json_object_get(columns, state_table_key(table));
        pane_columns_free(&model->pane_columns[table]);
        for (size_t i = 0; i < json_array_size(array) && i < PANE_COLUMNS_MOST; i++) {
            const char *name = json_string_value(json_array_get(array, i));
            if (name && *name)
                pane_columns_add(&model->pane_columns[table], slice_of(name));
        }
    }
}

static void restore_orders(struct model *model, const json_t *state)
{
    const json_t *orders = json_object_get(state, "orders");
    for (enum table_id table = 0; table < TABLE_COUNT; table++) {
        const json_t *order = json_object_get(orders, state_table_key(table));
        const char *column = json_string_value(json_object_get(order, "column"));
        restoring_forget_order(&model->restoring, table);
        model->restoring.orders[table] = column ? strdup(column) : NULL;
        model->restoring.is_falling[table] = json_is_true(json_object_get(order, "falling"));
    }
}

/* The lines that were typed before, as one goes back to them. */
static bool restore_lines(struct prompt *prompt, const json_t *lines)
{
    bool fine = true;
    for (size_t i = 0; i < json_array_size(lines) && fine; i++) {
        const char *line = json_string_value(json_array_get(lines, i));
        fine = !line || (prompt_begin(prompt, line) && prompt_keep(prompt));
    }
    return fine;
}

static void restore_place(struct model *model, const json_t *state)
{
    struct viewpoint *here = &model->here;
    const char *name = json_string_value(json_object_get(state, "table"));
    for (enum table_id table = 0; table < TABLE_COUNT; table++) {
        if (name && strcmp(name, state_table_key(table)) == 0)
            here->table = table;
    }
    here->focus = (enum focus)place_of(state, "focus", focuses, FOCUS_COUNT);
    here->zoom = (enum zoom)place_of(state, "zoom", zooms, ZOOM_COUNT);
}

void state_restore(struct model *model, const json_t *state, bool with_query)
{
    const char *query = json_string_value(json_object_get(state, "query"));
    if (!restore_lines(&model->prompt, json_object_get(state, "searches")) ||
        !restore_lines(&model->commanding.prompt, json_object_get(state, "commands")) ||
        !state_add_marks(state, &model->marks))
        model_say_memory(model);
    restore_columns(model, state);
    restore_orders(model, state);
    if (!with_query)
        return;
    restore_rows(model, state);
    restore_place(model, state);
    if (query && *query)
        model_ask(model, query);
}
