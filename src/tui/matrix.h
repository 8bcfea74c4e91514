/* matrix.h: who said what: speakers by fields, of the quotes that show. */
#ifndef TUI_MATRIX_H
#define TUI_MATRIX_H

#include "tui/chooser.h"

#include <stdbool.h>
#include <stdint.h>

struct model;

enum {
    MATRIX_SIDE = 200 /* speakers, and fields, that are listed at most: those with most quotes */
};

/* A speaker or a field, with the quotes that are its own. A quote on a field is on the fields above it
 * too, as field: takes it. */
struct matrix_head {
    uint32_t row; /* of people, or of fields */
    uint32_t count;
};

struct matrix {
    struct matrix_head
        speakers[MATRIX_SIDE]; /* most quotes first, then in the order of their tables */
    struct matrix_head fields[MATRIX_SIDE];
    size_t speaker_count;
    size_t field_count;
    uint32_t cells[MATRIX_SIDE][MATRIX_SIDE]; /* by speaker, then field */
    uint32_t most;                            /* in a cell */
    size_t quotes;                            /* that show */
    size_t placed;                            /* of these, those with a speaker and a field */
};

/* Who said what as it is opened. */
struct matrix_choice {
    struct chooser speaker;
    struct chooser field;
};

/* Counts the quotes that show, in model->counting. */
void matrix_settle(struct model *model);

/* What has been counted; NULL for nothing yet. */
const struct matrix *matrix_counts(const struct model *model);

#endif
