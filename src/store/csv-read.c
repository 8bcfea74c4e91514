#include "store/csv-read.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "store/csv-reader.h"
#include "store/csv-second.h"

enum { FIRST_PART = 64 * 1024 }; /* read alone, so that first rows show at once */

static bool tell(void *context)
{
    const struct csv_watcher *watcher = context;
    watcher->tell(watcher->context);
    return !watcher->is_over(watcher->context);
}

/* Whether the reader stands where the second half starts, with nothing open before it. */
static bool has_come_to(const struct csv_reader *reader, struct csv_row_start start)
{
    const struct csv_scan *scan = csv_reader_scan(reader);
    return scan->state == CSV_SCAN_ROW_START && scan->place.offset == start.offset &&
           scan->place.line == start.line;
}

/* Reads the first half while another thread reads the second one. That starts where quotation marks
 * seem to say so; unless the first half ends there, too, all is read on from here. */
static bool read_halves(struct csv_reader *reader, struct csv_second *second, uint64_t middle,
                        struct csv_watcher *watcher, struct diag_list *diags)
{
    struct csv_row_start start;
    if (!csv_reader_read(reader, middle, tell, watcher))
        return false;
    if (csv_second_find_start(second, &start)) {
        if (!csv_reader_read(reader, start.offset, tell, watcher))
            return false;
        if (has_come_to(reader, start) && csv_second_take(second, diags))
            return tell(watcher);
    }
    return csv_reader_read(reader, UINT64_MAX, tell, watcher);
}

/* Where the second half of a large file may start. The one who reads it has to find that first, and
 * is given a little less to read. */
static uint64_t middle_of(uint64_t size)
{
    return size / 2 + size / 64;
}

static bool read_large_file(struct csv_reader *reader, struct table *table, uint64_t size,
                            struct csv_watcher *watcher, struct diag_list *diags)
{
    uint64_t middle = middle_of(size);
    uint64_t first = size / 8 < FIRST_PART ? size / 8 : FIRST_PART;
    struct csv_second *second = NULL;
    if (!csv_reader_read(reader, first, tell, watcher))
        return false;
    if (csv_reader_has_header(reader))
        second = csv_second_start(table, csv_reader_scan(reader), middle, watcher);
    bool read = second ? read_halves(reader, second, middle, watcher, diags)
                       : csv_reader_read(reader, UINT64_MAX, tell, watcher);
    csv_second_stop(second);
    return read;
}

static bool read_file(struct csv_reader *reader, struct table *table, uint64_t large,
                      struct csv_watcher *watcher, struct diag_list *diags)
{
    struct stat about;
    if (!csv_reader_check_encoding(reader))
        return false;
    if (fstat(table->fd, &about) == 0 && about.st_size > 0 && (uint64_t)about.st_size >= large)
        return read_large_file(reader, table, (uint64_t)about.st_size, watcher, diags);
    return csv_reader_read(reader, UINT64_MAX, tell, watcher);
}

bool csv_read_table(struct table *table, uint64_t large, const struct csv_watcher *watcher,
                    struct diag_list *diags)
{
    struct csv_reader *reader = csv_reader_new(table, diags);
    if (!reader) {
        diag_out_of_memory(diags);
        return false;
    }
    struct csv_watcher told = *watcher;
    bool read = read_file(reader, table, large, &told, diags);
    table_finish(table);
    if (csv_reader_is_out_of_memory(reader))
        diag_out_of_memory(diags);
    else if (read && !csv_reader_has_header(reader))
        diag_add(diags, DIAG_EMPTY_FILE, (struct place){table_file(table), 0, 0},
                 "the file is empty: it needs a header row that names its columns");
    else if (read && table_rows(table) == 0)
        diag_add(diags, DIAG_NO_RECORDS, (struct place){table_file(table), table->header_line, 1},
                 "the file has a header and no records");
    csv_reader_free(reader);
    return read;
}

static bool until_header(void *context)
{
    return !csv_reader_has_header(context);
}

/* Copies the names of the columns into the arena; false when memory is out. */
static bool keep_names(const struct csv_reader *reader, struct arena *arena, struct slice **names,
                       size_t *count)
{
    struct slice *cells = csv_reader_header(reader, count);
    *names = cells ? arena_array(arena, *count + 1, sizeof **names) : NULL;
    bool kept = *names != NULL;
    for (size_t i = 0; kept && i < *count; i++) {
        (*names)[i] = arena_copy(arena, cells[i]);
        kept = (*names)[i].data != NULL;
    }
    free(cells);
    return kept;
}

bool csv_read_header(int fd, struct arena *arena, struct slice **names, size_t *count)
{
    struct diag_list diags = {0};
    struct table table;
    *count = 0;
    table_init(&table, TABLE_PLAIN);
    table.fd = fd;
    struct csv_reader *reader = csv_reader_new(&table, &diags);
    if (!reader)
        return false;
    csv_reader_set_header_only(reader);
    if (csv_reader_check_encoding(reader))
        csv_reader_read(reader, UINT64_MAX, until_header, reader);
    bool kept = !csv_reader_is_out_of_memory(reader) && keep_names(reader, arena, names, count);
    csv_reader_free(reader);
    diag_list_free(&diags);
    return kept;
}
