/* browse.c: `briefbook` without a command: the interface, or a page where there is no terminal for it. */
#include <unistd.h>

#include "briefbook/nearest.h"
#include "cli/book.h"
#include "cli/message.h"
#include "cli/print.h"
#include "cli/stream.h"
#include "tui/tui.h"

/* The only word on the command line may be a mistyped command. */
static void suggest_command(const char *word)
{
    struct nearest nearest = {.word = slice_of(word)};
    for (enum subcommand_id id = SUBCOMMAND_BROWSE + 1; id < SUBCOMMANDS_TOTAL; id++)
        nearest_offer(&nearest, slice_of(subcommand_of(id)->name));
    if (nearest.found.length)
        message("did you mean the command %s?", nearest.found.data);
}

/* A terminal that cannot show the interface can still show a page. */
static int browse(const char *path, const struct option_value *options)
{
    struct buffer folders = {0};
    if (!library_search_path(BRIEFBOOK_DATA_FOLDER, &folders))
        message_out_of_memory();
    struct diag_list diags = {0};
    enum color_choice color = (enum color_choice)options[OPTION_COLOR].number;
    struct tui_options wanted = {.path = path,
                                 .folders = buffer_string(&folders),
                                 .query = options[OPTION_QUERY].text,
                                 .no_state = options[OPTION_NO_STATE].given,
                                 .ascii = options[OPTION_ASCII].given,
                                 .no_color = !stream_has_color(STDOUT_FILENO, color),
                                 .themed = options[OPTION_THEME].given,
                                 .theme = (enum theme)options[OPTION_THEME].number};
    bool is_linear = options[OPTION_LINEAR].given;
    int status = is_linear ? tui_run_linear(&wanted, &diags) : tui_run(&wanted, &diags);
    message_diags(&diags);
    diag_list_free(&diags);
    buffer_free(&folders);
    return status == TUI_NO_TERMINAL ? print_named(path, options) : status;
}

/* The briefing is found before the screen is taken, so that messages stay in view. */
int run_browse(const struct invocation *invocation)
{
    const char *name = invocation->operands[0];
    const struct option_value *options = invocation->options;
    struct buffer path = {0};
    int status = STATUS_FAILED;
    if (!book_find(name, &path)) {
        if (name)
            suggest_command(name);
    } else if (options[OPTION_LINEAR].given || stream_is_terminal(STDOUT_FILENO)) {
        status = browse(buffer_string(&path), options);
    } else {
        status = print_named(buffer_string(&path), options);
    }
    buffer_free(&path);
    return status;
}
