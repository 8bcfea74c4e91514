/* hit-writer.h: what `briefbook search` found, written in one of its formats.
 *
 *     begin → for each briefing, for each table with a match: table → its records → end
 *
 * Failures to write are kept by the output, those of memory in the list of diagnostics. */
#ifndef BRIEFBOOK_CLI_HIT_WRITER_H
#define BRIEFBOOK_CLI_HIT_WRITER_H

#include "briefbook/record-csv.h"
#include "cli/ask.h"
#include "cli/hit.h"
#include "cli/options.h"
#include "cli/output.h"

/* A briefing that was asked. */
struct hit_source {
    const char *name; /* as the command line has it */
    const struct store *store;
    const struct ask *ask;
};

/* Set the first members; the rest is zero. */
struct hit_writer {
    enum search_format format;
    bool names_briefings; /* what is found says in which */
    struct hit_style style;
    struct record_audience audience; /* of what is meant for programs */
    struct output *output;
    struct diag_list *diags;

    struct record_csv *csv;
    struct buffer text; /* not yet given to the output */
    bool begun;         /* a paragraph or record was written */
};

/* Begins with all briefings that the format must know by then, see hit_writer_needs_all(). */
void hit_writer_begin(struct hit_writer *writer, const struct hit_source *sources, size_t count);

/* Whether the format must know all briefings before it writes anything. */
bool hit_writer_needs_all(const struct hit_writer *writer);

/* Whether the format says of a table how many records were found in it, before it shows them. */
bool hit_writer_needs_counts(const struct hit_writer *writer);

void hit_writer_table(struct hit_writer *writer, const struct hit_source *source,
                      enum table_id table);
void hit_writer_record(struct hit_writer *writer, const struct hit_source *source,
                       struct record record);
void hit_writer_end(struct hit_writer *writer);

/* Frees what it holds. */
void hit_writer_free(struct hit_writer *writer);

#endif
