#include <string.h>
#include <sys/stat.h>

#include "briefbook/own-files.h"
#include "tui/command.h"

/* ---- Asking for a page ---------------------------------------------------------------------- */

static unsigned print(struct model *model)
{
    struct printing *printing = &model->printing;
    printing->waits = true;
    model_say(model, "printing ...");
    if (store_state(model->options.store) < STORE_LOADED)
        model_say(model, "it is printed when the briefing is loaded");
    printing_go_on(model);
    return STALE_FRAME;
}

static unsigned print_over(struct model *model)
{
    model->printing.replaces = true;
    return print(model);
}

/* Takes down what is to be printed, and whereto. False, having said why, when it can't be. */
static bool take_down(struct model *model, struct slice target, const struct page_shape *shape,
                      bool on_paper)
{
    struct printing *printing = &model->printing;
    if (printing_is_open(printing)) {
        model_say(model, "one page after the other: the last one is not printed yet");
        return false;
    }
    printing->shape = *shape;
    printing->on_paper = on_paper;
    printing->replaces = false;
    buffer_clear(&printing->query);
    buffer_clear(&printing->target);
    bool taken = buffer_append_string(&printing->query, viewpoint_query(&model->here)) &&
                 buffer_append(&printing->target, target);
    if (!taken)
        model_say_memory(model);
    return taken;
}

/* ---- To a file ------------------------------------------------------------------------------ */

/* Names of folders that say nothing of the briefing, or would be no name of a file. */
static bool is_telling(struct slice name)
{
    static const char *const others[] = {"", ".", "..", "-"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (slice_is(name, others[i]))
            return false;
    }
    return true;
}

/* Where the file is not named, a name is offered on the line for commands, behind the options. */
static unsigned offer_name(struct model *model, struct slice options)
{
    struct slice name = slice_trim(store_folder_name(model->options.store));
    struct buffer line = {0};
    buffer_append_string(&line, "print ");
    buffer_append(&line, options);
    buffer_append_string(&line, options.length ? " " : "");
    buffer_append(&line, is_telling(name) ? name : SLICE("briefing"));
    buffer_append_string(&line, ".txt");
    if (line.failed)
        model_say_memory(model);
    else
        command_prompt_open(model, buffer_string(&line));
    buffer_free(&line);
    return STALE_FRAME;
}

/* Says why not, where the file is one of the briefing's own. */
static bool may_replace(const struct model *model, const struct typed *typed, struct slice name,
                        const char *path)
{
    struct diag_list diags = {0};
    bool may = own_files_spared(model->options.store, path, &diags);
    if (!may)
        typed_fault(typed, name, "%s", diags.count ? diags.items[0].message : "memory ran out");
    diag_list_free(&diags);
    return may;
}

unsigned do_print(struct model *model, const struct typed *typed)
{
    struct stat status;
    struct slice name;
    struct page_shape shape;
    if (!page_options_read(typed, &name, &shape))
        return STALE_FRAME;
    if (!name.length)
        return offer_name(model, typed->argument);
    if (!take_down(model, name, &shape, false))
        return STALE_FRAME;
    const char *path = buffer_string(&model->printing.target);
    bool is_there = stat(path, &status) == 0;
    bool is_folder = is_there && S_ISDIR(status.st_mode);
    if (!is_folder && !may_replace(model, typed, name, path))
        return STALE_FRAME;
    if (!is_there)
        return print(model);
    if (S_ISREG(status.st_mode))
        model_question(model, print_over, "%s is there: replace it?", path);
    else if (is_folder)
        typed_fault(typed, name, "%s is a folder: name a file in it", path);
    else
        typed_fault(typed, name, "%s is no file: name another one", path);
    return STALE_FRAME;
}

/* ---- On paper ------------------------------------------------------------------------------- */

unsigned do_print_paper(struct model *model, const struct typed *typed)
{
    struct slice printer;
    struct page_shape shape;
    if (!page_options_read(typed, &printer, &shape))
        return STALE_FRAME;
    if (printer.length && printer.data[0] == '-')
        typed_fault(typed, printer, "a printer's name does not begin with -");
    else if (take_down(model, printer, &shape, true))
        return print(model);
    return STALE_FRAME;
}
