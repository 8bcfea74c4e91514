/* package-schema.h: datapackage.json, which says what the tables of a package are. */
#ifndef EXCHANGE_PACKAGE_SCHEMA_H
#define EXCHANGE_PACKAGE_SCHEMA_H

#include "briefbook/store.h"

/* Appends the file. A constraint or key is there only where all records of the book keep to it. False
 * when memory is out. */
bool package_append_schema(struct buffer *buffer, const struct store *store, bool spreadsheet_safe);

#endif
