/* detail.h: one record in full, composed, laid out at a width, and kept until something of that
 * changes. */
#ifndef TUI_DETAIL_H
#define TUI_DETAIL_H

#include "briefbook/compose.h"
#include "briefbook/layout.h"

/* Spans that are one thing to a reader, though a line end or a match may divide them. */
struct spot {
    size_t first_line;
    size_t first_span;
    size_t last_line;
    size_t last_span;
    struct record target; /* of a link */
};

struct spot_list {
    struct spot *items;
    size_t count;
    size_t capacity;
};

/* What a detail follows from. */
struct detail_key {
    struct record record;
    size_t width;
    unsigned long asked;                     /* number of the query whose matches are lit */
    bool loaded;                             /* links answer only then */
    const struct verification *verification; /* of the book's quotations; NULL until it is known */
};

/* Zero-initialise. */
struct detail {
    struct detail_key key;
    bool valid;
    struct layout layout;
    struct spot_list links;
    struct spot_list matches;
};

/* Makes it what the key says, unless it is that already. False when memory is out: it then shows
 * nothing. */
bool detail_prepare(struct detail *detail, const struct detail_key *key, const struct store *store,
                    struct lighting *lighting, bool ascii);

/* Whether a span belongs to a spot. */
bool spot_holds(const struct spot *spot, size_t line, size_t span);

void detail_free(struct detail *detail);

#endif
