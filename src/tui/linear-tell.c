#include <string.h>

#include "briefbook/gate.h"
#include "briefbook/text.h"
#include "tui/draw.h"
#include "tui/linear-words.h"
#include "tui/linear.h"
#include "tui/shown.h"
#include "tui/typing.h"
#include "tui/view.h"

/* Lines by number, up to `to`. */
struct range {
    size_t from;
    size_t to;
};

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
    linear_add_things(text, count - linear->end, "more line");
    buffer_append_format(text, ": %s\n", how);
}

/* Of a text that is read, what comes into view; whether there was anything. */
static bool tell_page(struct linear *linear, const struct model *model,
                      const struct view_page *page, bool is_fresh, struct buffer *text)
{
    const struct view *view = view_of(model);
    struct range range = untold(linear, is_fresh, page->top, page->rows, page->count);
    for (size_t line = range.from; line < range.to; line++) {
        size_t before = text->length;
        view->append_line(model, line, text);
        if (text->length > before) /* an empty line says nothing */
            linear_end_line(text);
    }
    if (range.from < range.to)
        tell_rest(linear, page->count, "Enter goes on", text);
    return range.from < range.to;
}

/* ---- The detail ------------------------------------------------------------------------------ */

static void tell_detail(struct linear *linear, const struct model *model, bool is_fresh,
                        struct buffer *text)
{
    if (!model->detail.valid)
        return;
    if (is_fresh)
        linear_tell_detail_title(model, text);
    struct view_page page = view_of(model)->page(model);
    bool scrolled = tell_page(linear, model, &page, is_fresh, text);
    if (!is_fresh && linear->match != model->here.match)
        linear_tell_hit(model, text);
    else if (!scrolled && linear->link != model->here.link)
        linear_tell_link(model, text);
}

/* ---- Browsing -------------------------------------------------------------------------------- */

/* What is searched for is said where the row itself does not show it. */
static void tell_row(const struct linear *linear, const struct model *model, struct record record,
                     bool is_fresh, struct buffer *text)
{
    struct buffer words = {0};
    struct buffer hit = {0};
    long match = model->here.match;
    linear_append_row(model, record, &words);
    if (is_fresh) {
        buffer_append(text, buffer_slice(&words));
        linear_end_line(text);
    }
    linear_tell_state(model, record, text);
    if (model->asked.search && match >= 0 && match < (long)model->detail.matches.count)
        linear_append_spot(&model->detail, &model->detail.matches.items[match], &hit);
    bool is_seen = is_fresh && hit.length && strstr(buffer_string(&words), buffer_string(&hit));
    if (hit.length && !is_seen && (is_fresh || linear->match != match))
        linear_tell_hit(model, text);
    text->failed = text->failed || words.failed || hit.failed;
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
        linear_tell_pane(model, text);
    if (in_detail)
        tell_detail(linear, model, moved, text);
    else if (!any && moved)
        linear_tell_no_row(model, text);
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
        linear_tell_no_row(model, text);
    else if (model->here.focus == FOCUS_LIST)
        linear_tell_state(model, record, text);
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
        linear_end_line(text);
}

/* The line that is chosen: by its number alone where it has just been told. */
static void tell_chosen(const struct model *model, size_t line, size_t count, bool is_told,
                        struct buffer *text)
{
    buffer_append_format(text, is_told ? "chosen: %zu of %zu" : "%zu of %zu: ", line + 1, count);
    if (!is_told)
        view_of(model)->append_line(model, line, text);
    linear_end_line(text);
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
    if (view->append_chosen)
        view->append_chosen(model, text);
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
        linear_end_line(text);
    }
    buffer_free(&linear->title);
    linear->title = title;
    if (!view_of(model)->page) {
        tell_lines(linear, model, is_new, text);
        return;
    }
    struct view_page page = view_of(model)->page(model);
    if (!tell_page(linear, model, &page, is_new, text) && !is_new)
        buffer_append_string(text, "nothing more here; close goes back\n");
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
    linear_end_line(text);
}

static void tell_question(const struct model *model, struct buffer *text)
{
    buffer_append(text, buffer_slice(&model->question.words));
    buffer_append_string(text, " (y or n)\n");
}

static void tell_book(const struct model *model, struct buffer *text)
{
    buffer_append(text, buffer_slice(&model->heading));
    linear_end_line(text);
    if (model->marking.length) {
        buffer_append(text, buffer_slice(&model->marking));
        linear_end_line(text);
    }
    buffer_append_string(text, "help says what can be typed\n");
}

bool linear_tell_news(struct model *model, struct buffer *text)
{
    if (model->message.length) {
        buffer_append(text, buffer_slice(&model->message));
        linear_end_line(text);
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

/* The row that was marked is left at once: what became of it is said here. */
static void tell_marks(struct linear *linear, const struct model *model, struct buffer *text)
{
    size_t marks = marks_count(&model->marks);
    if (linear->begun && marks != linear->marks) {
        linear_add_count(text, "marked: ", marks);
        linear_end_line(text);
    }
    linear->marks = marks;
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
    tell_marks(linear, model, text);
    bool is_answer = take_answer(linear, model);
    if (is_answer)
        linear_tell_query(model, text);
    if (model->question.yes)
        tell_question(model, text);
    else if (typing_of(model) != TYPING_NOTHING)
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
