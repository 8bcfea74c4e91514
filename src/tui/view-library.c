#include "briefbook/gate.h"
#include "tui/draw.h"
#include "tui/keymap.h"
#include "tui/view.h"

static size_t line_count(const struct model *model)
{
    const struct library *library = listing_found(model);
    return library ? library->count : 0;
}

/* ---- Keys ---------------------------------------------------------------------------------- */

unsigned do_library(struct model *model, int unused)
{
    (void)unused;
    return view_open(model, OPENED_LIBRARY);
}

static struct view_lines library_lines(struct model *model)
{
    return view_lines(&model->listing.chooser, line_count(model), model->geometry.body, 0);
}

/* Asks the loop, which has the stores, for the briefing at a path. */
static unsigned ask_for(struct model *model, struct slice path)
{
    buffer_clear(&model->wanted);
    model->request = REQUEST_OPEN;
    if (!buffer_append(&model->wanted, path)) {
        model->request = REQUEST_NOTHING;
        model_say_memory(model);
    }
    return STALE_FRAME;
}

static unsigned library_choose(struct model *model)
{
    const struct library *library = listing_found(model);
    size_t line = chooser_line(&model->listing.chooser, line_count(model));
    if (!line_count(model))
        return STALE_NOTHING;
    unsigned stale = STALE_FRAME;
    if (!listing_is_shown(model, line))
        stale = ask_for(model, slice_of(library->entries[line].path));
    return stale | view_shut(model);
}

unsigned do_open(struct model *model, const struct typed *typed)
{
    struct buffer name = {0};
    struct buffer path = {0};
    const char *folders = model->options.folders ? model->options.folders : "";
    unsigned stale = STALE_FRAME;
    if (!typed->argument.length)
        return view_open(model, OPENED_LIBRARY);
    if (!buffer_append(&name, typed->argument))
        model_say_memory(model);
    else if (library_find(buffer_string(&name), folders, &path, typed->diags))
        stale = ask_for(model, buffer_slice(&path));
    buffer_free(&name);
    buffer_free(&path);
    return stale;
}

/* ---- Picture ------------------------------------------------------------------------------- */

static void draw_cell(const struct canvas *canvas, struct area area, size_t row, struct slice text,
                      enum face face)
{
    struct buffer clean = {0};
    gate_append(&clean, text, model_gate(canvas->model));
    draw_clean(canvas, area, row, 0, buffer_slice(&clean), face);
    buffer_free(&clean);
}

static size_t record_count(const struct library_entry *entry)
{
    size_t count = 0;
    for (enum table_id table = 0; table < TABLE_BRIEFING; table++)
        count += entry->counts[table];
    return count;
}

static void append_title_of(const struct library_entry *entry, bool is_superseded,
                            struct buffer *raw)
{
    buffer_append_string(raw, is_superseded ? "superseded: " : "");
    buffer_append(raw, entry->title);
}

static void append_records(const struct library_entry *entry, struct buffer *text)
{
    append_number(text, record_count(entry));
    buffer_append_string(text, record_count(entry) == 1 ? " record" : " records");
}

static void draw_title_of(const struct canvas *canvas, struct area area, size_t row,
                          const struct library_entry *entry, bool is_superseded)
{
    struct buffer title = {0};
    append_title_of(entry, is_superseded, &title);
    draw_cell(canvas, area, row, buffer_slice(&title), is_superseded ? FACE_MUTED : FACE_TEXT);
    buffer_free(&title);
}

static void draw_records(const struct canvas *canvas, struct area area, size_t row,
                         const struct library_entry *entry)
{
    struct buffer text = {0};
    append_records(entry, &text);
    draw_right(canvas, area, row, 0, buffer_slice(&text), FACE_MUTED);
    buffer_free(&text);
}

static void draw_as_of(const struct canvas *canvas, struct area area, size_t row,
                       const struct library_entry *entry)
{
    draw_cell(canvas, area, row, entry->as_of, FACE_MUTED);
}

static void draw_path(const struct canvas *canvas, struct area area, size_t row,
                      const struct library_entry *entry)
{
    draw_cell(canvas, area, row, slice_of(entry->path), FACE_MUTED);
}

/* What stands behind the title, as far as there is room. */
static const struct {
    size_t width;
    void (*draw)(const struct canvas *canvas, struct area area, size_t row,
                 const struct library_entry *entry);
} cells[] = {{10, draw_as_of}, {16, draw_records}, {28, draw_path}};

enum { CELLS = sizeof cells / sizeof cells[0], GAP = 2, TITLE_AT_LEAST = 20, SIGNS = 4 };

static void draw_line(const struct canvas *canvas, struct area area, size_t row, size_t line,
                      const void *context)
{
    const struct library *library = context;
    const struct library_entry *entry = &library->entries[line];
    size_t shown = 0;
    if (listing_is_shown(canvas->model, line))
        frame_sign(canvas->frame, area, row, 2, canvas->glyphs->dot, FACE_DOT);
    struct area title = area;
    size_t signs = area.columns < SIGNS ? area.columns : SIGNS;
    title.column += signs;
    title.columns -= signs;
    while (shown < CELLS && title.columns >= cells[shown].width + GAP + TITLE_AT_LEAST)
        title.columns -= cells[shown++].width + GAP;
    draw_title_of(canvas, title, row, entry, library_is_superseded(library, entry));
    struct area cell = {title.row, title.column + title.columns, title.rows, 0};
    for (size_t i = 0; i < shown; i++) {
        cell.column += GAP;
        cell.columns = cells[i].width;
        cells[i].draw(canvas, cell, row, entry);
        cell.column += cells[i].width;
    }
}

static void library_draw(const struct model *model, struct frame *frame)
{
    struct canvas canvas = {model, frame, glyphs_for(model->options.ascii)};
    bool is_open = listing_is_open(model);
    struct buffer counts = {0};
    append_number(&counts, line_count(model));
    if (is_open)
        buffer_append_string(&counts, model->options.ascii ? " ~" : " …");
    struct choices choices = {.title = SLICE("Briefings"),
                              .counts = buffer_slice(&counts),
                              .empty = is_open ? SLICE("looking for briefings")
                                               : SLICE("there is none: :open takes a path too"),
                              .count = line_count(model),
                              .draw = draw_line,
                              .context = listing_found(model)};
    draw_chooser(&canvas, model->geometry.body, &model->listing.chooser, &choices);
    buffer_free(&counts);
}

/* ---- Words ----------------------------------------------------------------------------------- */

static void library_append_title(const struct model *model, struct buffer *title)
{
    buffer_append_string(title, "Briefings: ");
    append_number(title, line_count(model));
    if (!line_count(model))
        buffer_append_string(title, ", open takes a path too");
}

/* "An artificial book, as of 2001-01-31, 31 records, books/artificial, shown now" */
static void library_append_line(const struct model *model, size_t line, struct buffer *text)
{
    const struct library *library = listing_found(model);
    const struct library_entry *entry = &library->entries[line];
    struct buffer raw = {0};
    append_title_of(entry, library_is_superseded(library, entry), &raw);
    buffer_append_string(&raw, entry->as_of.length ? ", as of " : "");
    buffer_append(&raw, entry->as_of);
    buffer_append_string(&raw, ", ");
    append_records(entry, &raw);
    buffer_append_format(&raw, ", %s", entry->path);
    buffer_append_string(&raw, listing_is_shown(model, line) ? ", shown now" : "");
    gate_append(text, buffer_slice(&raw), model_gate(model));
    text->failed = text->failed || raw.failed;
    buffer_free(&raw);
}

const struct view library_view = {.context = IN_CHOOSER,
                                  .lines = library_lines,
                                  .close = view_shut,
                                  .draw = library_draw,
                                  .append_title = library_append_title,
                                  .append_line = library_append_line,
                                  .awaits = listing_is_open,
                                  .choose = library_choose,
                                  .settle = listing_settle};
