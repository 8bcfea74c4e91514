#include "cli/subcommand.h"

#include <stdint.h>
#include <string.h>

static const struct subcommand commands[SUBCOMMANDS_TOTAL] = {
#define SUBCOMMAND(symbol, ...) {SUBCOMMAND_##symbol, __VA_ARGS__},
#include "cli/subcommands.def"
#undef SUBCOMMAND
};

const struct subcommand *subcommand_of(enum subcommand_id id)
{
    return &commands[id];
}

enum subcommand_id subcommand_find(const char *name)
{
    enum subcommand_id id = SUBCOMMAND_BROWSE + 1;
    while (id < SUBCOMMANDS_TOTAL && strcmp(commands[id].name, name) != 0)
        id++;
    return id;
}
