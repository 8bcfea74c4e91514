/* search.c: `briefbook search`: the records that match, as text or for programs, or only their
 * number. */
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include "briefbook/gate.h"
#include "cli/ask.h"
#include "cli/book.h"
#include "cli/hit-order.h"
#include "cli/hit-writer.h"
#include "cli/message.h"
#include "cli/stream.h"
#include "cli/subcommand.h"

/* A page for a program has one line a paragraph. */
enum { UNBROKEN = 1 << 30 };

/* One of the briefings that are searched. */
struct source {
    const char *name; /* as the command line has it; NULL for none */
    bool tried;       /* to open it */
    bool asked;       /* opened, and the query is put to it */
    struct book book;
    struct ask ask;
};

/* One run of the command. */
struct run {
    const char *query;
    struct source *sources;
    size_t source_count;
    bool count_only;
    size_t left; /* how many records may still be shown */
    size_t found;
    struct hit_order order;
    struct hit_writer writer;
    struct output output;
    struct diag_list diags;
    bool begun;
    bool asked; /* some briefing could be searched */
    bool torn;  /* some briefing could not be read or searched as a whole */
};

static bool is_over(const struct run *run)
{
    return run->left == 0 || output_is_over(&run->output) || run->diags.count ||
           run->diags.out_of_memory;
}

/* ---- Records -------------------------------------------------------------------------------- */

static void write_record(struct run *run, const struct hit_source *source, enum table_id table,
                         size_t row)
{
    hit_writer_record(&run->writer, source, (struct record){table, (uint32_t)row});
    run->left--;
    run->found++;
}

/* The match before which `rank` others stand. What is already found is shown before it is waited
 * for. */
static size_t await_match(struct run *run, struct search *search, enum table_id table, size_t rank)
{
    bool is_done = search_is_done(search); /* asked first: it may end with a match */
    size_t row = search_select(search, table, rank);
    if (row != SIZE_MAX || is_done)
        return row;
    output_flush(&run->output);
    return search_await(search, table, rank);
}

static void write_as_found(struct run *run, const struct hit_source *source, enum table_id table)
{
    for (size_t rank = 0; !is_over(run); rank++) {
        size_t row = await_match(run, source->ask->search, table, rank);
        if (row == SIZE_MAX)
            return;
        write_record(run, source, table, row);
    }
}

static void write_in_order(struct run *run, const struct hit_source *source, enum table_id table)
{
    const struct search *search = source->ask->search;
    size_t count = search_count(search, table);
    uint32_t *rows = hit_order_rows(&run->order, source->store, search, table);
    if (!rows)
        diag_out_of_memory(&run->diags);
    for (size_t i = 0; i < count && !is_over(run); i++)
        write_record(run, source, table, rows[i]);
    free(rows);
}

static void write_table(struct run *run, const struct hit_source *source, enum table_id table)
{
    struct search *search = source->ask->search;
    bool needs_counts = hit_writer_needs_counts(&run->writer) || run->order.column.data;
    if (needs_counts)
        await_match(run, search, table, SIZE_MAX);
    if (await_match(run, search, table, 0) == SIZE_MAX)
        return;
    hit_writer_table(&run->writer, source, table);
    if (run->order.column.data)
        write_in_order(run, source, table);
    else
        write_as_found(run, source, table);
}

/* ---- Briefings ------------------------------------------------------------------------------ */

/* Opens a briefing and puts the query to it. */
static void open_source(struct run *run, struct source *source)
{
    if (source->tried)
        return;
    source->tried = true;
    bool opened = book_open(source->name, &source->book);
    book_report(&source->book);
    source->asked = opened && hit_order_check(&run->order, source->book.store) &&
                    ask_begin(&source->ask, run->query, &source->book);
    run->asked = run->asked || source->asked;
    run->torn = run->torn || !source->asked || book_is_torn(&source->book);
}

static void close_source(struct source *source)
{
    ask_free(&source->ask);
    book_free(&source->book);
    source->asked = false;
}

static struct hit_source hit_source_of(const struct source *source)
{
    return (struct hit_source){source->name, source->book.store, &source->ask};
}

/* Begins the result with the briefings that could be opened. */
static void begin(struct run *run)
{
    size_t count = 0;
    struct hit_source *sources = calloc(run->source_count, sizeof *sources);
    for (size_t i = 0; sources && i < run->source_count; i++)
        if (run->sources[i].asked)
            sources[count++] = hit_source_of(&run->sources[i]);
    if (!sources)
        diag_out_of_memory(&run->diags);
    else if (count)
        hit_writer_begin(&run->writer, sources, count);
    run->begun = count > 0;
    free(sources);
}

static void write_source(struct run *run, struct source *source)
{
    struct hit_source hits = hit_source_of(source);
    if (!run->begun)
        begin(run);
    for (size_t i = 0; i < TABLE_COUNT && !is_over(run); i++)
        write_table(run, &hits, search_table_at(i));
    /* A limit that is reached ends the search too. */
    if (is_over(run))
        ask_note_gave_up(&source->ask);
    else if (!ask_finish(&source->ask))
        run->torn = true;
    run->torn = run->torn || source->ask.gave_up;
}

static void count_source(struct run *run, struct source *source)
{
    if (!ask_finish(&source->ask) || source->ask.gave_up)
        run->torn = true;
    run->found += search_total(source->ask.search);
}

static void search_source(struct run *run, struct source *source)
{
    open_source(run, source);
    if (source->asked && run->count_only)
        count_source(run, source);
    else if (source->asked)
        write_source(run, source);
    close_source(source);
}

static void search_all(struct run *run)
{
    for (size_t i = 0; i < run->source_count && hit_writer_needs_all(&run->writer); i++)
        open_source(run, &run->sources[i]);
    for (size_t i = 0; i < run->source_count; i++)
        search_source(run, &run->sources[i]);
    if (run->begun && !run->diags.count && !run->diags.out_of_memory)
        hit_writer_end(&run->writer);
}

/* ---- The command ---------------------------------------------------------------------------- */

static bool make_sources(struct run *run, const struct invocation *invocation)
{
    size_t named = invocation->operand_count - 1;
    run->source_count = named ? named : 1;
    run->sources = calloc(run->source_count, sizeof *run->sources);
    if (!run->sources)
        return diag_out_of_memory(&run->diags);
    for (size_t i = 0; i < named; i++)
        run->sources[i].name = invocation->operands[i + 1];
    return true;
}

static void read_options(struct run *run, const struct option_value *options)
{
    enum color_choice color = (enum color_choice)options[OPTION_COLOR].number;
    unsigned gate_flags = stream_gate_flags(STDOUT_FILENO);
    run->count_only = options[OPTION_COUNT].given;
    run->left = options[OPTION_LIMIT].given ? options[OPTION_LIMIT].number : SIZE_MAX;
    if (options[OPTION_SORT].given)
        run->order = hit_order_read(options[OPTION_SORT].text);
    run->writer = (struct hit_writer){
        .format = (enum search_format)options[OPTION_FORMAT].number,
        .names_briefings = run->source_count > 1,
        .audience = {.is_person = stream_is_terminal(STDOUT_FILENO), .gate_flags = gate_flags},
        .output = &run->output,
        .diags = &run->diags,
        .style = {.width = stream_width(STDOUT_FILENO, UNBROKEN),
                  .color = stream_has_color(STDOUT_FILENO, color),
                  .ascii = gate_flags != 0},
    };
}

static void write_count(struct run *run)
{
    struct buffer line = {0};
    if (!buffer_append_format(&line, "%zu\n", run->found))
        diag_out_of_memory(&run->diags);
    output_add(&run->output, buffer_slice(&line));
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
    struct run run = {.query = invocation->operands[0]};
    if (make_sources(&run, invocation)) {
        read_options(&run, invocation->options);
        output_open(&run.output, NULL, &run.diags);
        search_all(&run);
        if (run.count_only && run.asked)
            write_count(&run);
        output_finish(&run.output, &run.diags);
    }
    message_diags(&run.diags);
    int status = status_of(&run);
    hit_writer_free(&run.writer);
    free(run.sources);
    diag_list_free(&run.diags);
    return status;
}
