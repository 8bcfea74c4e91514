#include "tui/detail.h"

#include <stdlib.h>

/* How long regular expressions may look for what to light, in microseconds: a reader waits. */
enum { MOST_FOR_EXPRESSIONS = 8000 };

/* Whether a span is part of a link, or of a match. */
typedef bool span_test(const struct span *span);

static bool is_link(const struct span *span)
{
    return span->target.table != TABLE_NONE;
}

static bool is_match(const struct span *span)
{
    return span->match;
}

static bool is_blank(const struct span *span)
{
    return slice_trim(span->text).length == 0;
}

static bool same_key(const struct detail_key *a, const struct detail_key *b)
{
    return a->record.table == b->record.table && a->record.row == b->record.row &&
           a->width == b->width && a->asked == b->asked && a->loaded == b->loaded &&
           a->verification == b->verification;
}

static bool spot_add(struct spot_list *list, struct spot spot)
{
    enum { FIRST_CAPACITY = 16 };
    if (list->count == list->capacity) {
        size_t capacity = list->capacity ? 2 * list->capacity : FIRST_CAPACITY;
        struct spot *items = realloc(list->items, capacity * sizeof *items);
        if (!items)
            return false;
        list->items = items;
        list->capacity = capacity;
    }
    list->items[list->count++] = spot;
    return true;
}

/* Whether the span at (line, number) goes on with the newest spot: it follows at once, or begins
 * the next line of the same block. */
static bool goes_on(const struct layout *layout, const struct spot_list *list, size_t line,
                    size_t number)
{
    if (!list->count)
        return false;
    const struct spot *spot = &list->items[list->count - 1];
    struct record target = layout->lines[line].spans[number].target;
    if (target.table != spot->target.table || target.row != spot->target.row)
        return false;
    if (spot->last_line == line)
        return spot->last_span + 1 == number;
    const struct line *before = &layout->lines[spot->last_line];
    if (spot->last_line + 1 != line || before->block != layout->lines[line].block ||
        spot->last_span + 1 != before->count)
        return false;
    for (size_t i = 0; i < number; i++) {
        if (!is_blank(&layout->lines[line].spans[i]))
            return false;
    }
    return true;
}

static bool find_spots(const struct layout *layout, span_test *test, struct spot_list *list)
{
    list->count = 0;
    for (size_t line = 0; line < layout->count; line++) {
        for (size_t i = 0; i < layout->lines[line].count; i++) {
            const struct span *span = &layout->lines[line].spans[i];
            if (!test(span))
                continue;
            if (goes_on(layout, list, line, i)) {
                list->items[list->count - 1].last_line = line;
                list->items[list->count - 1].last_span = i;
            } else if (!spot_add(list, (struct spot){line, i, line, i, span->target})) {
                return false;
            }
        }
    }
    return true;
}

bool detail_prepare(struct detail *detail, const struct detail_key *key, const struct store *store,
                    struct lighting *lighting, bool ascii)
{
    if (detail->valid && same_key(&detail->key, key))
        return true;
    detail->valid = false;
    layout_free(&detail->layout);
    detail->layout = (struct layout){0};
    detail->links.count = 0;
    detail->matches.count = 0;
    if (lighting)
        lighting_allow(lighting, MOST_FOR_EXPRESSIONS);
    struct document document = {0};
    struct layout_options options = {key->width, TEXT_ON_SCREEN, ascii};
    bool made =
        compose_record(&document, store, key->record, key->width, lighting, key->verification) &&
        layout_document(&detail->layout, &document, &options) &&
        find_spots(&detail->layout, is_link, &detail->links) &&
        find_spots(&detail->layout, is_match, &detail->matches);
    document_free(&document);
    detail->key = *key;
    detail->valid = made;
    return made;
}

bool spot_holds(const struct spot *spot, size_t line, size_t span)
{
    bool after_start =
        line > spot->first_line || (line == spot->first_line && span >= spot->first_span);
    bool before_end =
        line < spot->last_line || (line == spot->last_line && span <= spot->last_span);
    return after_start && before_end;
}

void detail_free(struct detail *detail)
{
    layout_free(&detail->layout);
    free(detail->links.items);
    free(detail->matches.items);
    *detail = (struct detail){0};
}
