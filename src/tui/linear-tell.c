#include <string.h>

#include "briefbook/gate.h"
#include "tui/draw.h"
#include "tui/linear.h"
#include "tui/shown.h"
#include "tui/typing.h"
#include "tui/view.h"

/* Lines by number, up to `to`. */
struct range {
    size_t from;
    size_t to;
};

static void end_line(struct buffer *text)
{
    buffer_append_char(text, '\n');
}

/* Says something after a comma. */
static void add_fact(struct buffer *text, const char *fact)
{
    buffer_append_format(text, ", %s", fact);
}

static void add_count(struct buffer *text, const char *before, size_t count)
{
    buffer_append_string(text, before);
    append_number(text, count);
}

/* "12 lines" */
static void add_things(struct buffer *text, size_t count, const char *thing)
{
    append_number(text, count);
    buffer_append_format(text, " %s%s", thing, count == 1 ? "" : "s");
}

/* Of a page, the lines that were not told before; all of them where that does not go on. */
static struct range untold(struct linear *linear, bool is_fresh, size_t top, size_t page,
                           size_t count)
{
    size_t bottom = top + page < count ? top + page : count;
    struct range range = {top, bottom};
    if (!is_fresh && top >= linear->start)
        range.from = linear->end > top ? linear->end : top;
    else if (!is_fresh)
        range.to = linear->start < bottom ? linear->start : bottom;
    linear->start = top;
    linear->end = bottom;
    return range;
}

static void tell_rest(const struct linear *linear, size_t count, const char *how,
                      struct buffer *text)
{
    if (linear->end >= count)
        return;
    add_things(text, count - linear->end, "more line");
    buffer_append_format(text, ": %s\n", how);
}

/* ---- Panes ---------------------------------------------------------------------------------- */

static void tell_query(const struct model *model, struct buffer *text)
{
    const char *query = viewpoint_query(&model->here);
    if (!*query) {
        buffer_append_string(text, "nothing is searched for: all rows\n");
        return;
    }
    buffer_append_string(text, "searched for ");
    gate_append(text, slice_of(query), model_gate(model));
    if (model->asked.search) {
        buffer_append_string(text, ": ");
        append_match_position(model, text);
    }
    end_line(text);
}

/* "Quotes, 4 of 21, pane 3 of 8, by Date falling" */
static void tell_pane(const struct model *model, struct buffer *text)
{
    enum table_id table = model->here.table;
    const struct pane_order *order = &model->orders[table];
    size_t panes = 0;
    for (enum table_id other = 0; other < TABLE_COUNT; other++)
        panes += model->exists[other];
    gate_append(text, pane_title(model, table), model_gate(model));
    buffer_append_string(text, ", ");
    if (model->asked.search) {
        append_number(text, shown_count(model, table));
        buffer_append_string(text, " of ");
    }
    add_things(text, shown_total(model, table), "row");
    if (panes > 1)
        buffer_append_format(text, ", pane %zu of %zu", pane_number(model, table) + 1, panes);
    if (order->is_set) {
        buffer_append_string(text, ", by ");
        gate_append(text, column_title(model, table, order->column), model_gate(model));
        buffer_append_string(text, order->is_falling ? " falling" : " rising");
    }
    if (model->marks.sets[table].count)
        add_count(text, ", marked: ", model->marks.sets[table].count);
    end_line(text);
}

static void tell_no_row(const struct model *model, struct buffer *text)
{
    size_t total = shown_total(model, model->here.table);
    if (!total) {
        buffer_append_string(text, "no rows yet\n");
        return;
    }
    append_number(text, total);
    buffer_append_string(text, " hidden by the query: cancel clears it\n");
}

/* "row 2 of 9, match 2 of 12, linked: 3, marked, sources disagree" */
static void tell_state(const struct model *model, struct record record, struct buffer *text)
{
    size_t linked = 0;
    for (enum table_id table = 0; table < TABLE_COUNT; table++)
        linked += model->linked.sets[table].count;
    add_count(text, "row ", shown_rank(model, record.table, record.row) + 1);
    add_count(text, " of ", shown_count(model, record.table));
    if (model->asked.search) {
        buffer_append_string(text, ", ");
        append_match_position(model, text);
        append_hit(model, ", ", text);
    }
    if (linked)
        add_count(text, ", linked: ", linked);
    if (record_set_has(&model->marks.sets[record.table], record.row))
        add_fact(text, "marked");
    if (row_is_disputed(model->options.store, record))
        add_fact(text, "sources disagree");
    end_line(text);
}

/* ---- The detail ------------------------------------------------------------------------------ */

/* Appends the numbers of the links that end with a span. */
static void append_link_number(const struct detail *detail, size_t line, size_t span,
                               struct buffer *text)
{
    for (size_t i = 0; i < detail->links.count; i++) {
        const struct spot *link = &detail->links.items[i];
        if (link->last_line == line && link->last_span == span)
            buffer_append_format(text, " [%zu]", i + 1);
    }
}

/* Appends a line; what only keeps texts apart is not as wide as on a screen. */
static void append_detail_line(const struct detail *detail, size_t number, bool with_links,
                               struct buffer *text)
{
    const struct line *line = &detail->layout.lines[number];
    for (size_t i = 0; i < line->count; i++) {
        struct slice words = line->spans[i].text;
        bool is_gap = i > 0 && words.length > 2 && slice_trim(words).length == 0;
        buffer_append(text, is_gap ? SLICE("  ") : words);
        if (with_links)
            append_link_number(detail, number, i, text);
    }
}

/* Appends words that go on from the line before. */
static void go_on(struct slice words, struct buffer *text)
{
    bool is_apart =
        text->length && text->data[text->length - 1] != '-' && text->data[text->length - 1] != ' ';
    buffer_append_string(text, is_apart ? " " : "");
    buffer_append(text, slice_trim(words));
}

/* Appends the text of a spot. */
static void append_spot(const struct detail *detail, const struct spot *spot, struct buffer *text)
{
    for (size_t line = spot->first_line; line <= spot->last_line; line++) {
        const struct line *spans = &detail->layout.lines[line];
        size_t from = line == spot->first_line ? spot->first_span : 0;
        size_t last = line == spot->last_line ? spot->last_span : spans->count - 1;
        struct buffer words = {0};
        for (size_t i = from; i <= last; i++)
            buffer_append(&words, spans->spans[i].text);
        go_on(buffer_slice(&words), text);
        buffer_free(&words);
    }
}

/* "hit 2 of 3: cyber, in: the lines that it stands in" */
static void tell_hit(const struct model *model, struct buffer *text)
{
    const struct detail *detail = &model->detail;
    if (model->here.match < 0 || model->here.match >= (long)detail->matches.count)
        return;
    const struct spot *spot = &detail->matches.items[model->here.match];
    buffer_append_format(text, "hit %ld of %zu: ", model->here.match + 1, detail->matches.count);
    append_spot(detail, spot, text);
    buffer_append_string(text, ", in: ");
    for (size_t line = spot->first_line; line <= spot->last_line; line++) {
        struct buffer words = {0};
        append_detail_line(detail, line, false, &words);
        go_on(buffer_slice(&words), text);
        buffer_free(&words);
    }
    end_line(text);
}

static void tell_link(const struct model *model, struct buffer *text)
{
    const struct detail *detail = &model->detail;
    if (model->here.link < 0 || model->here.link >= (long)detail->links.count)
        return;
    buffer_append_format(text, "link %ld of %zu: ", model->here.link + 1, detail->links.count);
    append_spot(detail, &detail->links.items[model->here.link], text);
    end_line(text);
}

/* "in full: 20 lines, 5 links" */
static void tell_detail_title(const struct model *model, struct buffer *text)
{
    const struct detail *detail = &model->detail;
    buffer_append_string(text, "in full: ");
    add_things(text, detail->layout.count, "line");
    if (detail->links.count) {
        buffer_append_string(text, ", ");
        add_things(text, detail->links.count, "link");
        buffer_append_string(text, " (follow NUMBER)");
    }
    end_line(text);
    tell_state(model, detail->key.record, text);
}

static bool tell_detail_page(struct linear *linear, const struct model *model, bool is_fresh,
                             struct buffer *text)
{
    const struct detail *detail = &model->detail;
    size_t lines = detail->layout.count;
    struct range range =
        untold(linear, is_fresh, model_detail_top(model), model->geometry.detail.rows, lines);
    for (size_t line = range.from; line < range.to; line++) {
        size_t before = text->length;
        append_detail_line(detail, line, true, text);
        if (text->length > before) /* an empty line says nothing */
            end_line(text);
    }
    if (range.from < range.to)
        tell_rest(linear, lines, "Enter goes on", text);
    return range.from < range.to;
}

static void tell_detail(struct linear *linear, const struct model *model, bool is_fresh,
                        struct buffer *text)
{
    if (!model->detail.valid)
        return;
    if (is_fresh)
        tell_detail_title(model, text);
    bool scrolled = tell_detail_page(linear, model, is_fresh, text);
    if (!is_fresh && linear->match != model->here.match)
        tell_hit(model, text);
    else if (!scrolled && linear->link != model->here.link)
        tell_link(model, text);
}

/* ---- Browsing -------------------------------------------------------------------------------- */

/* What is searched for is said where the row itself does not show it. */
static void tell_row(const struct linear *linear, const struct model *model, struct record record,
                     bool is_fresh, struct buffer *text)
{
    struct buffer raw = {0};
    struct buffer words = {0};
    struct buffer hit = {0};
    long match = model->here.match;
    append_row_words(model->options.store, record, &raw);
    gate_append(&words, buffer_slice(&raw), model_gate(model));
    if (is_fresh) {
        buffer_append(text, buffer_slice(&words));
        end_line(text);
    }
    tell_state(model, record, text);
    if (model->asked.search && match >= 0 && match < (long)model->detail.matches.count)
        append_spot(&model->detail, &model->detail.matches.items[match], &hit);
    bool is_seen = is_fresh && hit.length && strstr(buffer_string(&words), buffer_string(&hit));
    if (hit.length && !is_seen && (is_fresh || linear->match != match))
        tell_hit(model, text);
    text->failed = text->failed || raw.failed || words.failed || hit.failed;
    buffer_free(&raw);
    buffer_free(&words);
    buffer_free(&hit);
}

static void tell_browser(struct linear *linear, const struct model *model, bool is_fresh,
                         struct buffer *text)
{
    struct record record = {.table = TABLE_NONE};
    bool any = model_record(model, &record);
    bool in_detail = model->here.focus == FOCUS_DETAIL;
    bool moved = is_fresh || model->here.focus != linear->focus ||
                 record.table != linear->record.table || record.row != linear->record.row;
    bool marked = any && record_set_has(&model->marks.sets[record.table], record.row);
    if (is_fresh || model->here.table != linear->table)
        tell_pane(model, text);
    if (in_detail)
        tell_detail(linear, model, moved, text);
    else if (!any && moved)
        tell_no_row(model, text);
    else if (any && (moved || marked != linear->marked || model->here.match != linear->match))
        tell_row(linear, model, record, moved, text);
    linear->record = record;
    linear->marked = marked;
}

/* Nothing is new: where one is. */
static void tell_browser_again(const struct model *model, struct buffer *text)
{
    struct record record;
    if (!model_record(model, &record))
        tell_no_row(model, text);
    else if (model->here.focus == FOCUS_LIST)
        tell_state(model, record, text);
    else
        buffer_append_string(text, "nothing more here; list goes back to the row\n");
}

/* ---- Opened views ---------------------------------------------------------------------------- */

/* The help is read: what it lists can be typed, and nothing in it has to be chosen. */
static bool is_read(const struct view *view)
{
    return view->context == IN_HELP;
}

static void append_view_line(const struct view *view, const struct model *model, size_t line,
                             struct buffer *text)
{
    size_t before = text->length;
    if (!is_read(view))
        buffer_append_format(text, "%zu. ", line + 1);
    view->append_line(model, line, text);
    if (text->length > before) /* an empty line says nothing */
        end_line(text);
}

/* The line that is chosen: by its number alone where it has just been told. */
static void tell_chosen(const struct model *model, size_t line, size_t count, bool is_told,
                        struct buffer *text)
{
    buffer_append_format(text, is_told ? "chosen: %zu of %zu" : "%zu of %zu: ", line + 1, count);
    if (!is_told)
        view_of(model)->append_line(model, line, text);
    end_line(text);
}

static void tell_lines(struct linear *linear, struct model *model, bool is_fresh,
                       struct buffer *text)
{
    const struct view *view = view_of(model);
    struct view_lines lines = view->lines(model);
    size_t line = chooser_line(lines.chooser, lines.count);
    size_t top = chooser_top(lines.chooser, lines.count, lines.area.rows);
    struct range range = untold(linear, is_fresh, top, lines.area.rows, lines.count);
    if (!lines.count) {
        buffer_append_string(text, "nothing stands here\n");
        return;
    }
    if (!is_fresh && range.from == line && range.to == line + 1)
        range.to = range.from; /* it is told below */
    bool any = range.from < range.to;
    for (size_t i = range.from; i < range.to; i++)
        append_view_line(view, model, i, text);
    if (!any || !is_read(view))
        tell_chosen(model, line, lines.count, line >= range.from && line < range.to, text);
    if (any)
        tell_rest(linear, lines.count, is_read(view) ? "Enter goes on" : "page-down", text);
}

static void tell_view(struct linear *linear, struct model *model, bool is_fresh,
                      struct buffer *text)
{
    struct buffer title = {0};
    view_of(model)->append_title(model, &title);
    bool is_new = is_fresh || !slice_equal(buffer_slice(&title), buffer_slice(&linear->title));
    if (is_new) {
        buffer_append(text, buffer_slice(&title));
        end_line(text);
    }
    buffer_free(&linear->title);
    linear->title = title;
    tell_lines(linear, model, is_new, text);
}

/* ---- All --------------------------------------------------------------------------------------- */

/* The line that is asked for. */
static void tell_typing(const struct model *model, struct buffer *text)
{
    static const char *const words[] = {
        [TYPING_SEARCH] = "type what to search for; an empty line goes back",
        [TYPING_COMMAND] = "type a command; an empty line goes back",
        [TYPING_NARROWING] = "type what to look for in the help; an empty line shows all of it",
    };
    struct slice typed = buffer_slice(&typing_shown(model)->text);
    buffer_append_string(text, words[typing_of(model)]);
    if (typed.length) {
        buffer_append_string(text, "; now it is: ");
        gate_append(text, typed, model_gate(model));
    }
    end_line(text);
}

static void tell_book(const struct model *model, struct buffer *text)
{
    buffer_append(text, buffer_slice(&model->heading));
    end_line(text);
    if (model->marking.length) {
        buffer_append(text, buffer_slice(&model->marking));
        end_line(text);
    }
    buffer_append_string(text, "help says what can be typed\n");
}

bool linear_tell_news(struct model *model, struct buffer *text)
{
    if (model->message.length) {
        buffer_append(text, buffer_slice(&model->message));
        end_line(text);
    }
    buffer_clear(&model->message);
    return !text->failed;
}

/* Whether another query, or another answer to it, has to be told: a reload asks the same again. */
static bool take_answer(struct linear *linear, const struct model *model)
{
    struct slice query = slice_of(viewpoint_query(&model->here));
    size_t matches = model->asked.search ? match_count(model) : 0;
    bool is_new = matches != linear->matches || !slice_equal(query, buffer_slice(&linear->query));
    linear->matches = matches;
    buffer_clear(&linear->query);
    buffer_append(&linear->query, query);
    return is_new;
}

static void tell_place(struct linear *linear, struct model *model, bool is_fresh,
                       struct buffer *text)
{
    is_fresh = is_fresh || !linear->begun || model->opened != linear->opened;
    if (model->opened != OPENED_NOTHING)
        tell_view(linear, model, is_fresh, text);
    else
        tell_browser(linear, model, is_fresh, text);
    linear->begun = true;
    linear->opened = model->opened;
    linear->focus = model->here.focus;
    linear->table = model->here.table;
    linear->link = model->here.link;
    linear->match = model->here.match;
}

bool linear_tell(struct linear *linear, struct model *model, struct buffer *text)
{
    size_t before = text->length;
    if (!linear->begun)
        tell_book(model, text);
    linear_tell_news(model, text);
    bool is_answer = take_answer(linear, model);
    if (is_answer)
        tell_query(model, text);
    if (typing_of(model) != TYPING_NOTHING)
        tell_typing(model, text);
    else
        tell_place(linear, model, is_answer, text);
    if (text->length == before)
        tell_browser_again(model, text);
    return !text->failed && !linear->query.failed;
}

void linear_forget(struct linear *linear)
{
    linear->begun = false;
}

void linear_free(struct linear *linear)
{
    buffer_free(&linear->title);
    buffer_free(&linear->query);
}
