#include "cli/hit-writer.h"

#include "briefbook/record-json.h"

static void pass_on(struct hit_writer *writer)
{
    if (writer->text.failed)
        diag_out_of_memory(writer->diags);
    output_add(writer->output, buffer_slice(&writer->text));
    buffer_clear(&writer->text);
}

/* ---- Text ----------------------------------------------------------------------------------- */

/* An empty line stands between two paragraphs. */
static void begin_paragraph(struct hit_writer *writer)
{
    if (writer->begun)
        buffer_append_char(&writer->text, '\n');
    writer->begun = true;
}

static bool append_heading(struct hit_writer *writer, const struct hit_source *source,
                           enum table_id table)
{
    struct buffer heading = {0};
    const struct table_schema *schema = schema_table(table);
    if (writer->names_briefings)
        buffer_append_format(&heading, "%s: ", source->name);
    buffer_append(&heading, schema ? slice_of(schema->title) : store_folder_name(source->store));
    buffer_append_format(&heading, ": %zu", search_count(source->ask->search, table));
    begin_paragraph(writer);
    bool done = !heading.failed &&
                hit_append_heading(&writer->text, buffer_slice(&heading), &writer->style);
    buffer_free(&heading);
    return done;
}

static bool append_paragraph(struct hit_writer *writer, const struct hit_source *source,
                             struct record record)
{
    begin_paragraph(writer);
    return hit_append(&writer->text, source->store, record, source->ask->lighting, &writer->style);
}

/* ---- Ids ------------------------------------------------------------------------------------ */

static bool append_id(struct hit_writer *writer, const struct hit_source *source,
                      struct record record)
{
    struct buffer id = {0};
    if (writer->names_briefings)
        buffer_append_format(&id, "%s:", source->name);
    buffer_append(&id, record_table_name(source->store, record.table));
    buffer_append_char(&id, '/');
    record_append_id(source->store, record, &id);
    bool done = !id.failed;
    record_append_text(&writer->text, buffer_slice(&id), &writer->audience);
    buffer_append_char(&writer->text, '\n');
    buffer_free(&id);
    return done;
}

/* ---- CSV ------------------------------------------------------------------------------------ */

/* The tables that the query can find records in, quotes first. */
static bool add_tables(struct hit_writer *writer, const struct hit_source *source)
{
    enum table_id only = ask_table(source->ask);
    bool done = true;
    for (size_t i = 0; i < TABLE_COUNT && done; i++) {
        enum table_id table = search_table_at(i);
        if (only == TABLE_NONE || only == table)
            done = record_csv_add(writer->csv, source->store, table);
    }
    return done;
}

static bool append_header(struct hit_writer *writer, const struct hit_source *sources, size_t count)
{
    writer->csv = record_csv_new(&writer->audience, writer->names_briefings);
    bool done = writer->csv != NULL;
    for (size_t i = 0; i < count && done; i++)
        done = add_tables(writer, &sources[i]);
    return done && record_csv_append_header(writer->csv, &writer->text);
}

static bool append_row(struct hit_writer *writer, const struct hit_source *source,
                       struct record record)
{
    return record_csv_append(writer->csv, &writer->text, source->name, source->store, record);
}

/* ---- JSON ----------------------------------------------------------------------------------- */

static bool append_bracket(struct hit_writer *writer, const struct hit_source *sources,
                           size_t count)
{
    (void)sources;
    (void)count;
    return buffer_append_char(&writer->text, '[');
}

/* One in a line, so that whoever looks for a line finds a whole record. */
static bool append_object(struct hit_writer *writer, const struct hit_source *source,
                          struct record record)
{
    buffer_append_string(&writer->text, writer->begun ? ",\n" : "\n");
    writer->begun = true;
    return record_append_json(&writer->text, source->store, record,
                              writer->names_briefings ? source->name : NULL, &writer->audience);
}

static bool append_last_bracket(struct hit_writer *writer)
{
    return buffer_append_string(&writer->text, writer->begun ? "\n]\n" : "]\n");
}

/* ---- The formats ---------------------------------------------------------------------------- */

/* What a format does at each step; NULL for nothing. False when memory is out. */
static const struct format {
    bool needs_all;
    bool needs_counts;
    bool (*begin)(struct hit_writer *, const struct hit_source *sources, size_t count);
    bool (*table)(struct hit_writer *, const struct hit_source *, enum table_id);
    bool (*record)(struct hit_writer *, const struct hit_source *, struct record);
    bool (*end)(struct hit_writer *);
} formats[FORMATS_TOTAL] = {
    [FORMAT_TEXT] = {.needs_counts = true, .table = append_heading, .record = append_paragraph},
    [FORMAT_CSV] = {.needs_all = true, .begin = append_header, .record = append_row},
    [FORMAT_JSON] = {.begin = append_bracket, .record = append_object, .end = append_last_bracket},
    [FORMAT_IDS] = {.record = append_id},
};

static const struct format *format_of(const struct hit_writer *writer)
{
    return &formats[writer->format];
}

bool hit_writer_needs_all(const struct hit_writer *writer)
{
    return format_of(writer)->needs_all;
}

bool hit_writer_needs_counts(const struct hit_writer *writer)
{
    return format_of(writer)->needs_counts;
}

/* Notes that a step failed, and passes on what it made. */
static void finish_step(struct hit_writer *writer, bool done)
{
    writer->text.failed = writer->text.failed || !done;
    pass_on(writer);
}

void hit_writer_begin(struct hit_writer *writer, const struct hit_source *sources, size_t count)
{
    if (format_of(writer)->begin)
        finish_step(writer, format_of(writer)->begin(writer, sources, count));
}

void hit_writer_table(struct hit_writer *writer, const struct hit_source *source,
                      enum table_id table)
{
    if (format_of(writer)->table)
        finish_step(writer, format_of(writer)->table(writer, source, table));
}

void hit_writer_record(struct hit_writer *writer, const struct hit_source *source,
                       struct record record)
{
    finish_step(writer, format_of(writer)->record(writer, source, record));
}

void hit_writer_end(struct hit_writer *writer)
{
    if (format_of(writer)->end)
        finish_step(writer, format_of(writer)->end(writer));
}

void hit_writer_free(struct hit_writer *writer)
{
    record_csv_free(writer->csv);
    buffer_free(&writer->text);
}
