/* dates.h: terms that ask when: date:2023-02, date:2022-04..2023-02, date:>=2022-06. */
#ifndef QUERY_DATES_H
#define QUERY_DATES_H

#include "briefbook/date.h"
#include "query/matcher-parts.h"

/* Reads the span that a date term asks for; false when it is none. Besides what date.h reads:
 * two dates joined by "..", either of which may be left out, and a date after >= > <= or <. */
bool dates_parse(struct slice text, struct date *span);

/* Adds to `found` the candidates whose span, see record_date(), shares a day with the term's. */
bool dates_scan(struct matcher *matcher, const struct window *window, const struct node *term,
                const struct row_bits *candidates, struct row_bits *found);

#endif
