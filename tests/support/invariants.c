#include "support/invariants.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "briefbook/text.h"
#include "tui/shown.h"
#include "tui/view.h"

/* ---- The model ------------------------------------------------------------------------------ */

static void check_pane(const struct model *model, enum table_id table)
{
    const struct pane *pane = &model->here.panes[table];
    size_t count = shown_count(model, table);
    size_t height = model->geometry.lists[table].rows;
    assert_int_equal(pane->row == SIZE_MAX, count == 0);
    if (pane->row == SIZE_MAX)
        return;
    assert_true(shown_has(model, table, pane->row));
    if (!height)
        return;
    assert_true(shown_has(model, table, pane->top));
    size_t row = shown_rank(model, table, pane->row);
    size_t top = shown_rank(model, table, pane->top);
    assert_true(top <= row && row < top + height);
    assert_true(top == 0 || top + height <= count);
}

/* A query knows nothing of marks by itself. */
static void check_counts(const struct model *model, enum table_id table)
{
    const struct store *store = model->options.store;
    size_t count = 0;
    if (model->asked.query && query_asks_state(model->asked.query, "marked"))
        return;
    for (uint32_t row = 0; row < shown_total(model, table); row++)
        count += !model->asked.query ||
                 query_matches(model->asked.query, store, (struct record){table, row});
    assert_int_equal(shown_count(model, table), count);
}

static void check_detail(const struct model *model)
{
    struct record record;
    struct area area = model->geometry.detail;
    if (!area.rows || !model_record(model, &record))
        return;
    const struct detail *detail = &model->detail;
    assert_true(detail->valid);
    assert_int_equal(detail->key.record.table, record.table);
    assert_int_equal(detail->key.record.row, record.row);
    assert_true(model->here.link < (long)detail->links.count);
    assert_true(model->here.match < (long)detail->matches.count);
    size_t lines = detail->layout.count;
    assert_true(model->here.detail_top == 0 || model->here.detail_top + area.rows <= lines);
    for (size_t i = 0; i < lines; i++) {
        size_t width = 0;
        for (size_t span = 0; span < detail->layout.lines[i].count; span++)
            width += text_width(detail->layout.lines[i].spans[span].text, TEXT_ON_SCREEN);
        assert_true(width <= area.columns);
    }
}

/* ---- Cells ---------------------------------------------------------------------------------- */

static struct slice cell_text(const struct frame *frame, size_t row, size_t column)
{
    const struct cell *cell = frame_cell(frame, row, column);
    return (struct slice){cell->text, cell->length};
}

/* What moves the cursor, or turns text round, of whatever comes after it. */
static bool is_control(uint32_t character)
{
    return character < ' ' || (character >= 0x7F && character < 0xA0) ||
           (character >= 0x202A && character <= 0x202E) ||
           (character >= 0x2066 && character <= 0x2069) || character == 0x2028 ||
           character == 0x2029;
}

static void check_text(struct slice text, unsigned width)
{
    uint32_t character;
    assert_true(text.length > 0);
    assert_true(text_is_valid(text, NULL));
    size_t first = text_decode(text, &character);
    unsigned taken = text_character_width(character, TEXT_ON_SCREEN);
    assert_int_equal(taken ? taken : 1, width);
    for (size_t at = 0; at < text.length; at += first) {
        first = text_decode(slice_part(text, at, text.length), &character);
        assert_false(is_control(character));
        assert_true(at == 0 || text_character_width(character, TEXT_ON_SCREEN) == 0);
    }
}

/* A letter of ASCII, or what stood in the cell before it: most of a screen, and nothing to look at. */
static bool is_plain(const struct cell *cell, size_t column)
{
    bool is_letter = cell->length == 1 && cell->text[0] >= ' ' && cell->text[0] <= '~';
    bool is_again = column > 0 && cell->length && cell->length == cell[-1].length &&
                    memcmp(cell->text, cell[-1].text, cell->length) == 0;
    return cell->width == 1 && (is_letter || (is_again && cell[-1].width == 1));
}

static void check_cells(const struct frame *frame)
{
    assert_true(frame->cursor_row < frame->rows && frame->cursor_column < frame->columns);
    for (size_t row = 0; row < frame->rows; row++) {
        size_t column = 0;
        while (column < frame->columns) {
            const struct cell *cell = frame_cell(frame, row, column);
            if (is_plain(cell, column)) {
                column++;
                continue;
            }
            assert_true(cell->width == 1 || cell->width == 2);
            check_text(cell_text(frame, row, column), cell->width);
            if (cell->width == 2) {
                assert_true(column + 1 < frame->columns);
                assert_true(cell[1].width == 0 && cell[1].length == 0);
                assert_true(cell[1].face == cell->face && cell[1].flags == cell->flags);
            }
            column += cell->width;
        }
    }
}

/* ---- Edges ---------------------------------------------------------------------------------- */

static void expect_sign(const struct frame *frame, size_t row, size_t column, const char *sign,
                        const char *other)
{
    struct slice text = cell_text(frame, row, column);
    if (!slice_is(text, sign) && !slice_is(text, other))
        fail_msg("row %zu, column %zu is %.*s, not %s", row, column, (int)text.length, text.data,
                 sign);
}

/* Whoever draws outside its box spoils the edges. */
static void check_edges(const struct frame *frame, struct area box, const struct glyphs *glyphs)
{
    if (!box.rows)
        return;
    size_t right = box.column + box.columns - 1;
    size_t below = box.row + box.rows - 1;
    for (size_t row = box.row + 1; row < below; row++) {
        expect_sign(frame, row, box.column, glyphs->vertical, glyphs->joint_left);
        expect_sign(frame, row, right, glyphs->vertical, glyphs->joint_right);
    }
    expect_sign(frame, box.row, box.column, glyphs->top_left, glyphs->top_left);
    expect_sign(frame, box.row, box.column + 1, glyphs->horizontal, glyphs->horizontal);
    expect_sign(frame, box.row, right, glyphs->top_right, glyphs->top_right);
    expect_sign(frame, below, box.column, glyphs->bottom_left, glyphs->bottom_left);
    expect_sign(frame, below, right, glyphs->bottom_right, glyphs->bottom_right);
}

static size_t ending_number(struct slice *text)
{
    size_t number = 0;
    size_t place = 1;
    assert_true(text->length && text->data[text->length - 1] >= '0' &&
                text->data[text->length - 1] <= '9');
    for (;
         text->length && text->data[text->length - 1] >= '0' && text->data[text->length - 1] <= '9';
         text->length--) {
        number += place * (size_t)(text->data[text->length - 1] - '0');
        place *= 10;
    }
    return number;
}

/* Reads " 3 of 12 " or " 3/12 " at the end of the title line, or " 12 " where nothing is asked. */
static void check_title(const struct model *model, const struct frame *frame, enum table_id table)
{
    static const char *const between[] = {" of ", "/"};
    struct area pane = model->geometry.panes[table];
    struct buffer title = {0};
    if (!pane.rows)
        return;
    for (size_t i = 2; i + 2 < pane.columns; i++)
        buffer_append(&title, cell_text(frame, pane.row, pane.column + i));
    struct slice rest = slice_trim(buffer_slice(&title));
    assert_int_equal(ending_number(&rest), shown_total(model, table));
    for (size_t i = 0; model->asked.search && i < 2; i++) {
        size_t length = strlen(between[i]);
        size_t before = rest.length >= length ? rest.length - length : 0;
        if (!slice_is(slice_part(rest, before, rest.length), between[i]))
            continue;
        rest.length = before;
        assert_int_equal(ending_number(&rest), shown_count(model, table));
        break;
    }
    buffer_free(&title);
}

static void check_panes(const struct model *model, const struct frame *frame)
{
    const struct glyphs *glyphs = glyphs_for(model->options.ascii);
    for (size_t i = 0; i < model->geometry.stack_count; i++)
        check_edges(frame, model->geometry.stacks[i], glyphs);
    for (enum table_id table = 0; table < TABLE_COUNT; table++)
        check_title(model, frame, table);
}

/* What the view on the screen draws edges around; nothing where the text stands alone. */
static struct area drawn_box(struct model *model)
{
    const struct view *view = view_of(model);
    if (model->opened == OPENED_NOTHING)
        return model->geometry.detail_box;
    if (model->opened == OPENED_PLAIN)
        return (struct area){0};
    if (model->opened == OPENED_SOURCE)
        return model->geometry.body;
    return view->lines ? view->lines(model).box : view_box(model);
}

/* ---- For tests ------------------------------------------------------------------------------ */

void expect_invariants(struct interface *interface)
{
    struct model *model = interface->model;
    const struct frame *frame = &interface->frame;
    assert_true(model->exists[model->here.table]);
    for (enum table_id table = 0; table < TABLE_COUNT; table++) {
        if (model->exists[table]) {
            check_pane(model, table);
            check_counts(model, table);
        }
    }
    check_detail(model);
    assert_true(draw_screen(model, &interface->frame));
    assert_int_equal(frame->rows, model->rows);
    assert_int_equal(frame->columns, model->columns);
    check_cells(frame);
    if (model->geometry.too_small)
        return;
    struct area box = drawn_box(model);
    if (box.columns && box.columns < model->geometry.body.columns)
        check_panes(model, frame);
    check_edges(frame, box, glyphs_for(model->options.ascii));
}

void expect_same_cells(const struct frame *frame, const struct frame *expected, size_t rows_apart)
{
    assert_int_equal(frame->rows, expected->rows);
    assert_int_equal(frame->columns, expected->columns);
    for (size_t row = 0; row + rows_apart < frame->rows; row++)
        for (size_t column = 0; column < frame->columns; column++) {
            const struct cell *cell = frame_cell(frame, row, column);
            const struct cell *before = frame_cell(expected, row, column);
            if (memcmp(cell, before, sizeof *cell) != 0)
                fail_msg("row %zu, column %zu is '%.*s' and was '%.*s'", row, column,
                         (int)cell->length, cell->text, (int)before->length, before->text);
        }
}

void copy_frame(struct frame *to, const struct frame *from)
{
    assert_true(frame_reset(to, from->rows, from->columns));
    memcpy(to->cells, from->cells, from->rows * from->columns * sizeof *to->cells);
    to->cursor_row = from->cursor_row;
    to->cursor_column = from->cursor_column;
}
