/* links.c: who links to whom, built once all rows are in. */
#include <stdlib.h>
#include <string.h>

#include "store/implied-people.h"
#include "store/store-parts.h"

enum { ROWS_FOR_TWO = 32 * 1024 }; /* fewer are linked sooner than another thread has started */

bool link_next(const struct column_schema *column, struct slice *rest, struct slice *id)
{
    if (column->kind == COLUMN_LINKS)
        return slice_next(rest, ';', id);
    *id = slice_trim(*rest);
    *rest = (struct slice){NULL, 0};
    return id->length > 0;
}

/* ---- Pairs ---------------------------------------------------------------------------------- */

struct link_pair {
    uint32_t target;
    uint32_t row;
};

struct link_pairs {
    struct link_pair *items;
    size_t count;
    size_t capacity;
    uint32_t *last_rows; /* for each target 1 + the row that linked to it last, 0 for none */
};

/* A cell may name a record twice; it is linked once. */
static bool add_pair(struct link_pairs *pairs, size_t target, size_t row)
{
    if (pairs->last_rows[target] == row + 1)
        return true;
    pairs->last_rows[target] = (uint32_t)row + 1;
    if (pairs->count == pairs->capacity) {
        size_t capacity = pairs->capacity ? pairs->capacity * 2 : 256;
        struct link_pair *items = realloc(pairs->items, capacity * sizeof *items);
        if (!items)
            return false;
        pairs->items = items;
        pairs->capacity = capacity;
    }
    pairs->items[pairs->count++] = (struct link_pair){(uint32_t)target, (uint32_t)row};
    return true;
}

/* ---- One column ----------------------------------------------------------------------------- */

/* Back links to build, and what links to nobody meanwhile. */
struct link_job {
    struct back_links *links;
    const struct column_schema *column;
    struct unknown_names unknown;
};

/* Who builds them, one job after the other. */
struct link_worker {
    struct link_jobs *jobs;
    struct link_pairs pairs;      /* its memory serves all jobs */
    struct segment_memory memory; /* of the back links */
};

static bool collect_from_cell(const struct store *store, struct link_job *job,
                              struct link_pairs *pairs, size_t row, struct slice cell)
{
    const struct table *targets = &store->tables[job->links->target];
    bool names_people = job->column->target == TABLE_PEOPLE;
    struct slice id;
    size_t target;
    while (link_next(job->column, &cell, &id)) {
        if (table_find(targets, id, &target)) {
            if (!add_pair(pairs, target, row))
                return false;
            continue;
        }
        job->links->has_dangling = true;
        if (names_people && !unknown_names_add(&job->unknown, id))
            return false;
    }
    return true;
}

/* Whether the record's cell leads to the table that the job is about. */
static bool leads_there(const struct store *store, const struct link_job *job, size_t row)
{
    struct record record = {job->links->from, (uint32_t)row};
    return job->column->kind != COLUMN_ROW_LINK ||
           store_link_target(store, record, job->links->column) == job->links->target;
}

static bool collect_pairs(const struct store *store, struct link_job *job, struct link_pairs *pairs)
{
    const struct table *from = &store->tables[job->links->from];
    for (size_t i = 0; i < table_segment_count(from); i++) {
        const struct segment *segment = table_segment(from, i);
        for (size_t row = 0; row < segment->rows; row++) {
            struct slice cell = segment_cell(&segment->columns[job->links->column], row);
            size_t from_row = segment->first_row + row;
            if (cell.length && leads_there(store, job, from_row) &&
                !collect_from_cell(store, job, pairs, from_row, cell))
                return false;
        }
    }
    return true;
}

/* Sorts the pairs by target by counting; rows of one target stay in order. */
static bool sort_pairs(struct back_links *links, const struct link_pairs *pairs,
                       struct segment_memory *memory)
{
    links->starts = segment_memory_take(memory, (links->targets + 2) * sizeof *links->starts);
    links->rows = segment_memory_take(memory, pairs->count * sizeof *links->rows);
    if (!links->starts || !links->rows)
        return false;
    memset(links->starts, 0, (links->targets + 2) * sizeof *links->starts);
    for (size_t i = 0; i < pairs->count; i++)
        links->starts[pairs->items[i].target + 2]++;
    for (size_t target = 1; target < links->targets + 2; target++)
        links->starts[target] += links->starts[target - 1];
    for (size_t i = 0; i < pairs->count; i++)
        links->rows[links->starts[pairs->items[i].target + 1]++] = pairs->items[i].row;
    return true;
}

/* Builds the back links of a job, again too. */
static bool build(struct link_worker *worker, const struct store *store, struct link_job *job)
{
    struct back_links *links = job->links;
    struct link_pairs *pairs = &worker->pairs;
    links->targets = table_rows(&store->tables[links->target]);
    links->has_dangling = false;
    pairs->count = 0;
    pairs->last_rows = calloc(links->targets + 1, sizeof *pairs->last_rows);
    bool built = pairs->last_rows && collect_pairs(store, job, pairs) &&
                 sort_pairs(links, pairs, &worker->memory);
    free(pairs->last_rows);
    return built;
}

/* ---- All columns ---------------------------------------------------------------------------- */

struct link_jobs {
    struct store *store;
    struct link_job *items;
    size_t count;
    bool to_people_only;
    atomic_size_t next;
    atomic_bool failed;
};

/* Takes one job after the other until none is left; more threads than one may. */
static void *work(void *context)
{
    struct link_worker *worker = context;
    struct link_jobs *jobs = worker->jobs;
    size_t i;
    while ((i = atomic_fetch_add(&jobs->next, 1)) < jobs->count) {
        struct link_job *job = &jobs->items[i];
        if (jobs->to_people_only && job->links->target != TABLE_PEOPLE)
            continue;
        if (!build(worker, jobs->store, job))
            atomic_store(&jobs->failed, true);
    }
    free(worker->pairs.items);
    return NULL;
}

static bool is_large(const struct store *store)
{
    size_t rows = 0;
    for (enum table_id table = 0; table < TABLE_PLAIN; table++)
        rows += table_rows(&store->tables[table]);
    return rows >= ROWS_FOR_TWO;
}

static bool run(struct link_jobs *jobs)
{
    struct link_worker workers[2] = {{.jobs = jobs}, {.jobs = jobs}};
    pthread_t other;
    atomic_store(&jobs->next, 0);
    bool two = is_large(jobs->store) && pthread_create(&other, NULL, work, &workers[1]) == 0;
    work(&workers[0]);
    if (two)
        pthread_join(other, NULL);
    for (size_t i = 0; i < 2; i++)
        segment_memory_join(&jobs->store->link_memory, &workers[i].memory);
    return !atomic_load(&jobs->failed);
}

/* Takes one link column of a table, and a table it may lead to. */
typedef void visit_link(struct link_jobs *jobs, enum table_id from, size_t column,
                        enum table_id target);

static void each_target(struct link_jobs *jobs, enum table_id from, size_t column,
                        visit_link *visit)
{
    const struct column_schema *schema = &schema_table(from)->columns[column];
    if (schema->kind != COLUMN_ROW_LINK) {
        visit(jobs, from, column, schema->target);
        return;
    }
    for (enum table_id target = 0; target < TABLE_PLAIN; target++)
        visit(jobs, from, column, target);
}

/* Visits each link column of the schema that a table of the store has. */
static void each_link(struct link_jobs *jobs, visit_link *visit)
{
    for (enum table_id from = 0; from < TABLE_PLAIN; from++) {
        const struct table *table = &jobs->store->tables[from];
        const struct table_schema *schema = schema_table(from);
        for (size_t column = 0; table_rows(table) && column < schema->column_count; column++) {
            if (column_is_link(&schema->columns[column]) && table->columns[column].present)
                each_target(jobs, from, column, visit);
        }
    }
}

static void count_job(struct link_jobs *jobs, enum table_id from, size_t column,
                      enum table_id target)
{
    (void)from;
    (void)column;
    (void)target;
    jobs->count++;
}

static void add_job(struct link_jobs *jobs, enum table_id from, size_t column, enum table_id target)
{
    struct store *store = jobs->store;
    struct back_links *links = &store->back_links[store->back_link_count++];
    *links = (struct back_links){.from = from, .column = column, .target = target};
    jobs->items[jobs->count++] =
        (struct link_job){.links = links, .column = &schema_table(from)->columns[column]};
}

static bool make_jobs(struct link_jobs *jobs)
{
    each_link(jobs, count_job);
    jobs->items = calloc(jobs->count + 1, sizeof *jobs->items);
    jobs->store->back_links = calloc(jobs->count + 1, sizeof *jobs->store->back_links);
    jobs->count = 0;
    if (!jobs->items || !jobs->store->back_links)
        return false;
    each_link(jobs, add_job);
    return true;
}

/* Makes people of all who are named and unknown, and links those who name them. */
static bool imply(struct link_jobs *jobs)
{
    struct unknown_names names = {0};
    bool done = true;
    for (size_t i = 0; i < jobs->count; i++) {
        struct unknown_names *unknown = &jobs->items[i].unknown;
        for (size_t j = 0; j < unknown->count && done; j++)
            done = unknown_names_add(&names, unknown->items[j]);
        unknown_names_free(unknown);
    }
    jobs->to_people_only = true;
    if (done && names.count)
        done = imply_people(&jobs->store->tables[TABLE_PEOPLE], &names) && run(jobs);
    unknown_names_free(&names);
    return done;
}

bool store_link(struct store *store)
{
    struct link_jobs jobs = {.store = store};
    bool linked = make_jobs(&jobs) && run(&jobs) && imply(&jobs);
    for (size_t i = 0; i < jobs.count; i++)
        unknown_names_free(&jobs.items[i].unknown);
    free(jobs.items);
    return linked;
}

void store_free_back_links(struct store *store)
{
    segment_memory_free(&store->link_memory);
    free(store->back_links);
}

const uint32_t *store_back_links(const struct store *store, struct record record,
                                 enum table_id from, size_t column, size_t *count)
{
    *count = 0;
    if (store_state(store) != STORE_LOADED || table_rows(&store->tables[from]) == 0)
        return NULL;
    for (size_t i = 0; i < store->back_link_count; i++) {
        const struct back_links *links = &store->back_links[i];
        if (links->from != from || links->column != column || links->target != record.table ||
            record.row >= links->targets)
            continue;
        *count = links->starts[record.row + 1] - links->starts[record.row];
        return links->rows + links->starts[record.row];
    }
    return NULL;
}

bool store_may_dangle(const struct store *store, enum table_id from, size_t column)
{
    /* What leads to no table is in no back links. */
    if (store_state(store) != STORE_LOADED ||
        schema_table(from)->columns[column].kind == COLUMN_ROW_LINK)
        return true;
    for (size_t i = 0; i < store->back_link_count; i++) {
        const struct back_links *links = &store->back_links[i];
        if (links->from == from && links->column == column)
            return links->has_dangling;
    }
    return false;
}
