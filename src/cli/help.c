#include "cli/help.h"

enum { SUMMARY_COLUMN = 11 };

static void append_usage(const struct subcommand *command, struct buffer *text)
{
    bool named = command->name[0] != '\0';
    buffer_append_format(text, "Usage: briefbook%s%s %s [OPTION...]\n", named ? " " : "",
                         command->name, command->operands);
    if (!named)
        buffer_append_string(text, "       briefbook COMMAND [OPTION...]\n");
}

static void append_commands(struct buffer *text)
{
    buffer_append_string(text, "\nCommands ('briefbook COMMAND --help' says more):\n");
    for (enum subcommand_id id = SUBCOMMAND_PRINT; id < SUBCOMMANDS_TOTAL; id++)
        buffer_append_format(text, "  %-*s%s\n", SUMMARY_COLUMN - 2, subcommand_of(id)->name,
                             subcommand_of(id)->summary);
}

void help_append(const struct subcommand *command, struct buffer *text)
{
    append_usage(command, text);
    buffer_append_format(text, "%s\n", command->help);
    options_append_help(command, text);
    if (command->id == SUBCOMMAND_BROWSE)
        append_commands(text);
    buffer_append_format(text, "\nExamples:\n%s", command->examples);
}

void version_append(struct buffer *text)
{
    buffer_append_string(text, "briefbook " PACKAGE_VERSION "\n"
                               "MIT license; there is no warranty.\n");
}
