#include <stdint.h>

#include "briefbook/gate.h"
#include "briefbook/text.h"
#include "tui/draw.h"
#include "tui/keymap.h"
#include "tui/shown.h"
#include "tui/view.h"

/* One line a value, and a last one for the records that have none. */
static size_t line_count(const struct model *model)
{
    const struct facets *facets = facet_counts(model);
    return facets ? facets->count + (facets->blank > 0) : 0;
}

static const struct column *looked_at(const struct model *model)
{
    const struct table *table = store_table(model->options.store, model->here.table);
    return table_column(table, facet_column(model));
}

/* ---- Keys ---------------------------------------------------------------------------------- */

unsigned do_facets(struct model *model, int unused)
{
    (void)unused;
    model->facets.chooser = (struct chooser){0};
    if (facet_column(model) != SIZE_MAX)
        return view_open(model, OPENED_FACETS);
    model_say(model, shown_may_grow(model, model->here.table)
                         ? "no values have been read yet: the briefing is being loaded"
                         : "no column here has values to choose by");
    return STALE_FRAME;
}

static struct view_lines facets_lines(struct model *model)
{
    return view_lines(&model->facets.chooser, line_count(model), view_box(model), 0);
}

static unsigned facets_side(struct model *model, int direction)
{
    enum table_id table = model->here.table;
    size_t column = facet_column_after(model->options.store, table, facet_column(model), direction);
    model->facets.columns[table] = column;
    model->facets.chooser = (struct chooser){0};
    return STALE_FRAME;
}

/* A speaker is pinned as f does it, so that the other panes narrow too. Only an enum or an id is
 * compared whole by itself. */
static struct pin pin_of(const struct column *column, struct slice value)
{
    bool is_speaker = column->schema == &schema_table(TABLE_QUOTES)->columns[QUOTES_SPEAKER_ID];
    bool is_whole =
        column->schema && (column->schema->kind == COLUMN_ENUM || column_is_link(column->schema));
    return (struct pin){is_speaker || is_whole ? PIN_TERM : PIN_WHOLE,
                        is_speaker ? SLICE("speaker") : column->name, value};
}

static unsigned facets_choose(struct model *model)
{
    const struct facets *facets = facet_counts(model);
    size_t line = chooser_line(&model->facets.chooser, line_count(model));
    if (!line_count(model))
        return STALE_NOTHING;
    const struct column *column = looked_at(model);
    struct pin pin = {PIN_EXCLUDED, SLICE("has"), column->name};
    if (line < facets->count)
        pin = pin_of(column, facets->items[line].value);
    if (text_is_valid(pin.value, NULL) && text_is_valid(pin.key, NULL))
        model_pin(model, query_pin, &pin, 1);
    else
        model_say(model, "this value is no text that a query can hold");
    return STALE_FRAME;
}

/* ---- Picture ------------------------------------------------------------------------------- */

/* What a value is called: a record by its name. */
static struct slice name_of(const struct model *model, const struct column *column,
                            struct slice value)
{
    const struct store *store = model->options.store;
    struct record record;
    bool is_id = column->schema && column->schema->target != TABLE_NONE &&
                 store_find(store, column->schema->target, value, &record);
    return is_id ? record_list_name(store, record) : value;
}

static void draw_line(const struct canvas *canvas, struct area area, size_t row, size_t line,
                      const void *context)
{
    const struct facets *facets = context;
    const struct column *column = looked_at(canvas->model);
    bool is_value = line < facets->count;
    size_t count = is_value ? facets->items[line].count : facets->blank;
    size_t most = facets->count ? facets->items[0].count : 0;
    most = most > facets->blank ? most : facets->blank;
    area = draw_bar(canvas, area, row, &(struct bar){count, most, canvas->glyphs->full});
    if (is_value) {
        draw_raw(canvas, area, row, 2, name_of(canvas->model, column, facets->items[line].value),
                 FACE_TEXT);
        return;
    }
    size_t start = draw_clean(canvas, area, row, 2, SLICE("no "), FACE_MUTED);
    draw_raw(canvas, area, row, start,
             column_title(canvas->model, canvas->model->here.table, facet_column(canvas->model)),
             FACE_MUTED);
}

/* "Quotes by Speaker" */
static void append_name(const struct model *model, struct buffer *title)
{
    gate_append(title, pane_title(model, model->here.table), model_gate(model));
    buffer_append_string(title, " by ");
    gate_append(title, column_title(model, model->here.table, facet_column(model)),
                model_gate(model));
}

/* "2/5  12 values": the which of the columns, with a sign between. */
static void append_numbers(const struct model *model, const char *of, const char *apart,
                           struct buffer *counts)
{
    const struct facets *facets = facet_counts(model);
    const struct store *store = model->options.store;
    enum table_id table = model->here.table;
    size_t number = 0;
    size_t columns = 0;
    for (size_t i = 0; i < table_column_count(store_table(store, table)); i++) {
        columns += facet_column_is_fit(store, table, i);
        if (i == facet_column(model))
            number = columns;
    }
    buffer_append_format(counts, "%zu%s%zu", number, of, columns);
    if (facets) {
        buffer_append_string(counts, apart);
        append_number(counts, facets->distinct);
        buffer_append_string(counts, facets->distinct == 1 ? " value" : " values");
    }
}

static void append_counts(const struct model *model, struct buffer *counts)
{
    append_numbers(model, "/", "  ", counts);
    if (counting_is_open(&model->counting))
        buffer_append_string(counts, model->options.ascii ? " ~" : " …");
}

static void facets_draw(const struct model *model, struct frame *frame)
{
    struct canvas canvas = {model, frame, glyphs_for(model->options.ascii)};
    const struct facets *facets = facet_counts(model);
    struct buffer title = {0};
    struct buffer counts = {0};
    append_name(model, &title);
    append_counts(model, &counts);
    struct choices choices = {.title = buffer_slice(&title),
                              .counts = buffer_slice(&counts),
                              .empty = counting_is_open(&model->counting) ? SLICE("counting")
                                                                          : SLICE("no rows"),
                              .count = line_count(model),
                              .draw = draw_line,
                              .context = facets};
    draw_around(&canvas);
    draw_chooser(&canvas, view_box(model), &model->facets.chooser, &choices);
    buffer_free(&title);
    buffer_free(&counts);
}

/* Where undoing led to a pane without such a column there is nothing to show. */
static void facets_settle(struct model *model)
{
    if (facet_column(model) == SIZE_MAX)
        view_shut(model);
    else
        facet_counts_settle(model);
}

static void facets_append_title(const struct model *model, struct buffer *title)
{
    append_name(model, title);
    buffer_append_string(title, ", column ");
    append_numbers(model, " of ", ", ", title);
}

static void facets_append_line(const struct model *model, size_t line, struct buffer *text)
{
    const struct facets *facets = facet_counts(model);
    struct slice name = column_title(model, model->here.table, facet_column(model));
    bool is_value = line < facets->count;
    if (is_value)
        name = name_of(model, looked_at(model), facets->items[line].value);
    buffer_append_string(text, is_value ? "" : "no ");
    gate_append(text, name, model_gate(model));
    buffer_append_string(text, ": ");
    append_number(text, is_value ? facets->items[line].count : facets->blank);
}

const struct view facets_view = {.context = IN_CHOOSER,
                                 .lines = facets_lines,
                                 .close = view_shut,
                                 .draw = facets_draw,
                                 .awaits = counting_goes_on,
                                 .append_title = facets_append_title,
                                 .append_line = facets_append_line,
                                 .choose = facets_choose,
                                 .side = facets_side,
                                 .settle = facets_settle};
