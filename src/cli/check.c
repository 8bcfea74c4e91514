/* check.c: `briefbook check`: what is wrong, one line each. */
#include <unistd.h>

#include "cli/book.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/stream.h"
#include "cli/subcommand.h"

/* The findings of all briefings; they are the result, so they go to standard output. */
struct check {
    struct output output;
    size_t counts[SEVERITY_COUNT];
    struct diag_list diags;
    bool torn; /* something could not be read */
};

static void write_line(struct check *check, struct buffer *line)
{
    buffer_append_char(line, '\n');
    if (line->failed)
        diag_out_of_memory(&check->diags);
    output_add(&check->output, buffer_slice(line));
    buffer_clear(line);
}

static void write_found(struct check *check, const struct diag_list *found)
{
    struct buffer line = {0};
    unsigned flags = stream_gate_flags(STDOUT_FILENO);
    for (size_t i = 0; i < found->count; i++) {
        diag_append(&line, &found->items[i], flags);
        write_line(check, &line);
    }
    for (int code = 0; code < DIAG_CODE_COUNT; code++) {
        diag_append_rest(&line, found, (enum diag_code)code);
        if (line.length || line.failed)
            write_line(check, &line);
    }
    buffer_free(&line);
    for (int severity = 0; severity < SEVERITY_COUNT; severity++)
        check->counts[severity] += diag_list_count(found, (enum severity)severity);
}

/* Looks whether the briefing that it supersedes, if it names one, can be found. */
static void check_predecessor(struct book *book)
{
    struct buffer path = {0};
    if (library_names_predecessor(book->store))
        book_find_predecessor(book, &path, &book->diags);
    buffer_free(&path);
}

/* What could not even be opened is found wrong as well. */
static void check_book(struct check *check, const char *name)
{
    struct book book = {0};
    bool opened = book_open(name, &book);
    if (opened && !store_check(book.store, &book.diags))
        diag_out_of_memory(&check->diags);
    if (opened)
        check_predecessor(&book);
    diag_list_sort(&book.diags);
    write_found(check, &book.diags);
    check->torn =
        check->torn || !opened || book.diags.out_of_memory || book_lacks_files(&book.diags);
    book_free(&book);
}

static void write_counts(struct check *check)
{
    struct buffer line = {0};
    diag_append_counts(&line, check->counts);
    write_line(check, &line);
    buffer_free(&line);
}

static int status_of(const struct check *check, bool strict)
{
    if (check->torn || check->diags.count || check->diags.out_of_memory)
        return STATUS_FAILED;
    bool found = check->counts[SEVERITY_ERROR] || (strict && check->counts[SEVERITY_WARNING]);
    return found ? STATUS_NOTHING : STATUS_DONE;
}

int run_check(const struct invocation *invocation)
{
    struct check check = {0};
    output_open(&check.output, NULL, &check.diags);
    if (invocation->operand_count == 0)
        check_book(&check, NULL);
    for (size_t i = 0; i < invocation->operand_count; i++)
        check_book(&check, invocation->operands[i]);
    write_counts(&check);
    output_finish(&check.output, &check.diags);
    message_diags(&check.diags);
    int status = status_of(&check, invocation->options[OPTION_STRICT].given);
    diag_list_free(&check.diags);
    return status;
}
