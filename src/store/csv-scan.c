#include "store/csv-scan.h"

#include <errno.h>
#include <unistd.h>

static unsigned at_cell_start(struct csv_scan *scan, char byte, bool ends_line)
{
    unsigned begun = CSV_SCAN_BEGINS_CELL;
    if (scan->state == CSV_SCAN_ROW_START) {
        if (ends_line)
            return 0; /* a blank line is no row */
        begun |= CSV_SCAN_BEGINS_ROW;
    }
    if (ends_line) {
        scan->state = CSV_SCAN_ROW_START;
        return begun | CSV_SCAN_ENDS_CELL | CSV_SCAN_ENDS_ROW;
    }
    if (byte == CSV_DELIMITER) {
        scan->state = CSV_SCAN_CELL_START;
        return begun | CSV_SCAN_ENDS_CELL;
    }
    if (byte == CSV_QUOTATION_MARK) {
        scan->state = CSV_SCAN_QUOTED;
        return begun | CSV_SCAN_OPENS_MARK;
    }
    scan->state = CSV_SCAN_PLAIN;
    return begun;
}

/* A delimiter or line end closes the cell; false when the byte is neither. */
static bool ends_cell(struct csv_scan *scan, char byte, bool ends_line, unsigned *events)
{
    if (ends_line) {
        scan->state = CSV_SCAN_ROW_START;
        *events = CSV_SCAN_ENDS_CELL | CSV_SCAN_ENDS_ROW;
        return true;
    }
    if (byte == CSV_DELIMITER) {
        scan->state = CSV_SCAN_CELL_START;
        *events = CSV_SCAN_ENDS_CELL;
        return true;
    }
    return false;
}

static unsigned next_state(struct csv_scan *scan, char byte)
{
    bool ends_line = byte == '\n' || byte == '\r';
    unsigned events = 0;
    switch (scan->state) {
    case CSV_SCAN_ROW_START:
    case CSV_SCAN_CELL_START:
        return at_cell_start(scan, byte, ends_line);
    case CSV_SCAN_PLAIN:
        if (ends_cell(scan, byte, ends_line, &events))
            return events;
        return byte == CSV_QUOTATION_MARK ? CSV_SCAN_STRAY_MARK : 0;
    case CSV_SCAN_QUOTED:
        if (byte == CSV_QUOTATION_MARK)
            scan->state = CSV_SCAN_MARK_SEEN;
        return 0;
    case CSV_SCAN_MARK_SEEN:
        if (ends_cell(scan, byte, ends_line, &events))
            return events;
        scan->state = CSV_SCAN_QUOTED; /* as libcsv does: the cell goes on inside quotation marks */
        return byte == CSV_QUOTATION_MARK ? 0 : CSV_SCAN_STRAY_MARK;
    }
    return 0;
}

unsigned csv_scan_byte(struct csv_scan *scan, char byte)
{
    unsigned events = next_state(scan, byte);
    bool second_of_pair = byte == '\n' && scan->after_carriage_return;
    scan->place.offset++;
    if (byte == '\n' || byte == '\r') {
        scan->place.line += !second_of_pair;
        scan->place.line_offset = scan->place.offset;
    }
    scan->after_carriage_return = byte == '\r';
    return events;
}

ssize_t csv_scan_read(int fd, char *bytes, size_t size, uint64_t offset)
{
    ssize_t got;
    do {
        got = pread(fd, bytes, size, (off_t)offset);
    } while (got < 0 && errno == EINTR);
    return got;
}

size_t csv_scan_character(int fd, const struct csv_scan_place *place,
                          struct csv_scan_counted *counted)
{
    char bytes[4096];
    if (counted->character == 0 || counted->line_offset != place->line_offset ||
        counted->offset > place->offset)
        *counted = (struct csv_scan_counted){place->line_offset, place->line_offset, 1};
    while (counted->offset < place->offset) {
        size_t wanted = sizeof bytes;
        if (place->offset - counted->offset < wanted)
            wanted = (size_t)(place->offset - counted->offset);
        ssize_t got = csv_scan_read(fd, bytes, wanted, counted->offset);
        if (got <= 0)
            return 0;
        for (ssize_t i = 0; i < got; i++)
            counted->character += ((unsigned char)bytes[i] & 0xC0) != 0x80;
        counted->offset += (uint64_t)got;
    }
    return counted->character;
}
