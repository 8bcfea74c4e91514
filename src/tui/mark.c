/* mark.c: the commands that mark records and walk the marks. */
#include <stdint.h>

#include "tui/command.h"
#include "tui/shown.h"

void model_ask_marked(struct model *model)
{
    if (model->asked.query && query_asks_state(model->asked.query, "marked"))
        model_ask_again(model);
}

unsigned do_mark(struct model *model, int unused)
{
    (void)unused;
    struct record record;
    if (!model_record(model, &record))
        return STALE_NOTHING;
    if (!marks_toggle(&model->marks, record))
        model_say_memory(model);
    size_t next = shown_next(model, record.table, record.row + 1);
    if (next != SIZE_MAX)
        model_choose(model, (struct record){record.table, (uint32_t)next});
    model_ask_marked(model);
    return STALE_FRAME;
}

/* The first row of a pane from `row` on that is marked and shows. */
static size_t next_in_pane(const struct model *model, enum table_id table, size_t row)
{
    const struct record_set *set = &model->marks.sets[table];
    for (row = record_set_next(set, row); row != SIZE_MAX; row = record_set_next(set, row + 1)) {
        if (shown_has(model, table, row))
            return row;
    }
    return SIZE_MAX;
}

/* The next one behind a record, in the panes after its own if need be, and round to the first. */
static bool next_mark(const struct model *model, struct record *record)
{
    enum table_id table = record->table;
    size_t row = next_in_pane(model, table, record->row + 1U);
    for (size_t i = 0; i < TABLE_COUNT && row == SIZE_MAX; i++) {
        table = pane_after(model, table, 1);
        row = next_in_pane(model, table, 0);
    }
    *record = (struct record){table, (uint32_t)row};
    return row != SIZE_MAX;
}

unsigned do_next_mark(struct model *model, int unused)
{
    (void)unused;
    struct record record = {model->here.table, 0};
    size_t count = marks_count(&model->marks);
    model_record(model, &record);
    if (next_mark(model, &record))
        model_choose(model, record);
    else if (count)
        model_say(model, "%zu marked, hidden by the query: esc clears it", count);
    else
        model_say(model, "nothing is marked: space marks a row");
    return STALE_FRAME;
}

/* Done again it brings the marks back. */
unsigned do_clear_marks(struct model *model, int unused)
{
    (void)unused;
    size_t before = marks_count(&model->marks);
    marks_swap_cleared(&model->marks);
    size_t after = marks_count(&model->marks);
    if (before)
        model_say(model, "%zu marks taken back: M brings them back", before);
    else if (after)
        model_say(model, "%zu marks are back", after);
    else
        model_say(model, "nothing is marked");
    model_ask_marked(model);
    return STALE_FRAME;
}

bool when_marked(const struct model *model)
{
    return marks_count(&model->marks) > 0;
}
