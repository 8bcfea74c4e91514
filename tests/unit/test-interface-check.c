/* test-interface-check.c: what is wrong in a briefing, in a list that leads to the records. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "support/book.h"
#include "support/empty-folder.h"
#include "support/reloading.h"
#include "tui/shown.h"
#include "tui/update.h"

#define DATED_EVENTS "id,name,start_date\n"

static void make_faulty_book(void)
{
    make_reloaded_book();
    make_bytes("book/events.csv", SLICE(DATED_EVENTS "a,A,2023-02-30\nb,B,\n,C,soon\n"));
    assert_int_equal(symlink("nowhere", "book/fields.csv"), 0);
}

/* Opened here and there, the list is what `briefbook check` writes. */
static void check_lists_what_is_found(void **state)
{
    (void)state;
    struct session session;
    struct diag_list expected = {0};
    make_faulty_book();
    open_session(&session, "book");
    struct store *store = store_open("book", &expected);
    assert_true(store_start(store, NULL, NULL) && store_wait(store));
    assert_true(store_check(store, &expected));
    run_command(&session, "check");
    const struct model *model = session.interface.model;
    const struct diag_list *found = &checking_findings(model)->diags;
    assert_int_equal(found->count, expected.count);
    assert_true(found->count > 5);
    assert_int_equal(found->counts[DIAG_NOT_FOUND], 1);
    for (size_t i = 0; i < found->count; i++) {
        assert_int_equal(found->items[i].code, expected.items[i].code);
        assert_int_equal(found->items[i].place.line, expected.items[i].place.line);
        assert_string_equal(found->items[i].message, expected.items[i].message);
    }
    assert_shows(&session, "events.csv:2:5 error: the date “2023-02-30” is on no calendar", true);
    store_free(store);
    diag_list_free(&expected);
    close_session(&session);
}

/* Chooses the first finding of a code. */
static const struct diag *choose(struct session *session, enum diag_code code)
{
    press(session, "g");
    for (size_t i = 0; i < 100; i++) {
        const struct diag *diag = checking_chosen(session->interface.model);
        if (diag && diag->code == code)
            return diag;
        press(session, "j");
    }
    return NULL;
}

static void check_leads_to_the_record(void **state)
{
    (void)state;
    struct session session;
    make_faulty_book();
    open_session(&session, "book");
    struct model *model = session.interface.model;
    press(&session, "2 l");
    run_command(&session, "check");
    const struct diag *diag = choose(&session, DIAG_INVALID_DATE);
    assert_string_equal(diag->place.file, "book/events.csv");
    assert_int_equal(diag->place.line, 4);
    assert_int_equal(diag->place.column, 4);
    press(&session, "enter");
    assert_int_equal(model->opened, OPENED_NOTHING);
    assert_int_equal(model->here.table, TABLE_EVENTS);
    assert_int_equal(model->here.focus, FOCUS_LIST);
    assert_int_equal(model->here.panes[TABLE_EVENTS].row, 2);
    assert_says(&session, "“soon” is not a date");
    press(&session, "[");
    assert_int_equal(model->opened, OPENED_CHECK);
    assert_ptr_equal(checking_chosen(model), diag);
    press(&session, "q");
    assert_int_equal(model->here.table, TABLE_QUOTES);
    assert_int_equal(model->here.focus, FOCUS_DETAIL);
    press(&session, "]");
    assert_int_equal(model->opened, OPENED_NOTHING);
    assert_int_equal(model->here.panes[TABLE_EVENTS].row, 2);
    run_command(&session, "check");
    press(&session, "enter");
    run_command(&session, "check");
    choose(&session, DIAG_IMPOSSIBLE_DATE);
    press(&session, "enter [");
    assert_int_equal(checking_chosen(model)->code, DIAG_IMPOSSIBLE_DATE);
    press(&session, "q [");
    assert_ptr_equal(checking_chosen(model), diag);
    choose(&session, DIAG_NOT_FOUND);
    press(&session, "enter");
    assert_int_equal(model->opened, OPENED_CHECK);
    assert_says(&session, "fields.csv");
    close_session(&session);
}

/* What is worst is chosen at first, wherever it stands; from then on it is up to the reader. */
static void check_begins_with_the_worst(void **state)
{
    (void)state;
    struct session session;
    make_reloaded_book();
    make_bytes("book/events.csv", SLICE(DATED_EVENTS "a,A,2023-02-28\n"));
    make_bytes("book/people.csv", SLICE("id,name,capacity\np,Person A,expert\n"));
    make_bytes("book/quotes.csv", SLICE("id,text,date\nq,Words,2001-02-30\nr,Words,2001-02-31\n"));
    open_session(&session, "book");
    run_command(&session, "check");
    const struct diag *diag = checking_chosen(session.interface.model);
    assert_int_equal(diag->code, DIAG_IMPOSSIBLE_DATE);
    assert_int_equal(diag->place.line, 2);
    press(&session, "g q");
    run_command(&session, "check");
    diag = checking_chosen(session.interface.model);
    assert_ptr_equal(diag, checking_findings(session.interface.model)->diags.items);
    assert_int_not_equal(diag_severity(diag->code), SEVERITY_ERROR);
    close_session(&session);
}

static void check_tells_of_the_query(void **state)
{
    (void)state;
    struct session session;
    make_faulty_book();
    open_session(&session, "book");
    struct model *model = session.interface.model;
    model_ask(model, "words");
    interface_wait(model);
    run_command(&session, "check");
    choose(&session, DIAG_IMPOSSIBLE_DATE);
    press(&session, "enter");
    assert_says(&session, "the query hid this record and was cleared: [ goes back to it");
    assert_int_equal(model->here.panes[TABLE_EVENTS].row, 0);
    press(&session, "[");
    assert_string_equal(viewpoint_query(&model->here), "words");
    close_session(&session);
}

static void check_follows_the_files(void **state)
{
    (void)state;
    struct session session;
    make_faulty_book();
    open_session(&session, "book");
    run_command(&session, "check");
    assert_shows(&session, "2023-02-30", true);
    make_bytes("book/events.csv", SLICE(DATED_EVENTS "a,A,2023-02-28\n"));
    let_rest(&session);
    assert_shows(&session, "2023-02-30", false);
    run_command(&session, "check");
    make_bytes("book/events.csv", SLICE(DATED_EVENTS "a,A,2023-02-29\n"));
    let_rest(&session);
    run_command(&session, "check");
    assert_shows(&session, "2023-02-29", true);
    close_session(&session);
}

static void check_finds_nothing(void **state)
{
    (void)state;
    struct session session;
    assert_int_equal(mkdir("book", 0755), 0);
    make_bytes("book/lines.csv", SLICE("id,text\na,Words\n"));
    open_session(&session, "book");
    run_command(&session, "check");
    assert_shows(&session, "nothing to find fault with", true);
    assert_shows(&session, "0 errors, 0 warnings, 0 notes", true);
    press(&session, "enter j");
    assert_null(checking_chosen(session.interface.model));
    close_session(&session);
}

/* How many errors there are stands in the heading, without being asked for. */
static void check_shows_in_the_heading(void **state)
{
    (void)state;
    struct session session;
    make_reloaded_book();
    make_bytes("book/events.csv", SLICE(DATED_EVENTS "a,A,2023-02-28\nb,B,\nc,C,\n"));
    open_session(&session, "book");
    assert_shows(&session, ":check", false);
    make_bytes("book/events.csv", SLICE(DATED_EVENTS "a,A,2023-02-30\nb,B,\nc,C,\n"));
    let_rest(&session);
    assert_shows(&session, "1 error: :check · book", true);
    make_bytes("book/events.csv", SLICE(DATED_EVENTS "a,A,2023-02-30\nb,B,2023-02-31\nc,C,\n"));
    let_rest(&session);
    assert_shows(&session, "2 errors: :check · book", true);
    make_bytes("book/events.csv", SLICE(DATED_EVENTS "a,A,2023-02-28\nb,B,\nc,C,\n"));
    let_rest(&session);
    assert_shows(&session, ":check", false);
    close_session(&session);
}

/* Files that are not taken since they cannot be read are told of until they can. */
static void check_has_what_was_refused(void **state)
{
    (void)state;
    struct session session;
    make_reloaded_book();
    make_bytes("book/events.csv", SLICE(DATED_EVENTS "a,A,2023-02-28\nb,B,\nc,C,\n"));
    open_session(&session, "book");
    make_bytes("book/quotes.csv", SLICE(QUOTES "q,\"Words of b,b,s\nr,Words of c,\"c\",t\n"));
    let_rest(&session);
    assert_says(&session, "not reloaded: quotes.csv:");
    press(&session, "j");
    assert_shows(&session, "not reloaded: :check · book", true);
    run_command(&session, "check");
    const struct diag *diag = checking_chosen(session.interface.model);
    assert_int_not_equal(diag_severity(diag->code), SEVERITY_NOTE);
    assert_string_equal(diag->place.file, "book/quotes.csv");
    make_bytes("book/quotes.csv", SLICE(QUOTES "q,Words of b,b,s\nr,Words of c,c,t\n"));
    let_rest(&session);
    assert_shows(&session, "not reloaded", false);
    assert_shows(&session, "0 errors", true);
    close_session(&session);
}

/* Of each code only so many are kept. A large book is checked on a thread, which leaving stops. */
static void check_counts_the_rest(void **state)
{
    (void)state;
    struct session session;
    struct buffer events = {0};
    assert_int_equal(mkdir("book", 0755), 0);
    buffer_append_string(&events, DATED_EVENTS);
    for (int i = 0; i < DIAG_LIMIT + 7; i++)
        buffer_append_format(&events, "e%d,Event,2023-02-30\n", i);
    make_bytes("book/events.csv", buffer_slice(&events));
    buffer_free(&events);
    open_session(&session, "book");
    run_command(&session, "check");
    press(&session, "G");
    assert_shows(&session, "error: 7 more are not listed [impossible-date]", true);
    press(&session, "k enter");
    assert_null(checking_chosen(session.interface.model)); /* notes are cut too */
    close_session(&session);
    open_session(&session, "book");
    checking_stop(&session.interface.model->checking); /* as a reload does */
    update_key(session.interface.model, 'j');
    assert_true(checking_is_open(session.interface.model));
    close_session(&session);
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
#define IN_FOLDER(test) \
    cmocka_unit_test_setup_teardown(test, empty_folder_enter, empty_folder_leave)
    const struct CMUnitTest tests[] = {
        IN_FOLDER(check_lists_what_is_found),   IN_FOLDER(check_leads_to_the_record),
        IN_FOLDER(check_begins_with_the_worst), IN_FOLDER(check_tells_of_the_query),
        IN_FOLDER(check_follows_the_files),     IN_FOLDER(check_finds_nothing),
        IN_FOLDER(check_counts_the_rest),       IN_FOLDER(check_shows_in_the_heading),
        IN_FOLDER(check_has_what_was_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
