#include "store/csv-split.h"

#include <stdlib.h>

#include "store/csv-block.h"

enum { PIECE = 256 * 1024 };

struct search {
    uint64_t offset;
    size_t line;
    bool is_quoted;
    bool after_return;
    bool after_line; /* a line has ended behind the middle */
    uint64_t middle;
};

static void pass_block(struct search *search, const char *bytes)
{
    struct csv_block block = csv_block_of(bytes);
    search->is_quoted ^= csv_block_count(block.marks) & 1;
    search->line += csv_block_count(csv_block_lines(&block, search->after_return));
    search->after_return = block.returns >> (CSV_BLOCK - 1);
    search->offset += CSV_BLOCK;
}

/* Passes a byte, unless it begins the row that is looked for. */
static bool pass_byte(struct search *search, char byte)
{
    bool ends_line = byte == '\n' || byte == '\r';
    if (search->after_line && !ends_line)
        return false;
    search->after_line |= ends_line && !search->is_quoted && search->offset >= search->middle;
    search->is_quoted ^= byte == CSV_QUOTATION_MARK;
    search->line += ends_line && !(byte == '\n' && search->after_return);
    search->after_return = byte == '\r';
    search->offset++;
    return true;
}

/* Walks one piece of the file; true when the row begins in it. */
static bool walk(struct search *search, const char *bytes, size_t length)
{
    size_t at = 0;
    while (at < length) {
        if (length - at >= CSV_BLOCK && search->offset + CSV_BLOCK <= search->middle) {
            pass_block(search, bytes + at);
            at += CSV_BLOCK;
        } else if (!pass_byte(search, bytes[at])) {
            return true;
        } else {
            at++;
        }
    }
    return false;
}

bool csv_split_find(int fd, const struct csv_scan *from, uint64_t middle,
                    bool (*is_over)(void *context), void *context, struct csv_row_start *row)
{
    struct search search = {.offset = from->place.offset,
                            .line = from->place.line,
                            .is_quoted = from->state == CSV_SCAN_QUOTED,
                            .after_return = from->after_carriage_return,
                            .middle = middle};
    char *bytes = malloc(PIECE);
    bool found = false;
    ssize_t got = bytes ? 1 : -1;
    while (got > 0 && !found && !is_over(context)) {
        got = csv_scan_read(fd, bytes, PIECE, search.offset);
        found = got > 0 && walk(&search, bytes, (size_t)got);
    }
    free(bytes);
    *row = (struct csv_row_start){search.offset, search.line};
    return found;
}
