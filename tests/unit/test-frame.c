/* test-frame.c: cells, and text put into them. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "briefbook/buffer.h"
#include "tui/frame.h"

/* The rows of a frame, one after the other, with "<" for the second half of a wide cell. */
static void append_cells(const struct frame *frame, struct buffer *text)
{
    for (size_t i = 0; i < frame->rows * frame->columns; i++) {
        const struct cell *cell = &frame->cells[i];
        if (cell->width)
            buffer_append(text, (struct slice){cell->text, cell->length});
        else
            buffer_append_char(text, '<');
    }
}

static void assert_cells(const struct frame *frame, const char *expected)
{
    struct buffer text = {0};
    append_cells(frame, &text);
    assert_string_equal(buffer_string(&text), expected);
    buffer_free(&text);
}

static void test_text(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t column;
        const char *cells; /* of a frame of 8 columns, the area being all but the first and last */
        size_t after;
        bool fits;
    } cases[] = {
        {"", 0, "        ", 0, true},
        {"abc", 0, " abc    ", 3, true},
        {"abc", 2, "   abc  ", 5, true},
        {"abcdef", 0, " abcdef ", 6, true},
        {"abcdefg", 0, " abcdef ", 6, false},
        {"abc", 9, "        ", 9, false},
        {"사람", 0, " 사<람<   ", 4, true},
        {"사람 나", 0, " 사<람<   ", 5, false}, /* a wide one is cut off whole */
        {"e\u0301x", 0, " e\u0301x     ", 2, true},
        {"\u1100\u1161", 0, " \u1100\u1161<     ", 2, true}, /* jamo that make one syllable */
        /* What a joiner adds to a pictograph is left out, with the joiner before it. */
        {"\U0001F468\u200D\U0001F469x", 0, " \U0001F468\u200D<x    ", 3, true},
        /* A vowel sign that takes a column gets one. */
        {"\u0915\u093Ex", 0, " \u0915\u093Ex    ", 3, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct frame frame = {0};
        struct area area = {0, 1, 1, 6};
        size_t column = cases[i].column;
        assert_true(frame_reset(&frame, 1, 8));
        bool fits = frame_text(&frame, area, 0, &column, slice_of(cases[i].text), FACE_TEXT, 0);
        assert_cells(&frame, cases[i].cells);
        assert_int_equal(column, cases[i].after);
        assert_int_equal(fits, cases[i].fits);
        frame_free(&frame);
    }
}

static void test_long_cluster(void **state)
{
    (void)state;
    struct buffer text = {0};
    buffer_append_char(&text, 'a');
    for (size_t i = 0; i < 100; i++)
        buffer_append_string(&text, "\u0301");
    buffer_append_char(&text, 'b');
    struct frame frame = {0};
    size_t column = 0;
    assert_true(frame_reset(&frame, 1, 3));
    assert_true(frame_text(&frame, (struct area){0, 0, 1, 3}, 0, &column, buffer_slice(&text),
                           FACE_TEXT, 0));
    assert_int_equal(column, 2);
    assert_int_equal(frame_cell(&frame, 0, 0)->length, 27); /* the letter and whole marks */
    assert_int_equal(frame_cell(&frame, 0, 1)->text[0], 'b');
    frame_free(&frame);
    buffer_free(&text);
}

/* Writing over one half of a wide cell makes the other half blank. */
static void test_halves(void **state)
{
    (void)state;
    static const struct {
        size_t column;
        const char *text;
        const char *cells;
    } cases[] = {
        {0, "x", "x 람<"}, {1, "x", " x람<"},  {2, "x", "사<x "},
        {3, "x", "사< x"}, {1, "가", " 가< "}, {0, "가", "가<람<"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct frame frame = {0};
        struct area all = {0, 0, 1, 4};
        size_t column = 0;
        assert_true(frame_reset(&frame, 1, 4));
        frame_text(&frame, all, 0, &column, SLICE("사람"), FACE_TEXT, 0);
        column = cases[i].column;
        frame_text(&frame, all, 0, &column, slice_of(cases[i].text), FACE_TEXT, 0);
        assert_cells(&frame, cases[i].cells);
        frame_free(&frame);
    }
}

static void test_areas_outside(void **state)
{
    (void)state;
    struct frame frame = {0};
    assert_true(frame_reset(&frame, 2, 3));
    static const struct area areas[] = {{0, 3, 1, 9}, {2, 0, 1, 3}, {0, 0, 0, 0}, {9, 9, 9, 9}};
    for (size_t i = 0; i < sizeof areas / sizeof areas[0]; i++) {
        size_t column = 0;
        assert_false(frame_text(&frame, areas[i], 0, &column, SLICE("x"), FACE_TEXT, 0));
        frame_flag_row(&frame, areas[i], 0, CELL_SELECTED);
        frame_cursor(&frame, areas[i], 0, 0);
    }
    assert_cells(&frame, "      ");
    assert_int_equal(frame.cursor_row, 0);
    assert_int_equal(frame_cell(&frame, 0, 0)->flags, 0);
    frame_free(&frame);
}

static void test_flags_and_cursor(void **state)
{
    (void)state;
    struct frame frame = {0};
    struct area area = {1, 1, 1, 2};
    size_t column = 0;
    assert_true(frame_reset(&frame, 2, 4));
    frame_text(&frame, area, 0, &column, SLICE("x"), FACE_NAME, CELL_MATCH);
    frame_flag_row(&frame, area, 0, CELL_SELECTED);
    frame_flag_row(&frame, area, 1, CELL_CURRENT); /* outside */
    assert_int_equal(frame_cell(&frame, 1, 0)->flags, 0);
    assert_int_equal(frame_cell(&frame, 1, 1)->flags, CELL_MATCH | CELL_SELECTED);
    assert_int_equal(frame_cell(&frame, 1, 1)->face, FACE_NAME);
    assert_int_equal(frame_cell(&frame, 1, 2)->flags, CELL_SELECTED);
    assert_int_equal(frame_cell(&frame, 1, 3)->flags, 0);
    frame_cursor(&frame, area, 5, 5);
    assert_int_equal(frame.cursor_row, 1);
    assert_int_equal(frame.cursor_column, 2);
    frame_free(&frame);
}

/* "^" where a text from right to left is kept apart from what follows. */
static void test_isolates(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *flags;
    } cases[] = {
        {"│ab  cd│x       ", "                "},
        {"│אב│גד│x        ", "   ^  ^         "},
        {"│אב גד  x│      ", "      ^         "}, /* one text, then a gap */
        {"│אב (1)│x       ", "       ^        "}, /* what is neutral belongs to it */
        {"│a שלום  b  c│  ", "       ^        "},
        {"x مرحبا         ", "                "}, /* nothing follows */
        {"│아ب│아│        ", "    ^           "},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct frame frame = {0};
        char flags[17] = "";
        size_t column = 0;
        assert_true(frame_reset(&frame, 1, 16));
        frame_text(&frame, (struct area){0, 0, 1, 16}, 0, &column, slice_of(cases[i].text),
                   FACE_TEXT, 0);
        frame_isolate(&frame);
        for (size_t at = 0; at < 16; at++)
            flags[at] = frame.cells[at].flags & CELL_ISOLATES ? '^' : ' ';
        assert_string_equal(flags, cases[i].flags);
        frame_free(&frame);
    }
}

static void test_faces(void **state)
{
    (void)state;
    for (enum face face = 0; face < FACE_COUNT; face++) {
        struct style plain = face_style(face, 0);
        struct style match = face_style(face, CELL_MATCH);
        struct style current = face_style(face, CELL_CURRENT);
        struct style selected = face_style(face, CELL_SELECTED);
        /* What stands out does so without colour. */
        assert_int_not_equal(match.look, plain.look);
        assert_true(current.look & LOOK_REVERSE);
        assert_true(selected.look & LOOK_REVERSE);
        assert_int_not_equal(face_style(face, CELL_SELECTED | CELL_MATCH).look, selected.look);
        assert_false(selected.look & LOOK_DIM);
    }
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_long_cluster),
        cmocka_unit_test(test_halves),
        cmocka_unit_test(test_areas_outside),
        cmocka_unit_test(test_flags_and_cursor),
        cmocka_unit_test(test_isolates),
        cmocka_unit_test(test_faces),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
