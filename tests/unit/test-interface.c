/* test-interface.c: what each command makes of the model. Pictures are compared in tests/screens. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/interface.h"
#include "tui/shown.h"
#include "tui/update.h"

static void open_book(struct interface *interface, const char *query)
{
    char path[4096];
    const char *folder = getenv("SOURCE_FOLDER");
    snprintf(path, sizeof path, "%s/tests/screens/books/artificial", folder ? folder : ".");
    assert_true(interface_open(interface, path, query, false));
}

static int set_up(void **state)
{
    static struct interface interface;
    interface = (struct interface){0};
    open_book(&interface, NULL);
    *state = &interface;
    return 0;
}

static int tear_down(void **state)
{
    interface_close(*state);
    return 0;
}

/* Presses keys, named with blanks between them. */
static void press(struct interface *interface, const char *names)
{
    struct slice rest = slice_of(names);
    struct slice name;
    while (slice_next(&rest, ' ', &name)) {
        char text[32];
        snprintf(text, sizeof text, "%.*s", (int)name.length, name.data);
        assert_true(interface_press(interface, text));
    }
}

static const char *message_of(const struct interface *interface)
{
    return buffer_string(&interface->model->message);
}

static void assert_at(const struct interface *interface, enum table_id table, size_t row)
{
    struct record record;
    assert_true(model_record(interface->model, &record));
    assert_int_equal(record.table, table);
    assert_int_equal(record.row, row);
}

static void test_move(void **state)
{
    static const struct {
        const char *keys;
        size_t row;
    } cases[] = {
        {"3", 0},        {"3 j", 1},   {"3 down down", 2}, {"3 j k", 0},    {"3 k", 0},
        {"3 G", 4},      {"3 G j", 4}, {"3 end g", 0},     {"3 G home", 0}, {"3 pgdn", 4},
        {"3 G pgup", 0}, {"3 ^D", 2},  {"3 G ^U", 2},      {"3 ^F ^B", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct interface *interface = *state;
        press(interface, "g 1 g");
        press(interface, "3 g");
        press(interface, cases[i].keys);
        assert_at(interface, TABLE_QUOTES, cases[i].row);
    }
}

static void test_panes(void **state)
{
    struct interface *interface = *state;
    static const char digits[] = "12345678";
    for (size_t i = 0; digits[i]; i++) {
        interface_key(interface, (uint32_t)digits[i]);
        assert_int_equal(interface->model->here.table, i);
    }
    press(interface, "tab");
    assert_int_equal(interface->model->here.table, TABLE_EVENTS);
    press(interface, "shift-tab");
    assert_int_equal(interface->model->here.table, TABLE_CONFLICTS);
    press(interface, "enter 2");
    assert_int_equal(interface->model->here.focus, FOCUS_LIST);
    assert_int_equal(interface->model->here.table, TABLE_PEOPLE);
}

static void test_row_of_each_pane_is_kept(void **state)
{
    struct interface *interface = *state;
    press(interface, "3 j j 1 j 3");
    assert_at(interface, TABLE_QUOTES, 2);
    press(interface, "1");
    assert_at(interface, TABLE_EVENTS, 1);
}

static void test_open_and_leave(void **state)
{
    struct interface *interface = *state;
    static const char *const ways_in[] = {"enter", "l", "right"};
    static const char *const ways_out[] = {"esc", "h", "left", "q"};
    for (size_t i = 0; i < 3; i++) {
        for (size_t j = 0; j < 4; j++) {
            press(interface, ways_in[i]);
            assert_int_equal(interface->model->here.focus, FOCUS_DETAIL);
            press(interface, ways_out[j]);
            assert_int_equal(interface->model->here.focus, FOCUS_LIST);
        }
    }
}

static void test_links(void **state)
{
    struct interface *interface = *state;
    press(interface, "6 enter");
    size_t links = interface->model->detail.links.count;
    assert_int_equal(links, 6);
    assert_int_equal(interface->model->here.link, 0);
    press(interface, "tab");
    assert_int_equal(interface->model->here.link, 1);
    press(interface, "shift-tab shift-tab");
    assert_int_equal(interface->model->here.link, (long)links - 1); /* round */
    press(interface, "tab down down up");
    assert_int_equal(interface->model->here.link, 1);
}

static void test_follow_and_back(void **state)
{
    struct interface *interface = *state;
    press(interface, "6 enter tab enter");
    assert_at(interface, TABLE_QUOTES, 1);
    assert_int_equal(interface->model->here.focus, FOCUS_DETAIL);
    press(interface, "bksp");
    assert_at(interface, TABLE_JUDGEMENTS, 0);
    assert_int_equal(interface->model->here.link, 1);
    press(interface, "]");
    assert_at(interface, TABLE_QUOTES, 1);
    press(interface, "[ [");
    assert_at(interface, TABLE_JUDGEMENTS, 0);
    assert_true(interface->model->message.length > 0);
    /* Following another link forgets what was forward. */
    press(interface, "tab enter ]");
    assert_at(interface, TABLE_EVENTS, 0);
    assert_true(interface->model->message.length > 0);
}

static void test_back_restores_query_and_scroll(void **state)
{
    struct interface *interface = *state;
    interface_resize(interface, 24, 80);
    press(interface, "/");
    interface_type(interface, "keyword");
    press(interface, "enter j enter G");
    size_t top = interface->model->here.detail_top;
    assert_true(top > 0);
    long link = interface->model->here.link;
    assert_true(link >= 0);
    press(interface, "enter");
    assert_string_equal(viewpoint_query(&interface->model->here), "");
    assert_non_null(strstr(message_of(interface), "query"));
    press(interface, "[");
    assert_string_equal(viewpoint_query(&interface->model->here), "keyword");
    assert_at(interface, TABLE_QUOTES, 2);
    assert_int_equal(interface->model->here.detail_top, top);
    assert_int_equal(interface->model->here.link, link);
    assert_int_equal(shown_count(interface->model, TABLE_QUOTES), 2);
}

static void test_search_lands_in_quotes(void **state)
{
    static const struct {
        const char *text;
        enum table_id table;
        size_t row;
        size_t matches; /* in that pane */
    } cases[] = {
        {"keyword", TABLE_QUOTES, 0, 2},
        {"한", TABLE_EVENTS, 0, 0}, /* nothing: where one was */
        {"planned", TABLE_EVENTS, 2, 1},
        {"Koreän", TABLE_FIELDS, 1, 1},
        {"escape -here", TABLE_EVENTS, 0, 0},
        {"\"a short sentence\"", TABLE_QUOTES, 0, 1},
        {"사람", TABLE_QUOTES, 1, 2},
    };
    struct interface *interface = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        press(interface, "1 g /");
        interface_type(interface, cases[i].text);
        assert_int_equal(interface->model->here.table, cases[i].table);
        assert_int_equal(shown_count(interface->model, cases[i].table), cases[i].matches);
        if (cases[i].matches)
            assert_at(interface, cases[i].table, cases[i].row);
        press(interface, "esc");
        assert_at(interface, TABLE_EVENTS, 0);
        assert_string_equal(viewpoint_query(&interface->model->here), "");
    }
}

static void test_escape_restores(void **state)
{
    struct interface *interface = *state;
    press(interface, "2 j j enter z");
    press(interface, "/");
    interface_type(interface, "keyword");
    assert_int_equal(interface->model->here.focus, FOCUS_LIST);
    press(interface, "esc");
    assert_at(interface, TABLE_PEOPLE, 2);
    assert_int_equal(interface->model->here.focus, FOCUS_DETAIL);
    assert_int_equal(interface->model->here.zoom, ZOOM_DETAIL);
    assert_int_equal(shown_count(interface->model, TABLE_QUOTES), 5);
}

static void test_order_of_escape(void **state)
{
    struct interface *interface = *state;
    press(interface, "/");
    interface_type(interface, "person");
    press(interface, "enter z enter z z ?");
    struct model *model = interface->model;
    press(interface, "esc"); /* the help */
    assert_int_equal(model->opened, OPENED_NOTHING);
    assert_int_equal(model->here.zoom, ZOOM_DETAIL);
    press(interface, "esc"); /* the zoom of the detail */
    assert_int_equal(model->here.zoom, ZOOM_NONE);
    assert_int_equal(model->here.focus, FOCUS_DETAIL);
    press(interface, "esc"); /* the detail */
    assert_int_equal(model->here.focus, FOCUS_LIST);
    assert_string_equal(viewpoint_query(&model->here), "person");
    press(interface, "esc"); /* the query */
    assert_string_equal(viewpoint_query(&model->here), "");
    press(interface, "esc esc"); /* and never out */
    assert_int_equal(model->request, REQUEST_NOTHING);
    assert_int_equal(model->message.length, 0);
}

static void test_row_seen_is_kept(void **state)
{
    struct interface *interface = *state;
    press(interface, "3 g /");
    interface_type(interface, "hostile OR escape");
    assert_at(interface, TABLE_QUOTES, 4); /* the nearest that matches */
    press(interface, "bksp ^U");
    assert_at(interface, TABLE_QUOTES, 0); /* while typing nothing is chosen */
    interface_type(interface, "escape");
    press(interface, "enter esc");
    assert_at(interface, TABLE_QUOTES, 4); /* but what was looked at is */
}

static void test_faulty_query(void **state)
{
    struct interface *interface = *state;
    press(interface, "/ ( enter");
    assert_true(interface->model->prompting);
    assert_true(interface->model->message.length > 0);
    assert_int_equal(interface->model->prompt.cursor, 0); /* the place of the fault */
    press(interface, "del enter");
    assert_false(interface->model->prompting);
    assert_int_equal(interface->model->message.length, 0);
}

/* Presses a key until the record is again the one it is now; how many records came by. */
static size_t records_round(struct interface *interface, const char *key, size_t *presses)
{
    enum { PATIENCE = 200 };
    struct record start;
    struct record before;
    struct record now;
    size_t records = 0;
    assert_true(model_record(interface->model, &start));
    before = start;
    for (*presses = 0; *presses < PATIENCE; ++*presses) {
        press(interface, key);
        assert_true(model_record(interface->model, &now));
        bool moved = now.table != before.table || now.row != before.row;
        records += moved;
        before = now;
        if (moved && now.table == start.table && now.row == start.row)
            return records;
    }
    fail_msg("%s never came round", key);
    return 0;
}

static void test_walk_goes_round(void **state)
{
    struct interface *interface = *state;
    press(interface, "n");
    assert_true(interface->model->message.length > 0); /* nothing is searched for */
    press(interface, "/");
    interface_type(interface, "keyword OR first");
    press(interface, "enter");
    size_t records = match_count(interface->model);
    size_t presses;
    assert_true(records > 5);
    assert_int_equal(records_round(interface, "n", &presses), records);
    assert_true(presses > records); /* some hold several places */
    assert_true(interface->model->message.length > 0);
    assert_int_equal(records_round(interface, "N", &presses), records);
    assert_true(presses > records);
}

static void test_zoom(void **state)
{
    struct interface *interface = *state;
    struct model *model = interface->model;
    press(interface, "3 z");
    assert_int_equal(model->here.zoom, ZOOM_LIST);
    assert_int_equal(model->geometry.detail_box.rows, 0);
    press(interface, "enter");
    assert_int_equal(model->geometry.stack_count, 0);
    press(interface, "1");
    assert_int_equal(model->here.zoom, ZOOM_LIST);
    press(interface, "z");
    assert_int_equal(model->here.zoom, ZOOM_NONE);
    assert_int_equal(model->geometry.stack_count, 1);
}

static void test_help(void **state)
{
    struct interface *interface = *state;
    struct model *model = interface->model;
    interface_resize(interface, 12, 40);
    static const char *const openers[] = {"?", "F1"};
    for (size_t i = 0; i < 2; i++) {
        press(interface, openers[i]);
        assert_int_equal(model->opened, OPENED_HELP);
        press(interface, "j j");
        assert_int_equal(model->helping.chooser.chosen, 6); /* behind a line of four parts */
        press(interface, "G");
        size_t last = model->helping.chooser.chosen;
        press(interface, "j");
        assert_int_equal(model->helping.chooser.chosen, last);
        press(interface, openers[i]);
        assert_int_equal(model->opened, OPENED_NOTHING);
    }
    press(interface, "/ x F1 esc");
    assert_true(model->prompting);
    assert_string_equal(viewpoint_query(&model->here), "x");
}

static void test_requests(void **state)
{
    static const struct {
        const char *keys;
        enum request request;
    } cases[] = {
        {"q", REQUEST_QUIT},          {"Q", REQUEST_QUIT},          {"^C", REQUEST_QUIT},
        {"^Z", REQUEST_SUSPEND},      {"enter Q", REQUEST_QUIT},    {"/ ^C", REQUEST_QUIT},
        {"? ^C", REQUEST_QUIT},       {"enter q", REQUEST_NOTHING}, {"? q", REQUEST_NOTHING},
        {"/ q esc", REQUEST_NOTHING}, {"z q", REQUEST_NOTHING},     {"j", REQUEST_NOTHING},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct interface *interface = *state;
        interface->model->request = REQUEST_NOTHING;
        press(interface, cases[i].keys);
        assert_int_equal(interface->model->request, cases[i].request);
        press(interface, "esc esc esc esc");
    }
}

static void test_stale(void **state)
{
    static const struct {
        uint32_t key;
        unsigned stale;
    } cases[] = {
        {'j', STALE_FRAME},
        {'g', STALE_FRAME},
        {'g', STALE_NOTHING},
        {'k', STALE_NOTHING},
        {0x1F, STALE_NOTHING}, /* a key that does nothing */
        {'L' & 0x1F, STALE_FRAME | STALE_TERMINAL},
        {'9', STALE_NOTHING},
    };
    struct interface *interface = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(update_key(interface->model, cases[i].key), cases[i].stale);
}

static void test_query_at_start(void **state)
{
    (void)state;
    struct interface interface = {0};
    open_book(&interface, "keyword");
    assert_at(&interface, TABLE_QUOTES, 0);
    assert_string_equal(viewpoint_query(&interface.model->here), "keyword");
    press(&interface, "/");
    assert_string_equal(buffer_string(&interface.model->prompt.text), "keyword ");
    interface_close(&interface);
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_move),
        TEST(test_panes),
        TEST(test_row_of_each_pane_is_kept),
        TEST(test_open_and_leave),
        TEST(test_links),
        TEST(test_follow_and_back),
        TEST(test_back_restores_query_and_scroll),
        TEST(test_search_lands_in_quotes),
        TEST(test_escape_restores),
        TEST(test_order_of_escape),
        TEST(test_row_seen_is_kept),
        TEST(test_faulty_query),
        TEST(test_walk_goes_round),
        TEST(test_zoom),
        TEST(test_help),
        TEST(test_requests),
        TEST(test_stale),
        cmocka_unit_test(test_query_at_start),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
