#include "tui/command.h"
#include "tui/view.h"

void command_prompt_open(struct model *model, const char *text)
{
    struct commanding *commanding = &model->commanding;
    commanding->open = prompt_begin(&commanding->prompt, text);
    commanding->over = model->opened;
    if (!commanding->open)
        model_say_memory(model);
}

unsigned do_command(struct model *model, int unused)
{
    (void)unused;
    command_prompt_open(model, "");
    return STALE_FRAME;
}

unsigned do_abandon(struct model *model, int unused)
{
    (void)unused;
    model->commanding.open = false;
    return STALE_FRAME;
}

/* Says what is wrong with the line that was typed, with the cursor at the place. */
static void tell_fault(struct model *model, const struct diag_list *diags)
{
    struct commanding *commanding = &model->commanding;
    commanding->open = true;
    model_say_why(model, diags);
    if (diags->count && diags->items[0].place.column)
        prompt_go(&commanding->prompt, diags->items[0].place.column - 1);
}

/* The command runs as if it had been called by a key, where the reader was. */
unsigned do_run(struct model *model, int unused)
{
    struct prompt *prompt = &model->commanding.prompt;
    struct diag_list diags = {0};
    do_abandon(model, unused);
    if (!prompt_keep(prompt))
        model_say_memory(model);
    model_choose_seen(model);
    struct typed typed = {.line = buffer_slice(&prompt->text), .diags = &diags};
    unsigned stale = command_line_run(model, &typed, view_context(model));
    if (diags.count || diags.out_of_memory)
        tell_fault(model, &diags);
    diag_list_free(&diags);
    return stale | STALE_FRAME;
}
