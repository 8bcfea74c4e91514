#include <stdint.h>

#include "tui/command.h"
#include "tui/shown.h"

static bool in_view(const struct model *model, const struct spot *spot)
{
    size_t top = model->here.detail_top;
    return spot->first_line >= top && spot->last_line < top + model->geometry.detail.rows;
}

/* Scrolls so that the match stands in the upper third, with what comes before it. */
static void show_match(struct model *model)
{
    const struct spot *spot = &model->detail.matches.items[model->here.match];
    size_t before = model->geometry.detail.rows / 3;
    if (!in_view(model, spot))
        model->here.detail_top = spot->first_line > before ? spot->first_line - before : 0;
}

/* To the next match in the text of the record; a match that is current but out of view is shown
 * first. */
static bool walk_text(struct model *model, int direction)
{
    const struct spot_list *matches = &model->detail.matches;
    if (!model->geometry.detail.rows || !model->detail.valid || model->here.match < 0)
        return false;
    if (in_view(model, &matches->items[model->here.match])) {
        long next = model->here.match + direction;
        if (next < 0 || next >= (long)matches->count)
            return false;
        model->here.match = next;
    }
    show_match(model);
    return true;
}

/* The row that matches next to the current one in a direction, in another pane if need be. */
static bool neighbour(const struct model *model, int direction, struct record *record)
{
    size_t row = record->row;
    if (direction > 0)
        row = row == SIZE_MAX ? row : shown_next(model, record->table, row + 1);
    else
        row = row == 0 ? SIZE_MAX : shown_previous(model, record->table, row - 1);
    if (row == SIZE_MAX) {
        enum table_id table = match_pane_after(model, record->table, direction);
        if (table == TABLE_NONE)
            return false;
        record->table = table;
        row = direction > 0 ? shown_next(model, table, 0)
                            : shown_select(model, table, shown_count(model, table) - 1);
    }
    record->row = (uint32_t)row;
    return row != SIZE_MAX;
}

/* To the record's first match, or coming from behind to its last. */
static void enter_record(struct model *model, struct record record, int direction)
{
    model_choose(model, record);
    model_settle(model);
    size_t count = model->detail.matches.count;
    if (!model->geometry.detail.rows || !model->detail.valid || !count)
        return;
    model->here.match = direction > 0 ? 0 : (long)count - 1;
    show_match(model);
}

unsigned do_next_match(struct model *model, int direction)
{
    if (!model->asked.search) {
        model_say(model, "nothing is searched for: / searches");
        return STALE_FRAME;
    }
    if (walk_text(model, direction))
        return STALE_FRAME;
    struct record record = {.table = model->here.table};
    struct record from = record;
    bool any = model_record(model, &record);
    from = record;
    if (!neighbour(model, direction, &record)) {
        model_say(model, asked_is_done(&model->asked) ? "nothing matches" : "no match yet");
        return STALE_FRAME;
    }
    size_t rank = any ? match_rank(model, from) : 0;
    enter_record(model, record, direction);
    size_t new_rank = match_rank(model, record);
    if (any && (direction > 0 ? new_rank <= rank : new_rank >= rank))
        model_say(model, direction > 0 ? "on from the first match" : "on from the last match");
    return STALE_FRAME;
}

bool when_match(const struct model *model)
{
    return model->asked.search && match_count(model) > 0;
}
