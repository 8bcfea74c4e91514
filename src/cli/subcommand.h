/* subcommand.h: the commands of the program, and what each is given.
 *
 * subcommands.def declares them, options.def the options that each takes. A command gets its part
 * of the command line as an invocation, writes its results with output.h and what else it has to
 * say with message.h, and returns an exit status. Nothing but main() exits. (The commands of the
 * interface are others: src/tui/.) */
#ifndef BRIEFBOOK_CLI_SUBCOMMAND_H
#define BRIEFBOOK_CLI_SUBCOMMAND_H

#include "cli/options.h"

enum subcommand_id {
#define SUBCOMMAND(symbol, ...) SUBCOMMAND_##symbol,
#include "cli/subcommands.def"
#undef SUBCOMMAND
    SUBCOMMANDS_TOTAL
};

enum exit_status {
    STATUS_DONE = 0,    /* for search: found */
    STATUS_NOTHING = 1, /* nothing found, or check found errors */
    STATUS_FAILED = 2   /* usage, or something could not be read or written */
};

/* What a command was asked to do. */
struct invocation {
    const struct subcommand *subcommand;
    struct option_value options[OPTIONS_TOTAL];
    char **operands; /* what is neither option nor command, in order */
    size_t operand_count;
};

/* Returns an exit status, or 128 + N when signal N ended it. */
typedef int subcommand_run(const struct invocation *invocation);

struct subcommand {
    enum subcommand_id id;
    const char *name; /* blank for what runs without a command */
    subcommand_run *run;
    size_t operands_minimum;
    size_t operands_maximum;
    const char *operands; /* as the usage line names them */
    const char *summary;  /* in the list of commands */
    const char *help;     /* lines that say what it does */
    const char *examples; /* lines */
};

#define SUBCOMMAND(symbol, name, function, ...) subcommand_run function;
#include "cli/subcommands.def"
#undef SUBCOMMAND

const struct subcommand *subcommand_of(enum subcommand_id id);

/* The command of that name; SUBCOMMANDS_TOTAL when there is none. */
enum subcommand_id subcommand_find(const char *name);

#endif
