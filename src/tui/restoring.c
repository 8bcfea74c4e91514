#include "tui/restoring.h"

#include <stdint.h>
#include <stdlib.h>

bool restoring_find(char **id, const struct store *store, enum table_id table, size_t *row)
{
    struct record record;
    bool is_loaded = store_state(store) >= STORE_LOADED;
    bool is_read = is_loaded || table_stage(store_table(store, table)) == TABLE_READ;
    bool found = is_read && store_find(store, table, slice_of(*id), &record);
    *row = found ? record.row : SIZE_MAX;
    if (!found && !is_loaded)
        return false;
    free(*id);
    *id = NULL;
    return true;
}

void restoring_forget(struct restoring *restoring, enum table_id table)
{
    free(restoring->rows[table]);
    free(restoring->tops[table]);
    restoring->rows[table] = NULL;
    restoring->tops[table] = NULL;
}

void restoring_forget_order(struct restoring *restoring, enum table_id table)
{
    free(restoring->orders[table]);
    restoring->orders[table] = NULL;
}

void restoring_free(struct restoring *restoring)
{
    for (enum table_id table = 0; table < TABLE_COUNT; table++) {
        restoring_forget(restoring, table);
        restoring_forget_order(restoring, table);
    }
}
