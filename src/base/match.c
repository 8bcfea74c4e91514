#include "briefbook/match.h"

#include <stdlib.h>

bool match_list_add(struct match_list *list, struct match match)
{
    if (list->count == list->capacity) {
        size_t capacity = list->capacity ? list->capacity * 2 : 8;
        struct match *items = realloc(list->items, capacity * sizeof *items);
        if (!items) {
            list->failed = true;
            return false;
        }
        list->items = items;
        list->capacity = capacity;
    }
    list->items[list->count++] = match;
    return true;
}

void match_list_free(struct match_list *found)
{
    free(found->items);
    *found = (struct match_list){0};
}
