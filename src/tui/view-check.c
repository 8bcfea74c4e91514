#include <string.h>

#include "briefbook/gate.h"
#include "tui/draw.h"
#include "tui/keymap.h"
#include "tui/view.h"

/* One line a finding, and one for each code of which there are more than are kept. */
static size_t line_count(const struct model *model)
{
    const struct findings *findings = checking_findings(model);
    return findings ? findings->diags.count + findings->rest_count : 0;
}

/* Rows for the words of a finding. */
static size_t word_rows(const struct model *model)
{
    enum { NARROW = 60 };
    return model->geometry.body.columns < NARROW ? 3 : 2;
}

/* What is found is told above in full, where there is room for that. */
static size_t heading_rows(const struct model *model)
{
    enum { ROWS_AT_LEAST = 9 };
    bool has_room = model->geometry.body.rows >= ROWS_AT_LEAST;
    return has_room && line_count(model) ? word_rows(model) + 1 : 0;
}

/* ---- Keys ---------------------------------------------------------------------------------- */

unsigned do_check(struct model *model, int unused)
{
    (void)unused;
    return view_open(model, OPENED_CHECK);
}

static struct view_lines check_lines(struct model *model)
{
    return view_lines(&model->checking.chooser, line_count(model), model->geometry.body,
                      heading_rows(model));
}

/* To the record, as a link leads there; where there is none the words are said, that may have been
 * cut. */
static unsigned check_choose(struct model *model)
{
    const struct diag *diag = checking_chosen(model);
    struct record record;
    if (!diag)
        return STALE_NOTHING;
    model_say(model, "%s", diag->message);
    if (!store_record_at(model->options.store, diag->place, &record) ||
        !model->exists[record.table])
        return STALE_FRAME;
    return follow_out(model, record);
}

/* ---- Picture ------------------------------------------------------------------------------- */

static enum face face_of(const struct diag *diag)
{
    static const enum face faces[] = {[SEVERITY_NOTE] = FACE_MUTED,
                                      [SEVERITY_WARNING] = FACE_NAME,
                                      [SEVERITY_ERROR] = FACE_WARNING};
    return faces[diag_severity(diag->code)];
}

/* "events.csv:3:12": the folder is known. */
static void append_place(struct buffer *raw, const struct place *place)
{
    const char *slash = place->file ? strrchr(place->file, '/') : NULL;
    if (!place->file)
        return;
    buffer_append_string(raw, slash ? slash + 1 : place->file);
    if (place->line)
        buffer_append_format(raw, ":%zu", place->line);
    if (place->line && place->column)
        buffer_append_format(raw, ":%zu", place->column);
    buffer_append_char(raw, ' ');
}

/* What is said behind the severity. */
static void append_words(struct buffer *raw, const struct diag *diag)
{
    buffer_append_format(raw, ": %s [%s]", diag->message, diag_code_name(diag->code));
}

static void draw_finding(const struct canvas *canvas, struct area area, size_t row,
                         const struct diag *diag)
{
    struct buffer raw = {0};
    append_place(&raw, &diag->place);
    size_t column = draw_unlit(canvas, area, row, 2, buffer_slice(&raw), FACE_TEXT);
    column = draw_clean(canvas, area, row, column,
                        slice_of(severity_name(diag_severity(diag->code))), face_of(diag));
    buffer_clear(&raw);
    append_words(&raw, diag);
    draw_unlit(canvas, area, row, column, buffer_slice(&raw), FACE_TEXT);
    buffer_free(&raw);
}

static void draw_heading(const struct canvas *canvas, struct area area, const void *context)
{
    const struct diag *diag = context;
    size_t rows = word_rows(canvas->model);
    struct buffer text = {0};
    if (diag)
        gate_append(&text, slice_of(diag->message), model_gate(canvas->model));
    area.column++;
    area.columns = area.columns > 2 ? area.columns - 2 : 0;
    if (area.rows > rows)
        area.rows = rows;
    if (diag)
        draw_wrapped(canvas, area, buffer_slice(&text), FACE_TEXT);
    buffer_free(&text);
}

static void draw_line(const struct canvas *canvas, struct area area, size_t row, size_t line,
                      const void *context)
{
    (void)context;
    const struct findings *findings = checking_findings(canvas->model);
    if (line < findings->diags.count) {
        draw_finding(canvas, area, row, &findings->diags.items[line]);
        return;
    }
    struct buffer text = {0};
    diag_append_rest(&text, &findings->diags, findings->rest[line - findings->diags.count]);
    draw_clean(canvas, area, row, 2, buffer_slice(&text), FACE_MUTED);
    buffer_free(&text);
}

static void check_draw(const struct model *model, struct frame *frame)
{
    struct canvas canvas = {model, frame, glyphs_for(model->options.ascii)};
    const struct findings *findings = checking_findings(model);
    bool is_open = checking_is_open(model);
    struct buffer counts = {0};
    if (findings)
        diag_append_counts(&counts, findings->counts);
    if (is_open)
        buffer_append_string(&counts, model->options.ascii ? " ~" : " …");
    struct choices choices = {.title = SLICE("Check"),
                              .counts = buffer_slice(&counts),
                              .empty = is_open ? SLICE("looking for faults")
                                               : SLICE("nothing to find fault with"),
                              .count = line_count(model),
                              .heading_rows = heading_rows(model),
                              .draw_heading = heading_rows(model) ? draw_heading : NULL,
                              .draw = draw_line,
                              .context = checking_chosen(model)};
    draw_chooser(&canvas, model->geometry.body, &model->checking.chooser, &choices);
    buffer_free(&counts);
}

/* ---- Words ----------------------------------------------------------------------------------- */

static void check_append_title(const struct model *model, struct buffer *title)
{
    const struct findings *findings = checking_findings(model);
    buffer_append_string(title, "Check: ");
    if (findings)
        diag_append_counts(title, findings->counts);
    else
        buffer_append_string(title, "looking for faults");
}

static void check_append_line(const struct model *model, size_t line, struct buffer *text)
{
    const struct findings *findings = checking_findings(model);
    const struct diag_list *diags = &findings->diags;
    struct buffer raw = {0};
    if (line >= diags->count) {
        diag_append_rest(text, diags, findings->rest[line - diags->count]);
        return;
    }
    append_place(&raw, &diags->items[line].place);
    buffer_append_string(&raw, severity_name(diag_severity(diags->items[line].code)));
    append_words(&raw, &diags->items[line]);
    gate_append(text, buffer_slice(&raw), model_gate(model));
    text->failed = text->failed || raw.failed;
    buffer_free(&raw);
}

const struct view check_view = {.context = IN_CHOOSER,
                                .lines = check_lines,
                                .close = view_shut,
                                .draw = check_draw,
                                .append_title = check_append_title,
                                .append_line = check_append_line,
                                .awaits = checking_is_open,
                                .choose = check_choose};
