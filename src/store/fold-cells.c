#include "store/fold-cells.h"

#include <stdlib.h>

#include "briefbook/text.h"

enum { BLOCK = 32 }; /* bytes looked at as one */

/* Copies in the making. */
struct copies {
    struct buffer bytes;
    uint32_t *rows;
    uint32_t *offsets;
    size_t count;
    size_t capacity;
};

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

static bool grow(struct copies *copies)
{
    enum { FIRST_COPIES = 16 };
    if (copies->count < copies->capacity)
        return true;
    size_t capacity = copies->capacity ? copies->capacity * 2 : FIRST_COPIES;
    uint32_t *rows = realloc(copies->rows, capacity * sizeof *rows);
    if (rows)
        copies->rows = rows;
    uint32_t *offsets = realloc(copies->offsets, (capacity + 1) * sizeof *offsets);
    if (offsets)
        copies->offsets = offsets;
    if (!rows || !offsets)
        return false;
    copies->capacity = capacity;
    return true;
}

static bool add_copy(struct copies *copies, size_t row, struct slice cell)
{
    if (!grow(copies))
        return false;
    copies->rows[copies->count] = (uint32_t)row;
    copies->offsets[copies->count++] = (uint32_t)copies->bytes.length;
    /* Folding may lengthen text, and offsets have 32 bits. */
    return text_fold(cell, &copies->bytes, NULL) && copies->bytes.length <= UINT32_MAX;
}

/* Shortens memory to what is used; where that fails it stays as it is. */
static void *fit(void *memory, size_t bytes)
{
    void *fitting = realloc(memory, bytes);
    return fitting ? fitting : memory;
}

static bool finish(struct copies *copies, struct folded_cells **folded)
{
    *folded = malloc(sizeof **folded);
    if (!*folded)
        return false;
    copies->offsets[copies->count] = (uint32_t)copies->bytes.length;
    **folded = (struct folded_cells){
        .count = copies->count,
        .rows = fit(copies->rows, copies->count * sizeof *copies->rows),
        .offsets = fit(copies->offsets, (copies->count + 1) * sizeof *copies->offsets),
        .bytes = fit(copies->bytes.data, copies->bytes.length + 1),
    };
    return true;
}

bool fold_cells(const struct segment_column *cells, size_t rows, struct folded_cells **folded)
{
    struct copies copies = {0};
    bool done = true;
    *folded = NULL;
    if (!cells->offsets)
        return true;
    size_t row = 0;
    size_t end = cells->offsets[rows];
    size_t odd = find_odd(cells->bytes, 0, end);
    while (odd < end && done) {
        while (cells->offsets[row + 1] <= odd)
            row++;
        struct slice cell = {cells->bytes + cells->offsets[row],
                             cells->offsets[row + 1] - cells->offsets[row]};
        done = add_copy(&copies, row, cell);
        odd = find_odd(cells->bytes, cells->offsets[row + 1], end);
    }
    if (done && (copies.count == 0 || finish(&copies, folded)))
        return true;
    buffer_free(&copies.bytes);
    free(copies.rows);
    free(copies.offsets);
    return false;
}

void folded_cells_free(struct folded_cells *folded)
{
    if (!folded)
        return;
    free((uint32_t *)folded->rows);
    free((uint32_t *)folded->offsets);
    free((char *)folded->bytes);
    free(folded);
}
