#include "tui/frame.h"

#include <stdlib.h>
#include <string.h>

#include "briefbook/text.h"

static const struct cell blank_cell = {.text = " ", .length = 1, .width = 1};

bool frame_reset(struct frame *frame, size_t rows, size_t columns)
{
    if (rows != frame->rows || columns != frame->columns) {
        frame_free(frame);
        frame->cells = calloc(rows && columns ? rows * columns : 1, sizeof *frame->cells);
        if (!frame->cells)
            return false;
        frame->rows = rows;
        frame->columns = columns;
    }
    for (size_t i = 0; i < rows * columns; i++)
        frame->cells[i] = blank_cell;
    frame->cursor_row = 0;
    frame->cursor_column = 0;
    return true;
}

struct cell *frame_cell(const struct frame *frame, size_t row, size_t column)
{
    return &frame->cells[row * frame->columns + column];
}

/* Where the frame has room for an area: all of it, or what lies inside. */
static struct area clip(const struct frame *frame, struct area area)
{
    if (area.row >= frame->rows || area.column >= frame->columns)
        return (struct area){0};
    if (area.rows > frame->rows - area.row)
        area.rows = frame->rows - area.row;
    if (area.columns > frame->columns - area.column)
        area.columns = frame->columns - area.column;
    return area;
}

/* A cell about to be overwritten may be half of a wide one: the other half becomes blank. */
static void part_wide(struct cell *row, size_t column, size_t columns)
{
    if (row[column].width == 0 && column > 0)
        row[column - 1] = blank_cell;
    if (row[column].width == 2 && column + 1 < columns)
        row[column + 1] = blank_cell;
}

static void cell_set(struct frame *frame, size_t row, size_t column, const struct cell *cell)
{
    struct cell *cells = frame_cell(frame, row, 0);
    for (size_t i = 0; i < cell->width; i++)
        part_wide(cells, column + i, frame->columns);
    cells[column] = *cell;
    if (cell->width == 2) {
        cells[column + 1] = *cell;
        cells[column + 1].length = 0;
        cells[column + 1].width = 0;
    }
}

/* Reads what one cell holds off the start of a cluster; returns its bytes. */
static size_t take_cell(struct slice cluster, struct cell *cell)
{
    uint32_t character;
    size_t used = text_decode(cluster, &character);
    unsigned width = text_character_width(character, TEXT_ON_SCREEN);
    memcpy(cell->text, cluster.data, used);
    cell->length = (uint8_t)used;
    cell->width = (uint8_t)(width ? width : 1);
    bool dropping = false;
    while (used < cluster.length) {
        uint32_t before = character;
        struct slice rest = slice_part(cluster, used, cluster.length);
        size_t bytes = text_decode(rest, &character);
        bool takes_columns = text_character_width(character, TEXT_ON_SCREEN) > 0;
        if (takes_columns && text_stands_alone(character, before))
            break;
        dropping = dropping || takes_columns || cell->length + bytes > CELL_TEXT_BYTES;
        if (!dropping) {
            memcpy(cell->text + cell->length, rest.data, bytes);
            cell->length = (uint8_t)(cell->length + bytes);
        }
        used += bytes;
    }
    return used;
}

bool frame_text(struct frame *frame, struct area area, size_t row, size_t *column,
                struct slice text, enum face face, unsigned flags)
{
    area = clip(frame, area);
    size_t at = 0;
    while (at < text.length) {
        struct slice rest = slice_part(text, at, text.length);
        struct slice cluster = {rest.data, text_cluster(rest)};
        size_t part = 0;
        while (part < cluster.length) {
            struct cell cell = {.face = (uint8_t)face, .flags = (uint8_t)flags};
            part += take_cell(slice_part(cluster, part, cluster.length), &cell);
            if (row >= area.rows || *column + cell.width > area.columns)
                return false;
            cell_set(frame, area.row + row, area.column + *column, &cell);
            *column += cell.width;
        }
        at += cluster.length;
    }
    return true;
}

void frame_sign(struct frame *frame, struct area area, size_t row, size_t column, const char *sign,
                enum face face)
{
    frame_text(frame, area, row, &column, slice_of(sign), face, 0);
}

void frame_flag_row(struct frame *frame, struct area area, size_t row, unsigned flags)
{
    area = clip(frame, area);
    if (row >= area.rows)
        return;
    for (size_t i = 0; i < area.columns; i++) {
        struct cell *cell = frame_cell(frame, area.row + row, area.column + i);
        cell->flags = (uint8_t)(cell->flags | flags);
    }
}

/* Whether a character runs from right to left, or would if it were one (UAX 9, default classes). */
static bool runs_leftward(const struct cell *cell)
{
    static const struct {
        uint32_t first;
        uint32_t last;
    } blocks[] = {{0x0590, 0x08FF},
                  {0xFB1D, 0xFDFF},
                  {0xFE70, 0xFEFF},
                  {0x10800, 0x10FFF},
                  {0x1E800, 0x1EFFF}};
    uint32_t character = 0;
    text_decode((struct slice){cell->text, cell->length}, &character);
    for (size_t i = 0; i < sizeof blocks / sizeof blocks[0]; i++) {
        if (character >= blocks[i].first && character <= blocks[i].last)
            return true;
    }
    return false;
}

static bool is_blank(const struct cell *cell)
{
    return cell->length == 1 && cell->text[0] == ' ';
}

/* An edge of a box, or a gap that is wider than one between words. */
static bool parts_texts(const struct cell *cells, size_t column, size_t columns)
{
    const struct slice edge = SLICE("│");
    const struct cell *cell = &cells[column];
    bool is_gap = is_blank(cell) && column + 1 < columns && is_blank(&cells[column + 1]);
    return is_gap || slice_equal((struct slice){cell->text, cell->length}, edge);
}

/* Behind the last text of a row there is nothing to be kept apart. */
static void isolate_row(struct cell *cells, size_t columns)
{
    bool is_leftward = false;
    while (columns && is_blank(&cells[columns - 1]))
        columns--;
    for (size_t column = 0; column < columns; column++) {
        struct cell *cell = &cells[column];
        if (is_leftward && parts_texts(cells, column, columns)) {
            cell->flags |= CELL_ISOLATES;
            is_leftward = false;
        }
        is_leftward = is_leftward || (cell->width && runs_leftward(cell));
    }
}

void frame_isolate(struct frame *frame)
{
    for (size_t row = 0; row < frame->rows; row++)
        isolate_row(frame_cell(frame, row, 0), frame->columns);
}

void frame_cursor(struct frame *frame, struct area area, size_t row, size_t column)
{
    area = clip(frame, area);
    if (!area.rows || !area.columns)
        return;
    frame->cursor_row = area.row + (row < area.rows ? row : area.rows - 1);
    frame->cursor_column = area.column + (column < area.columns ? column : area.columns - 1);
}

void frame_free(struct frame *frame)
{
    free(frame->cells);
    *frame = (struct frame){0};
}
