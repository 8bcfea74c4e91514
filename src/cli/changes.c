/* changes.c: `briefbook changes`: what is new, altered and gone between two briefings. */
#include <unistd.h>

#include "briefbook/changes-json.h"
#include "briefbook/compose.h"
#include "cli/book.h"
#include "cli/message.h"
#include "cli/page.h"
#include "cli/stream.h"
#include "cli/subcommand.h"

static bool write_note(const struct changes *changes, const struct option_value *options,
                       struct diag_list *diags)
{
    struct document document = {0};
    bool done = compose_changes(&document, changes) ? page_write(&document, options, diags)
                                                    : diag_out_of_memory(diags);
    document_free(&document);
    return done;
}

static bool write_json(const struct changes *changes, const struct option_value *options,
                       struct diag_list *diags)
{
    struct output output;
    const char *path = options[OPTION_OUTPUT].text;
    const struct record_audience audience = {
        .is_person = !path && stream_is_terminal(STDOUT_FILENO),
        .gate_flags = stream_gate_flags(STDOUT_FILENO),
    };
    if (!output_open(&output, path, diags))
        return false;
    bool whole = changes_json_write(changes, &audience, output_add, &output);
    if (!whole && !output_is_over(&output)) {
        output_abandon(&output);
        return diag_out_of_memory(diags);
    }
    return output_finish(&output, diags);
}

typedef bool write_changes(const struct changes *changes, const struct option_value *options,
                           struct diag_list *diags);

static write_changes *const writers[] = {
    [CHANGES_TEXT] = write_note,
    [CHANGES_JSON] = write_json,
};

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
    bool done = changes && writers[options[OPTION_CHANGES_FORMAT].number](changes, options, &diags);
    int status = changes && changes->count ? STATUS_DONE : STATUS_NOTHING;
    if (!done || book_is_torn(&book))
        status = STATUS_FAILED;
    message_diags(&diags);
    diag_list_free(&diags);
    book_free(&book);
    return status;
}
