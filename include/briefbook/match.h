/* match.h: places in a text. */
#ifndef BRIEFBOOK_MATCH_H
#define BRIEFBOOK_MATCH_H

#include <stdbool.h>
#include <stddef.h>

/* In bytes of the original, on whole characters. */
struct match {
    size_t start;
    size_t end;
};

/* In order, not touching. Zero-initialise. */
struct match_list {
    struct match *items;
    size_t count;
    size_t capacity;
    bool failed;
};

/* False, and `failed`, when memory is out. */
bool match_list_add(struct match_list *list, struct match match);
void match_list_free(struct match_list *list);

#endif
