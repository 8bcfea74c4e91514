#include "query/matcher.h"

#include <stdlib.h>

#include "query/dates.h"
#include "query/link-terms.h"
#include "query/states.h"

static size_t levels_of(const struct query *query)
{
    return query->root ? query->root->depth : 0;
}

/* A matcher with room of its own; NULL when memory is out. */
static struct matcher *hand_new(struct groundwork *ground, bool is_second)
{
    struct matcher *matcher = calloc(1, sizeof *matcher);
    struct row_bits *rows = calloc(levels_of(ground->query) * 2 + 1, sizeof *rows);
    bool has_regex = ground->query->regex_count > 0;
    struct regex_runner *runner = has_regex ? regex_runner_new(ground->cancelled) : NULL;
    if (!matcher || !rows || (has_regex && !runner)) {
        free(matcher);
        free(rows);
        regex_runner_free(runner);
        return NULL;
    }
    *matcher =
        (struct matcher){.ground = ground, .is_second = is_second, .runner = runner, .rows = rows};
    return matcher;
}

struct matcher *matcher_new(const struct query *query, const struct store *store,
                            const struct matcher_options *options)
{
    struct groundwork *ground = calloc(1, sizeof *ground);
    if (!ground)
        return NULL;
    *ground = (struct groundwork){.query = query,
                                  .store = store,
                                  .mode = options->mode,
                                  .cancelled = options->cancelled,
                                  .find = options->portable ? finder_portable() : finder_best(),
                                  .marked = options->marked,
                                  .altered = options->altered,
                                  .gave_up = options->gave_up,
                                  .id = TABLE_NONE};
    struct matcher *matcher = hand_new(ground, false);
    if (!matcher) {
        free(ground);
        return NULL;
    }
    if (options->mode == MATCHER_LOADED && !(names_look_up(matcher) && links_look_up(matcher))) {
        matcher_free(matcher);
        return NULL;
    }
    return matcher;
}

struct matcher *matcher_second(const struct matcher *first)
{
    return hand_new(first->ground, true);
}

static void groundwork_free(struct groundwork *ground)
{
    names_free(ground);
    links_free(ground);
    free(ground->text_columns);
    free(ground->link_columns);
    free(ground);
}

void matcher_free(struct matcher *matcher)
{
    if (!matcher)
        return;
    if (!matcher->is_second)
        groundwork_free(matcher->ground);
    regex_runner_free(matcher->runner);
    free(matcher->rows);
    buffer_free(&matcher->scratch);
    free(matcher);
}

/* Long text comes first: it is where a word is found most often. */
static void add_text_column(struct groundwork *ground, size_t column, bool is_long)
{
    size_t at = ground->text_column_count++;
    for (; is_long && at > 0; at--)
        ground->text_columns[at] = ground->text_columns[at - 1];
    ground->text_columns[at] = column;
}

/* Sorts the columns into text and links. The id is neither. */
static bool plan_columns(struct groundwork *ground)
{
    size_t count = table_column_count(ground->table);
    free(ground->text_columns);
    free(ground->link_columns);
    ground->text_columns = calloc(count + 1, sizeof *ground->text_columns);
    ground->link_columns = calloc(count + 1, sizeof *ground->link_columns);
    ground->text_column_count = 0;
    ground->link_column_count = 0;
    if (!ground->text_columns || !ground->link_columns)
        return false;
    for (size_t column = 0; column < count; column++) {
        const struct column_schema *schema = table_column(ground->table, column)->schema;
        if (schema && column_is_link(schema))
            ground->link_columns[ground->link_column_count++] = column;
        else if (!schema || schema->kind != COLUMN_ID)
            add_text_column(ground, column, schema && schema->flags & COLUMN_LONG);
    }
    return true;
}

bool matcher_begin(struct matcher *matcher, enum table_id table)
{
    struct groundwork *ground = matcher->ground;
    ground->id = table;
    ground->table = store_table(ground->store, table);
    ground->rows = table_rows(ground->table);
    return plan_columns(ground) &&
           (ground->mode == MATCHER_LOADING || (names_prepare(matcher) && links_prepare(matcher)));
}

bool matcher_mark(struct matcher *matcher, size_t first, size_t end)
{
    return matcher->ground->mode == MATCHER_LOADING ||
           (names_mark(matcher, first, end) && links_mark(matcher, first, end));
}

/* ---- Terms --------------------------------------------------------------------------------- */

/* Answers one kind of term: adds to `found`, which is empty, the candidates that match. False when
 * memory is out or the work is cancelled. */
typedef bool answer_term(struct matcher *matcher, const struct window *window,
                         const struct node *term, const struct row_bits *candidates,
                         struct row_bits *found);

static bool answer_text(struct matcher *matcher, const struct window *window,
                        const struct node *term, const struct row_bits *candidates,
                        struct row_bits *found)
{
    struct row_bits left = *candidates;
    for (size_t i = 0; i < matcher->ground->text_column_count; i++) {
        if (!scan_term(matcher, window, matcher->ground->text_columns[i], term, &left, found))
            return false;
        rows_subtract(&left, found);
        if (rows_next(&left, 0) == WINDOW_ROWS)
            return true;
    }
    return names_scan(matcher, window, term, &left, found);
}

/* The column of the table at work that a term names; table_column_count() when it has none. */
static size_t column_of(const struct matcher *matcher, struct slice name)
{
    return table_find_column(matcher->ground->table, slice_trim(name));
}

static bool answer_column(struct matcher *matcher, const struct window *window,
                          const struct node *term, const struct row_bits *candidates,
                          struct row_bits *found)
{
    size_t column = column_of(matcher, term->key);
    if (column >= table_column_count(matcher->ground->table))
        return true;
    const struct column_schema *schema = table_column(matcher->ground->table, column)->schema;
    bool is_whole =
        term->whole || (schema && (schema->kind == COLUMN_ENUM || schema->kind == COLUMN_ID));
    return scan_needle(matcher, window, column, &term->needle, is_whole, candidates, found);
}

static bool answer_table(struct matcher *matcher, const struct window *window,
                         const struct node *term, const struct row_bits *candidates,
                         struct row_bits *found)
{
    (void)window;
    if (term->table == matcher->ground->id)
        *found = *candidates;
    return true;
}

static bool answer_has(struct matcher *matcher, const struct window *window,
                       const struct node *term, const struct row_bits *candidates,
                       struct row_bits *found)
{
    size_t column = column_of(matcher, term->text);
    return column >= table_column_count(matcher->ground->table) ||
           scan_filled(matcher, window, column, candidates, found);
}

static answer_term *const answers[NODE_KINDS] = {
    [NODE_TEXT] = answer_text,     [NODE_REGEX] = answer_text,  [NODE_DATE] = dates_scan,
    [NODE_COLUMN] = answer_column, [NODE_TABLE] = answer_table, [NODE_HAS] = answer_has,
    [NODE_LINK] = links_scan,      [NODE_SPEAKER] = links_scan, [NODE_STATE] = states_scan,
};

/* ---- The tree ------------------------------------------------------------------------------ */

/* Puts into `found` the candidates that a node matches. `spare` has two sets for each level of the
 * tree from the node down, the node's level left out. */
static bool match_node(struct matcher *matcher, const struct window *window,
                       const struct node *node, const struct row_bits *candidates,
                       struct row_bits *found, struct row_bits *spare);

static bool match_all(struct matcher *matcher, const struct window *window, const struct node *node,
                      const struct row_bits *candidates, struct row_bits *found,
                      struct row_bits *spare)
{
    *found = *candidates;
    for (size_t i = 0; i < node->member_count; i++) {
        if (rows_next(found, 0) == WINDOW_ROWS)
            return true;
        if (!match_node(matcher, window, node->by_cost[i], found, &spare[0], spare + 2))
            return false;
        *found = spare[0];
    }
    return true;
}

static bool match_any(struct matcher *matcher, const struct window *window, const struct node *node,
                      const struct row_bits *candidates, struct row_bits *found,
                      struct row_bits *spare)
{
    *found = (struct row_bits){{0}};
    spare[1] = *candidates;
    for (size_t i = 0; i < node->member_count; i++) {
        if (rows_next(&spare[1], 0) == WINDOW_ROWS)
            return true;
        if (!match_node(matcher, window, node->by_cost[i], &spare[1], &spare[0], spare + 2))
            return false;
        rows_unite(found, &spare[0]);
        rows_subtract(&spare[1], &spare[0]);
    }
    return true;
}

static bool match_node(struct matcher *matcher, const struct window *window,
                       const struct node *node, const struct row_bits *candidates,
                       struct row_bits *found, struct row_bits *spare)
{
    switch (node->kind) {
    case NODE_AND:
        return match_all(matcher, window, node, candidates, found, spare);
    case NODE_OR:
        return match_any(matcher, window, node, candidates, found, spare);
    case NODE_NOT:
        if (!match_node(matcher, window, node->first, candidates, &spare[0], spare + 2))
            return false;
        *found = *candidates;
        rows_subtract(found, &spare[0]);
        return true;
    default:
        *found = (struct row_bits){{0}};
        return answers[node->kind](matcher, window, node, candidates, found);
    }
}

bool matcher_run(struct matcher *matcher, const struct window *window,
                 const struct row_bits *candidates, struct row_bits *matches)
{
    if (matcher_is_cancelled(matcher))
        return false;
    if (!matcher->ground->query->root) {
        *matches = *candidates;
        return true;
    }
    return match_node(matcher, window, matcher->ground->query->root, candidates, matches,
                      matcher->rows);
}

/* ---- One record ---------------------------------------------------------------------------- */

bool query_matches(const struct query *query, const struct store *store, struct record record)
{
    const struct table *table = store_table(store, record.table);
    const struct segment *segment = table_segment_of(table, record.row);
    if (!segment || !query->root)
        return segment != NULL;
    struct matcher *matcher =
        matcher_new(query, store, &(struct matcher_options){.mode = MATCHER_LOADING});
    struct window window = {.table = table, .segment = segment, .rows = 1};
    window.start = record.row - segment->first_row;
    struct row_bits one = rows_first(1);
    struct row_bits matches = {{0}};
    bool matched = matcher && matcher_begin(matcher, record.table) &&
                   matcher_run(matcher, &window, &one, &matches) && rows_has(&matches, 0);
    matcher_free(matcher);
    return matched;
}
