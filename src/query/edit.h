/* edit.h: pieces of a query's text. */
#ifndef QUERY_EDIT_H
#define QUERY_EDIT_H

#include "briefbook/buffer.h"

/* Appends a value of a term so that it is read as it stands, alone and in a group: between quotation
 * marks where it could be read as something else. False when memory is out. */
bool edit_append_value(struct slice value, struct buffer *buffer);

#endif
