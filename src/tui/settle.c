#include "tui/model.h"

#include <stdint.h>

#include "briefbook/gate.h"
#include "tui/reading.h"
#include "tui/shown.h"
#include "tui/typing.h"
#include "tui/view.h"

static bool store_is_loaded(const struct store *store)
{
    enum store_state state = store_state(store);
    return state == STORE_LOADED || state == STORE_FAILED;
}

/* A file that is replaced may be gone for a moment: unless the reader does something else meanwhile, the
 * focus is where it was when it is back. */
static void settle_place(struct model *model)
{
    struct away *away = &model->away;
    if (!model->exists[model->here.table]) {
        *away = (struct away){true, model->here.table, pane_numbered(model, 0)};
        model->here.table = away->to;
    } else if (away->is_set && model->exists[away->from]) {
        if (model->here.table == away->to)
            model->here.table = away->from;
        away->is_set = false;
    }
}

/* A table that the book lacks has no pane. The book itself has one only when there is nothing else. */
static void settle_tables(struct model *model)
{
    size_t count = 0;
    for (enum table_id table = 0; table < TABLE_COUNT; table++) {
        bool there = table_stage(store_table(model->options.store, table)) != TABLE_ABSENT ||
                     shown_total(model, table) > 0;
        model->exists[table] = there && table != TABLE_BRIEFING;
        count += model->exists[table];
    }
    if (!count)
        model->exists[TABLE_BRIEFING] = true;
    settle_place(model);
}

static void add_fact(struct model *model, struct buffer *raw, const char *before,
                     struct slice value)
{
    if (!value.length)
        return;
    if (raw->length)
        buffer_append_string(raw, model->options.ascii ? " - " : " · ");
    buffer_append_string(raw, before);
    buffer_append(raw, value);
}

/* What checking has to tell; whether it is other than before. */
static bool settle_state(struct model *model)
{
    struct buffer before = model->state;
    model->state = (struct buffer){0};
    checking_append_state(model, &model->state);
    bool is_new = !slice_equal(buffer_slice(&before), buffer_slice(&model->state));
    buffer_free(&before);
    return is_new;
}

/* The line above all: it can be made when the row of the book is in, and is made again when all
 * markings are known. */
static void settle_heading(struct model *model)
{
    const struct store *store = model->options.store;
    bool titled = table_rows(store_table(store, TABLE_BRIEFING)) > 0;
    unsigned key = 1U + titled + 2U * store_is_loaded(store);
    if (!settle_state(model) && key == model->heading_key)
        return;
    model->heading_key = key;
    struct record book = {TABLE_BRIEFING, 0};
    struct buffer raw = {0};
    add_fact(model, &raw, "", buffer_slice(&model->state));
    struct slice title = titled ? record_cell(store, book, BRIEFING_TITLE) : (struct slice){0};
    add_fact(model, &raw, "", title.length ? title : store_folder_name(store));
    if (titled) {
        add_fact(model, &raw, "rev ", record_cell(store, book, BRIEFING_REVISION));
        add_fact(model, &raw, "as of ", record_cell(store, book, BRIEFING_AS_OF));
    }
    buffer_clear(&model->heading);
    gate_append(&model->heading, buffer_slice(&raw), model_gate(model));
    buffer_clear(&raw);
    compose_append_marking(&raw, store, (struct slice){NULL, 0});
    buffer_clear(&model->marking);
    gate_append(&model->marking, buffer_slice(&raw), model_gate(model));
    buffer_free(&raw);
}

/* Where a search lands: in the quotes when one of them matches, else where one was, else in the first
 * pane with a match. TABLE_NONE while that can't be told. */
static enum table_id landing_table(const struct model *model)
{
    enum table_id from =
        model->exists[model->landing_from] ? model->landing_from : pane_numbered(model, 0);
    if (!model->asked.search)
        return from;
    if (model->exists[TABLE_QUOTES]) {
        if (shown_count(model, TABLE_QUOTES))
            return TABLE_QUOTES;
        if (shown_may_grow(model, TABLE_QUOTES))
            return TABLE_NONE;
    }
    if (shown_count(model, from))
        return from;
    for (enum table_id table = 0; table < TABLE_COUNT; table++) {
        if (model->exists[table] && shown_count(model, table))
            return table;
    }
    return asked_is_done(&model->asked) ? from : TABLE_NONE;
}

/* In that pane it lands in the first match, unless the row that one was on matches too. */
static void land_in_pane(struct model *model, enum table_id table)
{
    size_t wanted = model->here.panes[table].wanted;
    model->here.table = table;
    if (!model->asked.search || shown_is_open(model, table, wanted) ||
        shown_has(model, table, wanted))
        return;
    size_t first = shown_select(model, table, 0);
    if (first != SIZE_MAX)
        model->here.panes[table].wanted = first;
}

static void settle_landing(struct model *model)
{
    if (!model->landing)
        return;
    enum table_id table = landing_table(model);
    if (table != TABLE_NONE)
        land_in_pane(model, table);
    if (asked_is_done(&model->asked))
        model->landing = false;
}

static void settle_geometry(struct model *model)
{
    struct geometry_wants wants = {
        .rows = model->rows,
        .columns = model->columns,
        .table = model->here.table,
        .focus = model->here.focus,
        .zoom = model->here.zoom,
        .is_plain = model->opened == OPENED_PLAIN,
        .is_typing = typing_of(model) != TYPING_NOTHING,
        .is_linear = model->options.is_linear,
    };
    for (enum table_id table = 0; table < TABLE_COUNT; table++) {
        size_t total = shown_total(model, table);
        wants.exists[table] = model->exists[table];
        wants.wants[table] = total ? total : 2; /* lines that say why there is none */
    }
    geometry_arrange(&model->geometry, &wants);
}

/* What is not known yet of a pane. It is asked before the matches are: more may come at any time, and
 * what is taken for the last word must not be older than that. */
struct outlook {
    bool waits; /* for rows that were wanted */
    bool may_grow;
};

static void settle_rows(struct model *model, struct outlook outlooks[TABLE_COUNT])
{
    for (enum table_id table = 0; table < TABLE_COUNT; table++) {
        struct pane *pane = &model->here.panes[table];
        outlooks[table].waits = shown_is_open(model, table, pane->wanted) ||
                                shown_is_open(model, table, pane->wanted_top);
        outlooks[table].may_grow = shown_may_grow(model, table);
        pane->row = model->exists[table] ? shown_nearest(model, table, pane->wanted) : SIZE_MAX;
    }
}

/* Moves the rows in view as little as possible, so that the row of the pane is one of them. Where a
 * search may still bring the row that was at the top, that stays wanted. */
static void settle_top(const struct model *model, enum table_id table, struct pane *pane,
                       const struct outlook *outlook)
{
    size_t height = model->geometry.lists[table].rows;
    if (pane->row == SIZE_MAX)
        pane->top = SIZE_MAX;
    if (pane->row == SIZE_MAX || !height)
        return;
    size_t count = shown_count(model, table);
    size_t rank = shown_rank(model, table, pane->row);
    size_t top = shown_rank(model, table, pane->wanted_top);
    if (top + height > count)
        top = count > height ? count - height : 0;
    if (top > rank)
        top = rank;
    if (rank - top >= height)
        top = rank - height + 1;
    pane->top = shown_select(model, table, top);
    if (pane->top == SIZE_MAX)
        pane->top = pane->row;
    bool is_filled = top + height <= count || !outlook->may_grow;
    if (is_filled && !outlook->waits)
        pane->wanted_top = pane->top;
}

/* When the focus has come to another record, its detail begins at the start; not while the search may
 * still bring the one that was wanted. */
static void settle_shown(struct model *model, const struct outlook outlooks[TABLE_COUNT])
{
    struct viewpoint *here = &model->here;
    struct record record = {.table = TABLE_NONE};
    bool any = model_record(model, &record);
    if (record.table == here->shown.table && record.row == here->shown.row)
        return;
    size_t wanted = here->panes[here->table].wanted;
    if (outlooks[here->table].waits && (!any || record.row != wanted))
        return;
    here->shown = record;
    here->detail_top = 0;
    here->link = NOTHING_CHOSEN;
    here->match = NOTHING_CHOSEN;
    if (!any)
        here->focus = FOCUS_LIST;
}

static void settle_linked(struct model *model)
{
    const struct model_options *options = &model->options;
    struct record record = {.table = TABLE_NONE};
    model_record(model, &record);
    if (!linked_settle(&model->linked, options->store, record, options->changed, options->context))
        model_say_memory(model);
}

/* The link that is current is always one in view: when it is scrolled away, the nearest one that is. */
static void settle_link(struct model *model, size_t height)
{
    struct viewpoint *here = &model->here;
    const struct spot_list *links = &model->detail.links;
    size_t top = model_detail_top(model);
    long found = NOTHING_CHOSEN;
    for (size_t i = 0; i < links->count; i++) {
        size_t line = links->items[i].first_line;
        if (line < top || line >= top + height)
            continue;
        if (found != NOTHING_CHOSEN && (long)i > here->link)
            break;
        found = (long)i;
    }
    here->link = found;
}

static void settle_detail(struct model *model)
{
    struct record record;
    struct area area = model->geometry.detail;
    if (!area.rows || !area.columns || !model_record(model, &record))
        return;
    struct detail_key key = {record, area.columns, model->asked.number,
                             store_is_loaded(model->options.store),
                             verifying_result(&model->verifying)};
    if (!detail_prepare(&model->detail, &key, model->options.store, model->asked.lighting,
                        model->options.ascii))
        model_say_memory(model);
    struct viewpoint *here = &model->here;
    if (record.table != here->shown.table || record.row != here->shown.row)
        return; /* it only stands in until the search brings the one that was wanted */
    size_t lines = model->detail.layout.count;
    size_t last_top = lines > area.rows ? lines - area.rows : 0;
    if (here->detail_top > last_top)
        here->detail_top = last_top;
    if (here->link >= (long)model->detail.links.count) /* of a detail that there was no room for */
        here->link = NOTHING_CHOSEN;
    if (here->focus == FOCUS_DETAIL && model->opened != OPENED_PLAIN)
        settle_link(model, area.rows);
    long matches = (long)model->detail.matches.count;
    if (here->match >= matches)
        here->match = matches - 1;
    if (here->match < 0 && matches > 0)
        here->match = 0;
}

static bool is_emptied(const struct model *model, enum table_id table)
{
    return model->geometry.lists[table].rows && shown_total(model, table) &&
           !shown_count(model, table);
}

/* When the answers are in, and a pane that one sees is empty, it is tried which part of the query is
 * the reason. */
static void settle_parts(struct model *model)
{
    struct search_options options = model_search_options(model);
    struct asked *asked = &model->asked;
    if (!asked->search || !asked_is_done(asked))
        return;
    bool wanted = asked->parts.search != NULL;
    for (enum table_id table = 0; table < TABLE_COUNT && !wanted; table++)
        wanted = is_emptied(model, table);
    if (wanted && !parts_go_on(&asked->parts, model->options.store, asked->query, &options))
        model_say_memory(model);
}

/* Goes to the rows of the last time, as far as they have come. */
static void settle_restoring(struct model *model)
{
    const struct store *store = model->options.store;
    for (enum table_id table = 0; table < TABLE_COUNT; table++) {
        struct pane *pane = &model->here.panes[table];
        char **row_id = &model->restoring.rows[table];
        char **top_id = &model->restoring.tops[table];
        size_t row;
        if (*row_id && restoring_find(row_id, store, table, &row) && row != SIZE_MAX)
            pane->wanted = row;
        if (*top_id && restoring_find(top_id, store, table, &row) && row != SIZE_MAX)
            pane->wanted_top = row;
    }
}

void model_settle_lists(struct model *model)
{
    struct outlook outlooks[TABLE_COUNT];
    settle_restoring(model);
    if (marks_resolve(&model->marks, model->options.store))
        model_ask_marked(model);
    superseded_settle(model);
    checking_settle(model);
    settle_tables(model);
    settle_heading(model);
    pane_orders_settle(model);
    for (enum table_id table = 0; table < TABLE_COUNT; table++)
        pane_columns_settle(&model->pane_columns[table], store_table(model->options.store, table));
    settle_landing(model);
    settle_rows(model, outlooks);
    settle_shown(model, outlooks);
    settle_geometry(model);
    for (enum table_id table = 0; table < TABLE_COUNT; table++)
        settle_top(model, table, &model->here.panes[table], &outlooks[table]);
}

void model_settle(struct model *model)
{
    model_settle_lists(model);
    settle_linked(model);
    verifying_settle(model);
    settle_detail(model);
    settle_parts(model);
    reading_settle(model);
    view_settle(model);
}
