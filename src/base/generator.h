/* generator.h: what the parts of generate-unicode-tables share.
 *
 * The program makes the tables of unicode.h and ends; it has no use for errors as values. */
#ifndef BRIEFBOOK_BASE_GENERATOR_H
#define BRIEFBOOK_BASE_GENERATOR_H

#include <stdint.h>

#include "briefbook/buffer.h"

/* One entry for each character, of which the distinct blocks are printed. */
struct table {
    const char *type; /* of an entry, in C */
    const char *blocks_name;
    const char *name;
    uint32_t *entries;
};

/* Gives the memory back, or ends the program when it is NULL. */
void *checked(void *memory);

/* Ends the program with the words when a table cannot be made as unicode.h has it. */
void require(bool holds, const char *what);

struct table table_new(const char *type, const char *blocks_name, const char *name);

/* Writes both stages and frees the entries. */
void table_print(struct table *table);

bool is_scalar(uint32_t character);

void print_folds(void);
void print_ascii(void);
void print_lines(void);

#endif
