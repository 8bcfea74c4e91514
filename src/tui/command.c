#include "tui/command.h"

static const struct command commands[] = {
#define COMMAND(symbol, name, group, function, argument, when, hint, help)          \
    [COMMAND_##symbol] = {name, GROUP_##group, function, argument, NULL, TEXT_NONE, \
                          "",   when,          hint,     help},
#define TEXT_COMMAND(symbol, name, group, function, kind, usage, when, hint, help) \
    [COMMAND_##                                                                    \
        symbol] = {name, GROUP_##group, NULL, 0, function, TEXT_##kind, usage, when, hint, help},
#include "tui/commands.def"
};

static const char *const headings[] = {
#define GROUP_HEADING(symbol, heading) [GROUP_##symbol] = heading,
    COMMAND_GROUPS(GROUP_HEADING)
#undef GROUP_HEADING
};

const struct command *tui_command(enum command_id id)
{
    return &commands[id];
}

const char *tui_group_heading(enum command_group group)
{
    return headings[group];
}

unsigned tui_command_run(struct model *model, enum command_id id, const struct typed *typed)
{
    const struct command *command = &commands[id];
    return command->take ? command->take(model, typed)
                         : command->function(model, command->argument);
}
