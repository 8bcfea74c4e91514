#include "store/csv-reader.h"

#include <csv.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "briefbook/text.h"
#include "store/csv-track.h"

enum {
    PIECE = 64 * 1024,     /* libcsv's callbacks cannot stop it: errors are seen between pieces */
    ENTRY_STEP = 64 * 1024 /* by which libcsv's cell buffer grows at first */
};

struct csv_reader {
    struct table *table;
    struct csv_faults faults;
    struct csv_parser parser;
    struct csv_track track;

    /* The row that libcsv delivers. */
    size_t cell;
    size_t nul_cell;       /* the first one with a NUL, SIZE_MAX for none */
    size_t invalid_cell;   /* the first one that is not UTF-8 */
    bool is_suspect;       /* there may be one */
    bool piece_is_suspect; /* likewise in rows that end in this piece of the file */

    bool has_header;
    size_t header_cells;       /* 0 until they are known */
    struct buffer header;      /* cells of the header row, one after the other */
    struct buffer header_ends; /* size_t each: where each ends */
    bool header_only;
    bool beyond_limits; /* the open row, where rows end with their lines */
    uint64_t end;       /* where to stop in the file */
    bool out_of_memory;
};

/* ---- The header --------------------------------------------------------------------------- */

static void keep_header_cell(struct csv_reader *reader, struct slice cell)
{
    buffer_append(&reader->header, cell);
    size_t end = reader->header.length;
    buffer_append(&reader->header_ends, (struct slice){(const char *)&end, sizeof end});
}

struct slice *csv_reader_header(const struct csv_reader *reader, size_t *count)
{
    *count = reader->header_ends.length / sizeof(size_t);
    struct slice *cells = calloc(*count + 1, sizeof *cells);
    size_t start = 0;
    for (size_t i = 0; cells && i < *count; i++) {
        size_t end;
        memcpy(&end, reader->header_ends.data + i * sizeof end, sizeof end);
        cells[i] = (struct slice){reader->header.data + start, end - start};
        start = end;
    }
    return cells;
}

static void end_header(struct csv_reader *reader, struct csv_row_start row)
{
    reader->has_header = true;
    size_t count = 0;
    struct slice *cells = csv_reader_header(reader, &count);
    if (reader->header.failed || reader->header_ends.failed || !cells) {
        reader->out_of_memory = true;
    } else if (!reader->header_only) {
        reader->table->header_offset = row.offset;
        reader->table->header_line = row.line;
        reader->out_of_memory |= !table_begin(reader->table, cells, count);
        reader->header_cells = reader->table->header_count;
        csv_faults_header(&reader->faults, row, cells, count);
    }
    free(cells);
}

/* ---- What libcsv delivers ----------------------------------------------------------------- */

static bool has_nul(struct slice bytes)
{
    return bytes.length && memchr(bytes.data, '\0', bytes.length);
}

static void begin_row(struct csv_reader *reader)
{
    reader->cell = 0;
    reader->nul_cell = SIZE_MAX;
    reader->invalid_cell = SIZE_MAX;
}

static void check_cell(struct csv_reader *reader, size_t number, struct slice cell)
{
    if (reader->nul_cell == SIZE_MAX && has_nul(cell))
        reader->nul_cell = number;
    if (reader->invalid_cell == SIZE_MAX && !text_is_valid(cell, NULL))
        reader->invalid_cell = number;
}

static void take_cell(struct csv_reader *reader, size_t number, struct slice cell)
{
    if (reader->out_of_memory)
        return;
    if (reader->is_suspect)
        check_cell(reader, number, cell);
    if (!reader->has_header)
        keep_header_cell(reader, cell);
    else if (!reader->header_only)
        table_add_cell(reader->table, number, cell);
}

/* Most cells of a wide table are blank, and those under the header need no more than to be counted. */
static void on_cell(void *bytes, size_t length, void *context)
{
    struct csv_reader *reader = context;
    size_t number = reader->cell++;
    if (length || number >= reader->header_cells)
        take_cell(reader, number, (struct slice){bytes, length});
}

static void report_bytes(struct csv_reader *reader, struct csv_row_start row)
{
    if (reader->nul_cell != SIZE_MAX)
        csv_faults_bytes(&reader->faults, DIAG_NUL_BYTE, row, reader->nul_cell);
    if (reader->invalid_cell != SIZE_MAX)
        csv_faults_bytes(&reader->faults, DIAG_INVALID_UTF8, row, reader->invalid_cell);
}

static void on_row(int terminator, void *context)
{
    (void)terminator;
    struct csv_reader *reader = context;
    struct csv_row_start row = csv_track_take_row(&reader->track);
    if (!reader->header_only && !reader->out_of_memory)
        report_bytes(reader, row);
    if (!reader->has_header) {
        end_header(reader, row);
    } else if (!reader->header_only && !reader->out_of_memory) {
        csv_faults_row_length(&reader->faults, row, reader->cell);
        table_end_row(reader->table, row.line, row.offset);
    }
    begin_row(reader);
    reader->is_suspect = reader->piece_is_suspect;
}

/* libcsv takes blanks around cells away unless told that nothing is a blank. */
static int is_no_space(unsigned char byte)
{
    (void)byte;
    return 0;
}

/* When refused libcsv asks for less, so the limit is reached before it gives up. */
static void *limited_realloc(void *memory, size_t size)
{
    return size > (size_t)CSV_CELL_LIMIT + 4 * PIECE ? NULL : realloc(memory, size);
}

static void parser_begin(struct csv_parser *parser)
{
    csv_init(parser, 0);
    csv_set_space_func(parser, is_no_space);
    csv_set_realloc_func(parser, limited_realloc);
    csv_set_blk_size(parser, ENTRY_STEP);
}

/* Bytes are looked at many at a time; only where one is wrong its cell is looked for. A character
 * that stands in two pieces makes both suspect, no more. */
static void feed(struct csv_reader *reader, const char *bytes, size_t length)
{
    struct slice piece = {bytes, length};
    reader->piece_is_suspect = has_nul(piece) || !text_is_valid(piece, NULL);
    reader->is_suspect |= reader->piece_is_suspect;
    if (csv_parse(&reader->parser, bytes, length, on_cell, on_row, reader) != length)
        reader->out_of_memory = true;
    /* libcsv grows by a fixed step: a step that grows with the cell keeps long cells linear. */
    size_t half = csv_get_buffer_size(&reader->parser) / 2;
    csv_set_blk_size(&reader->parser, half > ENTRY_STEP ? half : ENTRY_STEP);
}

/* Ends the open row, wherever libcsv is in it. */
static void finish_row(struct csv_reader *reader)
{
    csv_track_end_row(&reader->track);
    if (csv_fini(&reader->parser, on_cell, on_row, reader) != 0)
        reader->out_of_memory = true;
}

/* Forgets the open row in libcsv, table and scanner. */
static void drop_row(struct csv_reader *reader)
{
    csv_free(&reader->parser);
    parser_begin(&reader->parser);
    if (reader->has_header && !reader->header_only)
        table_drop_row(reader->table);
    buffer_clear(&reader->header);
    buffer_clear(&reader->header_ends);
    csv_track_drop_row(&reader->track);
    begin_row(reader);
}

/* ---- The file ----------------------------------------------------------------------------- */

/* Reads a piece at an offset; 0 at the end, -1 with a diagnostic. */
static ssize_t read_piece(struct csv_reader *reader, char *bytes, size_t size, uint64_t offset)
{
    ssize_t got = csv_scan_read(reader->table->fd, bytes, size, offset);
    if (got < 0)
        diag_add_errno(reader->faults.diags, DIAG_NOT_READABLE, table_file(reader->table), "read",
                       errno);
    return got;
}

static uint64_t place_in_file(const struct csv_reader *reader)
{
    return reader->track.scan.place.offset;
}

bool csv_reader_is_out_of_memory(const struct csv_reader *reader)
{
    return reader->out_of_memory || reader->track.out_of_memory || reader->table->out_of_memory;
}

/* ---- Rows that end with their line ---------------------------------------------------------- */

/* Scans and parses a part of the open row. Beyond the limits it is only scanned. */
static void read_part(struct csv_reader *reader, const char *bytes, size_t length)
{
    uint64_t end = place_in_file(reader) + length;
    if (!reader->beyond_limits) {
        reader->beyond_limits = !csv_track_scan(&reader->track, bytes, length);
        if (!reader->beyond_limits) {
            feed(reader, bytes, length);
            return;
        }
    }
    size_t left = (size_t)(end - place_in_file(reader));
    csv_track_skip(&reader->track, bytes + length - left, left);
    reader->track.scan.place.offset = end;
}

/* Ends the open row, if there is one, with its line: reports a quotation mark that is open, and
 * drops what is beyond the limits. */
static void end_line(struct csv_reader *reader)
{
    if (reader->track.scan.state == CSV_SCAN_QUOTED)
        csv_faults_unterminated(&reader->faults, &reader->track.mark);
    if (reader->beyond_limits) {
        csv_faults_too_long(&reader->faults, &reader->track.row);
        drop_row(reader);
        reader->beyond_limits = false;
    } else if (reader->track.scan.state != CSV_SCAN_ROW_START) {
        finish_row(reader);
    }
}

/* The bytes before the first line end. */
static size_t line_length(const char *bytes, size_t length)
{
    size_t i = 0;
    while (i < length && bytes[i] != '\n' && bytes[i] != '\r')
        i++;
    return i;
}

/* After a quotation mark that is never closed: the rest of the file, line by line. */
static bool read_lines(struct csv_reader *reader, char *bytes, csv_progress *progress,
                       void *context)
{
    ssize_t got;
    while ((got = read_piece(reader, bytes, PIECE, place_in_file(reader))) > 0) {
        size_t length = (size_t)got;
        for (size_t i = 0; i < length && !csv_reader_is_out_of_memory(reader); i++) {
            size_t part = line_length(bytes + i, length - i);
            if (part)
                read_part(reader, bytes + i, part);
            i += part;
            if (i == length)
                break;
            end_line(reader);
            csv_scan_byte(&reader->track.scan, bytes[i]);
        }
        if (csv_reader_is_out_of_memory(reader) || !progress(context))
            return false;
    }
    end_line(reader);
    return got == 0;
}

/* The offset of the first line end at or after `offset`, or of the end of the file. */
static bool find_line_end(struct csv_reader *reader, char *bytes, uint64_t offset,
                          uint64_t *line_end)
{
    ssize_t got;
    size_t part = 0;
    *line_end = offset;
    while ((got = read_piece(reader, bytes, PIECE, *line_end)) > 0) {
        part = line_length(bytes, (size_t)got);
        *line_end += part;
        if (part < (size_t)got)
            break;
    }
    return got >= 0;
}

/* Goes back to the start of the open row, whose quotation mark is never closed, and reads it again
 * as ending with the line of that mark. */
static bool recover_row(struct csv_reader *reader, char *bytes)
{
    uint64_t end;
    uint64_t mark = reader->track.mark.offset;
    if (!find_line_end(reader, bytes, mark, &end))
        return false;
    drop_row(reader);
    reader->track.scan = (struct csv_scan){.place = reader->track.row};
    table_set_line_mode_offset(reader->table, mark);
    while (place_in_file(reader) < end && !csv_reader_is_out_of_memory(reader)) {
        uint64_t left = end - place_in_file(reader);
        ssize_t got =
            read_piece(reader, bytes, left < PIECE ? (size_t)left : PIECE, place_in_file(reader));
        if (got < 0)
            return false;
        if (got == 0) /* the file has become shorter */
            break;
        read_part(reader, bytes, (size_t)got);
    }
    end_line(reader);
    return !csv_reader_is_out_of_memory(reader);
}

/* ---- Rows ----------------------------------------------------------------------------------- */

/* Reads on to the end of a row beyond the limits, and leaves it out. One that turns out to be torn
 * is left open. */
static bool skip_row(struct csv_reader *reader, char *bytes)
{
    struct csv_scan_place fault = reader->track.cell;
    ssize_t got = 1;
    while (got > 0 && reader->track.scan.state != CSV_SCAN_ROW_START &&
           !csv_track_is_torn(&reader->track)) {
        got = read_piece(reader, bytes, PIECE, place_in_file(reader));
        if (got < 0)
            return false;
        csv_track_skip(&reader->track, bytes, (size_t)got);
    }
    if (reader->track.scan.state == CSV_SCAN_QUOTED)
        return true;
    csv_faults_too_long(&reader->faults, &fault);
    drop_row(reader);
    return true;
}

/* The length without a character at the end that may go on, if anything stands before it. */
static size_t whole_characters(const char *bytes, size_t length)
{
    size_t end = length;
    while (end > 0 && (bytes[end - 1] & 0xC0) == 0x80)
        end--;
    if (end > 0 && (bytes[end - 1] & 0x80))
        end--;
    return end ? end : length;
}

/* Reads the next piece, 0 bytes where to stop. */
static ssize_t read_next(struct csv_reader *reader, char *bytes)
{
    uint64_t start = place_in_file(reader);
    uint64_t left = reader->end > start ? reader->end - start : 0;
    return left ? read_piece(reader, bytes, left < PIECE ? (size_t)left : PIECE, start) : 0;
}

/* Reads on from the scanner's place until the end, a row beyond the limits, or a failure. */
static bool read_on(struct csv_reader *reader, char *bytes, csv_progress *progress, void *context,
                    bool *at_end)
{
    for (;;) {
        uint64_t start = place_in_file(reader);
        ssize_t got = read_next(reader, bytes);
        *at_end = got == 0;
        if (got <= 0)
            return got == 0;
        size_t length = whole_characters(bytes, (size_t)got);
        bool within_limits = csv_track_scan(&reader->track, bytes, length);
        uint64_t row = reader->track.row.offset;
        if (!within_limits) /* only what comes before the row in question */
            length = row > start ? row - start : 0;
        feed(reader, bytes, length);
        if (csv_reader_is_out_of_memory(reader) || !progress(context))
            return false;
        if (!within_limits)
            return true;
    }
}

bool csv_reader_read(struct csv_reader *reader, uint64_t end, csv_progress *progress, void *context)
{
    char *bytes = malloc(PIECE);
    bool at_end = false;
    reader->end = end;
    bool done = bytes != NULL;
    reader->out_of_memory |= !bytes;
    while (done && !at_end) {
        done = read_on(reader, bytes, progress, context, &at_end);
        if (done && !at_end)
            done = skip_row(reader, bytes);
        if (!done || (at_end && place_in_file(reader) >= end))
            break;
        if (reader->track.scan.state == CSV_SCAN_QUOTED) {
            done = recover_row(reader, bytes) && read_lines(reader, bytes, progress, context);
            at_end = true;
        } else if (at_end) {
            finish_row(reader);
        }
    }
    free(bytes);
    return done && !csv_reader_is_out_of_memory(reader);
}

bool csv_reader_check_encoding(struct csv_reader *reader)
{
    char mark[3] = {0};
    struct csv_scan_place *place = &reader->track.scan.place;
    ssize_t got = read_piece(reader, mark, sizeof mark, 0);
    if (got < 0)
        return false;
    if (got >= 3 && memcmp(mark, "\xEF\xBB\xBF", 3) == 0)
        place->offset = place->line_offset = 3;
    if (got >= 2 && (memcmp(mark, "\xFF\xFE", 2) == 0 || memcmp(mark, "\xFE\xFF", 2) == 0)) {
        diag_add(reader->faults.diags, DIAG_UNSUPPORTED_ENCODING,
                 (struct place){table_file(reader->table), 1, 1},
                 "the file is UTF-16 or UTF-32: save it as UTF-8");
        return false;
    }
    return true;
}

struct csv_reader *csv_reader_new(struct table *table, struct diag_list *diags)
{
    struct csv_reader *reader = malloc(sizeof *reader);
    if (!reader)
        return NULL;
    *reader =
        (struct csv_reader){.table = table,
                            .faults = {.table = table, .diags = diags},
                            .nul_cell = SIZE_MAX,
                            .invalid_cell = SIZE_MAX,
                            .track = {.faults = &reader->faults, .scan = {.place = {.line = 1}}}};
    parser_begin(&reader->parser);
    return reader;
}

void csv_reader_set_header_only(struct csv_reader *reader)
{
    reader->header_only = true;
}

void csv_reader_set_start(struct csv_reader *reader, struct csv_row_start row)
{
    reader->track.scan.place = (struct csv_scan_place){row.offset, row.line, row.offset};
    reader->has_header = true;
    reader->header_cells = reader->table->header_count;
}

bool csv_reader_has_header(const struct csv_reader *reader)
{
    return reader->has_header;
}

const struct csv_scan *csv_reader_scan(const struct csv_reader *reader)
{
    return &reader->track.scan;
}

void csv_reader_free(struct csv_reader *reader)
{
    if (!reader)
        return;
    csv_free(&reader->parser);
    buffer_free(&reader->header);
    buffer_free(&reader->header_ends);
    free(reader->track.rows);
    csv_faults_free(&reader->faults);
    free(reader);
}
