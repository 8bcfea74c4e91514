/* test-geometry.c: which part of the screen is for what, at every size. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tui/geometry.h"

/* Counts in `owned` who has each cell of the screen; edges of stacks belong to nobody else. */
static void claim(const struct geometry_wants *wants, unsigned char *owned, struct area area)
{
    for (size_t row = area.row; row < area.row + area.rows; row++) {
        for (size_t column = area.column; column < area.column + area.columns; column++) {
            assert_true(row < wants->rows && column < wants->columns);
            owned[row * wants->columns + column]++;
        }
    }
}

static void assert_apart(const struct geometry_wants *wants, const struct geometry *geometry)
{
    enum { CELLS = 300 * 70 };
    static unsigned char owned[CELLS];
    memset(owned, 0, sizeof owned);
    claim(wants, owned, geometry->header);
    claim(wants, owned, geometry->query);
    claim(wants, owned, geometry->footer);
    for (size_t i = 0; i < geometry->stack_count; i++)
        claim(wants, owned, geometry->stacks[i]);
    claim(wants, owned, geometry->detail_box);
    for (size_t i = 0; i < wants->rows * wants->columns; i++)
        assert_int_equal(owned[i], 1); /* nothing twice, and nothing left over */
    memset(owned, 0, sizeof owned);
    for (enum table_id table = 0; table < TABLE_COUNT; table++)
        claim(wants, owned, geometry->panes[table]);
    for (size_t i = 0; i < wants->rows * wants->columns; i++)
        assert_true(owned[i] <= 1);
}

static bool is_inside(struct area inner, struct area outer)
{
    return inner.row >= outer.row && inner.column >= outer.column &&
           inner.row + inner.rows <= outer.row + outer.rows &&
           inner.column + inner.columns <= outer.column + outer.columns;
}

static void assert_fits(const struct geometry_wants *wants)
{
    struct geometry geometry;
    geometry_arrange(&geometry, wants);
    bool small = wants->columns < SCREEN_MINIMUM_COLUMNS || wants->rows < SCREEN_MINIMUM_ROWS;
    assert_int_equal(geometry.too_small, small);
    if (small)
        return;
    assert_apart(wants, &geometry);
    for (enum table_id table = 0; table < TABLE_COUNT; table++) {
        if (geometry.panes[table].rows)
            assert_true(is_inside(geometry.lists[table], geometry.panes[table]));
        else
            assert_int_equal(geometry.lists[table].rows, 0);
        assert_true(wants->exists[table] || !geometry.panes[table].rows);
    }
    if (geometry.detail_box.rows)
        assert_true(is_inside(geometry.detail, geometry.detail_box));
    /* What has the focus is in view. */
    struct area focused =
        wants->focus == FOCUS_DETAIL ? geometry.detail : geometry.lists[wants->table];
    assert_true(focused.rows > 0 && focused.columns > 0);
}

static void test_every_size(void **state)
{
    (void)state;
    static const size_t heights[] = {1, 11, 12, 13, 16, 20, 24, 30, 45, 70};
    static const size_t wanted[] = {1, 3, 100000};
    for (size_t columns = 1; columns <= 300; columns++) {
        for (size_t i = 0; i < sizeof heights / sizeof heights[0]; i++) {
            for (enum table_id table = 0; table < PANE_TABLES; table++) {
                struct geometry_wants wants = {.rows = heights[i], .columns = columns};
                wants.table = table;
                wants.focus = (columns + i) % 2 ? FOCUS_DETAIL : FOCUS_LIST;
                wants.zoom = (enum zoom)((columns / 2 + i + table) % 3);
                for (enum table_id each = 0; each < PANE_TABLES; each++) {
                    wants.exists[each] = each == table || (columns + each) % 5;
                    wants.wants[each] = wanted[(each + columns) % 3];
                }
                assert_fits(&wants);
            }
        }
    }
}

static struct geometry arrange(size_t columns, size_t rows, enum table_id table, enum focus focus)
{
    struct geometry_wants wants = {
        .rows = rows, .columns = columns, .table = table, .focus = focus};
    for (enum table_id each = 0; each < PANE_TABLES; each++) {
        wants.exists[each] = true;
        wants.wants[each] = 50;
    }
    struct geometry geometry;
    geometry_arrange(&geometry, &wants);
    return geometry;
}

static void test_detail_and_stacks(void **state)
{
    (void)state;
    static const struct {
        size_t columns;
        enum focus focus;
        size_t stacks;
        bool detail;
    } cases[] = {
        {79, FOCUS_LIST, 1, false},  {79, FOCUS_DETAIL, 0, true}, {80, FOCUS_LIST, 1, true},
        {80, FOCUS_DETAIL, 1, true}, {139, FOCUS_LIST, 1, true},  {140, FOCUS_LIST, 2, true},
        {240, FOCUS_LIST, 3, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct geometry geometry = arrange(cases[i].columns, 30, TABLE_QUOTES, cases[i].focus);
        assert_int_equal(geometry.stack_count, cases[i].stacks);
        assert_int_equal(geometry.detail_box.rows > 0, cases[i].detail);
    }
}

/* The focused pane has the most rows, and at 100 by 30 every pane has at least its title. */
static void test_focus_grows(void **state)
{
    (void)state;
    for (enum table_id table = 0; table < PANE_TABLES; table++) {
        struct geometry geometry = arrange(100, 30, table, FOCUS_LIST);
        for (enum table_id other = 0; other < PANE_TABLES; other++) {
            assert_true(geometry.panes[other].rows >= 1);
            if (other != table)
                assert_true(geometry.lists[table].rows > geometry.lists[other].rows);
        }
        geometry = arrange(40, 12, table, FOCUS_LIST);
        assert_int_equal(geometry.lists[table].rows, 7); /* alone */
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_size),
        cmocka_unit_test(test_detail_and_stacks),
        cmocka_unit_test(test_focus_grows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
