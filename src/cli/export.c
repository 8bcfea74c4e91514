/* export.c: `briefbook export`: a whole briefing for other programs. */
#include "briefbook/exchange.h"
#include "cli/book.h"
#include "cli/interruption.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/subcommand.h"

/* What is made, and where; read from the command line before anything is opened. */
struct export_job {
    enum export_format format;
    const char *path;
    bool spreadsheet_safe;
    struct diag_list diags;
};

static bool refuse(struct export_job *job, const char *why)
{
    return diag_add(&job->diags, DIAG_USAGE, (struct place){0}, "%s; see 'briefbook export --help'",
                    why);
}

static bool read_export(struct export_job *job, const struct option_value *options)
{
    job->format = (enum export_format)options[OPTION_EXPORT_FORMAT].number;
    job->path = options[OPTION_EXPORT_OUTPUT].text;
    job->spreadsheet_safe = options[OPTION_SPREADSHEET_SAFE].given;
    if (!options[OPTION_EXPORT_FORMAT].given)
        return refuse(job, "export needs --format datapackage, json or sqlite");
    if (!job->path || !*job->path)
        return refuse(job, "export needs --output PATH");
    if (job->spreadsheet_safe && job->format != EXPORT_PACKAGE)
        return refuse(job, "--spreadsheet-safe is for --format datapackage: spreadsheets open "
                           "no other format");
    return true;
}

/* Writes the book to a file or folder; false with a diagnostic. */
typedef bool write_book(struct export_job *job, const struct store *store);

static bool write_package(struct export_job *job, const struct store *store)
{
    struct interruption interruption;
    const struct package_wishes wishes = {job->spreadsheet_safe, interruption_came, &interruption};
    interruption_hold(&interruption);
    bool done = export_package(store, job->path, &wishes, &job->diags);
    interruption_release(&interruption);
    return done;
}

static bool write_json(struct export_job *job, const struct store *store)
{
    struct output output;
    return output_open(&output, job->path, &job->diags) &&
           output_end(&output, export_json_write(store, output_add, &output, &job->diags),
                      &job->diags);
}

static bool write_sqlite(struct export_job *job, const struct store *store)
{
    struct output output;
    if (!output_open(&output, job->path, &job->diags))
        return false;
    if (export_sqlite_write(store, output_add, &output, &job->diags) || output_is_over(&output))
        return output_finish(&output, &job->diags);
    output_abandon(&output);
    return false;
}

static bool write_as(struct export_job *job, const struct store *store)
{
    static write_book *const writers[] = {
        [EXPORT_PACKAGE] = write_package,
        [EXPORT_JSON] = write_json,
        [EXPORT_SQLITE] = write_sqlite,
    };
    return export_may_write(store, job->path, job->format == EXPORT_PACKAGE, &job->diags) &&
           writers[job->format](job, store);
}

/* An archived file that cannot be had is left out, for whatever reason: the copy is then less than what
 * the briefing says it has. */
static bool is_whole(const struct export_job *job)
{
    return diag_list_count(&job->diags, SEVERITY_ERROR) == 0;
}

int run_export(const struct invocation *invocation)
{
    struct export_job job = {0};
    struct book book = {0};
    int status = STATUS_FAILED;
    if (read_export(&job, invocation->options)) {
        bool opened = book_open(invocation->operands[0], &book);
        book_report(&book);
        bool done = opened && write_as(&job, book.store);
        status = done && is_whole(&job) && !book_is_torn(&book) ? STATUS_DONE : STATUS_FAILED;
    }
    message_diags(&job.diags);
    diag_list_free(&job.diags);
    book_free(&book);
    return status;
}
