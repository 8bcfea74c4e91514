/* order.h: records in the order in which a page gives them. */
#ifndef BRIEFBOOK_BRIEF_ORDER_H
#define BRIEFBOOK_BRIEF_ORDER_H

#include "brief/composer.h"

/* Adds the selected records of a table by date: the earliest first, of equal ones the shortest span;
 * a date without a start ("by 2023-02-14") by its end; then those without a date. Records of one
 * date stay in table order. */
void order_by_date(struct composer *composer, enum table_id table, struct record_list *ordered);

/* Adds the selected people: officials, experts, then others by capacity; each by list name, without
 * regard to case and accents. */
void order_people(struct composer *composer, struct record_list *ordered);

#endif
