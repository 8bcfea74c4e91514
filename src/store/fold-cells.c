#include "store/fold-cells.h"

#include <stdlib.h>

#include "briefbook/text.h"
#include "store/table-build.h"

enum { BLOCK = 32 }; /* bytes looked at as one */

/* ---- What is compared where it stands ------------------------------------------------------- */

static inline bool is_odd(unsigned char byte, unsigned char next)
{
    bool blank = byte >= '\t' && byte <= '\r';
    return byte >= 0x80 || blank || (byte == ' ' && next == ' ');
}

/* The same of a block, of which the byte after it can be read. Without branches, so that the
 * compiler makes vector code of it. */
static bool is_odd_block(const unsigned char *bytes)
{
    unsigned char odd = 0;
    for (size_t i = 0; i < BLOCK; i++) {
        unsigned char blank = (unsigned char)(bytes[i] - '\t') <= '\r' - '\t';
        unsigned char spaces = (unsigned char)((bytes[i] ^ ' ') | (bytes[i + 1] ^ ' ')) == 0;
        odd |= (unsigned char)((bytes[i] >> 7) | blank | spaces);
    }
    return odd;
}

/* The first byte from `at` on at which text is not plain: ASCII, its blanks single spaces. */
static size_t find_odd(const char *text, size_t at, size_t end)
{
    const unsigned char *bytes = (const unsigned char *)text;
    while (at + BLOCK < end && !is_odd_block(bytes + at))
        at += BLOCK;
    while (at < end && !is_odd(bytes[at], at + 1 < end ? bytes[at + 1] : 0))
        at++;
    return at;
}

/* ---- Copies --------------------------------------------------------------------------------- */

static bool grow(struct folding *folding)
{
    enum { FIRST_COPIES = 16 };
    if (folding->count < folding->capacity)
        return true;
    size_t capacity = folding->capacity ? folding->capacity * 2 : FIRST_COPIES;
    uint32_t *rows = realloc(folding->rows, capacity * sizeof *rows);
    if (rows)
        folding->rows = rows;
    uint32_t *offsets = realloc(folding->offsets, (capacity + 1) * sizeof *offsets);
    if (offsets)
        folding->offsets = offsets;
    if (!rows || !offsets)
        return false;
    folding->capacity = capacity;
    return true;
}

static bool add_copy(struct folding *folding, size_t row, struct slice cell)
{
    if (!grow(folding))
        return false;
    folding->rows[folding->count] = (uint32_t)row;
    folding->offsets[folding->count++] = (uint32_t)folding->bytes.length;
    /* Folding may lengthen text, and offsets have 32 bits. */
    return text_fold(cell, &folding->bytes, NULL) && folding->bytes.length <= UINT32_MAX;
}

static bool finish(const struct folding *folding, struct segment_memory *memory,
                   const struct folded_cells **folded)
{
    size_t count = folding->count;
    struct folded_cells *copies = segment_memory_take(memory, sizeof *copies);
    void *rows = segment_memory_copy(memory, folding->rows, count * sizeof *folding->rows);
    void *offsets =
        segment_memory_copy(memory, folding->offsets, (count + 1) * sizeof *folding->offsets);
    void *bytes = segment_memory_copy(memory, folding->bytes.data, folding->bytes.length);
    if (!copies || !rows || !offsets || !bytes)
        return false;
    *copies = (struct folded_cells){count, rows, offsets, bytes};
    *folded = copies;
    return true;
}

bool fold_cells(const struct segment_column *cells, size_t rows, struct folding *folding,
                struct segment_memory *memory, const struct folded_cells **folded)
{
    *folded = NULL;
    if (!cells->offsets)
        return true;
    folding->count = folding->bytes.length = 0;
    size_t row = 0;
    size_t end = cells->offsets[rows];
    size_t odd = find_odd(cells->bytes, 0, end);
    while (odd < end) {
        while (cells->offsets[row + 1] <= odd)
            row++;
        if (!add_copy(folding, row, segment_cell(cells, row)))
            return false;
        odd = find_odd(cells->bytes, cells->offsets[row + 1], end);
    }
    if (folding->count == 0)
        return true;
    folding->offsets[folding->count] = (uint32_t)folding->bytes.length;
    return finish(folding, memory, folded);
}

void folding_free(struct folding *folding)
{
    buffer_free(&folding->bytes);
    free(folding->rows);
    free(folding->offsets);
    *folding = (struct folding){0};
}
