/* export-json.c: a whole book as JSON, one row in a line. */
#include "briefbook/exchange.h"
#include "briefbook/packed.h"
#include "exchange/archive-names.h"
#include "exchange/book-table.h"
#include "output/json-text.h"
#include "store/open-text.h"

/* A book on its way to JSON. */
struct packing {
    const struct store *store;
    output_write *write;
    void *context;
    struct buffer text; /* the one at work */
    struct buffer line;
    size_t tables;   /* written so far */
    json_t *names;   /* of archived files, as members of an object */
    size_t archives; /* written so far */
    struct diag_list *diags;
    bool failed;
};

static const struct record_audience program = {0};

/* Takes a value, and appends it; NULL is one for which there was no memory. */
static void append(struct packing *packing, json_t *value)
{
    if (!value || !json_append(&packing->line, value))
        packing->failed = true;
    json_decref(value);
}

static json_t *new_text(struct packing *packing, struct slice raw)
{
    return json_new_text(raw, &program, &packing->text);
}

static void add_item(struct packing *packing, json_t *array, struct slice raw)
{
    if (json_array_append_new(array, new_text(packing, raw)) != 0)
        packing->failed = true;
}

static bool pass_on(struct packing *packing)
{
    bool done = !packing->failed && !packing->line.failed &&
                packing->write(packing->context, buffer_slice(&packing->line));
    buffer_clear(&packing->line);
    return done;
}

static void append_columns(struct packing *packing, const struct book_table *table)
{
    json_t *columns = json_array();
    for (size_t i = 0; i < table->count; i++)
        add_item(packing, columns, book_table_column(table, i)->name);
    append(packing, columns);
}

static void append_row(struct packing *packing, const struct book_table *table, size_t row)
{
    json_t *cells = json_array();
    for (size_t i = 0; i < table->count; i++)
        add_item(packing, cells, book_table_cell(table, row, i));
    append(packing, cells);
}

static bool write_rows(struct packing *packing, const struct book_table *table)
{
    bool done = true;
    for (size_t row = 0; row < table->rows && done; row++) {
        buffer_append_string(&packing->line, row ? ",\n" : "\n");
        append_row(packing, table, row);
        done = pass_on(packing);
    }
    return done;
}

static bool write_table(struct packing *packing, enum table_id id)
{
    struct book_table table;
    bool done = book_table_open(&table, packing->store, id);
    if (done && table.count) {
        buffer_append_string(&packing->line,
                             packing->tables++ ? ",\n{\"table\":" : "\n{\"table\":");
        append(packing, new_text(packing, record_table_name(packing->store, id)));
        buffer_append_string(&packing->line, ",\"columns\":");
        append_columns(packing, &table);
        buffer_append_string(&packing->line, ",\"rows\":[");
        done = write_rows(packing, &table);
        buffer_append_string(&packing->line, "]}");
        done = done && pass_on(packing);
    }
    book_table_free(&table);
    return done;
}

/* Whether a file was come by before, of that name as it is written: an object may have a member once. */
static bool is_known(struct packing *packing, const char *file)
{
    buffer_clear(&packing->text);
    json_append_text(&packing->text, slice_of(file), &program);
    const char *name = buffer_string(&packing->text);
    bool is = json_object_get(packing->names, name) != NULL;
    if (packing->text.failed || json_object_set_new(packing->names, name, json_true()) != 0)
        packing->failed = true;
    return is;
}

static void append_archive(struct packing *packing, const char *file, struct slice text)
{
    buffer_append_string(&packing->line, packing->archives++ ? ",\n" : ",\"archives\":{\n");
    append(packing, new_text(packing, slice_of(file)));
    buffer_append_char(&packing->line, ':');
    append(packing, new_text(packing, text));
}

static bool write_archive(void *context, const char *file)
{
    struct packing *packing = context;
    struct open_text text;
    if (is_known(packing, file))
        return !packing->failed;
    if (open_text_read(&text, packing->store, file, NULL, packing->diags))
        append_archive(packing, file, buffer_slice(&text.bytes));
    open_text_close(&text);
    return !packing->diags->out_of_memory && !packing->diags->counts[DIAG_OUT_OF_MEMORY] &&
           pass_on(packing);
}

static bool write_archives(struct packing *packing)
{
    packing->names = json_object();
    bool done = packing->names &&
                archive_names_visit(packing->store, write_archive, packing, packing->diags);
    if (packing->archives)
        buffer_append_string(&packing->line, "\n}");
    json_decref(packing->names);
    return done;
}

/* A file that was opened alone is shown without the tables that it lacks. */
static void append_head(struct packing *packing)
{
    buffer_append_format(
        &packing->line,
        "{\"format\":\"" PACKED_FORMAT "\",\"version\":%d,\"name\":", PACKED_VERSION);
    append(packing, new_text(packing, store_folder_name(packing->store)));
    if (store_single_table(packing->store) != TABLE_NONE)
        buffer_append_string(&packing->line, ",\"single\":true");
    buffer_append_string(&packing->line, ",\"tables\":[");
}

bool export_json_write(const struct store *store, output_write *write, void *context,
                       struct diag_list *diags)
{
    struct packing packing = {.store = store, .write = write, .context = context, .diags = diags};
    append_head(&packing);
    bool done = pass_on(&packing);
    for (enum table_id id = 0; id < TABLE_COUNT && done; id++)
        done = write_table(&packing, id);
    buffer_append_string(&packing.line, "\n]");
    done = done && write_archives(&packing);
    buffer_append_string(&packing.line, "}\n");
    done = done && pass_on(&packing);
    buffer_free(&packing.line);
    buffer_free(&packing.text);
    return done;
}
