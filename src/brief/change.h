/* change.h: what changed since the superseded briefing, in words. */
#ifndef BRIEFBOOK_BRIEF_CHANGE_H
#define BRIEFBOOK_BRIEF_CHANGE_H

#include "brief/composer.h"
#include "briefbook/changes.h"

/* Appends "briefing 1, revision 0, information as of 2023-02-17"; for want of these its name. */
bool change_append_book(struct buffer *buffer, const struct store *store);

/* Appends "2 new, 1 altered" to `scratch`, of those that are selected: of a table, or of all where it
 * is TABLE_NONE; "nothing" when there is none. */
void change_append_counts(struct composer *composer, enum table_id table);

/* Adds a change as an item: what is new, altered, gone, and the cells of what is altered; in the section
 * that lists changes, fewer of these. */
void change_add(struct composer *composer, const struct change *change);

/* Adds the changes of a table that the query selects. What is gone no query selects. */
void change_add_table(struct composer *composer, enum table_id table);

/* How many of them there are. */
size_t change_count(const struct composer *composer, enum table_id table);

/* The tables in the order of the page, and the sections they stand in there. */
struct change_place {
    enum table_id table;
    enum section section; /* SECTION_COUNT for a plain table, which has none */
};
extern const struct change_place change_places[TABLE_COUNT];

#endif
