#include "cli/help.h"

#include "briefbook/nearest.h"
#include "cli/message.h"
#include "cli/output.h"

enum { SUMMARY_COLUMN = 11 };

static void append_usage(const struct subcommand *command, struct buffer *text)
{
    bool named = command->name[0] != '\0';
    buffer_append_format(text, "Usage: briefbook%s%s %s%s [OPTION...]\n", named ? " " : "",
                         command->name, command->operands, named ? "" : " | COMMAND");
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

int help_write(struct buffer *text)
{
    struct diag_list diags = {0};
    struct output output;
    bool done = output_open(&output, NULL, &diags);
    output_add(&output, buffer_slice(text));
    if (text->failed)
        done = diag_out_of_memory(&diags);
    done = output_finish(&output, &diags) && done;
    message_diags(&diags);
    diag_list_free(&diags);
    buffer_free(text);
    return done ? STATUS_DONE : STATUS_FAILED;
}

/* Its name, and what it could be a slip of. */
static int refuse_command(const char *name)
{
    struct nearest nearest = {.word = slice_of(name)};
    for (enum subcommand_id id = SUBCOMMAND_PRINT; id < SUBCOMMANDS_TOTAL; id++)
        nearest_offer(&nearest, slice_of(subcommand_of(id)->name));
    if (nearest.found.length)
        message("there is no command '%s'; did you mean %s?", name, nearest.found.data);
    else
        message("there is no command '%s'; 'briefbook help' lists those there are", name);
    return STATUS_FAILED;
}

int run_help(const struct invocation *invocation)
{
    enum subcommand_id id = SUBCOMMAND_BROWSE;
    struct buffer text = {0};
    if (invocation->operand_count)
        id = subcommand_find(invocation->operands[0]);
    if (id == SUBCOMMANDS_TOTAL)
        return refuse_command(invocation->operands[0]);
    help_append(subcommand_of(id), &text);
    return help_write(&text);
}
