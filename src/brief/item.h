/* item.h: what items of several sections have alike. */
#ifndef BRIEFBOOK_BRIEF_ITEM_H
#define BRIEFBOOK_BRIEF_ITEM_H

#include "brief/composer.h"

/* The columns in which an item names what it rests on. */
struct evidence {
    size_t sources;
    size_t quotes;
    size_t events;
};

/* Cites an item's own sources; where it has none those of its quotes, and then of its events. */
void item_cite_evidence(struct composer *composer, struct record item,
                        const struct evidence *evidence);

/* Adds " (TLP:AMBER)" where an item is marked above the lowest marking of its kind; nothing for a
 * table whose items have no marking. */
void item_add_marking(struct composer *composer, struct record item);

/* Begins a paragraph of the item "Label: value." for a column that is not blank, hanging at
 * `width` columns; returns whether there is one. */
bool item_add_value(struct composer *composer, struct record item, size_t column, unsigned width,
                    const char *label);

/* How many decimal digits a number has. */
unsigned item_digits(size_t number);

/* A list number, in as many columns as `count` takes: " 7." of 12. */
struct slice item_number(struct composer *composer, size_t number, size_t count);

#endif
