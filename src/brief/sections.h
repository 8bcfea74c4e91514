/* sections.h: the sections of a page, one function each.
 *
 * A section that adds no block has no heading either. compose.c has the table. */
#ifndef BRIEFBOOK_BRIEF_SECTIONS_H
#define BRIEFBOOK_BRIEF_SECTIONS_H

#include "brief/composer.h"

typedef void compose_section(struct composer *composer);

compose_section compose_bottom_line;
compose_section compose_lines;
compose_section compose_judgements;
compose_section compose_changes_section;
compose_section compose_events;
compose_section compose_people;
compose_section compose_quotes;
compose_section compose_fields;
compose_section compose_conflicts;
compose_section compose_sources;

/* Adds gaps to the current section: what the rows leave open. */
compose_section compose_gaps;

/* The records of a plain table, as `name: value`. */
compose_section compose_plain;

#endif
