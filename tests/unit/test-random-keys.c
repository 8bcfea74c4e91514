/* test-random-keys.c: thousands of keys at random, at changing sizes; what must always be so is
 * checked after each. The same seed presses the same keys. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/empty-folder.h"
#include "support/interface.h"
#include "support/random.h"
#include "tui/keymap.h"
#include "tui/shown.h"
#include "tui/view.h"

enum { KEYS = 20000, SEED = 2023 };

static size_t random_below(uint64_t *random, size_t limit)
{
    return next_random(random) % limit;
}

static uint32_t random_key(uint64_t *random, const struct model *model)
{
    unsigned context = view_context(model);
    static const uint32_t typed[] = {'a', 'e', 'n', ' ', '"', '-', '(', ')', 0xC0AC, 0x301};
    if (context == IN_PROMPT && random_below(random, 3))
        return typed[random_below(random, sizeof typed / sizeof typed[0])];
    const struct keymap *keymap = &model->keymap;
    return keymap_binding(keymap, random_below(random, keymap->count))->key;
}

static void random_size(uint64_t *random, struct interface *interface)
{
    static const size_t rows[] = {30, 24, 12, 45, 11, 1, 13, 60};
    static const size_t columns[] = {100, 80, 40, 160, 39, 1, 79, 240, 141};
    interface_resize(interface, rows[random_below(random, sizeof rows / sizeof rows[0])],
                     columns[random_below(random, sizeof columns / sizeof columns[0])]);
}

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
    assert_true(top == 0 ||
                top + height <= count); /* no blank rows below while there are more above */
}

/* The counts are those of the query, asked of each record by itself. */
static void check_counts(const struct model *model)
{
    const struct store *store = model->options.store;
    for (enum table_id table = 0; table < TABLE_COUNT; table++) {
        size_t count = 0;
        for (uint32_t row = 0; row < shown_total(model, table); row++)
            count += !model->asked.query ||
                     query_matches(model->asked.query, store, (struct record){table, row});
        if (model->exists[table])
            assert_int_equal(shown_count(model, table), count);
    }
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

static bool cell_is(const struct frame *frame, size_t row, size_t column, const char *text)
{
    const struct cell *cell = frame_cell(frame, row, column);
    return slice_is((struct slice){cell->text, cell->length}, text);
}

/* Whoever draws outside its pane spoils the edges. */
static void check_edges(const struct frame *frame, struct area box)
{
    for (size_t row = box.row + 1; row + 1 < box.row + box.rows; row++) {
        size_t right = box.column + box.columns - 1;
        assert_true(cell_is(frame, row, box.column, "│") || cell_is(frame, row, box.column, "├"));
        assert_true(cell_is(frame, row, right, "│") || cell_is(frame, row, right, "┤"));
    }
}

static void check_frame(const struct model *model, const struct frame *frame)
{
    assert_int_equal(frame->rows, model->rows);
    assert_int_equal(frame->columns, model->columns);
    assert_true(frame->cursor_row < frame->rows && frame->cursor_column < frame->columns);
    for (size_t row = 0; row < frame->rows; row++) {
        size_t column = 0;
        while (column < frame->columns) {
            const struct cell *cell = frame_cell(frame, row, column);
            assert_true(cell->width == 1 || cell->width == 2);
            assert_true(cell->width == 1 || (column + 1 < frame->columns && cell[1].width == 0));
            assert_true(text_is_valid((struct slice){cell->text, cell->length}, NULL));
            column += cell->width;
        }
    }
    if (model->opened != OPENED_NOTHING || model->geometry.too_small)
        return;
    for (size_t i = 0; i < model->geometry.stack_count; i++)
        check_edges(frame, model->geometry.stacks[i]);
    check_edges(frame, model->geometry.detail_box);
}

static void check(struct interface *interface)
{
    struct model *model = interface->model;
    assert_true(model->exists[model->here.table]);
    for (enum table_id table = 0; table < TABLE_COUNT; table++)
        if (model->exists[table])
            check_pane(model, table);
    check_counts(model);
    check_detail(model);
    assert_true(draw_screen(model, &interface->frame));
    check_frame(model, &interface->frame);
}

static void press_at_random(const char *book, size_t keys)
{
    char path[4096];
    const char *folder = getenv("SOURCE_FOLDER");
    snprintf(path, sizeof path, "%s/%s", folder ? folder : ".", book);
    struct interface interface = {0};
    uint64_t random = SEED;
    assert_true(interface_open(&interface, path, NULL, false));
    for (size_t i = 0; i < keys; i++) {
        if (random_below(&random, 50) == 0)
            random_size(&random, &interface);
        uint32_t key = random_key(&random, interface.model);
        interface_key(&interface, key);
        check(&interface);
    }
    interface_close(&interface);
}

static void test_artificial(void **state)
{
    (void)state;
    press_at_random("tests/screens/books/artificial", KEYS / 2);
}

static void test_bundled(void **state)
{
    (void)state;
    press_at_random("briefings/rok-nato-2023", KEYS / 2);
}

static void test_poor_books(void **state)
{
    (void)state;
    press_at_random("tests/screens/books/empty", KEYS / 20);
    press_at_random("tests/screens/books/plain/colors.csv", KEYS / 20);
}

/* What is printed goes into a folder of its own. */
int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_artificial, empty_folder_enter, empty_folder_leave),
        cmocka_unit_test_setup_teardown(test_bundled, empty_folder_enter, empty_folder_leave),
        cmocka_unit_test_setup_teardown(test_poor_books, empty_folder_enter, empty_folder_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
