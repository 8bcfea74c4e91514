#include "briefbook/gate.h"
#include "tui/draw.h"
#include "tui/keymap.h"
#include "tui/reading.h"
#include "tui/view.h"

struct area reading_area(const struct geometry *geometry)
{
    enum { MARGIN = 1 };
    struct area area = area_inside(geometry->body);
    if (area.columns > 2 * MARGIN) {
        area.column += MARGIN;
        area.columns -= 2 * MARGIN;
    }
    return area;
}

size_t reading_start(size_t place, size_t rows)
{
    return place > rows / 3 ? place - rows / 3 : 0;
}

/* The last line that can be at the top. */
static size_t last_top(const struct model *model)
{
    size_t lines = model->reading.archive.layout.count;
    size_t rows = reading_area(&model->geometry).rows;
    return lines > rows ? lines - rows : 0;
}

/* The first line in view: not so far down that rows stay empty. */
static size_t top_line(const struct model *model)
{
    size_t last = last_top(model);
    return model->reading.top < last ? model->reading.top : last;
}

/* Where the words of a quotation are others than those of its source, one wants to compare them. */
static void tell_difference(struct model *model, const struct archive *archive)
{
    enum { SHOWN = 200 };
    struct slice rest = slice_part(buffer_slice(&archive->differing), 0, SHOWN);
    if (archive->match == ARCHIVE_DIFFERS)
        model_say(model, "where this ends, the quotation goes on: %.*s", (int)rest.length,
                  rest.data);
}

/* At another width one goes on reading where one was, which is at the quotation until one has moved. */
void reading_settle(struct model *model)
{
    bool is_open = model->opened == OPENED_SOURCE;
    const struct model_options *options = &model->options;
    struct reading *reading = &model->reading;
    struct archive *archive = &reading->archive;
    struct area area = reading_area(&model->geometry);
    size_t before = archive->layout.count;
    bool changed = archive_settle(archive, is_open ? area.columns : 0, options->ascii,
                                  options->changed, options->context);
    if (!reading->moved)
        reading->top = reading_start(archive->place, area.rows);
    else if (changed && before)
        reading->top = reading->top * archive->layout.count / before;
    if (changed && !before)
        tell_difference(model, archive);
}

static unsigned source_move(struct model *model, enum step step)
{
    struct reading *reading = &model->reading;
    size_t before = top_line(model);
    size_t rows = reading_area(&model->geometry).rows;
    reading->top = step_position(step, before, last_top(model) + 1, rows);
    reading->moved = true;
    return reading->top == before ? STALE_NOTHING : STALE_FRAME;
}

static unsigned source_close(struct model *model)
{
    model->opened = OPENED_NOTHING;
    archive_close(&model->reading.archive);
    return STALE_FRAME;
}

/* What the text has to do with the quotation, where that is known. */
static struct slice match_words(const struct archive *archive)
{
    static const char *const words[] = {
        [ARCHIVE_NOTHING_SOUGHT] = "",
        [ARCHIVE_NOT_FOUND] = "the quotation is not in it",
        [ARCHIVE_DIFFERS] = "the quotation differs",
        [ARCHIVE_FOUND] = "the quotation is in it",
    };
    return slice_of(archive->layout.count ? words[archive->match] : "");
}

static void draw_edges(const struct canvas *canvas, struct area box)
{
    const struct archive *archive = &canvas->model->reading.archive;
    struct buffer title = {0};
    gate_append(&title, buffer_slice(&archive->file), model_gate(canvas->model));
    draw_box(canvas, box, buffer_slice(&title), match_words(archive), true);
    buffer_free(&title);
}

/* Why there is no text. */
static void append_absence(const struct model *model, struct buffer *words)
{
    const struct archive *archive = &model->reading.archive;
    if (archive->fault.length)
        gate_append(words, buffer_slice(&archive->fault), model_gate(model));
    else
        buffer_append_string(words, archive->is_pending ? "reading" : "the file is empty");
}

static void draw_absence(const struct canvas *canvas, struct area area)
{
    struct buffer words = {0};
    append_absence(canvas->model, &words);
    draw_clean(canvas, area, 0, 0, buffer_slice(&words), FACE_MUTED);
    buffer_free(&words);
}

static void source_draw(const struct model *model, struct frame *frame)
{
    struct canvas canvas = {model, frame, glyphs_for(model->options.ascii)};
    const struct archive *archive = &model->reading.archive;
    struct area area = reading_area(&model->geometry);
    size_t top = top_line(model);
    size_t lines = archive->layout.count;
    draw_edges(&canvas, model->geometry.body);
    for (size_t i = 0; i < area.rows && top + i < lines; i++)
        draw_laid_out(&canvas, area, i, &archive->layout.lines[top + i]);
    if (!lines)
        draw_absence(&canvas, area);
    draw_more(&canvas, model->geometry.body, top + area.rows < lines ? lines - top - area.rows : 0);
    bool in_view = archive->place >= top && archive->place < top + area.rows;
    frame_cursor(frame, area, in_view ? archive->place - top : 0, 0);
}

/* ---- Words ----------------------------------------------------------------------------------- */

/* "archive/a.txt: the quotation is in it", or why there is nothing to read. */
static void source_append_title(const struct model *model, struct buffer *title)
{
    const struct archive *archive = &model->reading.archive;
    struct slice match = match_words(archive);
    gate_append(title, buffer_slice(&archive->file), model_gate(model));
    buffer_append_string(title, match.length || !archive->layout.count ? ": " : "");
    if (archive->layout.count)
        buffer_append(title, match);
    else
        append_absence(model, title);
}

/* The quotation is lit in the picture, from the line on that is named here. */
static void source_append_line(const struct model *model, size_t line, struct buffer *text)
{
    const struct archive *archive = &model->reading.archive;
    const struct line *spans = &archive->layout.lines[line];
    if (line == archive->place && archive->match >= ARCHIVE_DIFFERS)
        buffer_append_string(text, "here the quotation begins: ");
    for (size_t i = 0; i < spans->count; i++)
        buffer_append(text, spans->spans[i].text);
}

static struct view_page source_page(const struct model *model)
{
    return (struct view_page){top_line(model), reading_area(&model->geometry).rows,
                              model->reading.archive.layout.count};
}

static bool source_awaits(const struct model *model)
{
    return model->reading.archive.is_pending;
}

const struct view source_view = {.context = IN_SOURCE,
                                 .move = source_move,
                                 .close = source_close,
                                 .draw = source_draw,
                                 .append_title = source_append_title,
                                 .append_line = source_append_line,
                                 .page = source_page,
                                 .awaits = source_awaits};
