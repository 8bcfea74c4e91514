/* test-mouse.c: what clicks and the wheel make of the model, on what is drawn under them. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "briefbook/text.h"
#include "support/interface.h"
#include "tui/chooser.h"
#include "tui/command.h"
#include "tui/shown.h"
#include "tui/update.h"

static int set_up(void **state)
{
    static struct interface interface;
    interface = (struct interface){0};
    char path[4096];
    const char *folder = getenv("SOURCE_FOLDER");
    snprintf(path, sizeof path, "%s/tests/screens/books/artificial", folder ? folder : ".");
    assert_true(interface_open(&interface, path, NULL, false));
    *state = &interface;
    return 0;
}

static int tear_down(void **state)
{
    interface_close(*state);
    return 0;
}

static bool stands_at(const struct frame *frame, size_t row, size_t column, struct slice text)
{
    size_t at = 0;
    while (at < text.length && column < frame->columns) {
        const struct cell *cell = frame_cell(frame, row, column++);
        struct slice shown = {cell->text, cell->length};
        if (at + shown.length > text.length ||
            !slice_equal(shown, slice_part(text, at, at + shown.length)))
            return false;
        at += shown.length;
    }
    return at == text.length;
}

/* Where a text stands on the screen first, from the top. */
static struct mouse_event find(struct interface *interface, const char *text)
{
    assert_true(draw_screen(interface->model, &interface->frame));
    const struct frame *frame = &interface->frame;
    for (size_t row = 0; row < frame->rows; row++) {
        for (size_t column = 0; column < frame->columns; column++) {
            if (stands_at(frame, row, column, slice_of(text)))
                return (struct mouse_event){.row = row, .column = column};
        }
    }
    fail_msg("'%s' is not on the screen", text);
    return (struct mouse_event){0};
}

static void act(struct interface *interface, struct mouse_event event)
{
    update_waiting_mouse(interface->model, &event);
    update_settle(interface->model);
    interface_wait(interface->model);
}

static void click(struct interface *interface, const char *text, long long time)
{
    struct mouse_event event = find(interface, text);
    event.time = time;
    act(interface, event);
}

static void wheel(struct interface *interface, const char *text, enum mouse_action action)
{
    struct mouse_event event = find(interface, text);
    event.action = action;
    act(interface, event);
}

static const struct pane *pane_of(const struct interface *interface, enum table_id table)
{
    return &interface->model->here.panes[table];
}

static void test_click_chooses(void **state)
{
    struct interface *interface = *state;
    click(interface, "3 Quotes", 0);
    assert_int_equal(interface->model->here.table, TABLE_QUOTES);
    assert_int_equal(pane_of(interface, TABLE_QUOTES)->row, 0);
    click(interface, "No name stands", 1000);
    size_t row = pane_of(interface, TABLE_QUOTES)->row;
    assert_int_not_equal(row, 0);
    assert_int_equal(interface->model->here.focus, FOCUS_LIST);
    interface_press(interface, "k");
    assert_int_equal(pane_of(interface, TABLE_QUOTES)->row, row - 1);
}

static void test_second_click_opens(void **state)
{
    struct interface *interface = *state;
    struct mouse_event event = find(interface, "No name stands");
    act(interface, event);
    size_t row = pane_of(interface, TABLE_QUOTES)->row;
    event.time = 400;
    act(interface, event);
    assert_int_equal(interface->model->here.focus, FOCUS_DETAIL);
    assert_int_equal(pane_of(interface, TABLE_QUOTES)->row, row);
}

static void test_slow_clicks_are_two(void **state)
{
    struct interface *interface = *state;
    interface_press(interface, "3");
    struct mouse_event event = find(interface, "No name stands");
    act(interface, event);
    event.time = 401;
    act(interface, event);
    assert_int_equal(interface->model->here.focus, FOCUS_LIST);
    event.time = 402;
    event.column++;
    act(interface, event);
    assert_int_equal(interface->model->here.focus, FOCUS_LIST);
}

static void test_click_follows_link(void **state)
{
    struct interface *interface = *state;
    click(interface, "No name stands", 0);
    struct model *model = interface->model;
    assert_true(model->detail.links.count > 0);
    struct spot spot = model->detail.links.items[0];
    struct area area = model->geometry.detail;
    size_t column = area.column;
    for (size_t i = 0; i < spot.first_span; i++)
        column +=
            text_width(model->detail.layout.lines[spot.first_line].spans[i].text, TEXT_ON_SCREEN);
    act(interface, (struct mouse_event){.row = area.row + spot.first_line, .column = column});
    struct record record;
    assert_true(model_record(model, &record));
    assert_int_equal(record.table, spot.target.table);
    assert_int_equal(record.row, spot.target.row);
    assert_true(when_back(model));
    /* Beside all links a click only goes into the detail. */
    interface_press(interface, "h");
    act(interface, (struct mouse_event){.row = model->geometry.detail.row,
                                        .column = model->geometry.detail_box.column});
    assert_int_equal(model->here.focus, FOCUS_DETAIL);
    assert_int_equal(model->here.table, record.table);
}

static void test_click_runs_hint(void **state)
{
    struct interface *interface = *state;
    click(interface, "? help", 0);
    assert_int_equal(interface->model->opened, OPENED_HELP);
    click(interface, "q close", 0);
    assert_int_equal(interface->model->opened, OPENED_NOTHING);
    click(interface, "quit", 0);
    assert_int_equal(interface->model->request, REQUEST_QUIT);
}

static void test_click_hits_hint_beside_message(void **state)
{
    struct interface *interface = *state;
    interface_press(interface, "u");
    assert_true(interface->model->message.length > 0);
    click(interface, "? help", 0);
    assert_int_equal(interface->model->message.length, 0);
    assert_int_equal(interface->model->opened, OPENED_HELP);
}

static void test_click_and_search(void **state)
{
    struct interface *interface = *state;
    click(interface, "searches all", 0);
    assert_true(interface->model->prompting);
    interface_type(interface, "person");
    click(interface, "3 Quotes", 0);
    assert_false(interface->model->prompting);
    assert_string_equal(viewpoint_query(&interface->model->here), "person");
    assert_int_equal(interface->model->here.table, TABLE_QUOTES);
    /* What is not well formed is not left. */
    interface_press(interface, "/");
    interface_type(interface, " (");
    click(interface, "1 Events", 0);
    assert_true(interface->model->prompting);
    assert_int_equal(interface->model->here.table, TABLE_QUOTES);
}

/* The help closes, and the line that it lay over is typed on: Esc leads back to what was before it. */
static void test_click_beneath_help(void **state)
{
    struct interface *interface = *state;
    struct model *model = interface->model;
    struct area query = model->geometry.query;
    interface_press(interface, "/");
    interface_type(interface, "keyword");
    interface_press(interface, "F1");
    assert_int_equal(model->opened, OPENED_HELP);
    act(interface,
        (struct mouse_event){.action = MOUSE_PRESS, .row = query.row, .column = query.column + 4});
    assert_int_equal(model->opened, OPENED_NOTHING);
    assert_true(model->prompting);
    interface_press(interface, "esc");
    assert_false(model->prompting);
    assert_string_equal(viewpoint_query(&model->here), "");
}

static void test_wheel_scrolls_pane(void **state)
{
    struct interface *interface = *state;
    interface_resize(interface, 16, 100);
    interface_press(interface, "2");
    /* Two of three events are in view: there is one line to scroll. */
    assert_int_equal(interface->model->geometry.lists[TABLE_EVENTS].rows, 2);
    wheel(interface, "1 Events", MOUSE_WHEEL_DOWN);
    assert_int_equal(pane_of(interface, TABLE_EVENTS)->top, 1);
    assert_int_equal(pane_of(interface, TABLE_EVENTS)->row, 1);
    assert_int_equal(interface->model->here.table, TABLE_PEOPLE);
    wheel(interface, "1 Events", MOUSE_WHEEL_UP);
    assert_int_equal(pane_of(interface, TABLE_EVENTS)->top, 0);
    assert_int_equal(pane_of(interface, TABLE_EVENTS)->row, 1);
    wheel(interface, "Rank X", MOUSE_WHEEL_UP);
    assert_int_equal(interface->model->here.detail_top, 0);
}

static void test_wheel_scrolls_text(void **state)
{
    struct interface *interface = *state;
    interface_resize(interface, 12, 100);
    interface_press(interface, "3");
    struct model *model = interface->model;
    struct mouse_event event = {MOUSE_WHEEL_DOWN, model->geometry.detail.row,
                                model->geometry.detail.column, 0};
    act(interface, event);
    assert_int_equal(model->here.detail_top, 3);
    assert_int_equal(model->here.focus, FOCUS_LIST);
    for (size_t i = 0; i < 100; i++)
        act(interface, event);
    assert_int_equal(model->here.detail_top,
                     model->detail.layout.count - model->geometry.detail.rows);
    interface_press(interface, "?");
    act(interface, event);
    assert_int_equal(model->helping.chooser.top, 3);
}

/* A click chooses a line of a view, a second one takes it; beside the view it is closed. */
static void test_click_in_view(void **state)
{
    struct interface *interface = *state;
    struct model *model = interface->model;
    interface_press(interface, "3");
    interface_press(interface, "F");
    const struct chooser *chooser = &model->facets.chooser;
    struct mouse_event event = find(interface, "Quotes by");
    event.row += 2;
    act(interface, event);
    assert_int_equal(chooser->chosen, 1);
    assert_string_equal(viewpoint_query(&model->here), "");
    act(interface, event);
    assert_string_not_equal(viewpoint_query(&model->here), "");
    click(interface, "1 Events", 1000);
    assert_int_equal(model->opened, OPENED_NOTHING);
    assert_int_equal(model->here.table, TABLE_EVENTS);
}

/* No place of any screen is harmful. */
static void test_everywhere(void **state)
{
    struct interface *interface = *state;
    static const size_t sizes[][2] = {{1, 1}, {12, 40}, {24, 80}, {30, 160}};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        interface_resize(interface, sizes[i][0], sizes[i][1]);
        for (size_t at = 0; at < sizes[i][0] * sizes[i][1]; at += 7) {
            struct mouse_event event = {(enum mouse_action)(at % 3), at / sizes[i][1],
                                        at % sizes[i][1], (long long)at};
            act(interface, event);
            assert_true(draw_screen(interface->model, &interface->frame));
        }
    }
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_click_chooses, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_second_click_opens, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_slow_clicks_are_two, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_click_follows_link, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_click_runs_hint, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_click_hits_hint_beside_message, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_click_and_search, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_click_beneath_help, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_wheel_scrolls_pane, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_wheel_scrolls_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_click_in_view, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_everywhere, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
