/* search.c: `briefbook search`: the records that match, as text or ids, or only their number. */
#include <stdint.h>
#include <unistd.h>

#include "briefbook/gate.h"
#include "cli/ask.h"
#include "cli/book.h"
#include "cli/hit.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/stream.h"
#include "cli/subcommand.h"

/* A page for a program has one line a paragraph. */
enum { UNBROKEN = 1 << 30 };

/* One run of the command, over all briefings it was given. */
struct run {
    const char *query;
    enum search_format format;
    bool count_only;
    bool several;  /* briefings: what is found says in which */
    bool terminal; /* standard output is one */
    size_t left;   /* how many records may still be shown */
    size_t found;
    bool begun; /* a paragraph was written */
    struct hit_style style;
    struct output output;
    struct diag_list diags;
    bool torn; /* some briefing could not be read or searched as a whole */
};

/* What was found in one briefing. */
struct result {
    const struct store *store;
    const struct ask *ask;
    const char *name; /* as the command line has it */
};

static void write_text(struct run *run, struct buffer *text)
{
    if (text->failed)
        diag_out_of_memory(&run->diags);
    output_add(&run->output, buffer_slice(text));
    buffer_clear(text);
}

/* ---- Ids ------------------------------------------------------------------------------------ */

/* The name of a table in ids: of a file that is no table of the format, its own. */
static struct slice table_name(const struct store *store, enum table_id table)
{
    const struct table_schema *schema = schema_table(table);
    if (schema)
        return slice_of(schema->name);
    struct slice file = store_folder_name(store);
    struct slice ending = SLICE(".csv");
    size_t stem = file.length > ending.length ? file.length - ending.length : 0;
    bool ends = stem && slice_equal(slice_part(file, stem, file.length), ending);
    return slice_part(file, 0, ends ? stem : file.length);
}

static void append_id(const struct run *run, const struct result *result, struct record record,
                      struct buffer *line)
{
    struct buffer id = {0};
    if (run->several)
        buffer_append_format(&id, "%s:", result->name);
    buffer_append(&id, table_name(result->store, record.table));
    buffer_append_char(&id, '/');
    record_append_id(result->store, record, &id);
    /* Ids are for programs, byte for byte; but a terminal is a person. */
    if (run->terminal)
        gate_append(line, buffer_slice(&id), GATE_ONE_LINE | (run->style.ascii ? GATE_ASCII : 0));
    else
        buffer_append(line, buffer_slice(&id));
    buffer_append_char(line, '\n');
    line->failed = line->failed || id.failed;
    buffer_free(&id);
}

/* ---- Tables --------------------------------------------------------------------------------- */

/* An empty line stands between two paragraphs. */
static void begin_paragraph(struct run *run, struct buffer *text)
{
    if (run->begun)
        buffer_append_char(text, '\n');
    run->begun = true;
}

static void write_heading(struct run *run, const struct result *result, enum table_id table,
                          struct buffer *text)
{
    struct buffer heading = {0};
    const struct table_schema *schema = schema_table(table);
    if (run->several)
        buffer_append_format(&heading, "%s: ", result->name);
    buffer_append(&heading, schema ? slice_of(schema->title) : store_folder_name(result->store));
    buffer_append_format(&heading, ": %zu", search_count(result->ask->search, table));
    begin_paragraph(run, text);
    if (heading.failed || !hit_append_heading(text, buffer_slice(&heading), &run->style))
        text->failed = true;
    buffer_free(&heading);
    write_text(run, text);
}

static void write_record(struct run *run, const struct result *result, struct record record,
                         struct buffer *text)
{
    if (run->format == FORMAT_IDS) {
        append_id(run, result, record, text);
    } else {
        begin_paragraph(run, text);
        if (!hit_append(text, result->store, record, result->ask->query, &run->style))
            text->failed = true;
    }
    write_text(run, text);
}

static bool is_over(const struct run *run)
{
    return run->left == 0 || output_is_over(&run->output) || run->diags.count;
}

static void write_table(struct run *run, const struct result *result, enum table_id table)
{
    const struct search *search = result->ask->search;
    struct buffer text = {0};
    size_t row = search_next(search, table, 0);
    if (row != SIZE_MAX && !is_over(run) && run->format == FORMAT_TEXT)
        write_heading(run, result, table, &text);
    while (row != SIZE_MAX && !is_over(run)) {
        write_record(run, result, (struct record){table, (uint32_t)row}, &text);
        run->left--;
        row = search_next(search, table, row + 1);
    }
    buffer_free(&text);
}

/* Quotes first, then the others in pane order. */
static void write_tables(struct run *run, const struct result *result)
{
    write_table(run, result, TABLE_QUOTES);
    for (enum table_id table = 0; table < TABLE_COUNT; table++)
        if (table != TABLE_QUOTES)
            write_table(run, result, table);
}

/* ---- Briefings ------------------------------------------------------------------------------ */

static void search_book(struct run *run, const char *name)
{
    struct book book = {0};
    struct ask found = {0};
    bool opened = book_open(name, &book);
    book_report(&book);
    bool asked = opened && ask(&found, run->query, book.store);
    if (asked)
        run->found += ask_found(&found);
    if (asked && !run->count_only)
        write_tables(run, &(struct result){book.store, &found, name});
    run->torn = run->torn || !asked || found.gave_up || book_is_torn(&book);
    ask_free(&found);
    book_free(&book);
}

static void read_options(struct run *run, const struct option_value *options)
{
    enum color_choice color = (enum color_choice)options[OPTION_COLOR].number;
    run->format = (enum search_format)options[OPTION_FORMAT].number;
    run->count_only = options[OPTION_COUNT].given;
    run->terminal = stream_is_terminal(STDOUT_FILENO);
    run->left = options[OPTION_LIMIT].given ? options[OPTION_LIMIT].number : SIZE_MAX;
    run->style = (struct hit_style){
        .width = stream_width(STDOUT_FILENO, UNBROKEN),
        .color = stream_has_color(STDOUT_FILENO, color),
        .ascii = stream_gate_flags(STDOUT_FILENO) != 0,
    };
}

static void write_count(struct run *run)
{
    struct buffer line = {0};
    buffer_append_format(&line, "%zu\n", run->found);
    write_text(run, &line);
    buffer_free(&line);
}

static int status_of(const struct run *run)
{
    if (run->torn || run->diags.count || run->diags.out_of_memory)
        return STATUS_FAILED;
    return run->found ? STATUS_DONE : STATUS_NOTHING;
}

int run_search(const struct invocation *invocation)
{
    struct run run = {.query = invocation->operands[0], .several = invocation->operand_count > 2};
    read_options(&run, invocation->options);
    output_open(&run.output, NULL, &run.diags);
    if (invocation->operand_count == 1)
        search_book(&run, NULL);
    for (size_t i = 1; i < invocation->operand_count; i++)
        search_book(&run, invocation->operands[i]);
    if (run.count_only)
        write_count(&run);
    output_finish(&run.output, &run.diags);
    message_diags(&run.diags);
    int status = status_of(&run);
    diag_list_free(&run.diags);
    return status;
}
