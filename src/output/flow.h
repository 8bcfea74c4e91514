/* flow.h: the text of a block, made clean and broken into lines.
 *
 * The spans of a block are one text: where its lines may end does not depend on where one span meets
 * the next. */
#ifndef BRIEFBOOK_OUTPUT_FLOW_H
#define BRIEFBOOK_OUTPUT_FLOW_H

#include "briefbook/gate.h"
#include "briefbook/layout.h"

/* A part of the clean text, up to the byte `end`, and the span it was made from. */
struct flow_part {
    size_t end;
    const struct span *span;
};

/* Zero-initialise; to be used for one block after the other. */
struct flow {
    struct buffer text;
    struct flow_part *parts;
    size_t count;
    size_t capacity;
    bool is_plain; /* breaks are found where they are asked for: nothing else has a say in them */
    char *breaks;  /* otherwise as text_line_breaks() has them, but for what stays whole */
    size_t break_capacity;
    bool is_ascii;
    enum text_medium medium;
};

/* Bytes [start, end) of the text, without the blanks that close a line. */
struct flow_line {
    size_t start;
    size_t end;
};

/* The flags of the gate for a text of that role, see flow_set(). */
unsigned flow_gate(enum role role, bool one_line, bool ascii);

/* Passes spans through the gate and finds where lines may end. Prose keeps its line ends; other
 * roles, and all where `one_line` is set, show them. The spans must live until the next call. False
 * when memory is out. */
bool flow_set(struct flow *flow, const struct span *spans, size_t count,
              const struct layout_options *options, bool one_line);

/* Columns taken by the whole text, which has no line ends. */
size_t flow_width(const struct flow *flow);

/* Where a text goes on, and the piece that stands there: what no line end may divide but for want of
 * room. Zero-initialise for the start of the text. */
struct flow_cursor {
    size_t at;
    size_t piece_end; /* with the blanks that follow it */
    size_t visible;   /* without them */
    bool has_url;
};

/* Takes the next line, no wider than `width` but for a URL on paper or a single character. False at
 * the end. */
bool flow_next(const struct flow *flow, struct flow_cursor *cursor, size_t width,
               struct flow_line *line);

void flow_free(struct flow *flow);

#endif
