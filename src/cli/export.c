/* export.c: `briefbook export`: a whole briefing for other programs. */
#include "briefbook/exchange.h"
#include "cli/book.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/subcommand.h"

/* What is made, and where; read from the command line before anything is opened. */
struct export
{
    enum export_format format;
    const char *path;
    bool spreadsheet_safe;
    struct diag_list diags;
};

static bool refuse(struct export *export, const char *why)
{
    return diag_add(&export->diags, DIAG_USAGE, (struct place){0},
                    "%s; see 'briefbook export --help'", why);
}

static bool read_export(struct export *export, const struct option_value *options)
{
    export->format = (enum export_format)options[OPTION_EXPORT_FORMAT].number;
    export->path = options[OPTION_EXPORT_OUTPUT].text;
    export->spreadsheet_safe = options[OPTION_SPREADSHEET_SAFE].given;
    if (!options[OPTION_EXPORT_FORMAT].given)
        return refuse(export, "export needs --format datapackage, json or sqlite");
    if (!export->path || !*export->path)
        return refuse(export, "export needs --output PATH");
    if (export->spreadsheet_safe && export->format != EXPORT_PACKAGE)
        return refuse(export, "--spreadsheet-safe is for --format datapackage: spreadsheets open "
                              "no other format");
    return true;
}

/* Writes the book to a file or folder; false with a diagnostic. */
typedef bool write_book(struct export *export, const struct store *store);

static bool write_package(struct export *export, const struct store *store)
{
    return export_package(store, export->path, export->spreadsheet_safe, &export->diags);
}

static bool write_json(struct export *export, const struct store *store)
{
    struct output output;
    return output_open(&output, export->path, &export->diags) &&
           output_end(&output, export_json_write(store, output_add, &output), &export->diags);
}

static bool write_sqlite(struct export *export, const struct store *store)
{
    struct output output;
    if (!output_open(&output, export->path, &export->diags))
        return false;
    if (export_sqlite_write(store, output_add, &output, &export->diags))
        return output_finish(&output, &export->diags);
    output_abandon(&output);
    return false;
}

static bool write_as(struct export *export, const struct store *store)
{
    static write_book *const writers[] = {
        [EXPORT_PACKAGE] = write_package,
        [EXPORT_JSON] = write_json,
        [EXPORT_SQLITE] = write_sqlite,
    };
    return export_may_write(store, export->path, export->format == EXPORT_PACKAGE,
                            &export->diags) &&
           writers[export->format](export, store);
}

/* An archived file that the briefing itself lacks leaves the copy as whole as the briefing is. */
static bool is_whole(const struct export *export)
{
    return diag_list_count(&export->diags, SEVERITY_ERROR) == export->diags.counts[DIAG_NOT_FOUND];
}

int run_export(const struct invocation *invocation)
{
    struct export export = {0};
    struct book book = {0};
    int status = STATUS_FAILED;
    if (read_export(&export, invocation->options)) {
        bool opened = book_open(invocation->operands[0], &book);
        book_report(&book);
        bool done = opened && write_as(&export, book.store);
        status = done && is_whole(&export) && !book_is_torn(&book) ? STATUS_DONE : STATUS_FAILED;
    }
    message_diags(&export.diags);
    diag_list_free(&export.diags);
    book_free(&book);
    return status;
}
