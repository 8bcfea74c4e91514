/* test-reload.c: the briefing is loaded again when its files change, and told so in words. */
#include <errno.h>
#include <locale.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "support/book.h"
#include "support/empty-folder.h"
#include "support/reloading.h"
#include "tui/shown.h"

static void touch_events(void)
{
    make_bytes("book/events.csv", slice_of(twelve_events));
}

static void change_two(void)
{
    make_bytes("book/events.csv", slice_of(EVENTS "a,Other\n"));
    make_bytes("book/quotes.csv", slice_of(QUOTES "q,Words of b,b,s\nr,Words of c,c,t\nn,N,,\n"
                                                  "m,M,,\n"));
}

static void remove_sources(void)
{
    assert_int_equal(unlink("book/sources.csv"), 0);
}

static void add_fields(void)
{
    make_bytes("book/fields.csv", slice_of("id,name\nf,F\n"));
}

static void tear_quotation(void)
{
    make_bytes("book/quotes.csv", slice_of(QUOTES "q,\"Words of b,b,s\nr,Words of c,\"c\",t\n"));
}

static void empty_events(void)
{
    make_bytes("book/events.csv", slice_of(""));
}

static void make_no_file(void)
{
    assert_int_equal(unlink("book/events.csv"), 0);
    assert_int_equal(mkdir("book/events.csv", 0755), 0);
}

static void take_away(void)
{
    assert_int_equal(rename("book", "elsewhere"), 0);
}

static void make_utf16(void)
{
    make_bytes("book/events.csv", SLICE("\xff\xfe"
                                        "i\0d\0"));
}

static const struct {
    void (*change)(void);
    bool refused;
    const char *message; /* "" for none */
} changes[] = {
    {touch_events, false, ""},
    {change_two, false, "reloaded: events.csv, 11 removed rows, 1 changed row; quotes.csv, 2 new"},
    {remove_sources, false, "reloaded: sources.csv is gone"},
    {add_fields, false, "reloaded: fields.csv is new, 1 new row"},
    {tear_quotation, true, "not reloaded: quotes.csv:3: a quotation"},
    {empty_events, true, "not reloaded: events.csv"},
    {make_no_file, true, "it is a folder"},
    {take_away, true, "not reloaded: cannot open book"},
    {make_utf16, true, "not reloaded: events.csv"},
};

/* After a fault the next change is taken in again. */
static void check_change(size_t number)
{
    struct session session;
    make_reloaded_book();
    open_session(&session, "book");
    const struct store *before = session.reload.shown.store;
    changes[number].change();
    let_rest(&session);
    if (*changes[number].message)
        assert_says(&session, changes[number].message);
    else
        assert_string_equal(message_of(&session), "");
    assert_int_equal(session.reload.shown.store == before, changes[number].refused);
    assert_ptr_equal(session.interface.model->options.store, session.reload.shown.store);
    if (changes[number].refused) {
        rename("elsewhere", "book");
        rmdir("book/events.csv");
        make_bytes("book/events.csv", slice_of(twelve_events));
        make_bytes("book/quotes.csv", slice_of(QUOTES "n,N,,\n"));
        let_rest(&session);
        assert_says(&session, "reloaded: quotes.csv, 1 new row, 2 removed rows");
    }
    close_session(&session);
}

static void test_changes(void **state)
{
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        assert_int_equal(empty_folder_enter(state), 0);
        check_change(i);
        assert_int_equal(empty_folder_leave(state), 0);
    }
}

/* What was wrong from the start is no reason to refuse. */
static void test_known_faults(void **state)
{
    (void)state;
    struct session session;
    make_reloaded_book();
    tear_quotation();
    open_session(&session, "book");
    make_bytes("book/events.csv", slice_of(EVENTS "a,A\n"));
    let_rest(&session);
    assert_says(&session, "reloaded: events.csv, 11 removed rows");
    close_session(&session);
}

static void test_by_hand(void **state)
{
    (void)state;
    struct session session;
    make_reloaded_book();
    open_session(&session, "book");
    static const char *const keys[] = {"r", "F5"};
    for (size_t i = 0; i < 2; i++) {
        press(&session, keys[i]);
        assert_int_equal(session.interface.model->request, REQUEST_RELOAD);
        reload_ask(&session.reload, session.interface.model, session.now);
        let_rest(&session);
        assert_says(&session, "nothing has changed");
    }
    close_session(&session);
}

/* Where the system has no more watches the reader hears of it, and can load by hand. */
static void test_without_watch(void **state)
{
    (void)state;
    struct session session;
    make_reloaded_book();
    open_session(&session, "book");
    reload_tell_watch(&session.reload, session.interface.model);
    assert_string_equal(message_of(&session), "");
    watch_free(session.reload.watch);
    session.reload.watch = NULL;
    session.reload.watch_error = ENOSPC;
    assert_int_equal(reload_descriptor(&session.reload), -1);
    reload_tell_watch(&session.reload, session.interface.model);
    assert_says(&session, "changes of files will not be noticed (No space left on device): r");
    make_bytes("book/events.csv", slice_of(EVENTS "a,A\n"));
    reload_ask(&session.reload, session.interface.model, session.now);
    let_rest(&session);
    assert_says(&session, "reloaded: events.csv, 11 removed rows");
    close_session(&session);
}

/* A plain table is watched in its folder; rows that only their cells tell are found again. */
static void test_plain_table(void **state)
{
    (void)state;
    struct session session;
    make_bytes("t.csv", slice_of("one,other\n1,A\n2,B\n3,C\n"));
    open_session(&session, "t.csv");
    press(&session, "j");
    make_bytes("new.csv", slice_of("one,other\n0,N\n1,A\n2,B\n3,C\n"));
    assert_int_equal(rename("new.csv", "t.csv"), 0);
    let_rest(&session);
    assert_says(&session, "reloaded: t.csv, 1 new row");
    assert_int_equal(session.interface.model->here.panes[TABLE_PLAIN].row, 2);
    close_session(&session);
}

/* What somebody is still writing is not read before it is closed. */
static void test_half_written(void **state)
{
    (void)state;
    struct session session;
    make_reloaded_book();
    open_session(&session, "book");
    press(&session, "j j");
    FILE *file = fopen("book/events.csv", "w");
    assert_non_null(file);
    fputs(EVENTS "n,N\n", file);
    fflush(file);
    for (int i = 0; i < 20; i++)
        take_turn(&session);
    assert_int_equal(shown_total(session.interface.model, TABLE_EVENTS), 12);
    fputs("c,C\n", file);
    fclose(file);
    let_rest(&session);
    assert_int_equal(shown_total(session.interface.model, TABLE_EVENTS), 2);
    assert_on(&session, "c");
    close_session(&session);
}

/* ---- Storms -------------------------------------------------------------------------------- */

enum { STORM = 1000 };

/* Puts other files in place, as fast as it can. The last is as long as the number says. */
static void *storm(void *unused)
{
    (void)unused;
    for (int i = 1; i <= STORM; i++) {
        FILE *file = fopen("book/new", "w");
        fputs(EVENTS, file);
        for (int row = 0; row <= i % 40; row++)
            fprintf(file, "e%d,Event %d\n", row * 7 % 41, i);
        fclose(file);
        rename("book/new", "book/events.csv");
        if (i % 50 == 0)
            usleep(3000);
    }
    return NULL;
}

static void test_storm(void **state)
{
    (void)state;
    static const char *const keys[] = {"j", "k", "G", "enter", "esc", "n", "r", "1", "2", "u"};
    struct session session;
    pthread_t thread;
    make_reloaded_book();
    open_session(&session, "book");
    press(&session, "/");
    interface_type(&session.interface, "event");
    press(&session, "enter");
    assert_int_equal(pthread_create(&thread, NULL, storm, NULL), 0);
    for (int i = 0; i < 600; i++) {
        press(&session, keys[i % 10]);
        session.now += 100;
        take_turn(&session);
        usleep(200);
    }
    assert_int_equal(pthread_join(thread, NULL), 0);
    let_rest(&session);
    struct store *files = load_book("book");
    struct table_change found[TABLE_COUNT];
    struct buffer text = {0};
    store_compare(session.reload.shown.store, files, NULL, found);
    assert_true(reload_append_changes(session.reload.shown.store, files, found, &text));
    assert_string_equal(buffer_string(&text), "");
    assert_int_equal(shown_total(session.interface.model, TABLE_EVENTS), STORM % 40 + 1);
    buffer_free(&text);
    store_free(files);
    close_session(&session);
}

/* The reader leaves at any time of a reload. */
static void test_leaving(void **state)
{
    (void)state;
    make_reloaded_book();
    for (int turns = 0; turns < 12; turns++) {
        struct session session;
        open_session(&session, "book");
        reload_ask(&session.reload, session.interface.model, session.now);
        for (int i = 0; i < turns; i++)
            take_turn(&session);
        close_session(&session);
    }
}

#define IN_FOLDER(test) \
    cmocka_unit_test_setup_teardown(test, empty_folder_enter, empty_folder_leave)

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_changes), IN_FOLDER(test_known_faults), IN_FOLDER(test_by_hand),
        IN_FOLDER(test_without_watch),  IN_FOLDER(test_plain_table),  IN_FOLDER(test_half_written),
        IN_FOLDER(test_storm),          IN_FOLDER(test_leaving),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
