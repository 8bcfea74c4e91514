#include "output/layout-block.h"

/* Where the parts of a block stand, in columns from the left. */
struct margins {
    size_t indent;     /* the label, or text that has none */
    size_t first;      /* the text, on its first line */
    size_t hang;       /* on the others */
    bool label_stands; /* on lines of its own, the text below */
};

/* ---- Lines of text -------------------------------------------------------------------------- */

static size_t room(const struct setter *setter, size_t taken)
{
    return setter->options->width > taken ? setter->options->width - taken : 1;
}

/* Adds the text from the cursor on, as lines that begin at column `start`. */
static void set_lines(struct setter *setter, struct set_text text, struct flow_cursor cursor,
                      size_t start)
{
    struct flow_line line;
    while (flow_next(text.flow, &cursor, room(setter, start), &line)) {
        if (line.end > line.start)
            setter_spaces(setter, start);
        setter_text(setter, text, line);
        setter_end_line(setter);
    }
}

/* Narrow panes cannot keep what a page can: an indent takes a third of the width at most. */
static size_t indent_of(const struct setter *setter, const struct block *block)
{
    size_t most = setter->options->width / 3;
    return block->indent < most ? block->indent : most;
}

/* A label ends in no blanks: nothing but one may stand on its line. */
static bool clean_label(struct setter *setter, const struct block *block, struct span *span)
{
    struct flow *label = &setter->label;
    *span =
        (struct span){.role = block->label_role, .text = block->label, .target = {TABLE_NONE, 0}};
    if (!flow_set(label, span, block->label.length > 0, setter->options, true))
        return false;
    while (label->text.length && label->text.data[label->text.length - 1] == ' ')
        label->text.length--;
    return true;
}

/* ---- Paragraphs ----------------------------------------------------------------------------- */

/* A label that would take more than half of the width stands above its text. */
static struct margins find_margins(const struct setter *setter, const struct block *block)
{
    enum { STEP = 4 };
    size_t width = setter->options->width;
    size_t most = width / 3;
    size_t label = flow_width(&setter->label);
    size_t kept = block->label_width;
    struct margins margins = {.indent = indent_of(setter, block)};
    if (label && !kept)
        kept = label + 1;
    margins.hang = margins.indent + kept;
    if (margins.hang > width / 2) {
        margins.label_stands = true;
        margins.hang = margins.indent + STEP < most ? margins.indent + STEP : most;
    }
    if (kept == 0)
        margins = (struct margins){.indent = margins.indent, .hang = margins.indent};
    margins.first = margins.hang;
    if (label && !margins.label_stands && label + 1 > kept) {
        margins.first = margins.indent + label + 1;
        margins.label_stands = margins.first > width / 2;
    }
    return margins;
}

/* Adds the label and the first line of the text behind it; returns where the text goes on. */
static struct flow_cursor set_first_line(struct setter *setter, struct set_text label,
                                         struct set_text text, const struct margins *margins)
{
    struct flow_cursor cursor = {0};
    struct flow_line line = {0, label.text.length};
    size_t end = margins->indent + flow_width(label.flow);
    setter_spaces(setter, margins->indent);
    setter_text(setter, label, line);
    if (flow_next(text.flow, &cursor, room(setter, margins->first), &line) &&
        line.end > line.start) {
        setter_spaces(setter, margins->first - end);
        setter_text(setter, text, line);
    }
    setter_end_line(setter);
    return cursor;
}

static void layout_paragraph(struct setter *setter, const struct block *block)
{
    struct span span;
    if (!clean_label(setter, block, &span) ||
        !flow_set(&setter->text, block->spans, block->span_count, setter->options, false)) {
        setter->failed = true;
        return;
    }
    struct margins margins = find_margins(setter, block);
    struct set_text text = setter_keep(setter, &setter->text);
    struct set_text label = setter_keep(setter, &setter->label);
    struct flow_cursor cursor = {0};
    if (label.text.length && margins.label_stands)
        set_lines(setter, label, cursor, margins.indent);
    else if (label.text.length)
        cursor = set_first_line(setter, label, text, &margins);
    set_lines(setter, text, cursor, margins.hang);
}

/* ---- Both edges ----------------------------------------------------------------------------- */

/* Adds the label at the right edge, behind what the line holds up to `taken`. */
static void set_right(struct setter *setter, struct set_text label, size_t taken)
{
    size_t width = flow_width(label.flow);
    setter_spaces(setter, setter->options->width - taken - width);
    setter_text(setter, label, (struct flow_line){0, label.text.length});
    setter_end_line(setter);
}

static void layout_split(struct setter *setter, const struct block *block)
{
    enum { GAP = 2 };
    struct span span;
    if (!clean_label(setter, block, &span) ||
        !flow_set(&setter->text, block->spans, block->span_count, setter->options, true)) {
        setter->failed = true;
        return;
    }
    struct set_text text = setter_keep(setter, &setter->text);
    struct set_text label = setter_keep(setter, &setter->label);
    size_t indent = indent_of(setter, block);
    size_t left = indent + flow_width(text.flow);
    size_t right = flow_width(label.flow);
    if (text.text.length && right && left + GAP + right <= setter->options->width) {
        setter_spaces(setter, indent);
        setter_text(setter, text, (struct flow_line){0, text.text.length});
        set_right(setter, label, left);
        return;
    }
    set_lines(setter, text, (struct flow_cursor){0}, indent);
    if (right && right <= setter->options->width)
        set_right(setter, label, 0);
    else
        set_lines(setter, label, (struct flow_cursor){0}, 0);
}

void layout_block(struct setter *setter, const struct block *block)
{
    if (block->kind == BLOCK_SPLIT)
        layout_split(setter, block);
    else if (block->kind == BLOCK_SPACE)
        setter_end_line(setter);
    else
        layout_paragraph(setter, block);
}
