#include "query/states.h"

#include "briefbook/quote.h"

/* Where a state is looked for. */
struct spot {
    const struct matcher *matcher;
    const struct window *window;
    size_t row;           /* of the window */
    size_t source_column; /* of the table; SIZE_MAX when it names no sources */
};

static struct record record_at(const struct spot *spot)
{
    const struct window *window = spot->window;
    size_t row = window->segment->first_row + window->start + spot->row;
    return (struct record){spot->matcher->ground->id, (uint32_t)row};
}

static struct slice cell_at(const struct spot *spot, size_t column)
{
    const struct segment_column *cells = &spot->window->segment->columns[column];
    if (!cells->offsets)
        return (struct slice){NULL, 0};
    return slice_trim(window_cell(spot->window, cells, spot->row));
}

/* Sets of records from outside, one for each table. */
static bool is_member(const struct spot *spot, const struct record_set *sets)
{
    struct record record = record_at(spot);
    return sets && record_set_has(&sets[record.table], record.row);
}

static bool is_marked(const struct spot *spot)
{
    return is_member(spot, spot->matcher->ground->marked);
}

static bool is_changed(const struct spot *spot)
{
    return is_member(spot, spot->matcher->ground->altered);
}

static bool is_anonymous(const struct spot *spot)
{
    return spot->matcher->ground->id == TABLE_QUOTES &&
           quote_is_unnamed(cell_at(spot, QUOTES_ATTRIBUTION_KIND),
                            cell_at(spot, QUOTES_SPEAKER_ID));
}

static bool is_unsourced(const struct spot *spot)
{
    return spot->source_column < table_column_count(spot->matcher->ground->table) &&
           cell_at(spot, spot->source_column).length == 0;
}

/* Who is named by whom is known when the store is loaded. */
static bool is_disputed(const struct spot *spot)
{
    size_t count;
    store_back_links(spot->matcher->ground->store, record_at(spot), TABLE_CONFLICTS,
                     CONFLICTS_ROW_ID, &count);
    return count > 0;
}

static const struct {
    const char *name;
    bool (*holds)(const struct spot *spot);
} states[] = {
    {"marked", is_marked},     {"anonymous", is_anonymous}, {"unsourced", is_unsourced},
    {"disputed", is_disputed}, {"changed", is_changed},
};

enum { STATE_COUNT = sizeof states / sizeof states[0] };

bool states_find(struct slice name, size_t *state)
{
    for (*state = 0; *state < STATE_COUNT; ++*state) {
        if (schema_same_name(name, slice_of(states[*state].name)))
            return true;
    }
    return false;
}

const char *states_name(size_t state)
{
    return state < STATE_COUNT ? states[state].name : NULL;
}

/* A tree is no deeper than queries may have groups. */
static bool asks_state(const struct node *node, size_t state)
{
    bool asks = node && node->kind == NODE_STATE && node->state == state;
    for (const struct node *member = node ? node->first : NULL; member && !asks;
         member = member->next)
        asks = asks_state(member, state);
    return asks;
}

bool query_asks_state(const struct query *query, const char *state)
{
    size_t number;
    return states_find(slice_of(state), &number) && asks_state(query->root, number);
}

static size_t source_column_of(const struct matcher *matcher)
{
    const struct table_schema *schema = schema_table(matcher->ground->id);
    size_t column = schema ? schema_find_column(schema, SLICE("source_ids")) : SIZE_MAX;
    return schema && column < schema->column_count ? column : SIZE_MAX;
}

bool states_scan(struct matcher *matcher, const struct window *window, const struct node *term,
                 const struct row_bits *candidates, struct row_bits *found)
{
    struct spot spot = {matcher, window, 0, source_column_of(matcher)};
    spot.row = rows_next(candidates, 0);
    for (; spot.row < WINDOW_ROWS; spot.row = rows_next(candidates, spot.row + 1)) {
        if (states[term->state].holds(&spot))
            rows_add(found, spot.row);
    }
    return !matcher_is_cancelled(matcher);
}
