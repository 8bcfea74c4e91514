#include "tui/viewpoint.h"

#include <stdlib.h>
#include <string.h>

enum { HISTORY_LIMIT = 1000, FIRST_CAPACITY = 16 };

const char *viewpoint_query(const struct viewpoint *here)
{
    return here->query ? here->query : "";
}

bool viewpoint_set_query(struct viewpoint *here, const char *query)
{
    char *copy = strdup(query);
    if (!copy)
        return false;
    free(here->query);
    here->query = copy;
    return true;
}

bool viewpoint_copy(struct viewpoint *to, const struct viewpoint *from)
{
    *to = *from;
    to->query = NULL;
    return !from->query || viewpoint_set_query(to, from->query);
}

void viewpoint_free(struct viewpoint *here)
{
    free(here->query);
    here->query = NULL;
}

static bool make_room(struct history *history)
{
    if (history->count == HISTORY_LIMIT) {
        viewpoint_free(&history->viewpoints[0]);
        history->count--;
        memmove(history->viewpoints, history->viewpoints + 1,
                history->count * sizeof *history->viewpoints);
    }
    if (history->count < history->capacity)
        return true;
    size_t capacity = history->capacity ? 2 * history->capacity : FIRST_CAPACITY;
    struct viewpoint *viewpoints = realloc(history->viewpoints, capacity * sizeof *viewpoints);
    if (!viewpoints)
        return false;
    history->viewpoints = viewpoints;
    history->capacity = capacity;
    return true;
}

bool history_push(struct history *history, const struct viewpoint *here)
{
    if (!make_room(history) || !viewpoint_copy(&history->viewpoints[history->count], here))
        return false;
    history->count++;
    return true;
}

bool history_pop(struct history *history, struct viewpoint *here)
{
    if (!history->count)
        return false;
    viewpoint_free(here);
    *here = history->viewpoints[--history->count];
    return true;
}

void history_clear(struct history *history)
{
    while (history->count)
        viewpoint_free(&history->viewpoints[--history->count]);
}

void history_free(struct history *history)
{
    history_clear(history);
    free(history->viewpoints);
    *history = (struct history){0};
}
