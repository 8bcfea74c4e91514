#include "tui/counting.h"

#include "tui/model.h"

const void *counting_result(const struct counting *counting)
{
    return counting->shown ? background_job(counting->shown) : NULL;
}

bool counting_is_open(const struct counting *counting)
{
    return !counting->begun || counting->work;
}

bool counting_goes_on(const struct model *model)
{
    return counting_is_open(&model->counting);
}

void counting_free(struct counting *counting)
{
    background_free(counting->work);
    background_free(counting->shown);
    *counting = (struct counting){0};
}

static void take_work(struct model *model)
{
    struct counting *counting = &model->counting;
    enum background_state state = background_state(counting->work);
    if (state == BACKGROUND_DONE) {
        background_free(counting->shown);
        counting->shown = counting->work;
        counting->work = NULL;
    } else if (state == BACKGROUND_FAILED) {
        model_say_memory(model);
        background_free(counting->work);
        counting->work = NULL;
    }
}

void counting_settle(struct model *model, unsigned long subject, counting_task *make)
{
    struct counting *counting = &model->counting;
    const struct model_options *options = &model->options;
    if (counting->subject != subject)
        counting_free(counting);
    if (counting->asked != model->asked.number) {
        background_free(counting->work);
        counting->work = NULL;
        counting->begun = false;
    }
    counting->subject = subject;
    counting->asked = model->asked.number;
    bool is_loaded = store_state(options->store) == STORE_LOADED;
    if (!counting->begun && is_loaded && asked_is_done(&model->asked)) {
        struct background_task task;
        counting->begun = true;
        if (make(model, &task))
            counting->work = background_start(&task, options->changed, options->context);
        if (!counting->work)
            model_say_memory(model);
    }
    take_work(model);
}
