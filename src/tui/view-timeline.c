#include <string.h>

#include "tui/draw.h"
#include "tui/keymap.h"
#include "tui/view.h"

enum { HEADING_ROWS = 1 };

/* Each unit in words. */
static const struct {
    const char *title;
    const char *inexact;
} units[TIME_UNITS] = {
    [TIME_DAY] = {"Timeline by day", "not known to the day"},
    [TIME_MONTH] = {"Timeline by month", "not known to the month"},
    [TIME_YEAR] = {"Timeline by year", "not known to the year"},
};

/* What is shown: the line of the unit, with the records that have no place in it below. */
struct shown_line {
    const struct model *model;
    const struct time_line *line; /* NULL while nothing is counted */
    enum time_unit unit;
    size_t undated;
    size_t count; /* of lines */
};

static struct area list_area(const struct model *model)
{
    return view_below(view_box(model), HEADING_ROWS);
}

static struct shown_line shown_line(const struct model *model)
{
    const struct timeline *timeline = timeline_counts(model);
    struct shown_line shown = {.model = model, .unit = model->timeline.unit};
    if (!timeline)
        return shown;
    if (shown.unit == TIME_UNITS)
        shown.unit = timeline_unit_for(timeline, list_area(model).rows);
    shown.line = &timeline->lines[shown.unit];
    shown.undated = timeline->undated;
    shown.count = shown.line->count + (shown.line->inexact > 0) + (shown.undated > 0);
    return shown;
}

/* The span that is chosen; NULL when it is none. */
static const struct time_span *chosen_span(const struct model *model,
                                           const struct shown_line *shown)
{
    size_t number = chooser_line(&model->timeline.chooser, shown->count);
    return shown->line && number < shown->line->count ? &shown->line->spans[number] : NULL;
}

/* ---- Keys ---------------------------------------------------------------------------------- */

unsigned do_timeline(struct model *model, int unused)
{
    (void)unused;
    if (model->exists[TABLE_EVENTS] || model->exists[TABLE_QUOTES]) {
        model->timeline = (struct time_choice){.unit = TIME_UNITS};
        return view_open(model, OPENED_TIMELINE);
    }
    model_say(model, "there are no events or quotes here");
    return STALE_FRAME;
}

static struct view_lines timeline_lines(struct model *model)
{
    return view_lines(&model->timeline.chooser, shown_line(model).count, view_box(model),
                      HEADING_ROWS);
}

/* The last span that begins at a day or before. */
static size_t line_of_day(const struct time_line *line, int32_t day)
{
    size_t number = 0;
    while (number + 1 < line->count && line->spans[number + 1].day <= day)
        number++;
    return number;
}

static unsigned timeline_scale(struct model *model, int direction)
{
    struct shown_line shown = shown_line(model);
    int unit = (int)shown.unit + direction;
    if (!shown.line || unit < TIME_DAY || unit > TIME_YEAR)
        return STALE_NOTHING;
    const struct time_span *chosen = chosen_span(model, &shown);
    const struct time_line *line = &timeline_counts(model)->lines[unit];
    model->timeline.unit = (enum time_unit)unit;
    model->timeline.chooser.chosen = chosen ? line_of_day(line, chosen->day) : 0;
    return STALE_FRAME;
}

static unsigned timeline_mark(struct model *model)
{
    struct shown_line shown = shown_line(model);
    const struct time_span *chosen = chosen_span(model, &shown);
    model->timeline.has_start = chosen && !model->timeline.has_start;
    model->timeline.start = chosen ? chosen->day : 0;
    return STALE_FRAME;
}

/* The stretch that is marked out, else the span that is chosen, becomes the date that is asked for. */
static unsigned timeline_choose(struct model *model)
{
    struct time_choice *choice = &model->timeline;
    struct shown_line shown = shown_line(model);
    const struct time_span *chosen = chosen_span(model, &shown);
    if (!chosen) {
        model_say(model, "no time is known of these");
        return STALE_FRAME;
    }
    int32_t start = choice->has_start && choice->start < chosen->day ? choice->start : chosen->day;
    int32_t end = choice->has_start && choice->start > chosen->day ? choice->start : chosen->day;
    struct buffer first = {0};
    struct buffer last = {0};
    timeline_append_date(&first, shown.unit, start);
    timeline_append_date(&last, shown.unit, end);
    if (!slice_equal(buffer_slice(&first), buffer_slice(&last))) {
        buffer_append_string(&first, "..");
        buffer_append(&first, buffer_slice(&last));
    }
    struct pin pin = {PIN_TERM, SLICE("date"), buffer_slice(&first)};
    if (first.failed || last.failed)
        model_say_memory(model);
    else
        model_pin(model, query_put, &pin, 1);
    choice->has_start = false;
    choice->unit = shown.unit;
    choice->chooser = (struct chooser){0};
    buffer_free(&first);
    buffer_free(&last);
    return STALE_FRAME;
}

/* ---- Picture ------------------------------------------------------------------------------- */

enum { LABEL = 13 /* columns for the sign of the chosen line, and a date */ };

/* The parts of a row for events and for quotes. */
static struct area part_of(struct area area, enum time_kind kind)
{
    enum { APART = 2 };
    size_t width = area.columns > LABEL + APART ? (area.columns - LABEL - APART) / TIME_KINDS : 0;
    area.column += LABEL + (width + APART) * kind;
    area.columns = width;
    return area;
}

static const char *const kind_titles[TIME_KINDS] = {
    [TIME_EVENTS] = "Events", [TIME_QUOTES] = "Quotes"};

static void draw_heading(const struct canvas *canvas, struct area area, const void *context)
{
    (void)context;
    for (enum time_kind kind = 0; kind < TIME_KINDS; kind++)
        draw_right(canvas, part_of(area, kind), 0, 0, slice_of(kind_titles[kind]), FACE_HEADING);
}

static bool is_marked(const struct model *model, const struct time_span *span,
                      const struct time_span *chosen)
{
    int32_t start = model->timeline.start;
    if (!model->timeline.has_start || !chosen)
        return false;
    return (span->day >= start && span->day <= chosen->day) ||
           (span->day <= start && span->day >= chosen->day);
}

static void draw_span(const struct canvas *canvas, struct area area, size_t row,
                      const struct shown_line *shown, const struct time_span *span)
{
    const char *const fills[TIME_KINDS] = {
        [TIME_EVENTS] = canvas->glyphs->full, [TIME_QUOTES] = canvas->glyphs->half};
    struct buffer date = {0};
    timeline_append_date(&date, shown->unit, span->day);
    draw_clean(canvas, area, row, 2, buffer_slice(&date), FACE_TEXT);
    buffer_free(&date);
    if (is_marked(canvas->model, span, chosen_span(canvas->model, shown)))
        frame_sign(canvas->frame, area, row, 1, canvas->glyphs->place, FACE_BAR);
    for (enum time_kind kind = 0; kind < TIME_KINDS; kind++) {
        if (span->counts[kind])
            draw_bar(canvas, part_of(area, kind), row,
                     &(struct bar){span->counts[kind], shown->line->most, fills[kind]});
    }
}

/* "3 without a date": a line behind the spans. */
static void append_placeless(const struct shown_line *shown, size_t number, struct buffer *text)
{
    bool is_inexact = number == shown->line->count && shown->line->inexact;
    append_number(text, is_inexact ? shown->line->inexact : shown->undated);
    buffer_append_char(text, ' ');
    buffer_append_string(text, is_inexact ? units[shown->unit].inexact : "without a date");
}

static void draw_line(const struct canvas *canvas, struct area area, size_t row, size_t number,
                      const void *context)
{
    const struct shown_line *shown = context;
    if (number < shown->line->count) {
        draw_span(canvas, area, row, shown, &shown->line->spans[number]);
        return;
    }
    struct buffer text = {0};
    append_placeless(shown, number, &text);
    draw_clean(canvas, area, row, 2, buffer_slice(&text), FACE_MUTED);
    buffer_free(&text);
}

static void timeline_append_title(const struct model *model, struct buffer *title)
{
    struct shown_line shown = shown_line(model);
    buffer_append_string(title, shown.line ? units[shown.unit].title : "Timeline");
}

static void timeline_draw(const struct model *model, struct frame *frame)
{
    struct canvas canvas = {model, frame, glyphs_for(model->options.ascii)};
    struct shown_line shown = shown_line(model);
    struct buffer title = {0};
    timeline_append_title(model, &title);
    struct choices choices = {
        .title = buffer_slice(&title),
        .counts = model->timeline.has_start ? SLICE("marking") : SLICE(""),
        .empty = counting_is_open(&model->counting) ? SLICE("counting") : SLICE("no rows"),
        .count = shown.count,
        .heading_rows = HEADING_ROWS,
        .draw_heading = draw_heading,
        .draw = draw_line,
        .context = &shown,
    };
    draw_around(&canvas);
    draw_chooser(&canvas, view_box(model), &model->timeline.chooser, &choices);
    buffer_free(&title);
}

/* "2023-02: Events 3, Quotes 5" */
static void timeline_append_line(const struct model *model, size_t line, struct buffer *text)
{
    struct shown_line shown = shown_line(model);
    if (line >= shown.line->count) {
        append_placeless(&shown, line, text);
        return;
    }
    const struct time_span *span = &shown.line->spans[line];
    const char *before = ": ";
    timeline_append_date(text, shown.unit, span->day);
    for (enum time_kind kind = 0; kind < TIME_KINDS; kind++) {
        if (!span->counts[kind])
            continue;
        buffer_append_format(text, "%s%s ", before, kind_titles[kind]);
        append_number(text, span->counts[kind]);
        before = ", ";
    }
    if (is_marked(model, span, chosen_span(model, &shown)))
        buffer_append_string(text, ", marked out");
}

const struct view timeline_view = {.context = IN_CHOOSER,
                                   .lines = timeline_lines,
                                   .close = view_shut,
                                   .draw = timeline_draw,
                                   .awaits = counting_goes_on,
                                   .append_title = timeline_append_title,
                                   .append_line = timeline_append_line,
                                   .choose = timeline_choose,
                                   .mark = timeline_mark,
                                   .scale = timeline_scale,
                                   .settle = timeline_settle};
