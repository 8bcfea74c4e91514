#include "tui/command.h"

static const struct command commands[] = {
#define COMMAND(symbol, name, group, function, argument, when, hint, help) \
    [COMMAND_##symbol] = {name, GROUP_##group, function, argument, when, hint, help},
#include "tui/commands.def"
#undef COMMAND
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

unsigned tui_command_run(struct model *model, enum command_id id)
{
    return commands[id].function(model, commands[id].argument);
}
