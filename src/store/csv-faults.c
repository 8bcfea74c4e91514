#include "store/csv-faults.h"

#include <stdlib.h>

#include "store/cell-position.h"
#include "store/check.h"
#include "store/csv-read.h"

/* Whether a diagnostic would only be counted, so that its place need not be looked for. */
static bool is_beyond_limit(const struct csv_faults *faults, enum diag_code code)
{
    return faults->diags->counts[code] >= DIAG_LIMIT;
}

static struct place place_of(struct csv_faults *faults, enum diag_code code,
                             const struct csv_scan_place *place)
{
    if (is_beyond_limit(faults, code))
        return (struct place){0};
    return (struct place){table_file(faults->table), place->line,
                          csv_scan_character(faults->table->fd, place, &faults->counted)};
}

static struct place cell_place(const struct csv_faults *faults, enum diag_code code,
                               struct csv_row_start row, size_t cell)
{
    if (is_beyond_limit(faults, code))
        return (struct place){0};
    struct cell_position position = {.offset = row.offset, .line = row.line};
    cell_position_find(faults->table->fd, cell, table_line_mode_offset(faults->table), &position);
    return (struct place){table_file(faults->table), position.line, position.character};
}

/* ---- Quotation marks ------------------------------------------------------------------------ */

void csv_faults_stray_mark(struct csv_faults *faults, struct csv_scan_place place)
{
    if (faults->stray_count == faults->stray_capacity) {
        size_t capacity = faults->stray_capacity ? faults->stray_capacity * 2 : 16;
        struct csv_scan_place *strays = realloc(faults->strays, capacity * sizeof *strays);
        if (!strays) {
            diag_out_of_memory(faults->diags);
            return;
        }
        faults->strays = strays;
        faults->stray_capacity = capacity;
    }
    faults->strays[faults->stray_count++] = place;
}

void csv_faults_row_ended(struct csv_faults *faults)
{
    for (size_t i = 0; i < faults->stray_count; i++)
        diag_add(faults->diags, DIAG_STRAY_QUOTE,
                 place_of(faults, DIAG_STRAY_QUOTE, &faults->strays[i]),
                 "a quotation mark where none may stand: put the whole cell in quotation marks and "
                 "write each mark inside twice");
    faults->stray_count = 0;
}

void csv_faults_row_dropped(struct csv_faults *faults)
{
    faults->stray_count = 0;
}

void csv_faults_unterminated(struct csv_faults *faults, const struct csv_scan_place *mark)
{
    diag_add(faults->diags, DIAG_UNTERMINATED_QUOTE,
             place_of(faults, DIAG_UNTERMINATED_QUOTE, mark),
             "this quotation mark is never closed: close it; the row ends with this line, and "
             "cells after it may not span lines");
}

/* ---- Rows ----------------------------------------------------------------------------------- */

void csv_faults_too_long(struct csv_faults *faults, const struct csv_scan_place *place)
{
    diag_add(faults->diags, DIAG_TOO_LONG, place_of(faults, DIAG_TOO_LONG, place),
             "the row is beyond the limits of %d MiB a cell and %d cells a row: it is left out; "
             "divide it, or look for a missing line end",
             CSV_CELL_LIMIT >> 20, CSV_ROW_LIMIT);
}

void csv_faults_row_length(struct csv_faults *faults, struct csv_row_start row, size_t cells)
{
    size_t expected = faults->table->header_count;
    struct place where = {table_file(faults->table), row.line, 1};
    if (cells < expected)
        diag_add(faults->diags, DIAG_SHORT_ROW, where,
                 "the row has %zu of the %zu cells that the header names: add commas; the last "
                 "ones are taken as blank",
                 cells, expected);
    else if (cells > expected)
        diag_add(faults->diags, DIAG_LONG_ROW, where,
                 "the row has %zu cells, the header names %zu: put cells that hold commas in "
                 "quotation marks; what is beyond the header is kept together",
                 cells, expected);
}

void csv_faults_bytes(struct csv_faults *faults, enum diag_code code, struct csv_row_start row,
                      size_t cell)
{
    diag_add(faults->diags, code, cell_place(faults, code, row, cell),
             code == DIAG_NUL_BYTE
                 ? "the cell holds a NUL byte, shown as U+FFFD: remove it"
                 : "the cell holds bytes that are not UTF-8, shown as U+FFFD: save the file as "
                   "UTF-8");
}

/* ---- The header ----------------------------------------------------------------------------- */

struct header_cell {
    struct slice name;
    size_t cell;
};

static int compare_header_cells(const void *a, const void *b)
{
    const struct header_cell *one = a;
    const struct header_cell *other = b;
    int order = schema_compare_names(one->name, other->name);
    return order ? order : (one->cell > other->cell) - (one->cell < other->cell);
}

static int compare_cells(const void *a, const void *b)
{
    const struct header_cell *one = a;
    const struct header_cell *other = b;
    return (one->cell > other->cell) - (one->cell < other->cell);
}

/* Leaves the cells whose name an earlier one has, in their order; returns how many. */
static size_t keep_repeated(struct header_cell *cells, size_t count)
{
    size_t kept = 0;
    struct slice first = {NULL, 0};
    qsort(cells, count, sizeof *cells, compare_header_cells);
    for (size_t i = 0; i < count; i++) {
        bool is_first = i == 0 || !schema_same_name(first, cells[i].name);
        if (is_first)
            first = cells[i].name;
        else if (cells[i].name.length)
            cells[kept++] = cells[i];
    }
    qsort(cells, kept, sizeof *cells, compare_cells);
    return kept;
}

void csv_faults_header(struct csv_faults *faults, struct csv_row_start row,
                       const struct slice *names, size_t count)
{
    struct header_cell *cells = calloc(count + 1, sizeof *cells);
    if (!cells) {
        diag_out_of_memory(faults->diags);
        return;
    }
    for (size_t i = 0; i < count; i++)
        cells[i] = (struct header_cell){names[i], i};
    size_t repeated = keep_repeated(cells, count);
    for (size_t i = 0; i < repeated; i++) {
        struct check_quoted name = check_quote(cells[i].name);
        diag_add(faults->diags, DIAG_DUPLICATE_COLUMN,
                 cell_place(faults, DIAG_DUPLICATE_COLUMN, row, cells[i].cell),
                 "the column “%.*s” stands in the header twice: rename or remove one", name.length,
                 name.bytes);
    }
    free(cells);
}

void csv_faults_free(struct csv_faults *faults)
{
    free(faults->strays);
}
