#include "tui/printing.h"

#include "tui/draw.h"
#include "tui/ended.h"
#include "tui/model.h"
#include "tui/page-job.h"

bool printing_is_open(const struct printing *printing)
{
    return printing->waits || printing->work;
}

bool printing_reads(const struct printing *printing, const struct store *store)
{
    return printing->store == store && background_state(printing->work) == BACKGROUND_RUNNING;
}

void printing_drop(struct printing *printing)
{
    printing->waits = false;
    printing->is_given_up = true;
    background_cancel(printing->work);
}

void printing_free(struct printing *printing)
{
    background_free(printing->work);
    buffer_free(&printing->query);
    buffer_free(&printing->target);
    buffer_free(&printing->remark);
    *printing = (struct printing){0};
}

/* ---- Beginning ------------------------------------------------------------------------------ */

static void begin(struct model *model)
{
    struct printing *printing = &model->printing;
    const struct model_options *options = &model->options;
    struct background_task task;
    const struct page_wish wish = {
        .store = options->store,
        .folders = options->folders,
        .query = buffer_slice(&printing->query),
        .marked = model->marks.sets,
        .ascii = model->settings.values[SETTING_ASCII] == AUTOMATIC_ON,
        .shape = printing->shape,
        .path = printing->on_paper ? (struct slice){0} : buffer_slice(&printing->target),
        .replaces = printing->replaces,
    };
    printing->store = options->store;
    printing->is_given_up = false;
    if (page_job_make(&task, &wish))
        printing->work = background_start(&task, options->changed, options->context);
    if (!printing->work)
        model_say_memory(model);
}

/* A page of a part of the briefing would look like one of the whole. */
static void settle_waiting(struct model *model)
{
    struct printing *printing = &model->printing;
    enum store_state state = store_state(model->options.store);
    if (!printing->waits || state < STORE_LOADED)
        return;
    printing->waits = false;
    if (state == STORE_LOADED)
        begin(model);
    else
        model_say(model, "not printed: memory was out before the briefing was loaded");
}

/* ---- The end -------------------------------------------------------------------------------- */

static void append_count(struct buffer *words, size_t lines)
{
    append_number(words, lines);
    buffer_append_string(words, lines == 1 ? " line" : " lines");
}

static void make_remark(struct buffer *remark, const struct page_job *job)
{
    buffer_clear(remark);
    buffer_append_string(remark, ": ");
    append_count(remark, job->lines);
    if (job->is_bare)
        buffer_append_string(remark, "; nothing matches the query: the page says so");
    if (!job->older.store && job->older.diags.count)
        buffer_append_format(remark, "; %s", job->older.diags.items[0].message);
    if (job->gave_up)
        buffer_append_string(remark, "; an expression took too long on some texts, so that not "
                                     "all may be there");
}

static void send_to_printer(struct model *model, struct page_job *job)
{
    const struct printing *printing = &model->printing;
    struct errand *errand = &model->errand;
    errand_free(errand);
    errand->kind = ERRAND_PRINT;
    arguments_add_string(&errand->arguments, "lp");
    if (printing->target.length) {
        arguments_add_string(&errand->arguments, "-d");
        arguments_add(&errand->arguments, buffer_slice(&printing->target));
    }
    errand->input = job->page;
    job->page = (struct buffer){0};
    if (errand->arguments.failed)
        model_say_memory(model);
    else
        model->request = REQUEST_RUN;
}

static void take_page(struct model *model, struct page_job *job)
{
    struct printing *printing = &model->printing;
    make_remark(&printing->remark, job);
    if (job->diags.count)
        model_say_why(model, &job->diags);
    else if (printing->on_paper)
        send_to_printer(model, job);
    else
        model_say(model, "printed %s%s", buffer_string(&printing->target),
                  buffer_string(&printing->remark));
}

static void settle_work(struct model *model)
{
    struct printing *printing = &model->printing;
    enum background_state state = background_state(printing->work);
    if (state != BACKGROUND_DONE && state != BACKGROUND_FAILED)
        return;
    if (state == BACKGROUND_DONE)
        take_page(model, background_job(printing->work));
    else if (printing->is_given_up)
        model_say(model, "the page was given up and is not printed");
    else
        model_say_memory(model);
    background_free(printing->work);
    printing->work = NULL;
}

void printing_go_on(struct model *model)
{
    settle_waiting(model);
    settle_work(model);
}

void print_ended(struct model *model, const struct errand *errand, struct slice fault, bool changed)
{
    const struct printing *printing = &model->printing;
    (void)errand;
    (void)changed;
    if (fault.length)
        model_say(model, "not printed: %.*s", (int)fault.length, fault.data);
    else
        model_say(model, "sent to the printer%s", buffer_string(&printing->remark));
}
