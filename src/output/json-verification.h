/* json-verification.h: how a quotation compares with the archived texts of its sources, as JSON;
 * briefbook(5) describes it. */
#ifndef OUTPUT_JSON_VERIFICATION_H
#define OUTPUT_JSON_VERIFICATION_H

#include <jansson.h>

#include "briefbook/verification.h"

/* An array with an object for each source that the quote names, in their order. The store is the one
 * that was verified. NULL when memory is out. */
json_t *json_new_verification(const struct verification *verification, const struct store *store,
                              struct record quote);

#endif
