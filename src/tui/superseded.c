#include "tui/superseded.h"

#include <stdlib.h>
#include <string.h>

#include "tui/model.h"
#include "tui/older.h"

struct superseded_job {
    const struct store *newer;
    char *folders; /* that the older one is looked for in */
    struct older older;
    struct record_set sets[TABLE_COUNT];
};

/* ---- In the background --------------------------------------------------------------------- */

static bool run_job(void *context, const atomic_bool *cancelled)
{
    struct superseded_job *job = context;
    return older_find(&job->older, job->newer, job->folders, cancelled) &&
           (!job->older.store || changes_add_sets(&job->older.changes, job->sets));
}

static void free_job(void *context)
{
    struct superseded_job *job = context;
    for (enum table_id table = 0; table < TABLE_COUNT; table++)
        record_set_free(&job->sets[table]);
    older_free(&job->older);
    free(job->folders);
    free(job);
}

static struct background *begin(const struct model_options *options)
{
    struct superseded_job *job = calloc(1, sizeof *job);
    if (!job)
        return NULL;
    job->newer = options->store;
    job->folders = strdup(options->folders ? options->folders : "");
    if (!job->folders) {
        free_job(job);
        return NULL;
    }
    struct background_task task = {.run = run_job, .free = free_job, .job = job};
    return background_start(&task, options->changed, options->context);
}

/* ---- In the model -------------------------------------------------------------------------- */

static bool asks_changed(const struct model *model)
{
    return model->asked.query && query_asks_state(model->asked.query, "changed");
}

static const struct superseded_job *finished(const struct superseded *superseded)
{
    return background_state(superseded->work) == BACKGROUND_DONE ? background_job(superseded->work)
                                                                 : NULL;
}

static void tell(struct model *model)
{
    const struct superseded_job *job = finished(&model->superseded);
    model->superseded.told = true;
    if (!job)
        model_say_memory(model);
    else if (!job->older.store)
        model_say_why(model, &job->older.diags);
    else if (asks_changed(model))
        model_ask_again(model);
}

void superseded_settle(struct model *model)
{
    struct superseded *superseded = &model->superseded;
    bool is_loaded = store_state(model->options.store) == STORE_LOADED;
    if (!superseded->work && !superseded->told && is_loaded &&
        (model->opened == OPENED_CHANGES || asks_changed(model))) {
        superseded->work = begin(&model->options);
        if (!superseded->work)
            tell(model);
    }
    bool ended = superseded->work && background_state(superseded->work) != BACKGROUND_RUNNING;
    if (ended && !superseded->told)
        tell(model);
}

const struct changes *superseded_changes(const struct superseded *superseded)
{
    const struct superseded_job *job = finished(superseded);
    return job && job->older.store ? &job->older.changes : NULL;
}

bool superseded_is_open(const struct superseded *superseded)
{
    return !superseded->told;
}

const struct record_set *superseded_sets(const struct superseded *superseded)
{
    const struct superseded_job *job = finished(superseded);
    return job && job->older.store ? job->sets : NULL;
}

void superseded_free(struct superseded *superseded)
{
    change_text_free(&superseded->text);
    background_free(superseded->work);
    *superseded = (struct superseded){0};
}
