/* csv-scan.h: where rows, cells and quotation marks stand in a CSV file.
 *
 * libcsv says what the cells hold but not where they stand, and closes a forgotten quotation mark at
 * the end of the file without a word. This scanner walks the same bytes with the same states as
 * libcsv (lenient, no blanks stripped; csv_parse() of libcsv 3.0.3), and keeps the places. */
#ifndef STORE_CSV_SCAN_H
#define STORE_CSV_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum { CSV_DELIMITER = ',', CSV_QUOTATION_MARK = '"' };

enum csv_scan_state {
    CSV_SCAN_ROW_START,
    CSV_SCAN_CELL_START,
    CSV_SCAN_PLAIN,    /* inside a cell without quotation marks around it */
    CSV_SCAN_QUOTED,   /* inside quotation marks */
    CSV_SCAN_MARK_SEEN /* after a mark inside them: the end, or the first of two */
};

enum csv_scan_event {
    CSV_SCAN_BEGINS_ROW = 1 << 0,
    CSV_SCAN_BEGINS_CELL = 1 << 1,
    CSV_SCAN_ENDS_CELL = 1 << 2,
    CSV_SCAN_ENDS_ROW = 1 << 3,
    CSV_SCAN_STRAY_MARK = 1 << 4, /* a mark where none may stand: "x"y, or x"y */
    CSV_SCAN_OPENS_MARK = 1 << 5
};

/* Where the scanner is in the file; bytes count from 0, lines from 1. */
struct csv_scan_place {
    uint64_t offset;
    size_t line;
    uint64_t line_offset; /* of the first byte of the line */
};

struct csv_scan {
    enum csv_scan_state state;
    struct csv_scan_place place; /* of the next byte */
    bool after_carriage_return;
};

/* Takes one byte; returns what it does (csv_scan_event), as seen at the place before it; a stray mark
 * after quotation marks stood one byte earlier. */
unsigned csv_scan_byte(struct csv_scan *scan, char byte);

/* pread(2), again after signals. */
ssize_t csv_scan_read(int fd, char *bytes, size_t size, uint64_t offset);

/* How far the characters of a line were counted. Zero-initialise for a new file. */
struct csv_scan_counted {
    uint64_t line_offset;
    uint64_t offset;
    size_t character; /* the column there, from 1; 0 while nothing was counted */
};

/* The column, in characters from 1, of a place; reads the line again, from where `counted` left off
 * when that is before the place. 0 when the file cannot be read. */
size_t csv_scan_character(int fd, const struct csv_scan_place *place,
                          struct csv_scan_counted *counted);

#endif
