/* test-marks.c: records that the reader marks, walks and asks for. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "support/book.h"
#include "support/empty-folder.h"
#include "support/reloading.h"
#include "tui/shown.h"

static void type_query(struct session *session, const char *query)
{
    press(session, "/ ^U");
    interface_type(&session->interface, query);
    press(session, "enter");
}

static size_t count_marks(const struct session *session)
{
    return marks_count(&session->interface.model->marks);
}

static void test_mark_goes_down(void **state)
{
    (void)state;
    struct session session;
    make_reloaded_book();
    open_session(&session, "book");
    press(&session, "space space");
    assert_on(&session, "c");
    assert_int_equal(count_marks(&session), 2);
    press(&session, "k space");
    assert_on(&session, "c");
    assert_int_equal(count_marks(&session), 1);
    press(&session, "G space");
    assert_on(&session, "l"); /* there is no row below */
    assert_int_equal(count_marks(&session), 2);
    press(&session, "enter space"); /* in the detail it is a page */
    assert_int_equal(count_marks(&session), 2);
    close_session(&session);
}

static void test_next_mark(void **state)
{
    (void)state;
    static const char *const walked[] = {"d", "r", "b", "d"};
    struct session session;
    make_reloaded_book();
    open_session(&session, "book");
    press(&session, "'");
    assert_says(&session, "nothing is marked: space marks a row");
    press(&session, "j space j space 2 j space 1 g j");
    for (size_t i = 0; i < sizeof walked / sizeof walked[0]; i++) {
        press(&session, "'");
        assert_on(&session, walked[i]);
    }
    type_query(&session, "in:sources");
    press(&session, "'");
    assert_says(&session, "3 marked, hidden by the query");
    close_session(&session);
}

/* The query asks for what is marked now, and is asked again when that changes. */
static void test_query(void **state)
{
    (void)state;
    struct session session;
    make_reloaded_book();
    open_session(&session, "book");
    const struct model *model = session.interface.model;
    press(&session, "space j space");
    type_query(&session, "is:marked");
    assert_int_equal(shown_count(model, TABLE_EVENTS), 2);
    press(&session, "1 g space");
    assert_int_equal(shown_count(model, TABLE_EVENTS), 1);
    assert_on(&session, "c");
    type_query(&session, "-is:marked in:events");
    assert_int_equal(shown_count(model, TABLE_EVENTS), 11);
    unsigned long asked = model->asked.number;
    press(&session, "space");
    assert_int_equal(shown_count(model, TABLE_EVENTS), 10);
    assert_true(model->asked.number > asked);
    type_query(&session, "in:events");
    asked = model->asked.number;
    press(&session, "space");
    assert_int_equal(model->asked.number, asked); /* it does not ask for marks */
    close_session(&session);
}

static void test_clear_marks(void **state)
{
    (void)state;
    struct session session;
    make_reloaded_book();
    open_session(&session, "book");
    press(&session, "space space");
    press(&session, "M");
    assert_says(&session, "2 marks taken back: M brings them back");
    assert_int_equal(count_marks(&session), 0);
    press(&session, "M");
    assert_says(&session, "2 marks are back");
    assert_int_equal(count_marks(&session), 2);
    press(&session, "M space");
    press(&session, "M"); /* the ones before are not meant any more */
    assert_says(&session, "1 marks taken back: M brings them back");
    assert_int_equal(count_marks(&session), 0);
    press(&session, "M");
    assert_int_equal(count_marks(&session), 1);
    close_session(&session);
}

/* Marks stay on their records; those of records that are gone wait for them. */
static void test_reload(void **state)
{
    (void)state;
    struct session session;
    make_reloaded_book();
    open_session(&session, "book");
    const struct model *model = session.interface.model;
    press(&session, "space j space");
    type_query(&session, "is:marked");
    make_bytes("book/events.csv", slice_of(EVENTS "x,X\nc,Other\nb,B\n"));
    let_rest(&session);
    assert_int_equal(count_marks(&session), 1);
    assert_true(record_set_has(&model->marks.sets[TABLE_EVENTS], 1));
    assert_int_equal(shown_count(model, TABLE_EVENTS), 1);
    make_bytes("book/events.csv", slice_of(twelve_events));
    let_rest(&session);
    assert_int_equal(count_marks(&session), 2);
    assert_true(record_set_has(&model->marks.sets[TABLE_EVENTS], 0));
    assert_true(record_set_has(&model->marks.sets[TABLE_EVENTS], 2));
    assert_int_equal(shown_count(model, TABLE_EVENTS), 2);
    close_session(&session);
}

static const struct {
    const char *query;
    const char *state;
    bool asks;
} asked[] = {
    {"is:marked", "marked", true},
    {"a (b OR -is:marked)", "marked", true},
    {"is:anonymous", "marked", false},
    {"marked", "marked", false},
    {"", "marked", false},
    {"is:changed is:marked", "changed", true},
    {"title:(a OR b)", "anonymous", false},
    {"is:marked", "nonsense", false},
};

static void test_asks_state(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++) {
        struct diag_list diags = {0};
        struct query *query = query_new(slice_of(asked[i].query), QUERY_STRICT, &diags);
        assert_non_null(query);
        assert_int_equal(query_asks_state(query, asked[i].state), asked[i].asks);
        query_free(query);
        diag_list_free(&diags);
    }
}

#define IN_FOLDER(test) \
    cmocka_unit_test_setup_teardown(test, empty_folder_enter, empty_folder_leave)

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        IN_FOLDER(test_mark_goes_down), IN_FOLDER(test_next_mark),
        IN_FOLDER(test_query),          IN_FOLDER(test_clear_marks),
        IN_FOLDER(test_reload),         cmocka_unit_test(test_asks_state),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
