#include "tui/facet-counts.h"

#include <stdint.h>
#include <stdlib.h>

#include "tui/model.h"
#include "tui/shown.h"

enum {
    VALUES_AT_MOST = 1000, /* that are listed: who wants others searches for them */
    AT_ONCE = 5000         /* rows that are counted in a millisecond */
};

/* ---- Columns ------------------------------------------------------------------------------- */

bool facet_column_is_fit(const struct store *store, enum table_id table, size_t column)
{
    static const bool unfit_kinds[] = {
        [COLUMN_ID] = true, [COLUMN_DATE] = true, [COLUMN_URL] = true, [COLUMN_PATH] = true};
    const struct table *found = store_table(store, table);
    if (!table_holds(found, column))
        return false;
    const struct column_schema *schema = table_column(found, column)->schema;
    if (!schema)
        return true;
    bool is_unfit_kind =
        schema->kind < sizeof unfit_kinds / sizeof unfit_kinds[0] && unfit_kinds[schema->kind];
    return !is_unfit_kind && !(schema->flags & (COLUMN_IS_NAME | COLUMN_LONG));
}

size_t facet_column_after(const struct store *store, enum table_id table, size_t column,
                          int direction)
{
    size_t count = table_column_count(store_table(store, table));
    for (size_t i = 0; i < count; i++) {
        column = (column + (direction > 0 ? 1 : count - 1)) % count;
        if (facet_column_is_fit(store, table, column))
            return column;
    }
    return SIZE_MAX;
}

size_t facet_column(const struct model *model)
{
    enum table_id table = model->here.table;
    size_t column = model->facets.columns[table];
    if (facet_column_is_fit(model->options.store, table, column))
        return column;
    return facet_column_after(model->options.store, table, column, 1);
}

/* ---- Counting ------------------------------------------------------------------------------ */

struct facet_job {
    const struct store *store;
    struct facets_request request;
    struct record_set rows;
    struct facets facets;
};

static bool run_job(void *context, const atomic_bool *cancelled)
{
    struct facet_job *job = context;
    job->request.cancelled = cancelled;
    return facets_count(&job->facets, job->store, &job->request);
}

static void free_job(void *context)
{
    struct facet_job *job = context;
    record_set_free(&job->rows);
    facets_free(&job->facets);
    free(job);
}

static bool make_task(const struct model *model, struct background_task *task)
{
    struct facet_job *job = calloc(1, sizeof *job);
    if (!job)
        return false;
    enum table_id table = model->here.table;
    *task = (struct background_task){.run = run_job, .free = free_job, .job = job};
    task->is_small = shown_total(model, table) <= AT_ONCE;
    job->store = model->options.store;
    job->request = (struct facets_request){
        .table = table, .column = facet_column(model), .limit = VALUES_AT_MOST};
    if (!model->asked.search)
        return true;
    job->request.rows = &job->rows;
    if (search_copy(model->asked.search, table, &job->rows))
        return true;
    free_job(job);
    return false;
}

void facet_counts_settle(struct model *model)
{
    unsigned long subject = ((unsigned long)model->here.table << 32) + facet_column(model) + 1;
    counting_settle(model, subject, make_task);
}

const struct facets *facet_counts(const struct model *model)
{
    const struct facet_job *job = counting_result(&model->counting);
    return job ? &job->facets : NULL;
}
