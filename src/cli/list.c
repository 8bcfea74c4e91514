/* list.c: `briefbook list`: the briefings there are. */
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "briefbook/gate.h"
#include "briefbook/library.h"
#include "briefbook/text.h"
#include "cli/book.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/stream.h"
#include "cli/subcommand.h"

enum { GAP = 2 }; /* columns between two cells */

/* The title stands last: it may be long. */
static const char *const headings[] = {"NAME",   "AS OF",  "EVENTS", "PEOPLE",
                                       "QUOTES", "FIELDS", "TITLE"};
static const enum table_id counted[] = {TABLE_EVENTS, TABLE_PEOPLE, TABLE_QUOTES, TABLE_FIELDS};
enum {
    CELLS = sizeof headings / sizeof headings[0],
    COUNTED = sizeof counted / sizeof counted[0],
    FIRST_COUNT = CELLS - 1 - COUNTED,
    LAST_COUNT = CELLS - 2
};

/* Cells made harmless. */
struct row {
    struct buffer cells[CELLS];
};

struct list {
    struct row *rows; /* the headings first */
    size_t count;
    size_t widths[CELLS];
    bool failed;
};

static void set_cell(struct row *row, size_t cell, struct slice text)
{
    gate_append(&row->cells[cell], text, GATE_ONE_LINE | stream_gate_flags(STDOUT_FILENO));
}

/* Takes the filled row next to those there are. */
static void take_row(struct list *list)
{
    struct row *row = &list->rows[list->count++];
    for (size_t i = 0; i < CELLS; i++) {
        size_t width = text_width(buffer_slice(&row->cells[i]), TEXT_ON_SCREEN);
        if (width > list->widths[i])
            list->widths[i] = width;
        list->failed = list->failed || row->cells[i].failed;
    }
}

static void add_headings(struct list *list)
{
    for (size_t i = 0; i < CELLS; i++)
        set_cell(&list->rows[list->count], i, slice_of(headings[i]));
    take_row(list);
}

static void add_entry(struct list *list, const struct library_entry *entry, const char *name)
{
    struct row *row = &list->rows[list->count];
    set_cell(row, 0, slice_of(name));
    set_cell(row, 1, entry->as_of);
    for (size_t i = 0; i < COUNTED; i++)
        buffer_append_format(&row->cells[FIRST_COUNT + i], "%zu", entry->counts[counted[i]]);
    set_cell(row, CELLS - 1, entry->title);
    take_row(list);
}

/* Appends a cell; counts stand at the right of their column. */
static void append_cell(struct buffer *line, const struct list *list, const struct row *row,
                        size_t cell)
{
    struct slice text = buffer_slice(&row->cells[cell]);
    size_t room = list->widths[cell] - text_width(text, TEXT_ON_SCREEN);
    bool number = cell >= FIRST_COUNT && cell <= LAST_COUNT;
    if (number)
        buffer_append_repeated(line, ' ', room);
    buffer_append(line, text);
    if (!number && cell < CELLS - 1)
        buffer_append_repeated(line, ' ', room);
    if (cell < CELLS - 1)
        buffer_append_repeated(line, ' ', GAP);
}

static bool write_rows(struct list *list, struct diag_list *diags)
{
    struct output output;
    struct buffer line = {0};
    if (!output_open(&output, NULL, diags))
        return false;
    for (size_t i = 0; i < list->count; i++) {
        buffer_clear(&line);
        for (size_t cell = 0; cell < CELLS; cell++)
            append_cell(&line, list, &list->rows[i], cell);
        buffer_append_char(&line, '\n');
        list->failed = list->failed || line.failed;
        output_add(&output, buffer_slice(&line));
    }
    buffer_free(&line);
    if (list->failed)
        diag_out_of_memory(diags);
    return output_finish(&output, diags) && !list->failed;
}

/* Shows each briefing by what opens it: its name, or its path where the folder was named. */
static bool write_list(const struct library *library, bool by_name, struct diag_list *diags)
{
    struct list list = {.rows = calloc(library->count + 1, sizeof *list.rows)};
    if (!list.rows)
        return diag_out_of_memory(diags);
    add_headings(&list);
    for (size_t i = 0; i < library->count; i++) {
        const struct library_entry *entry = &library->entries[i];
        add_entry(&list, entry, by_name ? entry->name : entry->path);
    }
    bool done = write_rows(&list, diags);
    for (size_t i = 0; i < list.count; i++)
        for (size_t cell = 0; cell < CELLS; cell++)
            buffer_free(&list.rows[i].cells[cell]);
    free(list.rows);
    return done;
}

/* A folder of the search path may be missing; one that was asked for may not. */
static bool add_folder(struct library *library, const char *folder, struct diag_list *diags)
{
    struct stat about;
    if (stat(folder, &about) != 0)
        return diag_add_errno(diags, DIAG_NOT_FOUND, folder, "open", errno);
    if (!S_ISDIR(about.st_mode))
        return diag_add(diags, DIAG_NOT_FOUND, (struct place){0},
                        "%s is no folder; name the folder that holds briefings", folder);
    return library_add(library, folder, diags);
}

/* Adds the briefings of the folders that were asked for, or of the search path. */
static bool add_folders(struct library *library, const struct invocation *invocation,
                        struct diag_list *diags)
{
    struct buffer path = {0};
    bool done = true;
    for (size_t i = 0; i < invocation->operand_count; i++)
        done = add_folder(library, invocation->operands[i], diags) && done;
    if (invocation->operand_count == 0)
        done = library_search_path(BRIEFBOOK_DATA_FOLDER, &path)
                   ? library_add_named(library, buffer_string(&path), diags)
                   : diag_out_of_memory(diags);
    buffer_free(&path);
    return done;
}

static void say_there_is_none(const struct invocation *invocation)
{
    struct buffer path = {0};
    struct buffer folders = {0};
    if (invocation->operand_count == 0 && library_search_path(BRIEFBOOK_DATA_FOLDER, &path))
        book_append_folders(buffer_string(&path), &folders);
    for (size_t i = 0; i < invocation->operand_count; i++)
        buffer_append_format(&folders, "%s%s", i ? ", " : "", invocation->operands[i]);
    message("there is no briefing in %s; a briefing is a folder with a briefing.csv",
            buffer_string(&folders));
    buffer_free(&folders);
    buffer_free(&path);
}

int run_list(const struct invocation *invocation)
{
    struct library library = {0};
    struct diag_list diags = {0};
    bool done = add_folders(&library, invocation, &diags);
    if (library.count)
        done = write_list(&library, invocation->operand_count == 0, &diags) && done;
    int status = library.count ? STATUS_DONE : STATUS_NOTHING;
    if (!done || diag_list_count(&diags, SEVERITY_ERROR))
        status = STATUS_FAILED;
    message_diags(&diags);
    if (status == STATUS_NOTHING)
        say_there_is_none(invocation);
    library_free(&library);
    diag_list_free(&diags);
    return status;
}
