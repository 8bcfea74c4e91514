#include "tui/checking.h"

#include <stdlib.h>

#include "tui/model.h"

enum {
    AT_ONCE = 500,       /* records that are checked in a millisecond */
    UNASKED_MOST = 20000 /* that are checked without being asked for */
};

struct check_job {
    const struct store *store;
    struct findings findings; /* with what opening found at first */
};

static void sum_up(struct findings *findings)
{
    const struct diag_list *diags = &findings->diags;
    for (enum diag_code code = 0; code < DIAG_CODE_COUNT; code++) {
        if (diags->counts[code] > DIAG_LIMIT)
            findings->rest[findings->rest_count++] = code;
    }
    for (enum severity severity = 0; severity < SEVERITY_COUNT; severity++)
        findings->counts[severity] = diag_list_count(diags, severity);
}

static bool run_job(void *context, const atomic_bool *cancelled)
{
    struct check_job *job = context;
    bool done = store_check_until(job->store, cancelled, &job->findings.diags);
    sum_up(&job->findings);
    return done;
}

static void free_job(void *context)
{
    struct check_job *job = context;
    diag_list_free(&job->findings.diags);
    free(job);
}

static size_t count_records(const struct store *store)
{
    size_t count = 0;
    for (enum table_id table = 0; table < TABLE_COUNT; table++)
        count += store_record_count(store, table);
    return count;
}

/* Archived texts are files that may be long. */
static bool is_small(const struct store *store)
{
    return count_records(store) <= AT_ONCE &&
           !table_holds(store_table(store, TABLE_SOURCES), SOURCES_ARCHIVE_FILE);
}

static struct background *begin(const struct model_options *options,
                                const struct diag_list *refused)
{
    struct check_job *job = calloc(1, sizeof *job);
    if (!job)
        return NULL;
    job->store = options->store;
    if (options->opening)
        diag_list_append(&job->findings.diags, options->opening);
    diag_list_append(&job->findings.diags, refused);
    struct background_task task = {run_job, free_job, job, is_small(options->store)};
    return background_start(&task, options->changed, options->context);
}

static void take_work(struct model *model)
{
    struct checking *checking = &model->checking;
    enum background_state state = background_state(checking->work);
    if (state == BACKGROUND_DONE) {
        background_free(checking->shown);
        checking->shown = checking->work;
        checking->work = NULL;
    } else if (state == BACKGROUND_FAILED) {
        model_say_memory(model);
        background_free(checking->work);
        checking->work = NULL;
    }
}

/* One who looks for the first time wants to see what is worst. */
static void choose_worst(struct model *model)
{
    struct checking *checking = &model->checking;
    const struct findings *findings = checking_findings(model);
    if (checking->is_seen || model->opened != OPENED_CHECK || !findings)
        return;
    size_t worst = 0;
    for (size_t i = 1; i < findings->diags.count; i++) {
        const struct diag *items = findings->diags.items;
        if (diag_severity(items[i].code) > diag_severity(items[worst].code))
            worst = i;
    }
    checking->chooser = (struct chooser){.chosen = worst};
    checking->is_seen = true;
}

void checking_settle(struct model *model)
{
    struct checking *checking = &model->checking;
    const struct store *store = model->options.store;
    bool is_new = checking->subject != store && store_state(store) >= STORE_LOADED;
    if (is_new && (model->opened == OPENED_CHECK || count_records(store) <= UNASKED_MOST)) {
        checking_stop(checking);
        checking->subject = store;
        checking->work = begin(&model->options, &checking->refused);
        if (!checking->work)
            model_say_memory(model);
    }
    take_work(model);
    choose_worst(model);
}

void checking_accept(struct checking *checking)
{
    diag_list_free(&checking->refused);
    checking->is_seen = false;
    checking_stop(checking);
}

void checking_refuse(struct checking *checking, const struct diag_list *opening,
                     const struct diag_list *reading)
{
    checking_accept(checking);
    diag_list_append(&checking->refused, opening);
    if (reading)
        diag_list_append(&checking->refused, reading);
}

void checking_append_state(const struct model *model, struct buffer *words)
{
    const struct findings *findings = checking_findings(model);
    size_t errors = findings ? findings->counts[SEVERITY_ERROR] : 0;
    if (model->checking.refused.count)
        buffer_append_string(words, "not reloaded: :check");
    else if (errors)
        buffer_append_format(words, "%zu error%s: :check", errors, errors == 1 ? "" : "s");
}

const struct findings *checking_findings(const struct model *model)
{
    const struct background *shown = model->checking.shown;
    return shown ? &((const struct check_job *)background_job(shown))->findings : NULL;
}

bool checking_is_open(const struct model *model)
{
    return model->checking.work || model->checking.subject != model->options.store;
}

const struct diag *checking_chosen(const struct model *model)
{
    const struct findings *findings = checking_findings(model);
    size_t count = findings ? findings->diags.count + findings->rest_count : 0;
    size_t line = chooser_line(&model->checking.chooser, count);
    return findings && line < findings->diags.count ? &findings->diags.items[line] : NULL;
}

void checking_stop(struct checking *checking)
{
    background_free(checking->work);
    checking->work = NULL;
    checking->subject = NULL;
}

void checking_free(struct checking *checking)
{
    checking_stop(checking);
    diag_list_free(&checking->refused);
    background_free(checking->shown);
    *checking = (struct checking){0};
}
