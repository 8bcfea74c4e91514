#include "briefbook/gate.h"
#include "tui/draw.h"
#include "tui/keymap.h"
#include "tui/view.h"

enum {
    HEADINGS = 2, /* the field that is chosen, and the fields in short */
    CELL = 8,     /* columns of a field: a shade, a number, a blank */
    NUMBER = 6    /* columns of the number in it */
};

/* The columns before the first field: names and totals. */
static size_t names_width(struct area area)
{
    enum { AT_MOST = 24 };
    size_t width = area.columns * 2 / 5;
    return width < AT_MOST ? width : AT_MOST;
}

static size_t fields_in_view(struct area area)
{
    size_t room = (area.columns - names_width(area)) / CELL;
    return room ? room : 1;
}

/* ---- Keys ---------------------------------------------------------------------------------- */

unsigned do_matrix(struct model *model, int unused)
{
    (void)unused;
    model->matrix = (struct matrix_choice){0};
    if (model->exists[TABLE_QUOTES])
        return view_open(model, OPENED_MATRIX);
    model_say(model, "there are no quotes here");
    return STALE_FRAME;
}

static struct view_lines matrix_lines(struct model *model)
{
    const struct matrix *matrix = matrix_counts(model);
    return view_lines(&model->matrix.speaker, matrix ? matrix->speaker_count : 0, view_box(model),
                      HEADINGS);
}

static unsigned matrix_side(struct model *model, int direction)
{
    const struct matrix *matrix = matrix_counts(model);
    size_t in_view = fields_in_view(area_inside(view_box(model)));
    bool moved = chooser_move(&model->matrix.field, direction > 0 ? STEP_DOWN : STEP_UP,
                              matrix ? matrix->field_count : 0, in_view);
    return moved ? STALE_FRAME : STALE_NOTHING;
}

/* Asks for the speaker and the field, in the place of others that are asked for. */
static unsigned matrix_choose(struct model *model)
{
    const struct matrix *matrix = matrix_counts(model);
    if (!matrix || !matrix->speaker_count || !matrix->field_count)
        return STALE_NOTHING;
    size_t speaker = chooser_line(&model->matrix.speaker, matrix->speaker_count);
    size_t field = chooser_line(&model->matrix.field, matrix->field_count);
    struct record person = {TABLE_PEOPLE, matrix->speakers[speaker].row};
    struct record about = {TABLE_FIELDS, matrix->fields[field].row};
    struct buffer who = {0};
    struct buffer what = {0};
    model_append_pin_value(model, person, &who);
    model_append_pin_value(model, about, &what);
    struct pin pins[] = {{PIN_TERM, SLICE("speaker"), buffer_slice(&who)},
                         {PIN_TERM, SLICE("field"), buffer_slice(&what)}};
    if (who.failed || what.failed)
        model_say_memory(model);
    else
        model_pin(model, query_put, pins, sizeof pins / sizeof pins[0]);
    model->matrix = (struct matrix_choice){0};
    buffer_free(&who);
    buffer_free(&what);
    return STALE_FRAME;
}

/* ---- Picture ------------------------------------------------------------------------------- */

static struct slice field_name(const struct store *store, const struct matrix_head *head,
                               bool is_short)
{
    struct record field = {TABLE_FIELDS, head->row};
    struct slice name = record_cell(store, field, FIELDS_SHORT_NAME);
    return is_short && name.length ? name : record_name(store, field);
}

/* The first field in view. */
static size_t first_field(const struct model *model, const struct matrix *matrix, struct area area)
{
    return chooser_top(&model->matrix.field, matrix->field_count, fields_in_view(area));
}

/* The part of a row for a field. */
static struct area cell_of(struct area area, size_t place)
{
    size_t start = names_width(area) + place * CELL;
    return (struct area){area.row, area.column + start, area.rows, CELL - 1};
}

static void draw_heading(const struct canvas *canvas, struct area area, const void *context)
{
    const struct matrix *matrix = context;
    const struct model *model = canvas->model;
    const struct store *store = model->options.store;
    if (!matrix || !matrix->field_count)
        return;
    size_t chosen = chooser_line(&model->matrix.field, matrix->field_count);
    size_t first = first_field(model, matrix, area);
    struct area name = area;
    name.column += names_width(area);
    name.columns -= names_width(area);
    draw_raw(canvas, name, 0, 0, field_name(store, &matrix->fields[chosen], false), FACE_HEADING);
    for (size_t i = 0; i < fields_in_view(area) && first + i < matrix->field_count; i++) {
        struct area cell = cell_of(area, i);
        draw_raw(canvas, cell, 1, 0, field_name(store, &matrix->fields[first + i], true),
                 FACE_LABEL);
        if (first + i == chosen)
            frame_flag_row(canvas->frame, cell, 1, CELL_CURRENT);
    }
}

/* A shade for how many there are beside the most, and the number. */
static void draw_cell(const struct canvas *canvas, struct area cell, size_t row, uint32_t count,
                      uint32_t most)
{
    enum { SHADES = 4 };
    const struct glyphs *glyphs = canvas->glyphs;
    const char *const shades[SHADES] = {glyphs->light, glyphs->half, glyphs->dark, glyphs->full};
    if (!count)
        return;
    struct buffer number = {0};
    append_number(&number, count);
    size_t shade = (size_t)(((uint64_t)count * SHADES - 1) / most);
    frame_sign(canvas->frame, cell, row, 0, shades[shade], FACE_CHART);
    cell.columns = NUMBER;
    draw_right(canvas, cell, row, 1, buffer_slice(&number), FACE_NUMBER);
    buffer_free(&number);
}

static void draw_line(const struct canvas *canvas, struct area area, size_t row, size_t line,
                      const void *context)
{
    const struct matrix *matrix = context;
    const struct model *model = canvas->model;
    struct record person = {TABLE_PEOPLE, matrix->speakers[line].row};
    struct area names = area;
    struct buffer total = {0};
    names.columns = names_width(area) - 2;
    append_number(&total, matrix->speakers[line].count);
    names.columns = draw_right(canvas, names, row, 0, buffer_slice(&total), FACE_NUMBER);
    buffer_free(&total);
    names.columns -= names.columns > 0;
    draw_raw(canvas, names, row, 2, record_list_name(model->options.store, person), FACE_TEXT);
    size_t first = first_field(model, matrix, area);
    for (size_t i = 0; i < fields_in_view(area) && first + i < matrix->field_count; i++)
        draw_cell(canvas, cell_of(area, i), row, matrix->cells[line][first + i], matrix->most);
}

/* Marks the cell that is chosen, and puts the cursor there. */
static void mark_cell(const struct canvas *canvas, struct area area, const struct matrix *matrix)
{
    const struct matrix_choice *choice = &canvas->model->matrix;
    size_t height = view_below(view_box(canvas->model), HEADINGS).rows;
    size_t speaker = chooser_line(&choice->speaker, matrix->speaker_count);
    size_t row = HEADINGS + speaker - chooser_top(&choice->speaker, matrix->speaker_count, height);
    size_t field = chooser_line(&choice->field, matrix->field_count);
    struct area cell = cell_of(area, field - first_field(canvas->model, matrix, area));
    frame_flag_row(canvas->frame, cell, row, CELL_CURRENT);
    frame_cursor(canvas->frame, cell, row, 0);
}

static void append_counts(const struct matrix *matrix, struct buffer *counts)
{
    append_number(counts, matrix->placed);
    buffer_append_string(counts, " of ");
    append_number(counts, matrix->quotes);
    buffer_append_string(counts, matrix->quotes == 1 ? " quote" : " quotes");
}

static void matrix_draw(const struct model *model, struct frame *frame)
{
    struct canvas canvas = {model, frame, glyphs_for(model->options.ascii)};
    const struct matrix *matrix = matrix_counts(model);
    struct buffer counts = {0};
    bool any = matrix && matrix->speaker_count && matrix->field_count;
    if (matrix)
        append_counts(matrix, &counts);
    struct choices choices = {
        .title = SLICE("Who said what"),
        .counts = buffer_slice(&counts),
        .empty = counting_is_open(&model->counting) ? SLICE("counting")
                                                    : SLICE("no quote has a speaker and a field"),
        .count = any ? matrix->speaker_count : 0,
        .heading_rows = any ? HEADINGS : 0,
        .draw_heading = draw_heading,
        .draw = draw_line,
        .context = matrix,
    };
    draw_around(&canvas);
    draw_chooser(&canvas, view_box(model), &model->matrix.speaker, &choices);
    if (any)
        mark_cell(&canvas, area_inside(view_box(model)), matrix);
    buffer_free(&counts);
}

static void matrix_append_title(const struct model *model, struct buffer *title)
{
    const struct matrix *matrix = matrix_counts(model);
    buffer_append_string(title, "Who said what");
    if (!matrix)
        return;
    buffer_append_string(title, ", ");
    append_counts(matrix, title);
}

/* "Field A 3" */
static void append_field(const struct model *model, const struct matrix *matrix, size_t line,
                         size_t field, struct buffer *text)
{
    gate_append(text, field_name(model->options.store, &matrix->fields[field], false),
                model_gate(model));
    buffer_append_char(text, ' ');
    append_number(text, matrix->cells[line][field]);
}

/* "Person A 5: Field A 3, Field B 2", and for the chosen line "; chosen: Field A 3". */
static void matrix_append_line(const struct model *model, size_t line, struct buffer *text)
{
    const struct matrix *matrix = matrix_counts(model);
    struct record person = {TABLE_PEOPLE, matrix->speakers[line].row};
    const char *before = ": ";
    gate_append(text, record_list_name(model->options.store, person), model_gate(model));
    buffer_append_char(text, ' ');
    append_number(text, matrix->speakers[line].count);
    for (size_t field = 0; field < matrix->field_count; field++) {
        if (!matrix->cells[line][field])
            continue;
        buffer_append_string(text, before);
        append_field(model, matrix, line, field, text);
        before = ", ";
    }
    if (!matrix->field_count || line != chooser_line(&model->matrix.speaker, matrix->speaker_count))
        return;
    buffer_append_string(text, "; chosen: ");
    append_field(model, matrix, line, chooser_line(&model->matrix.field, matrix->field_count),
                 text);
}

const struct view matrix_view = {.context = IN_CHOOSER,
                                 .lines = matrix_lines,
                                 .close = view_shut,
                                 .draw = matrix_draw,
                                 .awaits = counting_goes_on,
                                 .append_title = matrix_append_title,
                                 .append_line = matrix_append_line,
                                 .choose = matrix_choose,
                                 .side = matrix_side,
                                 .settle = matrix_settle};
