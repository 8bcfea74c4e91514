#include "tui/command.h"

void model_remember(struct model *model, const struct viewpoint *before)
{
    if (!history_push(&model->undone, before))
        model_say_memory(model);
}

void model_return(struct model *model, const struct viewpoint *there)
{
    bool same_query = slice_is(slice_of(viewpoint_query(there)), viewpoint_query(&model->here));
    viewpoint_free(&model->here);
    model->here = *there;
    if (!same_query)
        model_ask_again(model);
}

/* Leaves no message: the screen is as it was. */
unsigned do_undo(struct model *model, int unused)
{
    (void)unused;
    struct viewpoint there = {0};
    if (history_pop(&model->undone, &there))
        model_return(model, &there);
    else
        model_say(model, "there is nothing to undo: the query has not changed");
    return STALE_FRAME;
}

bool when_undo(const struct model *model)
{
    return model->undone.count > 0;
}
