/* hit.h: a record that a search found, as a paragraph: its words with the match lit, where it was
 * said and published, and what else in it matches. */
#ifndef BRIEFBOOK_CLI_HIT_H
#define BRIEFBOOK_CLI_HIT_H

#include "briefbook/lighting.h"

struct hit_style {
    size_t width; /* columns; paragraphs are broken to it */
    bool color;   /* light matches with terminal sequences */
    bool ascii;
};

/* Appends the lines of a record, with what `lighting` finds lit. False when memory is out. */
bool hit_append(struct buffer *text, const struct store *store, struct record record,
                struct lighting *lighting, const struct hit_style *style);

/* Appends a heading, in the same way. */
bool hit_append_heading(struct buffer *text, struct slice heading, const struct hit_style *style);

#endif
