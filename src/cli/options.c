#include "cli/options.h"

#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <string.h>

#include "briefbook/layout.h"
#include "briefbook/nearest.h"
#include "cli/subcommand.h"
#include "tui/theme.h"

enum option_kind { OPTION_FLAG, OPTION_TEXT, OPTION_MAYBE_TEXT, OPTION_NUMBER, OPTION_CHOICE };

enum {
    FOUND_END = -1, /* what getopt_long() returns */
    FOUND_OPERAND = 1,
    FOUND_NO_VALUE = ':',
    FOUND_UNKNOWN = '?',
    FOUND_HELP = 'h',
    FOUND_OPTION = 256, /* and on: an option */
    HELP_COLUMN = 30
};

/* Operands come in their order, and a missing value is told from an unknown word; -h is --help. */
static const char WORDS[] = "-:h";

static const char *const NONE_choices[] = {NULL};
static const char *const FORMAT_choices[] = {"text", "csv", "json", "ids", NULL};
static const char *const CHANGES_FORMAT_choices[] = {"text", "json", NULL};
static const char *const EXPORT_choices[] = {"datapackage", "json", "sqlite", NULL};
static const char *const PAGE_choices[] = {"text", "markdown", "html", "json", NULL};
static const char *const COLOR_choices[] = {"auto", "always", "never", NULL};
static const char *const THEME_choices[] = {THEME_NAMES, NULL};

#define FOR(command) (1U << SUBCOMMAND_##command)
#define FOR_ALL      ((1U << SUBCOMMANDS_TOTAL) - 1)

static const struct option_row {
    const char *name;
    const char *value;
    enum option_kind kind;
    size_t lowest;
    size_t highest;
    const char *const *choices;
    unsigned commands;
    const char *help;
} rows[OPTIONS_TOTAL] = {
#define OPTION(symbol, name, value, kind, lowest, highest, choices, commands, help) \
    {name, value, OPTION_##kind, lowest, highest, choices##_choices, commands, help},
#include "cli/options.def"
#undef OPTION
};

/* The command line while it is read. */
struct reading {
    int argc;
    char **argv;
    int subcommand_word; /* where the command stands; 0 when there is none */
    unsigned subcommand; /* its bit */
    struct invocation *invocation;
    struct diag_list *diags;
};

static bool refuse(const struct reading *reading, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Adds what is wrong, and where help is. */
static bool refuse(const struct reading *reading, const char *format, ...)
{
    struct buffer text = {0};
    va_list arguments;
    va_start(arguments, format);
    buffer_append_format_list(&text, format, arguments);
    va_end(arguments);
    const char *name = reading->invocation->subcommand->name;
    buffer_append_format(&text, "; see 'briefbook%s%s --help'", *name ? " " : "", name);
    if (text.failed)
        diag_out_of_memory(reading->diags);
    else
        diag_add(reading->diags, DIAG_USAGE, (struct place){0}, "%s", buffer_string(&text));
    buffer_free(&text);
    return false;
}

static int takes_value(enum option_kind kind)
{
    if (kind == OPTION_FLAG)
        return no_argument;
    return kind == OPTION_MAYBE_TEXT ? optional_argument : required_argument;
}

/* The table that getopt_long() wants, of the options of some commands. */
static void list_known(unsigned commands, struct option known[OPTIONS_TOTAL + 1])
{
    size_t count = 0;
    for (int i = 0; i < OPTIONS_TOTAL; i++)
        if (rows[i].commands & commands)
            known[count++] =
                (struct option){rows[i].name, takes_value(rows[i].kind), NULL, FOUND_OPTION + i};
    known[count] = (struct option){0};
}

/* The command is the first operand, if it is the name of one. What options come before it take a
 * value is known only from the options of all commands together. */
static enum subcommand_id find_command(struct reading *reading)
{
    struct option known[OPTIONS_TOTAL + 1];
    list_known(FOR_ALL, known);
    optind = 0; /* glibc and musl: begin anew */
    opterr = 0;
    int found;
    do {
        found = getopt_long(reading->argc, reading->argv, WORDS, known, NULL);
    } while (found != FOUND_END && found != FOUND_OPERAND);
    enum subcommand_id command =
        found == FOUND_OPERAND ? subcommand_find(optarg) : SUBCOMMANDS_TOTAL;
    if (command == SUBCOMMANDS_TOTAL)
        return SUBCOMMAND_BROWSE;
    reading->subcommand_word = optind - 1;
    return command;
}

static bool begins_with(const char *name, const char *start)
{
    return strncmp(name, start, strlen(start)) == 0;
}

static bool refuse_unclear(struct reading *reading, const char *start)
{
    struct buffer names = {0};
    for (int i = 0; i < OPTIONS_TOTAL; i++)
        if ((rows[i].commands & reading->subcommand) && begins_with(rows[i].name, start))
            buffer_append_format(&names, "%s--%s", names.length ? " or " : "", rows[i].name);
    refuse(reading, "--%s may mean %s", start, buffer_string(&names));
    buffer_free(&names);
    return false;
}

static const char *subcommand_with(const char *option)
{
    for (enum subcommand_id id = SUBCOMMAND_PRINT; id < SUBCOMMANDS_TOTAL; id++)
        for (int i = 0; i < OPTIONS_TOTAL; i++)
            if ((rows[i].commands & (1U << id)) && strcmp(rows[i].name, option) == 0)
                return subcommand_of(id)->name;
    return NULL;
}

static bool refuse_name(struct reading *reading, const char *name)
{
    struct nearest nearest = {.word = slice_of(name)};
    size_t unclear = 0;
    for (int i = 0; i < OPTIONS_TOTAL; i++) {
        if (!(rows[i].commands & reading->subcommand))
            continue;
        nearest_offer(&nearest, slice_of(rows[i].name));
        unclear += begins_with(rows[i].name, name);
    }
    if (unclear > 1)
        return refuse_unclear(reading, name);
    const char *other = subcommand_with(name);
    if (other)
        return refuse(reading, "--%s is an option of %s", name, other);
    if (nearest.found.length)
        return refuse(reading, "unknown option --%s; did you mean --%s?", name, nearest.found.data);
    return refuse(reading, "unknown option --%s", name);
}

/* Explains a word that getopt_long() does not take. */
static bool refuse_word(struct reading *reading, const char *word)
{
    if (optopt >= FOUND_OPTION)
        return refuse(reading, "--%s takes no value", rows[optopt - FOUND_OPTION].name);
    if (!begins_with(word, "--"))
        return refuse(reading, "unknown option %s%s", word,
                      reading->subcommand == FOR(SEARCH)
                          ? " (a query that begins with '-' needs '--' before it)"
                          : "");
    struct buffer name = {0};
    buffer_append(&name, (struct slice){word + 2, strcspn(word + 2, "=")});
    bool done = name.failed ? diag_out_of_memory(reading->diags)
                            : refuse_name(reading, buffer_string(&name));
    buffer_free(&name);
    return done;
}

static bool read_number(const struct reading *reading, const struct option_row *row,
                        struct option_value *value)
{
    errno = 0;
    uintmax_t number = strtoumax(value->text, NULL, 10);
    bool digits = *value->text && value->text[strspn(value->text, "0123456789")] == '\0';
    if (!digits || errno || number < row->lowest || number > row->highest)
        return refuse(reading, "--%s takes a number from %zu to %zu, not '%s'", row->name,
                      row->lowest, row->highest, value->text);
    value->number = (size_t)number;
    return true;
}

static void append_choices(struct buffer *text, const struct option_row *row, const char *separator)
{
    for (size_t i = 0; row->choices[i]; i++)
        buffer_append_format(text, "%s%s", i ? separator : "", row->choices[i]);
}

static bool read_choice(const struct reading *reading, const struct option_row *row,
                        struct option_value *value)
{
    for (size_t i = 0; row->choices[i]; i++)
        if (strcmp(row->choices[i], value->text) == 0) {
            value->number = i;
            return true;
        }
    struct buffer choices = {0};
    struct nearest nearest = {.word = slice_of(value->text)};
    for (size_t i = 0; row->choices[i]; i++)
        nearest_offer(&nearest, slice_of(row->choices[i]));
    append_choices(&choices, row, " or ");
    buffer_append_format(&choices, ", not '%s'", value->text);
    if (nearest.found.length)
        buffer_append_format(&choices, "; did you mean %s?", nearest.found.data);
    refuse(reading, "--%s takes %s", row->name, buffer_string(&choices));
    buffer_free(&choices);
    return false;
}

static bool take_option(struct reading *reading, int option)
{
    const struct option_row *row = &rows[option];
    struct option_value *value = &reading->invocation->options[option];
    *value = (struct option_value){.given = true, .text = optarg};
    if (row->kind == OPTION_NUMBER)
        return read_number(reading, row, value);
    if (row->kind == OPTION_CHOICE)
        return read_choice(reading, row, value);
    return true;
}

static void take_operand(struct reading *reading, int word)
{
    struct invocation *invocation = reading->invocation;
    if (word != reading->subcommand_word)
        invocation->operands[invocation->operand_count++] = reading->argv[word];
}

static bool take(struct reading *reading, int found, int word)
{
    switch (found) {
    case FOUND_OPERAND:
        take_operand(reading, word);
        return true;
    case FOUND_NO_VALUE:
        return refuse(reading, "--%s needs a value", rows[optopt - FOUND_OPTION].name);
    case FOUND_HELP:
        return take_option(reading, OPTION_HELP);
    case FOUND_UNKNOWN:
        return refuse_word(reading, reading->argv[word]);
    default:
        return take_option(reading, found - FOUND_OPTION);
    }
}

static bool read_words(struct reading *reading)
{
    struct option known[OPTIONS_TOTAL + 1];
    list_known(reading->subcommand, known);
    optind = 0;
    for (int word = 1;; word = optind) {
        int found = getopt_long(reading->argc, reading->argv, WORDS, known, NULL);
        if (found == FOUND_END)
            break;
        if (!take(reading, found, word))
            return false;
    }
    while (optind < reading->argc)
        take_operand(reading, optind++);
    return true;
}

/* A second operand of a command that takes one may be a slip in the name of a command. */
static bool check_operands(const struct reading *reading)
{
    const struct invocation *invocation = reading->invocation;
    const struct subcommand *command = invocation->subcommand;
    const char *name = *command->name ? command->name : "briefbook";
    if (invocation->operand_count < command->operands_minimum)
        return refuse(reading, "%s needs %s", name, command->operands);
    if (invocation->operand_count <= command->operands_maximum)
        return true;
    struct nearest nearest = {.word = slice_of(invocation->operands[0])};
    for (enum subcommand_id id = SUBCOMMAND_PRINT; id < SUBCOMMANDS_TOTAL; id++)
        nearest_offer(&nearest, slice_of(subcommand_of(id)->name));
    if (!*command->name && nearest.found.length)
        return refuse(reading, "unknown command '%s'; did you mean %s?", nearest.word.data,
                      nearest.found.data);
    return refuse(reading, "%s takes %s, and '%s' is one too many", name, command->operands,
                  invocation->operands[command->operands_maximum]);
}

bool options_read(int argc, char **argv, char **operands, struct invocation *invocation,
                  struct diag_list *diags)
{
    *invocation = (struct invocation){.operands = operands};
    struct reading reading = {argc, argv, 0, 0, invocation, diags};
    enum subcommand_id command = find_command(&reading);
    invocation->subcommand = subcommand_of(command);
    reading.subcommand = 1U << command;
    if (!read_words(&reading))
        return false;
    if (invocation->options[OPTION_HELP].given || invocation->options[OPTION_VERSION].given)
        return true;
    return check_operands(&reading);
}

static void append_row(struct buffer *help, const struct option_row *row)
{
    size_t start = help->length;
    buffer_append_format(help, "  --%s", row->name);
    if (row->kind == OPTION_MAYBE_TEXT)
        buffer_append_format(help, "[=%s]", row->value);
    else if (row->value)
        buffer_append_format(help, " %s", row->value);
    else if (row->kind == OPTION_CHOICE)
        buffer_append_char(help, ' ');
    append_choices(help, row, "|");
    size_t used = help->length - start;
    buffer_append_repeated(help, ' ', used + 2 > HELP_COLUMN ? 2 : HELP_COLUMN - used);
    buffer_append_format(help, "%s\n", row->help);
}

void options_append_help(const struct subcommand *command, struct buffer *help)
{
    for (int i = 0; i < OPTIONS_TOTAL; i++)
        if (rows[i].commands & (1U << command->id))
            append_row(help, &rows[i]);
}
