#include "tui/pane-columns.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

bool pane_columns_add(struct pane_columns *columns, struct slice name)
{
    bool has_room = columns->count < PANE_COLUMNS_MOST;
    char *copy = has_room ? strndup(name.length ? name.data : "", name.length) : NULL;
    if (!copy)
        return false;
    columns->names[columns->count] = copy;
    columns->numbers[columns->count++] = SIZE_MAX;
    return true;
}

void pane_columns_remove(struct pane_columns *columns, size_t place)
{
    free(columns->names[place]);
    columns->count--;
    for (size_t i = place; i < columns->count; i++) {
        columns->names[i] = columns->names[i + 1];
        columns->numbers[i] = columns->numbers[i + 1];
    }
}

size_t pane_columns_place(const struct pane_columns *columns, size_t column)
{
    for (size_t i = 0; i < columns->count; i++) {
        if (columns->numbers[i] == column)
            return i;
    }
    return SIZE_MAX;
}

void pane_columns_settle(struct pane_columns *columns, const struct table *table)
{
    for (size_t i = 0; i < columns->count; i++) {
        size_t column = table_find_column(table, slice_of(columns->names[i]));
        columns->numbers[i] = column < table_column_count(table) ? column : SIZE_MAX;
    }
}

void pane_columns_free(struct pane_columns *columns)
{
    for (size_t i = 0; i < columns->count; i++)
        free(columns->names[i]);
    *columns = (struct pane_columns){0};
}
