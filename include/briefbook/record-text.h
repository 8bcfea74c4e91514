/* record-text.h: texts of records on their way out, and by which names a program knows them. */
#ifndef BRIEFBOOK_RECORD_TEXT_H
#define BRIEFBOOK_RECORD_TEXT_H

#include "briefbook/store.h"

/* Who reads what is written. A program gets texts byte for byte; a person, who reads at a terminal
 * what is meant for programs, gets them through the gate. Zeroes are a program. */
struct record_audience {
    bool is_person;
    unsigned gate_flags; /* see gate.h */
};

/* Appends a text as the audience gets it. False when memory is out. */
bool record_append_text(struct buffer *buffer, struct slice raw,
                        const struct record_audience *audience);

/* The name of a table of a store: for a file that is no table of the format, its own without
 * ".csv". Belongs to the store or is static. */
struct slice record_table_name(const struct store *store, enum table_id table);

/* How many columns before this one have the same name: 0 but where a file names one twice. */
size_t record_column_namesakes(const struct table *table, size_t column);

#endif
