/* setter.h: lines, put together from left to right: as spans for a layout, or as bytes.
 *
 * A failure is kept. */
#ifndef BRIEFBOOK_OUTPUT_SETTER_H
#define BRIEFBOOK_OUTPUT_SETTER_H

#include "output/flow.h"

/* Zero-initialise but for the options and where lines go, one of the two. */
struct setter {
    const struct layout_options *options;
    struct layout *layout;
    struct buffer *bytes; /* each line ends in LF */
    size_t lines;         /* set so far */
    bool failed;
    size_t block;       /* the number that lines give */
    struct flow text;   /* of the block at hand, */
    struct flow label;  /* and its label */
    struct span *spans; /* of the line at hand */
    size_t count;
    size_t capacity;
};

/* A flow whose text lives as long as lines need it, to be cut into these. */
struct set_text {
    const struct flow *flow;
    struct slice text;
};
struct set_text setter_keep(struct setter *setter, const struct flow *flow);

/* Add to the line at hand. */
void setter_spaces(struct setter *setter, size_t count);
void setter_text(struct setter *setter, struct set_text text, struct flow_line line);

/* Ends the line at hand. */
void setter_end_line(struct setter *setter);

void setter_free(struct setter *setter);

#endif
