#include "output/page-group.h"

#include <stdlib.h>
#include <string.h>

/* How well a page may end before a line, from the worst. */
enum cut { CUT_NEVER, CUT_IN_KEPT, CUT_GOOD };

enum { FEWEST = 2 }; /* lines that may be parted from the rest */

/* ---- Lines -------------------------------------------------------------------------------- */

static bool add_line(struct page_group *group, struct group_line line)
{
    enum { FIRST_LINES = 64 };
    if (group->count == group->capacity) {
        size_t capacity = group->capacity ? group->capacity * 2 : FIRST_LINES;
        struct group_line *lines = realloc(group->lines, capacity * sizeof *lines);
        if (!lines)
            return false;
        group->lines = lines;
        group->capacity = capacity;
    }
    group->lines[group->count++] = line;
    return true;
}

bool page_group_add(struct page_group *group, const struct block *block, struct slice text,
                    size_t from)
{
    size_t number = group->blocks++;
    for (size_t at = from; at < text.length;) {
        const char *end = memchr(text.data + at, '\n', text.length - at);
        size_t next = end ? (size_t)(end - text.data) + 1 : text.length;
        if (!add_line(group, (struct group_line){at, number, text.data[at] == '\n',
                                                 block->keep_with_next}))
            return false;
        at = next;
    }
    if (block->kind == BLOCK_HEADING)
        group->item = group->count;
    return true;
}

void page_group_clear(struct page_group *group)
{
    group->count = group->item = group->blocks = 0;
}

void page_group_free(struct page_group *group)
{
    free(group->lines);
}

/* ---- Ends of pages ------------------------------------------------------------------------ */

/* Whether two lines stand in one paragraph: a line end in prose begins another. */
static bool are_joined(const struct group_line *line, const struct group_line *next)
{
    return line->block == next->block && !line->is_blank && !next->is_blank;
}

/* Whether fewer lines of a paragraph than may stand alone are before the line `at`, or from it on. */
static bool leaves_one_alone(const struct page_group *group, size_t at)
{
    const struct group_line *lines = group->lines;
    if (at - group->item < FEWEST || group->count - at < FEWEST)
        return true;
    return are_joined(&lines[at - 1], &lines[at]) &&
           (!are_joined(&lines[at - 2], &lines[at - 1]) || !are_joined(&lines[at], &lines[at + 1]));
}

/* Whether the line before `at` is the first of a block that something is to be kept with. */
static bool parts_first_line(const struct page_group *group, size_t at)
{
    const struct group_line *lines = group->lines;
    return lines[at - 2].is_kept && lines[at - 2].block != lines[at - 1].block;
}

static enum cut cut_before(const struct page_group *group, size_t at)
{
    const struct group_line *line = &group->lines[at];
    const struct group_line *last = line - 1;
    if (at <= group->item || line->is_blank || leaves_one_alone(group, at))
        return CUT_NEVER;
    if (line->block == last->block)
        return last->is_kept ? CUT_IN_KEPT : parts_first_line(group, at) ? CUT_NEVER : CUT_GOOD;
    return last->is_kept ? CUT_NEVER : CUT_GOOD;
}

size_t page_group_take(const struct page_group *group, size_t from, size_t room, size_t whole)
{
    size_t rest = group->count - from;
    if (rest <= room)
        return rest;
    if (rest <= whole && room < whole)
        return 0;
    for (enum cut least = CUT_GOOD; least > CUT_NEVER; least--) {
        for (size_t taken = room; taken > 0; taken--) {
            if (cut_before(group, from + taken) >= least)
                return taken;
        }
        if (room < whole)
            return 0;
    }
    return room;
}
