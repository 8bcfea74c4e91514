#include "store/cell-position.h"

#include "store/csv-scan.h"

struct search {
    struct csv_scan scan;
    size_t cells_left; /* before the one in question */
    uint64_t line_mode_offset;
    struct csv_scan_place found; /* its line is 0 while nothing was */
};

/* Walks one piece of the file; true when the search is over, found or not. */
static bool walk(struct search *search, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        struct csv_scan_place place = search->scan.place;
        bool ends_line = bytes[i] == '\n' || bytes[i] == '\r';
        unsigned events = csv_scan_byte(&search->scan, bytes[i]);
        if ((events & CSV_SCAN_BEGINS_CELL) && search->cells_left-- == 0) {
            search->found = place;
            return true;
        }
        if ((events & CSV_SCAN_ENDS_ROW) || (ends_line && place.offset >= search->line_mode_offset))
            return true;
    }
    return false;
}

/* A last cell that is blank begins where the file ends. */
static void end_of_file(struct search *search)
{
    if (search->scan.state == CSV_SCAN_CELL_START && search->cells_left == 0)
        search->found = search->scan.place;
}

bool cell_position_find(int fd, size_t cell, uint64_t line_mode_offset,
                        struct cell_position *position)
{
    char bytes[4096];
    struct search search = {.scan = {.place = {position->offset, position->line, position->offset}},
                            .cells_left = cell,
                            .line_mode_offset = line_mode_offset};
    struct csv_scan_counted counted = {0};
    ssize_t got;
    do {
        got = csv_scan_read(fd, bytes, sizeof bytes, search.scan.place.offset);
        if (got == 0)
            end_of_file(&search);
    } while (got > 0 && !walk(&search, bytes, (size_t)got));
    if (search.found.line == 0)
        return false;
    position->offset = search.found.offset;
    position->line = search.found.line;
    position->character = csv_scan_character(fd, &search.found, &counted);
    return true;
}
