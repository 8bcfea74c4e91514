#include "tui/listing.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "tui/model.h"

struct listing_job {
    char *folders; /* that are looked in */
    char *shown;   /* the path of the briefing that is shown */
    struct library library;
    size_t place; /* of that one in the library; SIZE_MAX when it is not there */
};

/* ---- In the background --------------------------------------------------------------------- */

static bool is_same(const char *one, const char *other)
{
    struct stat a;
    struct stat b;
    return stat(one, &a) == 0 && stat(other, &b) == 0 && a.st_dev == b.st_dev &&
           a.st_ino == b.st_ino;
}

/* What can't be opened is passed over: `briefbook list` tells of it. */
static bool run_job(void *context, const atomic_bool *cancelled)
{
    struct listing_job *job = context;
    struct diag_list unheard = {0};
    job->library.cancelled = cancelled;
    bool done = library_add_named(&job->library, job->folders, &unheard);
    job->place = SIZE_MAX;
    for (size_t i = 0; i < job->library.count && job->place == SIZE_MAX; i++) {
        if (is_same(job->library.entries[i].path, job->shown))
            job->place = i;
    }
    diag_list_free(&unheard);
    return done;
}

static void free_job(void *context)
{
    struct listing_job *job = context;
    library_free(&job->library);
    free(job->folders);
    free(job->shown);
    free(job);
}

static struct background *begin(const struct model_options *options)
{
    struct listing_job *job = calloc(1, sizeof *job);
    if (!job)
        return NULL;
    job->folders = strdup(options->folders ? options->folders : "");
    job->shown = strdup(store_path(options->store));
    if (!job->folders || !job->shown) {
        free_job(job);
        return NULL;
    }
    struct background_task task = {.run = run_job, .free = free_job, .job = job};
    return background_start(&task, options->changed, options->context);
}

/* ---- For the view -------------------------------------------------------------------------- */

static const struct listing_job *finished(const struct model *model)
{
    const struct background *work = model->listing.work;
    return background_state(work) == BACKGROUND_DONE ? background_job(work) : NULL;
}

void listing_settle(struct model *model)
{
    struct listing *listing = &model->listing;
    if (!listing->work)
        listing->work = begin(&model->options);
    if (!listing->work || background_state(listing->work) == BACKGROUND_FAILED)
        model_say_memory(model);
    const struct listing_job *job = finished(model);
    if (job && !listing->placed && job->place != SIZE_MAX)
        listing->chooser.chosen = job->place;
    listing->placed = listing->placed || job;
}

const struct library *listing_found(const struct model *model)
{
    const struct listing_job *job = finished(model);
    return job ? &job->library : NULL;
}

bool listing_is_open(const struct model *model)
{
    return background_state(model->listing.work) == BACKGROUND_RUNNING;
}

bool listing_is_shown(const struct model *model, size_t entry)
{
    const struct listing_job *job = finished(model);
    return job && job->place == entry;
}

void listing_free(struct listing *listing)
{
    background_free(listing->work);
    *listing = (struct listing){0};
}
