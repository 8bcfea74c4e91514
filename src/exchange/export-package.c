/* export-package.c: a book as a Frictionless Data Package. */
#include "briefbook/exchange.h"
#include "briefbook/file.h"
#include "briefbook/work-folder.h"
#include "exchange/archive-copy.h"
#include "exchange/book-table.h"
#include "exchange/package-schema.h"
#include "exchange/package-text.h"
#include "store/csv-text.h"

/* A package on its way into its folder. */
struct package {
    const struct store *store;
    const struct package_wishes *wishes;
    const char *folder;
    struct diag_list *diags;
    struct buffer cell;
    struct buffer line;
};

static void append_cell(struct package *package, const struct book_table *table, size_t column,
                        struct slice raw)
{
    buffer_clear(&package->cell);
    package_append_text(&package->cell, raw, package->wishes->spreadsheet_safe);
    if (column)
        buffer_append_char(&package->line, ',');
    csv_append_cell(&package->line, buffer_slice(&package->cell), table->count == 1);
    package->line.failed = package->line.failed || package->cell.failed;
}

/* Ends the line, and adds it to the file. */
static bool write_line(struct package *package, struct file_writer *writer)
{
    buffer_append_char(&package->line, '\n');
    bool done = !package->line.failed && file_writer_add(writer, buffer_slice(&package->line));
    buffer_clear(&package->line);
    return done;
}

/* Also ends early when the package is given up. */
static bool write_rows(struct package *package, const struct book_table *table,
                       struct file_writer *writer)
{
    enum { ROWS_AT_ONCE = 1024 };
    for (size_t i = 0; i < table->count; i++)
        append_cell(package, table, i, book_table_column(table, i)->name);
    bool done = write_line(package, writer);
    for (size_t row = 0; done && row < table->rows; row++) {
        if (row % ROWS_AT_ONCE == 0 && package_is_over(package->wishes))
            break;
        for (size_t i = 0; i < table->count; i++)
            append_cell(package, table, i, book_table_cell(table, row, i));
        done = write_line(package, writer);
    }
    return done;
}

/* Puts a file in place that was written whole; or tells why it could not be; else memory ran out
 * on the way, or all is given up. */
static bool end_file(struct package *package, struct file_writer *writer, bool whole)
{
    bool given_up = package_is_over(package->wishes);
    if ((whole || file_writer_has_failed(writer)) && !given_up)
        return file_writer_finish(writer, package->diags);
    file_writer_abandon(writer);
    return !given_up && diag_out_of_memory(package->diags);
}

static bool write_table(struct package *package, const struct book_table *table)
{
    struct buffer path = {0};
    buffer_append_format(&path, "%s/", package->folder);
    package_append_resource(&path, package->store, table->id);
    bool named = buffer_append_string(&path, ".csv") && !path.failed;
    struct file_writer *writer =
        named ? file_writer_new(buffer_string(&path), package->diags) : NULL;
    buffer_free(&path);
    if (!named)
        return diag_out_of_memory(package->diags);
    return writer && end_file(package, writer, write_rows(package, table, writer));
}

static bool write_tables(struct package *package)
{
    bool done = true;
    for (enum table_id id = 0; done && id < TABLE_COUNT; id++) {
        struct book_table table;
        if (!book_table_open(&table, package->store, id))
            done = diag_out_of_memory(package->diags);
        else if (table.count)
            done = write_table(package, &table);
        book_table_free(&table);
    }
    return done;
}

static bool write_schema(struct package *package)
{
    struct buffer path = {0};
    struct buffer text = {0};
    bool made = buffer_append_format(&path, "%s/datapackage.json", package->folder) &&
                package_append_schema(&text, package->store, package->wishes->spreadsheet_safe);
    struct file_writer *writer =
        made ? file_writer_new(buffer_string(&path), package->diags) : NULL;
    if (writer)
        file_writer_add(writer, buffer_slice(&text));
    bool done =
        made ? writer && end_file(package, writer, true) : diag_out_of_memory(package->diags);
    buffer_free(&path);
    buffer_free(&text);
    return done;
}

bool export_package(const struct store *store, const char *path,
                    const struct package_wishes *wishes, struct diag_list *diags)
{
    struct work_folder folder = {0};
    struct package package = {.store = store, .wishes = wishes, .diags = diags};
    bool done = work_folder_make(&folder, path, path, diags);
    package.folder = buffer_string(&folder.path);
    done = done && write_tables(&package) && write_schema(&package) &&
           archives_copy(store, package.folder, wishes, diags) &&
           work_folder_finish(&folder, diags);
    work_folder_free(&folder);
    buffer_free(&package.cell);
    buffer_free(&package.line);
    return done;
}
