#include "store/csv-track.h"

#include <stdlib.h>
#include <string.h>

#include "store/csv-block.h"
#include "store/csv-read.h"

/* Makes room where rows were taken; false when most are still there. */
static bool close_up(struct csv_track *track)
{
    size_t left = track->count - track->first;
    if (left > track->capacity / 2 || track->first == 0)
        return false;
    memmove(track->rows, track->rows + track->first, left * sizeof *track->rows);
    track->first = 0;
    track->count = left;
    return true;
}

static void add_row(struct csv_track *track, const struct csv_scan_place *place)
{
    if (track->count == track->capacity && !close_up(track)) {
        size_t capacity = track->capacity ? track->capacity * 2 : 256;
        struct csv_row_start *rows = realloc(track->rows, capacity * sizeof *rows);
        if (!rows) {
            track->out_of_memory = true;
            return;
        }
        track->rows = rows;
        track->capacity = capacity;
    }
    track->rows[track->count++] = (struct csv_row_start){place->offset, place->line};
}

struct csv_row_start csv_track_take_row(struct csv_track *track)
{
    return track->first < track->count ? track->rows[track->first++] : (struct csv_row_start){0};
}

static void note_cell(struct csv_track *track, unsigned events, const struct csv_scan_place *place)
{
    if (events & CSV_SCAN_BEGINS_CELL) {
        track->cell = *place;
        track->cells++;
    }
    if (events & CSV_SCAN_OPENS_MARK)
        track->mark = *place;
}

static void note_stray_mark(struct csv_track *track, enum csv_scan_state state,
                            const struct csv_scan_place *place)
{
    struct csv_scan_place mark = *place;
    mark.offset -= state == CSV_SCAN_MARK_SEEN;
    csv_faults_stray_mark(track->faults, mark);
}

static bool is_cell_too_long(const struct csv_track *track, const struct csv_scan_place *place)
{
    return place->offset - track->cell.offset > CSV_CELL_LIMIT;
}

/* ---- Byte by byte ----------------------------------------------------------------------------- */

/* Takes one byte; false when the open cell or row is beyond the limits. */
static bool scan_byte(struct csv_track *track, char byte)
{
    struct csv_scan_place place = track->scan.place;
    enum csv_scan_state state = track->scan.state;
    unsigned events = csv_scan_byte(&track->scan, byte);
    if (events == 0)
        return true;
    if (events & CSV_SCAN_BEGINS_ROW) {
        add_row(track, &place);
        track->row = place;
        track->cells = 0;
    }
    note_cell(track, events, &place);
    if (events & CSV_SCAN_STRAY_MARK)
        note_stray_mark(track, state, &place);
    if (track->cells > CSV_ROW_LIMIT || is_cell_too_long(track, &place))
        return false;
    if (events & CSV_SCAN_ENDS_ROW)
        csv_faults_row_ended(track->faults);
    return true;
}

static bool scan_bytes(struct csv_track *track, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (!scan_byte(track, bytes[i]))
            return false;
    }
    return true;
}

/* ---- Block by block --------------------------------------------------------------------------- */

/* Goes on over bytes that change neither state nor line. */
static void skip_bytes(struct csv_track *track, size_t count)
{
    track->scan.place.offset += count;
    track->scan.after_carriage_return = false;
}

/* A block of any bytes: of those that mean nothing in CSV only the first of a run does something. */
static bool scan_block(struct csv_track *track, const char *bytes, const struct csv_block *block)
{
    uint64_t special = block->marks | block->delimiters | block->feeds | block->returns;
    size_t at = 0;
    while (at < CSV_BLOCK) {
        uint64_t left = special & csv_block_range(at, CSV_BLOCK);
        size_t next = left ? csv_block_first(left) : CSV_BLOCK;
        if (!scan_byte(track, bytes[at]))
            return false;
        size_t run = next > at + 1 ? next - at - 1 : 0;
        if (run)
            skip_bytes(track, run);
        at += 1 + run;
    }
    return true;
}

/* A block inside quotation marks, without any. */
static void scan_quoted_block(struct csv_track *track, const struct csv_block *block)
{
    struct csv_scan *scan = &track->scan;
    uint64_t ends = block->feeds | block->returns;
    if (ends) {
        scan->place.line += csv_block_count(csv_block_lines(block, scan->after_carriage_return));
        scan->place.line_offset = scan->place.offset + csv_block_last(ends) + 1;
    }
    scan->place.offset += CSV_BLOCK;
    scan->after_carriage_return = block->returns >> (CSV_BLOCK - 1);
}

/* A part of a block without quotation marks and line ends, outside of quotation marks. */
static void scan_cells(struct csv_track *track, const char *bytes, const struct csv_block *block,
                       size_t from, size_t to)
{
    struct csv_scan *scan = &track->scan;
    if (scan->state == CSV_SCAN_ROW_START)
        scan_byte(track, bytes[from++]);
    if (from == to)
        return;
    uint64_t in_cell_start = (uint64_t)(scan->state == CSV_SCAN_CELL_START) << from;
    uint64_t starts = (block->delimiters << 1 | in_cell_start) & csv_block_range(from, to);
    if (starts) {
        track->cells += csv_block_count(starts);
        track->cell = scan->place;
        track->cell.offset += csv_block_last(starts) - from;
    }
    bool ends_cell = block->delimiters >> (to - 1) & 1;
    scan->state = ends_cell ? CSV_SCAN_CELL_START : CSV_SCAN_PLAIN;
    skip_bytes(track, to - from);
}

/* A block without quotation marks, outside of them. */
static void scan_plain_block(struct csv_track *track, const char *bytes,
                             const struct csv_block *block)
{
    size_t at = 0;
    for (uint64_t ends = block->feeds | block->returns; ends; ends &= ends - 1) {
        size_t end = csv_block_first(ends);
        if (end > at)
            scan_cells(track, bytes, block, at, end);
        scan_byte(track, bytes[end]);
        at = end + 1;
    }
    if (at < CSV_BLOCK)
        scan_cells(track, bytes, block, at, CSV_BLOCK);
}

/* Whether no cell or row can go beyond the limits in the next block. */
static bool is_within_limits(const struct csv_track *track)
{
    struct csv_scan_place end = track->scan.place;
    end.offset += CSV_BLOCK;
    return track->cells + CSV_BLOCK < CSV_ROW_LIMIT && !is_cell_too_long(track, &end);
}

bool csv_track_scan(struct csv_track *track, const char *bytes, size_t length)
{
    size_t left = length;
    for (; left >= CSV_BLOCK; bytes += CSV_BLOCK, left -= CSV_BLOCK) {
        struct csv_block block = csv_block_of(bytes);
        enum csv_scan_state state = track->scan.state;
        if (state == CSV_SCAN_MARK_SEEN || block.marks || !is_within_limits(track)) {
            if (!scan_block(track, bytes, &block))
                return false;
        } else if (state == CSV_SCAN_QUOTED) {
            scan_quoted_block(track, &block);
        } else {
            scan_plain_block(track, bytes, &block);
        }
    }
    if (!scan_bytes(track, bytes, left))
        return false;
    bool in_cell = track->scan.state > CSV_SCAN_CELL_START;
    return !in_cell || !is_cell_too_long(track, &track->scan.place);
}

/* ---- The open row ----------------------------------------------------------------------------- */

bool csv_track_is_torn(const struct csv_track *track)
{
    return track->scan.state == CSV_SCAN_QUOTED && is_cell_too_long(track, &track->scan.place);
}

void csv_track_skip(struct csv_track *track, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        struct csv_scan_place place = track->scan.place;
        note_cell(track, csv_scan_byte(&track->scan, bytes[i]), &place);
        if (track->scan.state == CSV_SCAN_ROW_START || csv_track_is_torn(track))
            return;
    }
}

void csv_track_end_row(struct csv_track *track)
{
    csv_faults_row_ended(track->faults);
    track->scan.state = CSV_SCAN_ROW_START;
    track->cells = 0;
}

void csv_track_drop_row(struct csv_track *track)
{
    csv_faults_row_dropped(track->faults);
    track->first = track->count = 0;
    track->scan.state = CSV_SCAN_ROW_START;
    track->cells = 0;
}
