#include "tui/linear-words.h"

#include "briefbook/gate.h"
#include "briefbook/text.h"
#include "tui/draw.h"
#include "tui/shown.h"

void linear_end_line(struct buffer *text)
{
    buffer_append_char(text, '\n');
}

/* Says something after a comma. */
static void add_fact(struct buffer *text, const char *fact)
{
    buffer_append_format(text, ", %s", fact);
}

void linear_add_count(struct buffer *text, const char *before, size_t count)
{
    buffer_append_string(text, before);
    append_number(text, count);
}

/* "12 lines" */
void linear_add_things(struct buffer *text, size_t count, const char *thing)
{
    append_number(text, count);
    buffer_append_format(text, " %s%s", thing, count == 1 ? "" : "s");
}

/* ---- Panes ---------------------------------------------------------------------------------- */

void linear_tell_query(const struct model *model, struct buffer *text)
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
    linear_end_line(text);
}

/* "Quotes, 4 of 21, pane 3 of 8, by Date falling" */
void linear_tell_pane(const struct model *model, struct buffer *text)
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
    linear_add_things(text, shown_total(model, table), "row");
    if (shown_may_grow(model, table))
        buffer_append_string(text, " so far");
    if (panes > 1)
        buffer_append_format(text, ", pane %zu of %zu", pane_number(model, table) + 1, panes);
    if (order->is_set) {
        buffer_append_string(text, ", by ");
        gate_append(text, column_title(model, table, order->column), model_gate(model));
        buffer_append_string(text, order->is_falling ? " falling" : " rising");
    }
    if (model->marks.sets[table].count)
        linear_add_count(text, ", marked: ", model->marks.sets[table].count);
    linear_end_line(text);
}

/* Which parts of the query hide how much. */
static void tell_parts(const struct model *model, struct buffer *text)
{
    const struct parts *parts = &model->asked.parts;
    enum table_id table = model->here.table;
    size_t ranked[PARTS_LIMIT];
    size_t count = parts_are_known(parts) ? parts_rank(parts, table, ranked) : 0;
    for (size_t i = 0; i < count; i++) {
        struct buffer part = {0};
        query_append_part(model->asked.query, ranked[i], &part);
        buffer_append_string(text, "without ");
        gate_append(text, buffer_slice(&part), model_gate(model));
        linear_add_count(text, ": ", parts->shown[ranked[i]][table]);
        linear_end_line(text);
        text->failed = text->failed || part.failed;
        buffer_free(&part);
    }
}

void linear_tell_no_row(const struct model *model, struct buffer *text)
{
    size_t total = shown_total(model, model->here.table);
    if (shown_may_grow(model, model->here.table)) {
        buffer_append_string(text, "there may be rows soon\n");
        return;
    }
    if (!total) {
        buffer_append_string(text, "no rows yet\n");
        return;
    }
    append_number(text, total);
    buffer_append_string(text, " hidden by the query: cancel clears it\n");
    tell_parts(model, text);
}

/* "row 2 of 9, match 2 of 12, linked: 3, marked, sources disagree" */
void linear_tell_state(const struct model *model, struct record record, struct buffer *text)
{
    size_t linked = 0;
    for (enum table_id table = 0; table < TABLE_COUNT; table++)
        linked += model->linked.sets[table].count;
    linear_add_count(text, "row ", shown_rank(model, record.table, record.row) + 1);
    linear_add_count(text, " of ", shown_count(model, record.table));
    if (model->asked.search) {
        buffer_append_string(text, ", ");
        append_match_position(model, text);
        append_hit(model, ", ", text);
    }
    if (linked)
        linear_add_count(text, ", linked: ", linked);
    if (record_set_has(&model->marks.sets[record.table], record.row))
        add_fact(text, "marked");
    if (row_is_disputed(model->options.store, record))
        add_fact(text, "sources disagree");
    linear_end_line(text);
}

/* Appends what a row says; of a long text as much as one listens to before going on. */
void linear_append_row(const struct model *model, struct record record, struct buffer *text)
{
    enum { COLUMNS = 500 };
    struct buffer raw = {0};
    struct buffer clean = {0};
    append_row_words(model, record, &raw);
    gate_append(&clean, buffer_slice(&raw), model_gate(model));
    size_t length = text_fit(buffer_slice(&clean), COLUMNS, TEXT_ON_SCREEN, NULL);
    buffer_append(text, slice_part(buffer_slice(&clean), 0, length));
    if (length < clean.length)
        buffer_append_string(text, glyphs_for(model->options.ascii)->ellipsis);
    text->failed = text->failed || raw.failed || clean.failed;
    buffer_free(&raw);
    buffer_free(&clean);
}

void linear_tell_copied(const struct model *model, struct buffer *text)
{
    struct slice rest = buffer_slice(&model->copied.text);
    struct slice line;
    buffer_append(text, buffer_slice(&model->copied.what));
    buffer_append_string(text, ", to be copied from here:\n");
    while (slice_next(&rest, '\n', &line)) {
        gate_append(text, line, model_gate(model));
        linear_end_line(text);
    }
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
void linear_append_detail_line(const struct detail *detail, size_t number, bool with_links,
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
void linear_append_spot(const struct detail *detail, const struct spot *spot, struct buffer *text)
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
void linear_tell_hit(const struct model *model, struct buffer *text)
{
    const struct detail *detail = &model->detail;
    if (model->here.match < 0 || model->here.match >= (long)detail->matches.count)
        return;
    const struct spot *spot = &detail->matches.items[model->here.match];
    buffer_append_format(text, "hit %ld of %zu: ", model->here.match + 1, detail->matches.count);
    linear_append_spot(detail, spot, text);
    buffer_append_string(text, ", in: ");
    for (size_t line = spot->first_line; line <= spot->last_line; line++) {
        struct buffer words = {0};
        linear_append_detail_line(detail, line, false, &words);
        go_on(buffer_slice(&words), text);
        buffer_free(&words);
    }
    linear_end_line(text);
}

void linear_tell_link(const struct model *model, struct buffer *text)
{
    const struct detail *detail = &model->detail;
    if (model->here.link < 0 || model->here.link >= (long)detail->links.count)
        return;
    buffer_append_format(text, "link %ld of %zu: ", model->here.link + 1, detail->links.count);
    linear_append_spot(detail, &detail->links.items[model->here.link], text);
    linear_end_line(text);
}

/* "in full: 20 lines, 5 links" */
void linear_tell_detail_title(const struct model *model, struct buffer *text)
{
    const struct detail *detail = &model->detail;
    buffer_append_string(text, "in full: ");
    linear_add_things(text, detail->layout.count, "line");
    if (detail->links.count) {
        buffer_append_string(text, ", ");
        linear_add_things(text, detail->links.count, "link");
        buffer_append_string(text, " (follow NUMBER)");
    }
    linear_end_line(text);
    linear_tell_state(model, detail->key.record, text);
}
