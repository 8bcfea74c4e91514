#include "store/csv-text.h"

#include <string.h>

static bool needs_quotes(struct slice cell)
{
    static const char special[] = {',', '"', '\n', '\r'};
    bool needs = false;
    for (size_t i = 0; i < sizeof special && cell.length && !needs; i++)
        needs = memchr(cell.data, special[i], cell.length) != NULL;
    return needs;
}

static void append_quoted(struct buffer *buffer, struct slice cell)
{
    const char *mark;
    buffer_append_char(buffer, '"');
    while (cell.length && (mark = memchr(cell.data, '"', cell.length))) {
        size_t length = (size_t)(mark - cell.data) + 1;
        buffer_append(buffer, slice_part(cell, 0, length));
        buffer_append_char(buffer, '"');
        cell = slice_part(cell, length, cell.length);
    }
    buffer_append(buffer, cell);
    buffer_append_char(buffer, '"');
}

bool csv_append_cell(struct buffer *buffer, struct slice cell, bool alone)
{
    if (needs_quotes(cell) || (alone && cell.length == 0))
        append_quoted(buffer, cell);
    else
        buffer_append(buffer, cell);
    return !buffer->failed;
}
