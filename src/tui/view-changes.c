#include "briefbook/compose.h"
#include "briefbook/gate.h"
#include "tui/draw.h"
#include "tui/keymap.h"
#include "tui/view.h"

static size_t line_count(const struct model *model)
{
    const struct changes *changes = superseded_changes(&model->superseded);
    return changes ? changes->count : 0;
}

enum { WORDS = 5 /* rows for what is other in a record */ };

/* What is other is told above, as far as there is room for that. */
static size_t heading_rows(const struct model *model)
{
    enum { ROWS_AT_LEAST = 14, HEADING_ROWS = WORDS + 1 };
    bool has_room = model->geometry.body.rows >= ROWS_AT_LEAST;
    return has_room && line_count(model) ? HEADING_ROWS : 0;
}

/* The change that is chosen; NULL where there is none. */
static const struct change *chosen_change(const struct model *model)
{
    const struct changes *changes = superseded_changes(&model->superseded);
    size_t line = chooser_line(&model->superseded.chooser, line_count(model));
    return line < line_count(model) ? &changes->items[line] : NULL;
}

static void append_value(struct buffer *raw, struct slice value)
{
    buffer_append(raw, value.length ? value : SLICE("(blank)"));
}

/* "Status: planned → held; Place: …", of what is new or gone its cells. */
static void append_words(const struct model *model, const struct change *change, struct buffer *raw)
{
    const struct changes *changes = superseded_changes(&model->superseded);
    struct changed_cell cell;
    size_t at = 0;
    bool begun = false;
    while (changes_next_cell(changes, change, &at, &cell)) {
        buffer_append_string(raw, begun ? "; " : "");
        buffer_append(raw, changed_cell_title(&cell));
        buffer_append_string(raw, ": ");
        if (change->kind == CHANGE_ALTERED) {
            append_value(raw, cell.older);
            buffer_append_string(raw, model->options.ascii ? " -> " : " → ");
        }
        append_value(raw, change->kind == CHANGE_GONE ? cell.older : cell.newer);
        begun = true;
    }
}

/* ---- Keys ---------------------------------------------------------------------------------- */

unsigned do_changes(struct model *model, int unused)
{
    (void)unused;
    return view_open(model, OPENED_CHANGES);
}

static struct view_lines changes_lines(struct model *model)
{
    return view_lines(&model->superseded.chooser, line_count(model), model->geometry.body,
                      heading_rows(model));
}

/* To the record, as a link leads there. */
static unsigned changes_choose(struct model *model)
{
    const struct changes *changes = superseded_changes(&model->superseded);
    const struct change *change = chosen_change(model);
    if (!change)
        return STALE_NOTHING;
    struct record record = change_record(change);
    if (change->kind == CHANGE_GONE) {
        model_say(model, "this record is gone: only %s has it", store_path(changes->older));
        return STALE_FRAME;
    }
    if (!model->exists[record.table]) {
        model_say(model, "the briefing itself has no pane: its changes are listed here only");
        return STALE_FRAME;
    }
    return follow_out(model, record);
}

/* ---- Picture ------------------------------------------------------------------------------- */

/* "status, sources" of what is altered. */
static void append_columns(struct buffer *raw, const struct changes *changes,
                           const struct change *change)
{
    struct changed_cell cell;
    size_t at = 0;
    bool begun = false;
    while (change->kind == CHANGE_ALTERED && changes_next_cell(changes, change, &at, &cell)) {
        buffer_append_string(raw, begun ? ", " : "  ");
        buffer_append(raw, changed_cell_title(&cell));
        begun = true;
    }
}

static const char *const kinds[CHANGE_KINDS] = {"new", "altered", "gone"};

static const char *one_of(const struct change *change)
{
    const struct table_schema *schema = schema_table(change->table);
    return schema ? schema->one : "row";
}

static void draw_line(const struct canvas *canvas, struct area area, size_t row, size_t line,
                      const void *context)
{
    enum { KIND = 2, TABLE = 11, NAME = 22 };
    static const enum face faces[CHANGE_KINDS] = {FACE_NAME, FACE_TEXT, FACE_WARNING};
    const struct changes *changes = context;
    const struct change *change = &changes->items[line];
    struct buffer raw = {0};
    draw_clean(canvas, area, row, KIND, slice_of(kinds[change->kind]), faces[change->kind]);
    draw_clean(canvas, area, row, TABLE, slice_of(one_of(change)), FACE_MUTED);
    compose_append_short(&raw, changes_store(changes, change), change_record(change));
    size_t column = draw_unlit(canvas, area, row, NAME, buffer_slice(&raw), FACE_TEXT);
    buffer_clear(&raw);
    append_columns(&raw, changes, change);
    draw_unlit(canvas, area, row, column, buffer_slice(&raw), FACE_MUTED);
    buffer_free(&raw);
}

static struct slice empty_words(const struct model *model)
{
    if (superseded_is_open(&model->superseded))
        return SLICE("comparing with the briefing that this one supersedes");
    return superseded_changes(&model->superseded) ? SLICE("nothing changed")
                                                  : SLICE("there is none to compare with");
}

static void append_title(const struct model *model, struct buffer *title)
{
    const struct changes *changes = superseded_changes(&model->superseded);
    struct buffer raw = {0};
    buffer_append_string(&raw, "Changed since ");
    if (changes)
        buffer_append(&raw, store_folder_name(changes->older));
    else
        buffer_append_string(&raw, "the briefing before");
    gate_append(title, buffer_slice(&raw), model_gate(model));
    buffer_free(&raw);
}

/* A line in words, without a picture. */
static void append_line(const struct model *model, size_t line, struct buffer *text)
{
    const struct changes *changes = superseded_changes(&model->superseded);
    const struct change *change = &changes->items[line];
    struct buffer raw = {0};
    buffer_append_format(text, "%s %s: ", kinds[change->kind], one_of(change));
    compose_append_short(&raw, changes_store(changes, change), change_record(change));
    append_columns(&raw, changes, change);
    gate_append(text, buffer_slice(&raw), model_gate(model));
    buffer_free(&raw);
}

static bool changes_awaits(const struct model *model)
{
    return superseded_is_open(&model->superseded);
}

static void draw_heading(const struct canvas *canvas, struct area area, const void *context)
{
    const struct change *change = chosen_change(canvas->model);
    struct buffer raw = {0};
    (void)context;
    if (change)
        append_words(canvas->model, change, &raw);
    draw_words_above(canvas, area, WORDS, buffer_slice(&raw));
    buffer_free(&raw);
}

static void changes_draw(const struct model *model, struct frame *frame)
{
    struct canvas canvas = {model, frame, glyphs_for(model->options.ascii)};
    const struct changes *changes = superseded_changes(&model->superseded);
    struct buffer title = {0};
    struct buffer counts = {0};
    append_title(model, &title);
    append_number(&counts, line_count(model));
    struct choices choices = {.title = buffer_slice(&title),
                              .counts = buffer_slice(&counts),
                              .empty = empty_words(model),
                              .count = line_count(model),
                              .heading_rows = heading_rows(model),
                              .draw_heading = heading_rows(model) ? draw_heading : NULL,
                              .draw = draw_line,
                              .context = changes};
    draw_chooser(&canvas, model->geometry.body, &model->superseded.chooser, &choices);
    buffer_free(&title);
    buffer_free(&counts);
}

const struct view changes_view = {.context = IN_CHOOSER,
                                  .lines = changes_lines,
                                  .close = view_shut,
                                  .draw = changes_draw,
                                  .choose = changes_choose,
                                  .append_title = append_title,
                                  .append_line = append_line,
                                  .awaits = changes_awaits};
