#include "tui/verifying.h"

#include <stdlib.h>

#include "tui/model.h"

struct job {
    const struct store *store;
    struct verification *verification;
};

static bool run(void *context, const atomic_bool *cancelled)
{
    struct job *job = context;
    job->verification = verification_new(job->store, cancelled);
    return job->verification != NULL;
}

static void free_job(void *context)
{
    struct job *job = context;
    verification_free(job->verification);
    free(job);
}

static struct background *begin(const struct model_options *options)
{
    struct job *job = calloc(1, sizeof *job);
    if (!job)
        return NULL;
    job->store = options->store;
    struct background_task task = {.run = run, .free = free_job, .job = job};
    return background_start(&task, options->changed, options->context);
}

/* What names no archived text at all is found out at once. */
static bool is_worth_it(const struct store *store)
{
    size_t rows = store_record_count(store, TABLE_SOURCES);
    size_t row = 0;
    while (row < rows &&
           !slice_trim(record_cell(store, (struct record){TABLE_SOURCES, (uint32_t)row},
                                   SOURCES_ARCHIVE_FILE))
                .length)
        row++;
    return row < rows;
}

void verifying_settle(struct model *model)
{
    struct verifying *verifying = &model->verifying;
    const struct store *store = model->options.store;
    if (background_state(verifying->work) == BACKGROUND_FAILED) {
        background_free(verifying->work);
        verifying->work = NULL;
        model_say_memory(model);
    }
    if (verifying->store == store || store_state(store) != STORE_LOADED)
        return;
    verifying_free(verifying);
    verifying->store = store;
    if (!is_worth_it(store))
        return;
    verifying->work = begin(&model->options);
    if (!verifying->work)
        model_say_memory(model);
}

const struct verification *verifying_result(const struct verifying *verifying)
{
    if (background_state(verifying->work) != BACKGROUND_DONE)
        return NULL;
    const struct job *job = background_job(verifying->work);
    return job->verification;
}

bool verifying_reads(const struct verifying *verifying, const struct store *store)
{
    return verifying->store == store && background_state(verifying->work) == BACKGROUND_RUNNING;
}

void verifying_free(struct verifying *verifying)
{
    background_free(verifying->work);
    *verifying = (struct verifying){0};
}
