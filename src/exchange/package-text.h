/* package-text.h: texts and names of a Data Package. */
#ifndef EXCHANGE_PACKAGE_TEXT_H
#define EXCHANGE_PACKAGE_TEXT_H

#include "briefbook/store.h"

/* Appends a text as UTF-8. With `spreadsheet_safe` one that a spreadsheet could take for a formula
 * begins with an apostrophe. False when memory is out. */
bool package_append_text(struct buffer *buffer, struct slice raw, bool spreadsheet_safe);

/* Appends a name as packages and resources have them: small letters, digits, '-', '.' and '_'. */
bool package_append_name(struct buffer *buffer, struct slice raw);

/* Appends what the resource of a table is called; with ".csv" behind it that is its file. */
bool package_append_resource(struct buffer *buffer, const struct store *store, enum table_id table);

#endif
