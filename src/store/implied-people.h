/* implied-people.h: people who are named in links and have no record. */
#ifndef STORE_IMPLIED_PEOPLE_H
#define STORE_IMPLIED_PEOPLE_H

#include "store/table-build.h"

/* Names that link to nobody, in the order they were met. Zero-initialise. */
struct unknown_names {
    struct slice *items;
    size_t count;
    size_t capacity;
};

/* False when memory is out. */
bool unknown_names_add(struct unknown_names *names, struct slice name);
void unknown_names_free(struct unknown_names *names);

/* Adds a record to the people for each of the names, once, in their order, after all people that
 * have one. False when memory is out. */
bool imply_people(struct table *people, const struct unknown_names *names);

#endif
