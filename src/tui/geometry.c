#include "tui/geometry.h"

#include <string.h>

enum {
    LINES_AROUND = 3,    /* header, query line, footer */
    FOCUSED_MINIMUM = 4, /* rows for the focused pane, else the others go */
    OTHERS_AT_FIRST = 3, /* rows for a pane without the focus, where there are enough */
    THREE_STACKS = 220,  /* columns for three stacks of panes */
    TEXT_MARGIN = 1,     /* columns kept free at either side of the detail */
    NO_PANE = TABLE_COUNT
};

/* The panes of one stack, from the top. */
struct stack {
    enum table_id tables[TABLE_COUNT];
    size_t count;
    size_t focused; /* place in tables; NO_PANE when the focus is in another stack */
    size_t rows[TABLE_COUNT];
};

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t between(size_t low, size_t value, size_t high)
{
    return value < low ? low : least(value, high);
}

struct area area_inside(struct area box)
{
    if (box.rows < 2 || box.columns < 2)
        return (struct area){box.row, box.column, 0, 0};
    return (struct area){box.row + 1, box.column + 1, box.rows - 2, box.columns - 2};
}

/* Gives a pane rows up to `limit`, as far as it wants them and there are any left. */
static void give(struct stack *stack, const struct geometry_wants *wants, size_t pane, size_t limit,
                 size_t *left)
{
    size_t want = least(wants->wants[stack->tables[pane]], limit);
    if (want <= stack->rows[pane])
        return;
    size_t more = least(want - stack->rows[pane], *left);
    stack->rows[pane] += more;
    *left -= more;
}

static void give_all(struct stack *stack, const struct geometry_wants *wants, size_t limit,
                     size_t *left)
{
    for (size_t i = 0; i < stack->count; i++)
        give(stack, wants, i, limit, left);
}

/* Shares the rows: half for the focused pane, some for each of the others in turn, then what is
 * left for those who want it, the focused first. */
static void share_rows(struct stack *stack, const struct geometry_wants *wants, size_t left)
{
    bool focused = stack->focused != NO_PANE;
    size_t all = left;
    if (focused)
        give(stack, wants, stack->focused, (left + 1) / 2, &left);
    give_all(stack, wants, OTHERS_AT_FIRST, &left);
    if (focused)
        give(stack, wants, stack->focused, all, &left);
    for (size_t limit = OTHERS_AT_FIRST + 1; left && limit <= all; limit++)
        give_all(stack, wants, limit, &left);
    stack->rows[focused ? stack->focused : stack->count - 1] += left;
}

/* Sets out the panes of a stack in its area; where there is no room for all, the focused alone. */
static void arrange_stack(struct geometry *geometry, const struct geometry_wants *wants,
                          struct stack *stack, struct area area)
{
    if (stack->count + 1 + FOCUSED_MINIMUM > area.rows && stack->count > 1) {
        size_t kept = stack->focused == NO_PANE ? 0 : stack->focused;
        stack->tables[0] = stack->tables[kept];
        stack->focused = stack->focused == NO_PANE ? NO_PANE : 0;
        stack->count = 1;
    }
    if (!stack->count || area.rows < stack->count + 1)
        return;
    geometry->stacks[geometry->stack_count++] = area;
    share_rows(stack, wants, area.rows - stack->count - 1);
    size_t row = area.row;
    for (size_t i = 0; i < stack->count; i++) {
        struct area pane = {row, area.column, stack->rows[i] + 1, area.columns};
        geometry->panes[stack->tables[i]] = pane;
        geometry->lists[stack->tables[i]] =
            (struct area){row + 1, area.column + 1, stack->rows[i], area.columns - 2};
        row += pane.rows;
    }
}

/* The panes from `first` on, `count` of those that exist, as a stack. */
static struct stack make_stack(const struct geometry_wants *wants, size_t first, size_t count)
{
    struct stack stack = {.focused = NO_PANE};
    size_t place = 0;
    for (enum table_id table = 0; table < TABLE_COUNT; table++) {
        if (!wants->exists[table])
            continue;
        if (place >= first && place < first + count) {
            if (table == wants->table)
                stack.focused = stack.count;
            stack.tables[stack.count++] = table;
        }
        place++;
    }
    return stack;
}

static void arrange_detail(struct geometry *geometry, struct area box)
{
    geometry->detail_box = box;
    struct area inside = area_inside(box);
    if (inside.columns > 2 * TEXT_MARGIN) {
        inside.column += TEXT_MARGIN;
        inside.columns -= 2 * TEXT_MARGIN;
    }
    geometry->detail = inside;
}

/* One pane alone in the whole area. */
static void arrange_alone(struct geometry *geometry, const struct geometry_wants *wants,
                          struct area area)
{
    struct stack stack = {.tables = {wants->table}, .count = 1, .focused = 0};
    arrange_stack(geometry, wants, &stack, area);
}

/* Stacks at the left, the detail at the right. */
static void arrange_stacks(struct geometry *geometry, const struct geometry_wants *wants,
                           struct area area, size_t pane_count)
{
    size_t stacks = area.columns < STACKS_MINIMUM_COLUMNS ? 1 : area.columns < THREE_STACKS ? 2 : 3;
    stacks = between(1, stacks, pane_count);
    size_t width = stacks == 1 ? between(30, area.columns * 35 / 100, 60)
                               : between(35, area.columns / (stacks + 2), 60);
    size_t first = 0;
    for (size_t i = 0; i < stacks; i++) {
        size_t count = (pane_count - first + stacks - i - 1) / (stacks - i);
        struct stack stack = make_stack(wants, first, count);
        arrange_stack(geometry, wants, &stack,
                      (struct area){area.row, area.column + i * width, area.rows, width});
        first += count;
    }
    arrange_detail(geometry, (struct area){area.row, area.column + stacks * width, area.rows,
                                           area.columns - stacks * width});
}

/* Every list and the detail are a page; the body is one inside of edges that nobody draws. */
static void arrange_pages(struct geometry *geometry, const struct geometry_wants *wants)
{
    enum { EDGES = 2 };
    struct area page = {0, 0, wants->rows, wants->columns};
    geometry->body = (struct area){0, 0, page.rows + EDGES, page.columns + EDGES};
    geometry->detail = page;
    for (enum table_id table = 0; table < TABLE_COUNT; table++) {
        if (wants->exists[table])
            geometry->lists[table] = page;
    }
}

/* The text from the upper left corner on, over the whole width; a line that is typed stands below. */
static void arrange_plain(struct geometry *geometry, const struct geometry_wants *wants)
{
    size_t below = wants->is_typing ? 2 : 1;
    geometry->body = (struct area){0, 0, wants->rows - below, wants->columns};
    geometry->detail_box = geometry->body;
    geometry->detail = geometry->body;
    geometry->footer = (struct area){wants->rows - 1, 0, 1, wants->columns};
    if (wants->is_typing)
        geometry->query = (struct area){wants->rows - below, 0, 1, wants->columns};
}

/* Header, query line and footer, and between them the rest. */
static void arrange_browser(struct geometry *geometry, const struct geometry_wants *wants)
{
    size_t pane_count = 0;
    for (enum table_id table = 0; table < TABLE_COUNT; table++)
        pane_count += wants->exists[table];
    geometry->header = (struct area){0, 0, 1, wants->columns};
    geometry->query = (struct area){1, 0, 1, wants->columns};
    geometry->footer = (struct area){wants->rows - 1, 0, 1, wants->columns};
    struct area area = {2, 0, wants->rows - LINES_AROUND, wants->columns};
    geometry->body = area;
    bool narrow = wants->columns < DETAIL_MINIMUM_COLUMNS;
    bool in_detail = wants->focus == FOCUS_DETAIL;
    if (in_detail && (narrow || wants->zoom != ZOOM_NONE)) {
        arrange_detail(geometry, area);
    } else if (wants->zoom != ZOOM_NONE) {
        arrange_alone(geometry, wants, area);
    } else if (narrow) {
        struct stack stack = make_stack(wants, 0, pane_count);
        arrange_stack(geometry, wants, &stack, area);
    } else {
        arrange_stacks(geometry, wants, area, pane_count);
    }
}

void geometry_arrange(struct geometry *geometry, const struct geometry_wants *wants)
{
    memset(geometry, 0, sizeof *geometry);
    if (wants->is_linear) {
        arrange_pages(geometry, wants);
        return;
    }
    geometry->too_small =
        wants->columns < SCREEN_MINIMUM_COLUMNS || wants->rows < SCREEN_MINIMUM_ROWS;
    if (geometry->too_small)
        return;
    if (wants->is_plain)
        arrange_plain(geometry, wants);
    else
        arrange_browser(geometry, wants);
}
