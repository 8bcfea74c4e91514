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

/* Rows above the lines, for the words of a change and an edge: half of all, so that what one moves
 * through stays where it is. None where lines are told. */
static size_t heading_rows(const struct model *model)
{
    enum { LEAST_ROWS = 2, MOST_ROWS = 16 };
    size_t half = area_inside(model->geometry.body).rows / 2;
    if (half < LEAST_ROWS || model->options.is_linear || !line_count(model))
        return 0;
    return half < MOST_ROWS ? half : MOST_ROWS;
}

/* Where these words are: they are indented. */
static struct area words_area(const struct model *model)
{
    struct area area = area_inside(model->geometry.body);
    size_t rows = heading_rows(model);
    area.rows = rows ? rows - 1 : 0;
    area.columns -= area.columns ? 1 : 0;
    return area;
}

/* The change that is chosen; NULL where there is none. */
static const struct change *chosen_change(const struct model *model)
{
    const struct changes *changes = superseded_changes(&model->superseded);
    size_t line = chooser_line(&model->superseded.chooser, line_count(model));
    return line < line_count(model) ? &changes->items[line] : NULL;
}

/* ---- The words of a change ------------------------------------------------------------------ */

static void changes_settle(struct model *model)
{
    struct superseded *superseded = &model->superseded;
    const struct change *change = chosen_change(model);
    size_t width = words_area(model).columns;
    if (change && width &&
        !change_text_prepare(&superseded->text, superseded_changes(superseded), change, width,
                             model->options.ascii))
        model_say_memory(model);
}

/* The last line that can be at the top, and the one that is. */
static size_t last_top(const struct model *model)
{
    size_t lines = model->superseded.text.layout.count;
    size_t rows = words_area(model).rows;
    return rows && lines > rows ? lines - rows : 0;
}

static size_t top_line(const struct model *model)
{
    size_t last = last_top(model);
    size_t top = model->superseded.text.top;
    return top < last ? top : last;
}

static unsigned changes_read(struct model *model, enum step step)
{
    size_t before = top_line(model);
    size_t top = step_position(step, before, last_top(model) + 1, words_area(model).rows);
    model->superseded.text.top = top;
    return top == before ? STALE_NOTHING : STALE_FRAME;
}

static void changes_append_chosen(const struct model *model, struct buffer *text)
{
    const struct layout *layout = &model->superseded.text.layout;
    for (size_t line = 0; line < layout->count; line++) {
        for (size_t i = 0; i < layout->lines[line].count; i++)
            buffer_append(text, layout->lines[line].spans[i].text);
        buffer_append_char(text, '\n');
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
    draw_clean(canvas, area, row, KIND, slice_of(change_kind_name(change->kind)),
               faces[change->kind]);
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
    buffer_append_format(text, "%s %s: ", change_kind_name(change->kind), one_of(change));
    compose_append_short(&raw, changes_store(changes, change), change_record(change));
    append_columns(&raw, changes, change);
    gate_append(text, buffer_slice(&raw), model_gate(model));
    buffer_free(&raw);
}

static bool changes_awaits(const struct model *model)
{
    return superseded_is_open(&model->superseded);
}

/* The words of the chosen change, and an edge that says how many more lines there are. */
static void draw_heading(const struct canvas *canvas, struct area area, const void *context)
{
    const struct model *model = canvas->model;
    const struct layout *layout = &model->superseded.text.layout;
    struct area words = words_area(model);
    struct area box = model->geometry.body;
    struct edge edge = {canvas->glyphs->joint_left, canvas->glyphs->joint_right};
    size_t top = top_line(model);
    (void)area;
    (void)context;
    for (size_t i = 0; i < words.rows && top + i < layout->count; i++)
        draw_laid_out(canvas, words, i, &layout->lines[top + i]);
    box.rows = words.rows + 2;
    draw_edge(canvas, box, box.rows - 1, edge, FACE_BORDER_FOCUSED);
    draw_more(canvas, box, layout->count > top + words.rows ? layout->count - top - words.rows : 0);
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
                                  .append_chosen = changes_append_chosen,
                                  .read = changes_read,
                                  .settle = changes_settle,
                                  .awaits = changes_awaits};
