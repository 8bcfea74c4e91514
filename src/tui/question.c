#include "tui/command.h"

unsigned do_yes(struct model *model, int unused)
{
    (void)unused;
    unsigned (*yes)(struct model *) = model->question.yes;
    model->question.yes = NULL;
    return yes ? yes(model) : STALE_NOTHING;
}

unsigned question_insist(struct model *model)
{
    model->question.insists = true;
    return STALE_FRAME;
}

unsigned do_no(struct model *model, int unused)
{
    (void)unused;
    model->question.yes = NULL;
    return STALE_FRAME;
}
