/* json-place.h: where a value stands in the text of a JSON file.
 *
 * Jansson tells where a text is no JSON, and not where a value was that is of another kind than is asked
 * for. The text is JSON; where it is not after all, nothing is found. */
#ifndef STORE_JSON_PLACE_H
#define STORE_JSON_PLACE_H

#include "briefbook/slice.h"

/* The first byte of a value: of the text's own, of the member of that name of an object that begins at a
 * byte (the name without escapes), and of the element, from 0, of an array. text.length for none. */
size_t json_place_whole(struct slice text);
size_t json_place_member(struct slice text, size_t object, const char *name);
size_t json_place_element(struct slice text, size_t array, size_t element);

#endif
