/* csv-text.h: cells as the text of a CSV file (RFC 4180, but that lines end with LF alone). */
#ifndef STORE_CSV_TEXT_H
#define STORE_CSV_TEXT_H

#include "briefbook/buffer.h"

/* Appends a cell, in quotation marks where it needs them. One that is `alone` in its row has them when
 * it is blank, too: an empty line would be no row. False when memory is out. */
bool csv_append_cell(struct buffer *buffer, struct slice cell, bool alone);

#endif
