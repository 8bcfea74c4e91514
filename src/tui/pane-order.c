#include "tui/pane-order.h"

#include <stdint.h>
#include <stdlib.h>

#include "briefbook/record-order.h"
#include "tui/model.h"

enum { AT_ONCE = 2000 /* rows that are put in order in a few milliseconds */ };

/* The job, and when it is done the order. */
struct ordered_rows {
    const struct store *store;
    enum table_id table;
    size_t column;
    bool is_falling;
    size_t count;
    uint32_t *rows;   /* by place */
    uint32_t *places; /* by row */
};

/* ---- In the background --------------------------------------------------------------------- */

/* Putting in order is not cancelled: what has been left is dropped when it is done. */
static bool run_job(void *context, const atomic_bool *cancelled)
{
    struct ordered_rows *order = context;
    for (size_t row = 0; row < order->count; row++)
        order->rows[row] = (uint32_t)row;
    if (atomic_load(cancelled) || !record_order(order->store, order->table, order->column,
                                                order->is_falling, order->rows, order->count))
        return false;
    for (size_t place = 0; place < order->count; place++)
        order->places[order->rows[place]] = (uint32_t)place;
    return true;
}

static void free_job(void *context)
{
    struct ordered_rows *order = context;
    free(order->rows);
    free(order->places);
    free(order);
}

static struct background *start(const struct model *model, enum table_id table)
{
    const struct pane_order *wanted = &model->orders[table];
    const struct model_options *options = &model->options;
    struct ordered_rows *order = calloc(1, sizeof *order);
    if (!order)
        return NULL;
    size_t count = table_rows(store_table(options->store, table));
    *order = (struct ordered_rows){.store = options->store,
                                   .table = table,
                                   .column = wanted->column,
                                   .is_falling = wanted->is_falling,
                                   .count = count,
                                   .rows = calloc(count + 1, sizeof *order->rows),
                                   .places = calloc(count + 1, sizeof *order->places)};
    if (!order->rows || !order->places) {
        free_job(order);
        return NULL;
    }
    struct background_task task = {run_job, free_job, order, count <= AT_ONCE};
    return background_start(&task, options->changed, options->context);
}

/* ---- Keeping it up to date ----------------------------------------------------------------- */

void pane_order_free(struct pane_order *order)
{
    background_free(order->work);
    record_set_free(&order->matches);
    *order = (struct pane_order){0};
}

/* What is being put in order goes on, so that nobody waits for it: pane_orders_settle() drops it. */
void model_sort(struct model *model, enum table_id table, size_t column, bool is_falling)
{
    struct pane_order *order = &model->orders[table];
    restoring_forget_order(&model->restoring, table);
    order->is_set = true;
    order->column = column;
    order->is_falling = is_falling;
}

void model_sort_not(struct model *model, enum table_id table)
{
    restoring_forget_order(&model->restoring, table);
    model->orders[table].is_set = false;
}

/* What the work has put in order, whether it is still wanted or not; NULL while it is at it. */
static const struct ordered_rows *finished(const struct pane_order *order)
{
    return background_state(order->work) == BACKGROUND_DONE ? background_job(order->work) : NULL;
}

const struct ordered_rows *pane_order(const struct model *model, enum table_id table)
{
    const struct pane_order *order = &model->orders[table];
    const struct ordered_rows *rows = finished(order);
    bool is_wanted = rows && order->is_set && rows->store == model->options.store &&
                     rows->column == order->column && rows->is_falling == order->is_falling;
    return is_wanted ? rows : NULL;
}

bool pane_order_reads(const struct pane_order *order, const struct store *store)
{
    return order->store == store && background_state(order->work) == BACKGROUND_RUNNING;
}

/* Begins to put the rows of a store that has been loaded in order, once what was begun before is
 * done. */
static void settle_work(struct model *model, enum table_id table)
{
    struct pane_order *order = &model->orders[table];
    const struct store *store = model->options.store;
    bool is_running = background_state(order->work) == BACKGROUND_RUNNING;
    if (is_running || pane_order(model, table))
        return;
    bool failed = background_state(order->work) == BACKGROUND_FAILED;
    background_free(order->work);
    order->work = NULL;
    if (!order->is_set || store_state(store) != STORE_LOADED)
        return;
    order->is_set = !failed && order->column < table_column_count(store_table(store, table));
    order->work = order->is_set ? start(model, table) : NULL;
    order->store = store;
    order->asked = 0;
    order->matched = SIZE_MAX;
    if (failed || (order->is_set && !order->work)) {
        order->is_set = false;
        model_say_memory(model);
    }
}

static void settle_matches(struct model *model, enum table_id table)
{
    struct pane_order *order = &model->orders[table];
    const struct ordered_rows *rows = pane_order(model, table);
    const struct asked *asked = &model->asked;
    if (!rows || !asked->search)
        return;
    size_t matched = search_count(asked->search, table);
    if (order->asked == asked->number && order->matched == matched)
        return;
    record_set_clear(&order->matches);
    struct record_set found = {0};
    search_copy(asked->search, table, &found);
    for (size_t row = record_set_next(&found, 0); row != SIZE_MAX;
         row = record_set_next(&found, row + 1))
        record_set_add(&order->matches, rows->places[row]);
    if (found.failed || order->matches.failed)
        model_say_memory(model);
    record_set_free(&found);
    order->asked = asked->number;
    order->matched = matched;
}

/* The order of an earlier run or load, once it is known whether there is such a column. */
static void restore_order(struct model *model, enum table_id table)
{
    const struct store *store = model->options.store;
    const struct table *rows = store_table(store, table);
    const char *name = model->restoring.orders[table];
    if (!name || store_state(store) != STORE_LOADED)
        return;
    size_t column = table_find_column(rows, slice_of(name));
    if (column < table_column_count(rows))
        model_sort(model, table, column, model->restoring.is_falling[table]);
    else
        model_sort_not(model, table);
}

void pane_orders_settle(struct model *model)
{
    for (enum table_id table = 0; table < TABLE_COUNT; table++) {
        restore_order(model, table);
        settle_work(model, table);
        settle_matches(model, table);
    }
}

/* ---- Places and rows ----------------------------------------------------------------------- */

size_t ordered_count(const struct model *model, enum table_id table)
{
    return model->asked.search ? model->orders[table].matches.count
                               : pane_order(model, table)->count;
}

static size_t place_of(const struct ordered_rows *order, size_t row)
{
    return row < order->count ? order->places[row] : order->count;
}

size_t ordered_rank(const struct model *model, enum table_id table, size_t row)
{
    size_t place = place_of(pane_order(model, table), row);
    return model->asked.search ? record_set_rank(&model->orders[table].matches, place) : place;
}

size_t ordered_select(const struct model *model, enum table_id table, size_t rank)
{
    const struct ordered_rows *order = pane_order(model, table);
    size_t place =
        model->asked.search ? record_set_select(&model->orders[table].matches, rank) : rank;
    return place < order->count ? order->rows[place] : SIZE_MAX;
}

size_t ordered_nearest(const struct model *model, enum table_id table, size_t row)
{
    size_t count = ordered_count(model, table);
    size_t rank = ordered_rank(model, table, row);
    if (!count)
        return SIZE_MAX;
    return ordered_select(model, table, rank < count ? rank : count - 1);
}
