/* changes.c: `briefbook changes`: what is new, altered and gone between two briefings. */
#include <unistd.h>

#include "briefbook/changes-json.h"
#include "briefbook/compose.h"
#include "briefbook/own-files.h"
#include "cli/book.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/print.h"
#include "cli/stream.h"

/* A file is UTF-8 whatever the locale. */
static unsigned gate_flags(const struct option_value *options)
{
    return options[OPTION_OUTPUT].text ? 0 : stream_gate_flags(STDOUT_FILENO);
}

/* Writes what changed to the output; false when it is not whole. */
typedef bool write_changes(const struct changes *changes, const struct option_value *options,
                           struct output *output);

static bool write_note(const struct changes *changes, const struct option_value *options,
                       struct output *output)
{
    const struct option_value *width = &options[OPTION_WIDTH];
    const struct layout_options layout = {
        .width = width->given ? width->number : LAYOUT_USUAL_WIDTH,
        .medium = TEXT_ON_PAPER,
        .ascii = options[OPTION_ASCII].given || gate_flags(options) != 0,
    };
    struct document document = {0};
    bool whole = compose_changes(&document, changes) &&
                 text_page_write(&document, &layout, output_add, output);
    document_free(&document);
    return whole;
}

static bool write_json(const struct changes *changes, const struct option_value *options,
                       struct output *output)
{
    const struct record_audience audience = {
        .is_person = !options[OPTION_OUTPUT].text && stream_is_terminal(STDOUT_FILENO),
        .gate_flags = gate_flags(options),
    };
    return changes_json_write(changes, &audience, output_add, output);
}

static bool write_as(enum changes_format format, const struct changes *changes,
                     const struct option_value *options, struct diag_list *diags)
{
    static write_changes *const writers[] = {
        [CHANGES_TEXT] = write_note,
        [CHANGES_JSON] = write_json,
    };
    const char *path = options[OPTION_OUTPUT].text;
    struct output output;
    return (!path || own_files_spared(changes->older, path, diags)) &&
           output_open_sparing(&output, path, changes->newer, diags) &&
           output_end(&output, writers[format](changes, options, &output), diags);
}

/* Compares the last operand with the one before it, or with what it supersedes. */
static const struct changes *find_changes(struct book *book, const struct invocation *invocation)
{
    bool opened = book_open(invocation->operands[invocation->operand_count - 1], book);
    book_report(book);
    if (!opened)
        return NULL;
    return invocation->operand_count == 1 ? book_changes(book)
                                          : book_changes_since(book, invocation->operands[0]);
}

int run_changes(const struct invocation *invocation)
{
    struct book book = {0};
    struct diag_list diags = {0};
    const struct option_value *options = invocation->options;
    const struct changes *changes = find_changes(&book, invocation);
    enum changes_format format = (enum changes_format)options[OPTION_CHANGES_FORMAT].number;
    bool done = changes && write_as(format, changes, options, &diags);
    int status = changes && changes->count ? STATUS_DONE : STATUS_NOTHING;
    if (!done || book_is_torn(&book))
        status = STATUS_FAILED;
    message_diags(&diags);
    diag_list_free(&diags);
    book_free(&book);
    return status;
}
