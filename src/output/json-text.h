/* json-text.h: texts of a book as JSON strings. */
#ifndef OUTPUT_JSON_TEXT_H
#define OUTPUT_JSON_TEXT_H

#include <jansson.h>

#include "briefbook/record-text.h"

/* Appends a text as the audience gets it, and as UTF-8 at any rate: each ill-formed part becomes
 * U+FFFD. */
void json_append_text(struct buffer *buffer, struct slice raw,
                      const struct record_audience *audience);

/* The same as a new string; `scratch` is used on the way. NULL when memory is out. */
json_t *json_new_text(struct slice raw, const struct record_audience *audience,
                      struct buffer *scratch);

/* Appends a value in one line, without blanks. False when memory is out. */
bool json_append(struct buffer *buffer, const json_t *value);

#endif
