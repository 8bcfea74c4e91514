#include "query/matcher.h"

#include <stdlib.h>

#include "query/dates.h"
#include "query/link-terms.h"
#include "query/states.h"

/* Sets up what the whole query needs. */
static bool make_ready(struct matcher *matcher)
{
    const struct query *query = matcher->query;
    size_t levels = query->root ? query->root->depth : 0;
    matcher->rows = calloc(levels * 2 + 1, sizeof *matcher->rows);
    if (query->regex_count)
        matcher->runner = regex_runner_new();
    if (!matcher->rows || (query->regex_count && !matcher->runner))
        return false;
    return matcher->mode == MATCHER_LOADING || (names_look_up(matcher) && links_look_up(matcher));
}

struct matcher *matcher_new(const struct query *query, const struct store *store,
                            enum matcher_mode mode, const atomic_bool *cancelled,
                            const struct matcher_outside *outside)
{
    struct matcher *matcher = calloc(1, sizeof *matcher);
    if (!matcher)
        return NULL;
    *matcher = (struct matcher){
        .query = query, .store = store, .mode = mode, .cancelled = cancelled, .id = TABLE_NONE};
    if (outside)
        matcher->outside = *outside;
    if (!make_ready(matcher)) {
        matcher_free(matcher);
        return NULL;
    }
    return matcher;
}

void matcher_free(struct matcher *matcher)
{
    if (!matcher)
        return;
    for (size_t term = 0; matcher->named && term < matcher->query->text_count; term++) {
        record_list_free(&matcher->named[term].records);
        record_set_free(&matcher->named[term].rows);
    }
    free(matcher->named);
    links_free(matcher);
    regex_runner_free(matcher->runner);
    free(matcher->rows);
    free(matcher->text_columns);
    free(matcher->link_columns);
    buffer_free(&matcher->scratch);
    free(matcher);
}

/* Sorts the columns into text and links. The id is neither. */
static bool plan_columns(struct matcher *matcher)
{
    size_t count = table_column_count(matcher->table);
    free(matcher->text_columns);
    free(matcher->link_columns);
    matcher->text_columns = calloc(count + 1, sizeof *matcher->text_columns);
    matcher->link_columns = calloc(count + 1, sizeof *matcher->link_columns);
    matcher->text_column_count = 0;
    matcher->link_column_count = 0;
    if (!matcher->text_columns || !matcher->link_columns)
        return false;
    for (size_t column = 0; column < count; column++) {
        const struct column_schema *schema = table_column(matcher->table, column)->schema;
        if (schema && column_is_link(schema))
            matcher->link_columns[matcher->link_column_count++] = column;
        else if (!schema || schema->kind != COLUMN_ID)
            matcher->text_columns[matcher->text_column_count++] = column;
    }
    return true;
}

bool matcher_begin(struct matcher *matcher, enum table_id table)
{
    matcher->id = table;
    matcher->table = store_table(matcher->store, table);
    return plan_columns(matcher) && (matcher->mode == MATCHER_LOADING || names_mark(matcher));
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
    for (size_t i = 0; i < matcher->text_column_count; i++) {
        if (!scan_term(matcher, window, matcher->text_columns[i], term, candidates, found))
            return false;
    }
    return names_scan(matcher, window, term, candidates, found);
}

/* The column of the table at work that a term names; table_column_count() when it has none. */
static size_t column_of(const struct matcher *matcher, struct slice name)
{
    return table_find_column(matcher->table, slice_trim(name));
}

static bool answer_column(struct matcher *matcher, const struct window *window,
                          const struct node *term, const struct row_bits *candidates,
                          struct row_bits *found)
{
    size_t column = column_of(matcher, term->key);
    if (column >= table_column_count(matcher->table))
        return true;
    const struct column_schema *schema = table_column(matcher->table, column)->schema;
    bool is_whole =
        term->whole || (schema && (schema->kind == COLUMN_ENUM || schema->kind == COLUMN_ID));
    return scan_column(matcher, window, column, is_whole ? needle_is : needle_in, &term->needle,
                       candidates, found);
}

static bool answer_table(struct matcher *matcher, const struct window *window,
                         const struct node *term, const struct row_bits *candidates,
                         struct row_bits *found)
{
    (void)window;
    if (term->table == matcher->id)
        *found = *candidates;
    return true;
}

static bool is_filled(const struct needle *needle, struct slice text, struct buffer *scratch)
{
    (void)needle;
    (void)scratch;
    return slice_trim(text).length > 0;
}

static bool answer_has(struct matcher *matcher, const struct window *window,
                       const struct node *term, const struct row_bits *candidates,
                       struct row_bits *found)
{
    size_t column = column_of(matcher, term->text);
    return column >= table_column_count(matcher->table) ||
           scan_column(matcher, window, column, is_filled, NULL, candidates, found);
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
    for (const struct node *member = node->first; member; member = member->next) {
        if (rows_next(found, 0) == WINDOW_ROWS)
            return true;
        if (!match_node(matcher, window, member, found, &spare[0], spare + 2))
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
    for (const struct node *member = node->first; member; member = member->next) {
        if (rows_next(&spare[1], 0) == WINDOW_ROWS)
            return true;
        if (!match_node(matcher, window, member, &spare[1], &spare[0], spare + 2))
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
    if (!matcher->query->root) {
        *matches = *candidates;
        return true;
    }
    return match_node(matcher, window, matcher->query->root, candidates, matches, matcher->rows);
}

/* ---- One record ---------------------------------------------------------------------------- */

/* The segment that holds a row, or NULL. */
static const struct segment *segment_of(const struct table *table, size_t row)
{
    for (size_t i = table_segment_count(table); i > 0; i--) {
        const struct segment *segment = table_segment(table, i - 1);
        if (row >= segment->first_row)
            return row - segment->first_row < segment->rows ? segment : NULL;
    }
    return NULL;
}

bool query_matches(const struct query *query, const struct store *store, struct record record)
{
    const struct table *table = store_table(store, record.table);
    const struct segment *segment = segment_of(table, record.row);
    if (!segment || !query->root)
        return segment != NULL;
    struct matcher *matcher = matcher_new(query, store, MATCHER_LOADING, NULL, NULL);
    struct window window = {.table = table, .segment = segment, .rows = 1};
    window.start = record.row - segment->first_row;
    struct row_bits one = rows_first(1);
    struct row_bits matches = {{0}};
    bool matched = matcher && matcher_begin(matcher, record.table) &&
                   matcher_run(matcher, &window, &one, &matches) && rows_has(&matches, 0);
    matcher_free(matcher);
    return matched;
}
