#include "store/csv-track.h"

#include <stdlib.h>

#include "store/csv-read.h"

static void add_row(struct csv_track *track, const struct csv_scan_place *place)
{
    if (track->first == track->count)
        track->first = track->count = 0;
    if (track->count == track->capacity) {
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

bool csv_track_scan(struct csv_track *track, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        struct csv_scan_place place = track->scan.place;
        enum csv_scan_state state = track->scan.state;
        unsigned events = csv_scan_byte(&track->scan, bytes[i]);
        if (events == 0)
            continue;
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
    }
    bool in_cell = track->scan.state > CSV_SCAN_CELL_START;
    return !in_cell || !is_cell_too_long(track, &track->scan.place);
}

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
