#include "tui/shown.h"

#include <stdint.h>

size_t shown_total(const struct model *model, enum table_id table)
{
    return table_rows(store_table(model->options.store, table));
}

size_t shown_count(const struct model *model, enum table_id table)
{
    if (pane_order(model, table))
        return ordered_count(model, table);
    if (model->asked.search)
        return search_count(model->asked.search, table);
    return shown_total(model, table);
}

bool shown_has(const struct model *model, enum table_id table, size_t row)
{
    if (model->asked.search)
        return search_has(model->asked.search, table, row);
    return row < shown_total(model, table);
}

size_t shown_nearest(const struct model *model, enum table_id table, size_t row)
{
    if (pane_order(model, table))
        return ordered_nearest(model, table, row);
    if (model->asked.search) {
        size_t next = search_next(model->asked.search, table, row);
        return next != SIZE_MAX ? next : search_previous(model->asked.search, table, row);
    }
    size_t total = shown_total(model, table);
    if (!total)
        return SIZE_MAX;
    return row < total ? row : total - 1;
}

size_t shown_after(const struct model *model, enum table_id table, size_t row, int direction)
{
    size_t rank = shown_rank(model, table, row);
    if (direction < 0 && rank == 0)
        return SIZE_MAX;
    return shown_select(model, table, direction > 0 ? rank + 1 : rank - 1);
}

size_t shown_rank(const struct model *model, enum table_id table, size_t row)
{
    if (pane_order(model, table))
        return ordered_rank(model, table, row);
    if (model->asked.search)
        return search_rank(model->asked.search, table, row);
    size_t total = shown_total(model, table);
    return row < total ? row : total;
}

size_t shown_select(const struct model *model, enum table_id table, size_t rank)
{
    if (pane_order(model, table))
        return ordered_select(model, table, rank);
    if (model->asked.search)
        return search_select(model->asked.search, table, rank);
    return rank < shown_total(model, table) ? rank : SIZE_MAX;
}

bool shown_is_open(const struct model *model, enum table_id table, size_t row)
{
    return !asked_is_done(&model->asked) && row >= search_rows(model->asked.search, table);
}

bool shown_may_grow(const struct model *model, enum table_id table)
{
    enum store_state state = store_state(model->options.store);
    if (state == STORE_OPENED || state == STORE_LOADING)
        return true;
    size_t total = shown_total(model, table);
    return total > 0 && shown_is_open(model, table, total - 1);
}

enum table_id pane_after(const struct model *model, enum table_id table, int direction)
{
    for (size_t i = 0; i < TABLE_COUNT; i++) {
        size_t step = direction > 0 ? 1 : TABLE_COUNT - 1;
        table = (enum table_id)((table + step) % TABLE_COUNT);
        if (model->exists[table])
            return table;
    }
    return TABLE_NONE;
}

enum table_id pane_numbered(const struct model *model, size_t number)
{
    for (enum table_id table = 0; table < TABLE_COUNT; table++) {
        if (model->exists[table] && number-- == 0)
            return table;
    }
    return TABLE_NONE;
}

size_t pane_number(const struct model *model, enum table_id table)
{
    size_t number = 0;
    for (enum table_id before = 0; before < table; before++)
        number += model->exists[before];
    return number;
}

struct slice pane_title(const struct model *model, enum table_id table)
{
    const struct table_schema *schema = schema_table(table);
    return schema ? slice_of(schema->title) : store_folder_name(model->options.store);
}

struct slice column_title(const struct model *model, enum table_id table, size_t column)
{
    const struct column *found = table_column(store_table(model->options.store, table), column);
    return found->schema ? slice_of(found->schema->title) : found->name;
}

static bool holds_match(const struct model *model, enum table_id table)
{
    return model->exists[table] && shown_count(model, table) > 0;
}

size_t held_column_count(const struct model *model, enum table_id table)
{
    const struct table *rows = store_table(model->options.store, table);
    size_t columns = table_column_count(rows);
    size_t count = 0;
    for (size_t column = 0; column < columns; column++)
        count += table_holds(rows, column);
    return count;
}

size_t held_column(const struct model *model, enum table_id table, size_t number)
{
    const struct table *rows = store_table(model->options.store, table);
    size_t column = 0;
    for (;; column++) {
        if (table_holds(rows, column) && number-- == 0)
            return column;
    }
}

enum table_id match_pane_after(const struct model *model, enum table_id table, int direction)
{
    size_t place = search_place_of(table);
    for (size_t i = 0; i < TABLE_COUNT; i++) {
        place = (place + (direction > 0 ? 1 : TABLE_COUNT - 1)) % TABLE_COUNT;
        if (holds_match(model, search_table_at(place)))
            return search_table_at(place);
    }
    return TABLE_NONE;
}

size_t match_count(const struct model *model)
{
    size_t count = 0;
    for (enum table_id table = 0; table < TABLE_COUNT; table++)
        count += model->exists[table] ? shown_count(model, table) : 0;
    return count;
}

size_t match_rank(const struct model *model, struct record record)
{
    size_t rank = shown_rank(model, record.table, record.row);
    for (size_t place = 0; place < search_place_of(record.table); place++) {
        if (model->exists[search_table_at(place)])
            rank += shown_count(model, search_table_at(place));
    }
    return rank;
}
