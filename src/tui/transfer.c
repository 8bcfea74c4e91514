#include "tui/transfer.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "briefbook/compare.h"

/* Viewpoints are much alike: what was found last for each pane mostly serves again. */
struct memory {
    bool known;
    size_t from;
    size_t to;
};

struct transfer {
    const struct store *from;
    const struct store *to;
    struct memory rows[TABLE_COUNT];
    struct memory tops[TABLE_COUNT];
};

/* The row that stands in the place of one; where the table has none now, it may come back. */
static size_t carry_row(const struct transfer *transfer, enum table_id table, size_t row,
                        struct memory *memory)
{
    if (memory->known && memory->from == row)
        return memory->to;
    struct record record = {table, (uint32_t)row};
    size_t found = store_nearest_counterpart(transfer->from, record, transfer->to);
    *memory = (struct memory){true, row, found == SIZE_MAX ? row : found};
    return memory->to;
}

/* TABLE_NONE for a record that is gone. */
static struct record carry_record(const struct transfer *transfer, struct record record)
{
    size_t row;
    if (record.table != TABLE_NONE && store_counterpart(transfer->from, record, transfer->to, &row))
        return (struct record){record.table, (uint32_t)row};
    return (struct record){.table = TABLE_NONE};
}

static void carry_viewpoint(struct transfer *transfer, struct viewpoint *there)
{
    for (enum table_id table = 0; table < TABLE_COUNT; table++) {
        struct pane *pane = &there->panes[table];
        pane->wanted = carry_row(transfer, table, pane->wanted, &transfer->rows[table]);
        pane->wanted_top = carry_row(transfer, table, pane->wanted_top, &transfer->tops[table]);
    }
    there->shown = carry_record(transfer, there->shown);
}

static void carry_history(struct transfer *transfer, struct history *history)
{
    for (size_t i = 0; i < history->count; i++)
        carry_viewpoint(transfer, &history->viewpoints[i]);
}

/* ---- The link one is on -------------------------------------------------------------------- */

/* Where it leads; TABLE_NONE when there is none. */
static struct record link_target(const struct model *model)
{
    const struct detail *detail = &model->detail;
    long link = model->here.link;
    if (!detail->valid || link < 0 || link >= (long)detail->links.count)
        return (struct record){.table = TABLE_NONE};
    return detail->links.items[link].target;
}

static bool leads_to(const struct spot *spot, struct record record)
{
    return spot->target.table == record.table && spot->target.row == record.row;
}

/* The reader stays on the link to a record, the nearest one where there are several. */
static void return_to_link(struct model *model, struct record target)
{
    const struct spot_list *links = &model->detail.links;
    long link = model->here.link;
    long count = (long)links->count;
    long found = NOTHING_CHOSEN;
    for (long i = 0; target.table != TABLE_NONE && i < count; i++) {
        if (leads_to(&links->items[i], target) &&
            (found < 0 || labs(i - link) < labs(found - link)))
            found = i;
    }
    if (found == NOTHING_CHOSEN || found == link)
        return;
    model->here.link = found;
    model_settle(model);
}

/* ---- Orders of panes ----------------------------------------------------------------------- */

/* Columns that no schema names have other numbers when the file has others: it is the name that stays. */
static void carry_orders(struct model *model)
{
    struct restoring *restoring = &model->restoring;
    for (enum table_id table = 0; table < TABLE_COUNT; table++) {
        const struct pane_order *order = &model->orders[table];
        const struct table *rows = store_table(model->options.store, table);
        if (!order->is_set || order->column >= table_column_count(rows))
            continue;
        restoring_forget_order(restoring, table);
        struct slice name = table_column(rows, order->column)->name;
        restoring->orders[table] = strndup(name.data, name.length);
        restoring->is_falling[table] = order->is_falling;
    }
}

/* ---- The model ----------------------------------------------------------------------------- */

/* What was made of the old store is made again. */
static void forget_made(struct model *model)
{
    completing_free(&model->completing);
    model->detail.valid = false;
    model->heading_key = 0;
}

void model_transfer(struct model *model, const struct store *to)
{
    struct transfer transfer = {.from = model->options.store, .to = to};
    struct record target = carry_record(&transfer, link_target(model));
    carry_viewpoint(&transfer, &model->here);
    carry_viewpoint(&transfer, &model->prompt_start);
    carry_history(&transfer, &model->back);
    carry_history(&transfer, &model->forward);
    carry_history(&transfer, &model->undone);
    model->reading.source = carry_record(&transfer, model->reading.source);
    if (!marks_transfer(&model->marks, transfer.from, to))
        model_say_memory(model);
    restoring_free(&model->restoring);
    carry_orders(model);
    checking_stop(&model->checking);
    superseded_free(&model->superseded);
    model->options.store = to;
    forget_made(model);
    model_ask_again(model);
    if (model->prompt_changed)
        model_ask_anew(model, &model->prompt_asked, viewpoint_query(&model->prompt_start));
    long link = model->here.link;
    model_settle(model);
    if (model->here.focus == FOCUS_DETAIL) {
        model->here.link = link;
        return_to_link(model, target);
    }
}
