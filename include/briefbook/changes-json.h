/* changes-json.h: what changed between two briefings as JSON (RFC 8259); briefbook(5) describes it. */
#ifndef BRIEFBOOK_CHANGES_JSON_H
#define BRIEFBOOK_CHANGES_JSON_H

#include "briefbook/changes.h"
#include "briefbook/layout.h"
#include "briefbook/record-text.h"

/* The version that is written: another one when a reader of this one would misread it. */
enum { CHANGES_JSON_VERSION = 1 };

/* Writes both books and each change in a line of its own, table by table. False when
 * writing failed or memory is out. */
bool changes_json_write(const struct changes *changes, const struct record_audience *audience,
                        output_write *write, void *context);

#endif
