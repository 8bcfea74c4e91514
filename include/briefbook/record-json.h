/* record-json.h: a record as a JSON object (RFC 8259).
 *
 *     {"briefing":"NAME","table":"quotes","id":"q1","columns":{"text":"Words"},
 *      "file":"NAME/quotes.csv","line":2}
 *
 * in one line and without blanks. Columns are those of the file, in the order of the table; blank
 * cells are left out. Of columns with one name those after the first are called "NAME (2)" and so on.
 * JSON is UTF-8, so that each ill-formed part of a text becomes U+FFFD, and so does a NUL in the name
 * of a column. A person who is implied stands in no file and on no line. */
#ifndef BRIEFBOOK_RECORD_JSON_H
#define BRIEFBOOK_RECORD_JSON_H

#include "briefbook/record-text.h"

/* Appends a record; `briefing` is NULL where it need not be named. False when memory is out. */
bool record_append_json(struct buffer *buffer, const struct store *store, struct record record,
                        const char *briefing, const struct record_audience *audience);

#endif
