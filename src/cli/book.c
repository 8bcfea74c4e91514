#include "cli/book.h"

#include <string.h>

#include "briefbook/nearest.h"
#include "cli/message.h"
#include "cli/progress.h"

/* As many as a person reads; the rest is counted. */
enum { REPORTED_ERRORS = 10, NAMES_LISTED = 20 };

/* ---- Finding ------------------------------------------------------------------------------ */

void book_append_folders(const char *search_path, struct buffer *text)
{
    struct slice rest = slice_of(search_path);
    struct slice folder;
    size_t start = text->length;
    while (slice_next(&rest, ':', &folder)) {
        buffer_append_string(text, text->length > start ? ", " : "");
        buffer_append(text, folder);
    }
}

static void append_names(const struct library *library, struct buffer *names)
{
    for (size_t i = 0; i < library->count && i < NAMES_LISTED; i++)
        buffer_append_format(names, "%s%s", i ? ", " : "", library->entries[i].name);
    if (library->count > NAMES_LISTED)
        buffer_append_string(names, " …");
}

/* Says what there is instead of the briefing that was not found. */
static void list_others(const struct library *library, const char *name)
{
    struct nearest nearest = {.word = slice_of(name)};
    for (size_t i = 0; i < library->count; i++)
        nearest_offer(&nearest, slice_of(library->entries[i].name));
    struct buffer names = {0};
    append_names(library, &names);
    if (library->count)
        message("there is %s", buffer_string(&names));
    if (nearest.found.length)
        message("did you mean %s?", nearest.found.data);
    buffer_free(&names);
}

/* What else there is helps with a mistyped name; a path is taken at its word. */
static bool find_named(const char *name, const char *search_path, struct buffer *path)
{
    struct diag_list diags = {0};
    struct library library = {0};
    bool found = library_find(name, search_path, path, &diags);
    message_diags(&diags);
    if (!found && !strchr(name, '/')) {
        struct diag_list ignored = {0}; /* the message is about the briefing that was named */
        if (library_add_named(&library, search_path, &ignored))
            list_others(&library, name);
        diag_list_free(&ignored);
    }
    library_free(&library);
    diag_list_free(&diags);
    return found;
}

/* Chooses for a person who named nothing, and says so where there was a choice. */
static void choose(const struct library *library, const char *search_path, struct buffer *path)
{
    const struct library_entry *newest = library_newest(library);
    struct buffer names = {0};
    if (!newest) {
        book_append_folders(search_path, &names);
        message("error: there is no briefing in %s; name a folder of tables, or a CSV file",
                buffer_string(&names));
        buffer_free(&names);
        return;
    }
    append_names(library, &names);
    if (library->count > 1)
        message("opening %s, the newest; to open another name it: %s", newest->path,
                buffer_string(&names));
    buffer_free(&names);
    buffer_append_string(path, newest->path);
}

static bool find_any(const char *search_path, struct buffer *path)
{
    struct diag_list diags = {0}; /* of all briefings; those of the chosen one come when it opens */
    struct library library = {0};
    if (library_add_named(&library, search_path, &diags))
        choose(&library, search_path, path);
    else
        message_diags(&diags);
    library_free(&library);
    diag_list_free(&diags);
    return path->length > 0;
}

bool book_find(const char *name, struct buffer *path)
{
    struct buffer search_path = {0};
    bool found = false;
    if (!library_search_path(BRIEFBOOK_DATA_FOLDER, &search_path))
        message_out_of_memory();
    else if (name)
        found = find_named(name, buffer_string(&search_path), path);
    else
        found = find_any(buffer_string(&search_path), path);
    buffer_free(&search_path);
    return found && !path->failed;
}

/* ---- Opening ------------------------------------------------------------------------------ */

bool book_open(const char *name, struct book *book)
{
    struct buffer path = {0};
    if (book_find(name, &path)) {
        book->store = store_open(buffer_string(&path), &book->diags);
        /* A book that memory cut short would look whole. */
        if (book->store && !progress_load(book->store, &book->diags)) {
            store_free(book->store);
            book->store = NULL;
        }
    }
    buffer_free(&path);
    return book->store != NULL;
}

/* Writes the errors of a list as long as `left` allows. */
static void report_errors(const struct diag_list *diags, size_t *left)
{
    for (size_t i = 0; i < diags->count && *left; i++) {
        if (diag_severity(diags->items[i].code) != SEVERITY_ERROR)
            continue;
        message_diag(&diags->items[i]);
        --*left;
    }
    if (diags->out_of_memory)
        message_out_of_memory();
}

/* Warnings are only counted: they would hide the page. */
static void report_counts(const struct book *book, const struct diag_list *found)
{
    struct buffer counts = {0};
    buffer_append_count(&counts,
                        diag_list_count(&book->diags, SEVERITY_ERROR) +
                            diag_list_count(found, SEVERITY_ERROR),
                        "error");
    buffer_append_string(&counts, ", ");
    buffer_append_count(&counts, diag_list_count(found, SEVERITY_WARNING), "warning");
    message("%s: %s; 'briefbook check' lists them", store_path(book->store),
            buffer_string(&counts));
    buffer_free(&counts);
}

void book_report(const struct book *book)
{
    size_t left = REPORTED_ERRORS;
    report_errors(&book->diags, &left);
    if (!book->store)
        return;
    const struct diag_list *found = store_diags(book->store);
    report_errors(found, &left);
    if (diag_list_count(found, SEVERITY_ERROR) + diag_list_count(found, SEVERITY_WARNING))
        report_counts(book, found);
}

/* ---- What could not be read ---------------------------------------------------------------- */

static bool has_any(const struct diag_list *diags, const enum diag_code *codes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (diags->counts[codes[i]])
            return true;
    return false;
}

/* These are told of a file as a whole, whatever stands in it. */
bool book_lacks_files(const struct diag_list *diags)
{
    static const enum diag_code codes[] = {DIAG_OUT_OF_MEMORY, DIAG_NOT_FOUND, DIAG_NOT_READABLE,
                                           DIAG_NOT_REGULAR};
    return diags->out_of_memory || has_any(diags, codes, sizeof codes / sizeof codes[0]);
}

bool book_is_torn(const struct book *book)
{
    static const enum diag_code codes[] = {DIAG_EMPTY_FILE, DIAG_UNSUPPORTED_ENCODING,
                                           DIAG_TOO_LONG};
    if (!book->store || book->unclear || book->unmarked)
        return true;
    const struct diag_list *found = store_diags(book->store);
    return book_lacks_files(&book->diags) || book_lacks_files(found) ||
           has_any(found, codes, sizeof codes / sizeof codes[0]);
}

void book_free(struct book *book)
{
    changes_free(&book->changes);
    store_free(book->older);
    store_free(book->store);
    diag_list_free(&book->diags);
    *book = (struct book){0};
}
