/* test-state.c: what is kept between runs, and how it comes back. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "support/book.h"
#include "support/empty-folder.h"
#include "support/reloading.h"
#include "tui/keeping.h"
#include "tui/shown.h"
#include "tui/state.h"

static json_t *parse(const char *text)
{
    json_t *value = json_loads(text, 0, NULL);
    assert_non_null(value);
    return value;
}

static void type_query(struct session *session, const char *query)
{
    press(session, "/ ^U");
    interface_type(&session->interface, query);
    press(session, "enter");
}

/* ---- The model ------------------------------------------------------------------------------- */

/* Takes the state of a session and ends it, then begins another in it. */
static void go_on(struct session *session, bool with_query)
{
    json_t *state = state_take(session->interface.model);
    assert_non_null(state);
    assert_true(state_is_known(state));
    close_session(session);
    open_session(session, "book");
    state_restore(session->interface.model, state, with_query);
    json_decref(state);
    interface_resize(&session->interface, 24, 80);
}

static void test_comes_back(void **state)
{
    (void)state;
    struct session session;
    make_reloaded_book();
    open_session(&session, "book");
    press(&session, "j j space 3 j space 2 j z");
    type_query(&session, "words");
    press(&session, "enter");
    go_on(&session, true);
    struct model *model = session.interface.model;
    assert_string_equal(viewpoint_query(&model->here), "words");
    assert_on(&session, "r");
    assert_int_equal(model->here.focus, FOCUS_DETAIL);
    assert_int_equal(model->here.zoom, ZOOM_LIST);
    assert_int_equal(marks_count(&model->marks), 2);
    assert_true(record_set_has(&model->marks.sets[TABLE_EVENTS], 2));
    assert_string_equal(message_of(&session), "");
    press(&session, "esc esc esc 1");
    assert_on(&session, "d");
    press(&session, "/ up up");
    assert_string_equal(buffer_string(&model->prompt.text), "words");
    close_session(&session);
}

/* Where the reader asks for something else, only marks and searches come back. */
static void test_without_query(void **state)
{
    (void)state;
    struct session session;
    make_reloaded_book();
    open_session(&session, "book");
    press(&session, "space 2");
    type_query(&session, "words");
    go_on(&session, false);
    assert_on(&session, "a");
    const struct model *model = session.interface.model;
    assert_string_equal(viewpoint_query(&model->here), "");
    assert_int_equal(model->here.table, TABLE_EVENTS);
    assert_int_equal(marks_count(&model->marks), 1);
    assert_int_equal(model->prompt.line_count, 1);
    close_session(&session);
}

/* Scroll comes back with the rows; records that are gone leave what there is. */
static void test_rows_and_scroll(void **state)
{
    (void)state;
    struct session session;
    make_reloaded_book();
    open_session(&session, "book");
    interface_resize(&session.interface, 12, 40);
    press(&session, "G k");
    size_t top = session.interface.model->here.panes[TABLE_EVENTS].top;
    json_t *kept = state_take(session.interface.model);
    close_session(&session);
    open_session(&session, "book");
    interface_resize(&session.interface, 12, 40);
    state_restore(session.interface.model, kept, true);
    interface_wait(session.interface.model);
    assert_on(&session, "k");
    assert_int_equal(session.interface.model->here.panes[TABLE_EVENTS].top, top);
    close_session(&session);
    make_bytes("book/events.csv", slice_of(EVENTS "a,A\n"));
    open_session(&session, "book");
    state_restore(session.interface.model, kept, true);
    interface_wait(session.interface.model);
    assert_on(&session, "a");
    close_session(&session);
    json_decref(kept);
}

/* A search that is still typed is not kept, nor is it lost what was there before. */
static void test_while_typing(void **state)
{
    (void)state;
    struct session session;
    make_reloaded_book();
    open_session(&session, "book");
    type_query(&session, "words");
    press(&session, "/ ^U");
    interface_type(&session.interface, "other");
    go_on(&session, true);
    assert_string_equal(viewpoint_query(&session.interface.model->here), "words");
    close_session(&session);
}

/* Columns of panes come back, as far as they make sense. */
static void test_columns(void **state)
{
    (void)state;
    struct session session;
    make_reloaded_book();
    open_session(&session, "book");
    press(&session, "2 c j enter q 1");
    go_on(&session, false);
    const struct pane_columns *columns = session.interface.model->pane_columns;
    assert_int_equal(columns[TABLE_QUOTES].count, 1);
    assert_string_equal(columns[TABLE_QUOTES].names[0], "id");
    assert_int_equal(columns[TABLE_QUOTES].numbers[0], QUOTES_ID);
    json_t *kept = parse("{\"columns\": {\"quotes\": [\"nowhere\", 3, \"text\", \"a\", \"b\","
                         " \"c\", \"d\", \"e\", \"f\", \"g\"], \"events\": 7}}");
    state_restore(session.interface.model, kept, true);
    interface_resize(&session.interface, 24, 80);
    assert_int_equal(columns[TABLE_QUOTES].count, PANE_COLUMNS_MOST - 1);
    assert_int_equal(columns[TABLE_QUOTES].numbers[0], SIZE_MAX);
    assert_int_equal(columns[TABLE_QUOTES].numbers[1], QUOTES_TEXT);
    json_decref(kept);
    close_session(&session);
}

/* The order of a pane comes back once all is loaded, if there is such a column. */
static void test_orders(void **state)
{
    (void)state;
    struct session session;
    make_reloaded_book();
    open_session(&session, "book");
    model_sort(session.interface.model, TABLE_QUOTES, QUOTES_ID, true);
    go_on(&session, false);
    interface_wait(session.interface.model);
    const struct pane_order *orders = session.interface.model->orders;
    assert_true(orders[TABLE_QUOTES].is_set);
    assert_int_equal(orders[TABLE_QUOTES].column, QUOTES_ID);
    assert_true(orders[TABLE_QUOTES].is_falling);
    assert_false(orders[TABLE_EVENTS].is_set);
    json_t *kept = parse("{\"orders\": {\"quotes\": {\"column\": \"nowhere\"}, \"events\":"
                         " {\"column\": \"name\"}, \"people\": 7}}");
    state_restore(session.interface.model, kept, true);
    interface_wait(session.interface.model);
    assert_false(orders[TABLE_QUOTES].is_set);
    assert_int_equal(orders[TABLE_EVENTS].column, EVENTS_NAME);
    assert_false(orders[TABLE_EVENTS].is_falling);
    json_decref(kept);
    close_session(&session);
}

/* An order that is not there yet is kept until it is, or until the reader chooses another. */
static void test_orders_wait(void **state)
{
    (void)state;
    struct session session;
    make_reloaded_book();
    open_session(&session, "book");
    struct model *model = session.interface.model;
    json_t *kept = parse("{\"orders\": {\"quotes\": {\"column\": \"id\", \"falling\": true},"
                         " \"events\": {\"column\": \"name\", \"falling\": false}}}");
    state_restore(model, kept, true);
    json_t *taken = state_take(model);
    assert_true(json_equal(json_object_get(taken, "orders"), json_object_get(kept, "orders")));
    model_sort_not(model, TABLE_EVENTS);
    interface_wait(model);
    assert_true(model->orders[TABLE_QUOTES].is_set);
    assert_false(model->orders[TABLE_EVENTS].is_set);
    json_decref(taken);
    json_decref(kept);
    close_session(&session);
}

/* What was typed at ":" can be gone back to. */
static void test_commands(void **state)
{
    (void)state;
    struct session session;
    make_reloaded_book();
    open_session(&session, "book");
    press(&session, ":");
    interface_type(&session.interface, "zoom");
    press(&session, "enter");
    go_on(&session, false);
    press(&session, ": up");
    assert_string_equal(buffer_string(&session.interface.model->commanding.prompt.text), "zoom");
    close_session(&session);
}

/* Marks of records that are not there are kept. */
static void test_absent_marks(void **state)
{
    (void)state;
    struct session session;
    make_reloaded_book();
    open_session(&session, "book");
    json_t *kept = parse("{\"marks\": {\"events\": [\"b\", \"not-there\"], \"quotes\": [\"q\"]}}");
    state_restore(session.interface.model, kept, true);
    interface_wait(session.interface.model);
    assert_int_equal(marks_count(&session.interface.model->marks), 2);
    json_t *taken = state_take(session.interface.model);
    assert_true(json_equal(json_object_get(taken, "marks"), json_object_get(kept, "marks")));
    json_decref(taken);
    json_decref(kept);
    close_session(&session);
}

static void test_plain_table(void **state)
{
    (void)state;
    struct session session;
    make_bytes("book", slice_of("one,other\n1,A\n2,B\n3,C\n"));
    open_session(&session, "book");
    press(&session, "j space");
    go_on(&session, true);
    const struct model *model = session.interface.model;
    assert_int_equal(model->here.panes[TABLE_PLAIN].row, 2);
    assert_true(record_set_has(&model->marks.sets[TABLE_PLAIN], 1));
    close_session(&session);
}

/* What is not as it should be is passed over. */
static void test_strange_states(void **state)
{
    (void)state;
    static const char *const strange[] = {
        "{}",
        "[]",
        "{\"query\": 7, \"table\": [], \"focus\": \"nonsense\", \"zoom\": null}",
        "{\"table\": \"unheard-of\", \"rows\": [1], \"tops\": \"x\", \"marks\": 1}",
        "{\"rows\": {\"events\": 5, \"quotes\": \"none\"}, \"marks\": {\"events\": [1, null, {}]}}",
        "{\"searches\": {\"a\": 1}}",
        "{\"searches\": [1, \"\", null]}",
        "{\"orders\": {\"quotes\": []}, \"commands\": {\"a\": 1}}",
    };
    make_reloaded_book();
    for (size_t i = 0; i < sizeof strange / sizeof strange[0]; i++) {
        struct session session;
        json_t *kept = parse(strange[i]);
        open_session(&session, "book");
        state_restore(session.interface.model, kept, true);
        interface_wait(session.interface.model);
        assert_on(&session, "a");
        assert_int_equal(marks_count(&session.interface.model->marks), 0);
        json_decref(kept);
        close_session(&session);
    }
}

/* ---- Several programs ------------------------------------------------------------------------ */

static const struct {
    const char *base;
    const char *ours;
    const char *theirs;
    const char *marks;
} merges[] = {
    {"[]", "[\"a\"]", "[\"b\"]", "[\"b\", \"a\"]"},
    {"[\"a\", \"b\"]", "[\"a\"]", "[\"a\", \"b\"]", "[\"a\"]"},
    {"[\"a\", \"b\"]", "[\"a\", \"b\", \"c\"]", "[\"b\"]", "[\"b\", \"c\"]"},
    {"[\"a\"]", "[\"a\"]", "[\"a\", \"b\"]", "[\"a\", \"b\"]"},
    {"[\"a\"]", "[]", "[\"b\", \"a\"]", "[\"b\"]"},
    {"[]", "[\"a\"]", "[\"a\"]", "[\"a\"]"},
    {"[]", "[\"a\"]", "[1, null]", "[\"a\"]"},
    {"[]", "[\"a\"]", "{}", "[\"a\"]"},
};

static json_t *with_marks(const char *marks)
{
    return json_pack("{s:{s:o}, s:s}", "marks", "events", parse(marks), "query", "ours");
}

static void test_merge(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof merges / sizeof merges[0]; i++) {
        json_t *base = with_marks(merges[i].base);
        json_t *ours = with_marks(merges[i].ours);
        json_t *theirs = with_marks(merges[i].theirs);
        json_object_set_new(theirs, "query", json_string("theirs"));
        json_t *merged = state_merge(base, ours, theirs);
        json_t *expected = parse(merges[i].marks);
        const json_t *marks = json_object_get(json_object_get(merged, "marks"), "events");
        assert_true(json_equal(marks, expected));
        assert_string_equal(json_string_value(json_object_get(merged, "query")), "ours");
        json_decref(base);
        json_decref(ours);
        json_decref(theirs);
        json_decref(merged);
        json_decref(expected);
    }
}

/* Of searches and commands only so many are kept, the newest, also those of another program. */
static void test_many_lines(void **state)
{
    (void)state;
    static const char *const keys[] = {"searches", "commands"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        json_t *lines = json_array();
        for (int number = 0; number < 600; number++)
            json_array_append_new(lines, json_sprintf("line %d", number));
        json_t *ours = json_pack("{s:[s]}", keys[i], "ours");
        json_t *theirs = json_pack("{s:o}", keys[i], lines);
        json_t *merged = state_merge(NULL, ours, theirs);
        const json_t *kept = json_object_get(merged, keys[i]);
        assert_int_equal(json_array_size(kept), 500);
        assert_string_equal(json_string_value(json_array_get(kept, 498)), "line 599");
        assert_string_equal(json_string_value(json_array_get(kept, 499)), "ours");
        json_decref(ours);
        json_decref(theirs);
        json_decref(merged);
    }
}

#define IN_FOLDER(test) \
    cmocka_unit_test_setup_teardown(test, empty_folder_enter, empty_folder_leave)

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        IN_FOLDER(test_comes_back),
        IN_FOLDER(test_without_query),
        IN_FOLDER(test_rows_and_scroll),
        IN_FOLDER(test_while_typing),
        IN_FOLDER(test_columns),
        IN_FOLDER(test_absent_marks),
        IN_FOLDER(test_plain_table),
        IN_FOLDER(test_strange_states),
        IN_FOLDER(test_orders),
        IN_FOLDER(test_orders_wait),
        IN_FOLDER(test_commands),
        cmocka_unit_test(test_merge),
        cmocka_unit_test(test_many_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
