/* test-wide.c: wide, combining, invisible, right-to-left and joined characters in every kind of column,
 * on the frame and in a real terminal: edges stay straight, and nothing is cut in two. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "briefbook/text.h"
#include "support/invariants.h"
#include "terminal/terminal.h"
#include "tui/prompt.h"
#include "tui/shown.h"

static const char book[] = "tests/screens/books/wide";

static const struct {
    size_t rows;
    size_t columns;
} sizes[] = {{12, 40}, {24, 79}, {24, 80}, {30, 100}, {30, 101}, {45, 141}, {50, 160}, {60, 221}};

enum { SIZES = sizeof sizes / sizeof sizes[0] };

static void open_book(struct interface *interface, const char *query)
{
    char path[4096];
    const char *folder = getenv("SOURCE_FOLDER");
    snprintf(path, sizeof path, "%s/%s", folder ? folder : ".", book);
    assert_true(interface_open(interface, path, query, false));
}

/* ---- Whole clusters ------------------------------------------------------------------------- */

/* Cells of a cluster that a cell can't hold are next to each other, so only text that could be put
 * down in one piece is looked for: whole rows of the frame, whose clusters must begin where cells do. */
static void check_clusters(const struct frame *frame)
{
    for (size_t row = 0; row < frame->rows; row++)
        for (size_t column = 0; column < frame->columns; column++) {
            const struct cell *cell = frame_cell(frame, row, column);
            struct slice text = {cell->text, cell->length};
            if (cell->width)
                assert_int_equal(text_cluster(text), text.length);
        }
}

/* Each row of each pane, in the list and in full, at each size. */
static void test_every_record(void **state)
{
    (void)state;
    struct interface interface = {0};
    open_book(&interface, NULL);
    for (size_t i = 0; i < SIZES; i++) {
        interface_resize(&interface, sizes[i].rows, sizes[i].columns);
        for (size_t pane = 0; pane_numbered(interface.model, pane) != TABLE_NONE; pane++) {
            interface_key(&interface, '1' + (uint32_t)pane);
            interface_press(&interface, "g");
            size_t count = shown_count(interface.model, interface.model->here.table);
            for (size_t row = 0; row < count; row++) {
                expect_invariants(&interface);
                check_clusters(&interface.frame);
                interface_press(&interface, "enter");
                interface_press(&interface, "pgdn");
                expect_invariants(&interface);
                check_clusters(&interface.frame);
                interface_press(&interface, "esc");
                interface_press(&interface, "j");
            }
        }
    }
    interface_close(&interface);
}

/* ---- What is lit ---------------------------------------------------------------------------- */

/* Appends what is lit in a frame, the pieces apart by "|". */
static void append_lit(const struct frame *frame, struct buffer *lit)
{
    for (size_t row = 0; row < frame->rows; row++)
        for (size_t column = 0; column < frame->columns; column++) {
            const struct cell *cell = frame_cell(frame, row, column);
            if (cell->flags & CELL_MATCH)
                buffer_append(lit, (struct slice){cell->text, cell->length});
            else if (lit->length && lit->data[lit->length - 1] != '|')
                buffer_append_char(lit, '|');
        }
}

static bool is_boundary(struct slice text, size_t place)
{
    size_t at = 0;
    while (at < place)
        at += text_cluster(slice_part(text, at, text.length));
    return at == place;
}

/* Whether a piece holds the text, or is whole clusters of it. */
static bool is_whole(const char *text, const char *piece)
{
    const char *part = strstr(text, piece);
    if (strstr(piece, text) || !part)
        return strstr(piece, text) != NULL;
    size_t start = (size_t)(part - text);
    return is_boundary(slice_of(text), start) && is_boundary(slice_of(text), start + strlen(piece));
}

/* A match lights all of a cluster, or nothing of it: the letter with its marks, both halves of what is
 * wide. */
static void test_lit_clusters(void **state)
{
    (void)state;
    static const struct {
        const char *query;
        const char *lit; /* each piece is this, or whole clusters of it where a line ends */
    } cases[] = {{"핵심어", "핵심어"},
                 {"keyword in:quotes speaker:p-comb", "ke\u0301yword"},
                 {"日本語", "日本語"},
                 {"שלום", "שלום"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct interface interface = {0};
        struct buffer lit = {0};
        open_book(&interface, cases[i].query);
        interface_resize(&interface, 50, 160);
        expect_invariants(&interface);
        append_lit(&interface.frame, &lit);
        assert_true(lit.length > 0);
        for (char *piece = strtok(lit.data, "|"); piece; piece = strtok(NULL, "|"))
            if (!is_whole(cases[i].lit, piece))
                fail_msg("%s lights %s", cases[i].query, piece);
        buffer_free(&lit);
        interface_close(&interface);
    }
}

/* ---- The line that is typed ----------------------------------------------------------------- */

/* The cursor stands where the text before it ends, and goes by whole clusters. */
static void test_prompt_cursor(void **state)
{
    (void)state;
    enum { START = 3 }; /* behind " / " */
    static const char *const texts[] = {"사람 가", "日本x", "e\u0301o\u0308", "שלום", "🇰🇷", "ｶﾞ"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct interface interface = {0};
        open_book(&interface, NULL);
        interface_press(&interface, "/");
        interface_type(&interface, texts[i]);
        const struct prompt *prompt = &interface.model->prompt;
        while (true) {
            struct slice before = slice_part(buffer_slice(&prompt->text), 0, prompt->cursor);
            expect_invariants(&interface);
            assert_int_equal(interface.frame.cursor_row, 1);
            if (interface.frame.cursor_column != START + text_width(before, TEXT_ON_SCREEN))
                fail_msg("behind \"%.*s\" the cursor is in column %zu", (int)before.length,
                         before.data, interface.frame.cursor_column);
            if (!prompt->cursor)
                break;
            size_t old = prompt->cursor;
            interface_press(&interface, "left");
            assert_int_equal(
                text_cluster(slice_part(buffer_slice(&prompt->text), prompt->cursor, old)),
                old - prompt->cursor);
        }
        interface_close(&interface);
    }
}

/* ---- In a real terminal --------------------------------------------------------------------- */

static bool is_edge(uint32_t character)
{
    static const uint32_t edges[] = {0x2502, 0x2510, 0x2518, 0x2524};
    bool found = false;
    for (size_t i = 0; i < sizeof edges / sizeof edges[0]; i++)
        found = found || character == edges[i];
    return found;
}

/* The last column of all rows between the lines at the top and at the bottom is an edge. */
static bool sees_straight_edge(const struct terminal *terminal, const void *unused)
{
    (void)unused;
    bool straight = true;
    for (int row = 2; row + 1 < terminal->rows; row++)
        straight =
            straight && is_edge(terminal_cell(terminal, row, terminal->columns - 1).chars[0]);
    return straight;
}

static void assert_straight(struct terminal *terminal)
{
    enum { PATIENCE_MS = 20000 };
    assert_true(terminal_await(terminal, sees_straight_edge, NULL, PATIENCE_MS));
}

/* In each pane, with the first and the last record in full. */
static void test_edges_in_a_terminal(void **state)
{
    (void)state;
    static const char *const panes[] = {"1", "2", "3", "4", "5", "6", "7", "8"};
    for (size_t i = 0; i < SIZES; i += 2) {
        struct terminal terminal = {.rows = (int)sizes[i].rows, .columns = (int)sizes[i].columns};
        assert_true(terminal_open(&terminal, book, NULL));
        for (size_t pane = 0; pane < sizeof panes / sizeof panes[0]; pane++) {
            terminal_send(&terminal, panes[pane]);
            terminal_send(&terminal, "g");
            terminal_rest(&terminal, 20);
            assert_straight(&terminal);
            terminal_send(&terminal, "G\r");
            terminal_rest(&terminal, 20);
            assert_straight(&terminal);
            terminal_send(&terminal, "h");
        }
        terminal_send(&terminal, "\x03");
        int status;
        assert_true(terminal_wait(&terminal, &status));
        assert_int_equal(status, 0);
        terminal_free(&terminal);
    }
}

static bool is_right_to_left(uint32_t character)
{
    return character >= 0x0590 && character <= 0x08FF;
}

/* In a row of the screen whatever runs from right to left ends with a mark before the next edge, and
 * no other edge has one. */
static size_t expect_marks(const struct terminal *terminal, int row)
{
    enum { EDGE = 0x2502, MARK = 0x200E };
    bool is_open = false;
    size_t closed = 0;
    for (int column = 0; column < terminal->columns; column++) {
        VTermScreenCell cell = terminal_cell(terminal, row, column);
        bool is_marked = cell.chars[1] == MARK;
        is_open = is_open || is_right_to_left(cell.chars[0]);
        if (cell.chars[0] == EDGE && is_open != is_marked)
            terminal_print(terminal);
        if (cell.chars[0] == EDGE)
            assert_int_equal(is_marked, is_open);
        closed += is_marked;
        is_open = is_open && !is_marked;
    }
    return closed;
}

/* A terminal that orders characters orders those of each pane by themselves. */
static void test_right_to_left(void **state)
{
    (void)state;
    struct terminal terminal = {.rows = 30, .columns = 100};
    size_t closed = 0;
    assert_true(terminal_open(&terminal, book, NULL));
    terminal_send(&terminal, "2gjj");
    assert_true(terminal_shows(&terminal, "שלום"));
    for (int row = 0; row < terminal.rows; row++)
        closed += expect_marks(&terminal, row);
    assert_true(closed >= 4); /* the row, the name, the role and the rank */
    terminal_free(&terminal);
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_record),  cmocka_unit_test(test_lit_clusters),
        cmocka_unit_test(test_prompt_cursor), cmocka_unit_test(test_edges_in_a_terminal),
        cmocka_unit_test(test_right_to_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
