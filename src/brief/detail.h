/* detail.h: the parts of one record in full. */
#ifndef BRIEFBOOK_BRIEF_DETAIL_H
#define BRIEFBOOK_BRIEF_DETAIL_H

#include "brief/composer.h"

/* A source may stand behind every quote of a book: so many links are listed, the others counted. */
enum { DETAIL_LISTED = 100 };

struct detail {
    struct composer *composer;
    struct record record;
    size_t columns; /* of a line; 0: not known */
    uint64_t shown; /* columns of the schema that the head has said already, one bit each */
};

void detail_set_shown(struct detail *detail, size_t column);
bool detail_is_shown(const struct detail *detail, size_t column);

/* What it is called and when it was, in a line or two, and its text. */
void detail_add_head(struct detail *detail);

/* How many columns the name of a link has in a line behind a margin. */
size_t detail_room(const struct detail *detail, size_t margin);

/* A link to a record as the detail shows it: "▸ " and its name. */
void detail_add_link(struct detail *detail, struct slice text, struct record target);

/* The records that a link column names, behind a label of `width` columns. */
void detail_add_links(struct detail *detail, size_t column, struct slice label, unsigned width);

/* The columns of the schema that are left: links, then values. */
void detail_add_columns(struct detail *detail);

/* "and 3 more", when a list has more than are listed. */
void detail_add_rest(struct detail *detail, size_t count, unsigned indent);

/* The columns that no schema names. */
void detail_add_unknown_columns(struct detail *detail);

/* What links to the record: a list for each column that does. */
void detail_add_back_links(struct detail *detail);

#endif
