/* options.h: reading the command line.
 *
 * Options stand in options.def. They may stand anywhere before "--"; `--name=value` and
 * `--name value` are the same, and a name may be cut as long as it is still clear. */
#ifndef BRIEFBOOK_CLI_OPTIONS_H
#define BRIEFBOOK_CLI_OPTIONS_H

#include "briefbook/diag.h"

enum option_id {
#define OPTION(symbol, ...) OPTION_##symbol,
#include "cli/options.def"
#undef OPTION
    OPTIONS_TOTAL
};

/* In the order of the choices in options.c. */
enum search_format { FORMAT_TEXT, FORMAT_CSV, FORMAT_JSON, FORMAT_IDS, FORMATS_TOTAL };
enum changes_format { CHANGES_TEXT, CHANGES_JSON };
enum export_format { EXPORT_PACKAGE, EXPORT_JSON, EXPORT_SQLITE };
enum page_format { PAGE_TEXT, PAGE_MARKDOWN, PAGE_HTML, PAGE_JSON, PAGE_FORMATS_TOTAL };
enum color_choice { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

/* What an option was given; zero (blank, the first choice) when it was not. */
struct option_value {
    bool given;
    const char *text; /* as it stands on the command line; NULL without a value */
    size_t number;    /* a number, or the place of a choice among the choices, from 0 */
};

struct subcommand;
struct invocation;

/* Reads the whole command line into `invocation`, whose operands then stand in `operands` (argc of
 * them at most). False with a diagnostic [usage]. */
bool options_read(int argc, char **argv, char **operands, struct invocation *invocation,
                  struct diag_list *diags);

/* Appends the lines of --help about the options of a command. */
void options_append_help(const struct subcommand *command, struct buffer *help);

#endif
