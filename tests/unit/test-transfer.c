/* test-transfer.c: where the reader is, through changes of the briefing. */
#include <locale.h>
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

/* Keys before the change, events after it, and the record that one is on then. */
static const struct {
    const char *keys;
    const char *after;
    const char *id;
} places[] = {
    {"j j", EVENTS "n,N\nc,C\na,A\nb,B\n", "c"},
    {"j", EVENTS "a,A\nc,C\nd,D\n", "c"},
    {"G", EVENTS "a,A\nb,B\n", "b"},
    {"j j enter", EVENTS "x,X\nb,B\nc,Other\n", "c"},
    {"j f", EVENTS "c,C\nb,B\n", "b"},
    {"g", EVENTS "x,X\na,A\n", "a"},
};

static void test_row_is_kept(void **state)
{
    (void)state;
    make_reloaded_book();
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        struct session session;
        make_bytes("book/events.csv", slice_of(twelve_events));
        open_session(&session, "book");
        press(&session, places[i].keys);
        make_bytes("book/events.csv", slice_of(places[i].after));
        let_rest(&session);
        assert_says(&session, "reloaded: events.csv");
        assert_on(&session, places[i].id);
        close_session(&session);
    }
}

static size_t line_of(const struct session *session, enum table_id table)
{
    const struct model *model = session->interface.model;
    const struct pane *pane = &model->here.panes[table];
    return shown_rank(model, table, pane->row) - shown_rank(model, table, pane->top);
}

/* The row at the top stays there, and so does the line of the row one is on. */
static void test_scroll_is_kept(void **state)
{
    (void)state;
    struct session session;
    struct buffer after = {0};
    make_reloaded_book();
    buffer_append_string(&after, EVENTS "new1,N\nnew2,N\n");
    buffer_append_string(&after, twelve_events + strlen(EVENTS));
    open_session(&session, "book");
    interface_resize(&session.interface, 12, 40);
    press(&session, "G k");
    const struct pane *pane = &session.interface.model->here.panes[TABLE_EVENTS];
    size_t top = pane->top;
    size_t line = line_of(&session, TABLE_EVENTS);
    assert_true(top > 0 && line > 0);
    make_bytes("book/events.csv", buffer_slice(&after));
    let_rest(&session);
    assert_on(&session, "k");
    assert_int_equal(pane->top, top + 2);
    assert_int_equal(line_of(&session, TABLE_EVENTS), line);
    /* The row one is on goes: the next one stands on its line. */
    make_bytes("book/events.csv", slice_of(EVENTS "a,A\nb,B\nc,C\nd,D\ne,E\nf,F\ng,G\nh,H\n"
                                                  "i,I\nj,J\nl,L\nm,M\nn,N\no,O\np,P\n"));
    let_rest(&session);
    assert_on(&session, "l");
    assert_int_equal(line_of(&session, TABLE_EVENTS), line);
    close_session(&session);
    buffer_free(&after);
}

/* The query is asked of the new rows, and going back leads to the same records. */
static void test_query_and_histories_are_kept(void **state)
{
    (void)state;
    struct session session;
    make_reloaded_book();
    open_session(&session, "book");
    press(&session, "j enter enter"); /* from event b to its quote */
    assert_on(&session, "q");
    press(&session, "/");
    interface_type(&session.interface, "words");
    press(&session, "enter");
    make_bytes("book/events.csv", slice_of(EVENTS "x,X\ny,Y\na,A\nb,B\n"));
    make_bytes("book/quotes.csv",
               slice_of(QUOTES "p,Words too,,\nr,Words of c,c,t\nq,Words of b,b,s\nz,Z,,\n"));
    let_rest(&session);
    const struct model *model = session.interface.model;
    assert_string_equal(viewpoint_query(&model->here), "words");
    assert_int_equal(shown_count(model, TABLE_QUOTES), 3);
    assert_on(&session, "q");
    press(&session, "u");
    assert_string_equal(viewpoint_query(&model->here), "");
    assert_on(&session, "q");
    press(&session, "[");
    assert_on(&session, "b");
    press(&session, "]");
    assert_on(&session, "q");
    close_session(&session);
}

/* A file that is gone for a moment takes the focus back with it, unless the reader went elsewhere. */
static void test_file_comes_back(void **state)
{
    (void)state;
    static const char *const meanwhile[] = {"", "j"};
    for (size_t i = 0; i < sizeof meanwhile / sizeof meanwhile[0]; i++) {
        struct session session;
        make_reloaded_book();
        open_session(&session, "book");
        press(&session, "2 j");
        assert_on(&session, "r");
        assert_int_equal(unlink("book/quotes.csv"), 0);
        let_rest(&session);
        assert_on(&session, "a");
        press(&session, meanwhile[i]);
        make_bytes("book/quotes.csv", slice_of(QUOTES "q,Words of b,b,s\nr,Words of c,c,t\n"));
        let_rest(&session);
        assert_on(&session, i ? "b" : "r");
        close_session(&session);
        assert_int_equal(empty_folder_leave(state) | empty_folder_enter(state), 0);
    }
}

/* A pane stays in the order of a column whose number is another now; without it, in that of its file. */
static void test_order_is_kept(void **state)
{
    (void)state;
    struct session session;
    make_reloaded_book();
    make_bytes("book/events.csv", slice_of("id,title,extra,rank\na,A,x,2\nb,B,x,1\n"));
    open_session(&session, "book");
    const struct model *model = session.interface.model;
    const struct pane_order *order = &model->orders[TABLE_EVENTS];
    const struct table *events = store_table(model->options.store, TABLE_EVENTS);
    size_t rank = table_find_column(events, SLICE("rank"));
    model_sort(session.interface.model, TABLE_EVENTS, rank, false);
    make_bytes("book/events.csv", slice_of("id,title,rank\na,A,2\nb,B,1\nc,C,0\n"));
    let_rest(&session);
    assert_true(order->is_set);
    assert_int_equal(order->column, rank - 1);
    assert_int_equal(shown_select(model, TABLE_EVENTS, 0), 2);
    make_bytes("book/events.csv", slice_of("id,title\na,A\nb,B\n"));
    let_rest(&session);
    assert_false(order->is_set);
    close_session(&session);
}

/* In the detail one stays on the link to a record, though others came before it. */
static void test_link_is_kept(void **state)
{
    (void)state;
    struct session session;
    make_reloaded_book();
    open_session(&session, "book");
    press(&session, "2 enter tab"); /* quotes: the source of the first */
    const struct model *model = session.interface.model;
    assert_int_equal(model->here.link, 1);
    make_bytes("book/sources.csv", slice_of("id,title\nt,T\ns,S\n"));
    make_bytes("book/quotes.csv", slice_of(QUOTES "q,Words of b,b,t;s\nr,Words of c,c,t\n"));
    let_rest(&session);
    assert_int_equal(model->here.focus, FOCUS_DETAIL);
    assert_int_equal(model->here.link, 2);
    press(&session, "enter");
    assert_on(&session, "s");
    close_session(&session);
}

/* The text of a source stays open, and belongs to the same source. */
static void test_source_is_kept(void **state)
{
    (void)state;
    struct session session;
    make_reloaded_book();
    make_bytes("book/sources.csv", slice_of("id,title,archive_file\ns,S,text.txt\n"));
    make_bytes("book/text.txt", slice_of("Words of b, as they were written.\n"));
    open_session(&session, "book");
    press(&session, "2 o"); /* quotes */
    const struct model *model = session.interface.model;
    assert_int_equal(model->opened, OPENED_SOURCE);
    make_bytes("book/sources.csv", slice_of("id,title,archive_file\nt,T,\ns,S,text.txt\n"));
    let_rest(&session);
    assert_int_equal(model->opened, OPENED_SOURCE);
    assert_int_equal(model->reading.source.row, 1);
    make_bytes("book/sources.csv", slice_of("id,title,archive_file\nt,T,\n"));
    make_bytes("book/quotes.csv", slice_of(QUOTES "q,Words of b,b,t\n"));
    let_rest(&session);
    press(&session, "o");
    assert_says(&session, "the source is gone from the briefing");
    close_session(&session);
}

/* While a search is typed it goes on, and Esc leads back to where one was. */
static void test_prompt_is_kept(void **state)
{
    (void)state;
    struct session session;
    make_reloaded_book();
    open_session(&session, "book");
    press(&session, "j j /");
    interface_type(&session.interface, "word");
    make_bytes("book/events.csv", slice_of(EVENTS "x,X\nc,C\n"));
    make_bytes("book/quotes.csv", slice_of(QUOTES "q,Other,b,s\nr,Words of c,c,t\n"));
    let_rest(&session);
    const struct model *model = session.interface.model;
    assert_true(model->prompting);
    assert_on(&session, "r");
    interface_type(&session.interface, "s");
    assert_int_equal(shown_count(model, TABLE_QUOTES), 1);
    press(&session, "esc");
    assert_on(&session, "c");
    assert_int_equal(shown_count(model, TABLE_QUOTES), 2);
    close_session(&session);
}

#define IN_FOLDER(test) \
    cmocka_unit_test_setup_teardown(test, empty_folder_enter, empty_folder_leave)

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        IN_FOLDER(test_row_is_kept),
        IN_FOLDER(test_scroll_is_kept),
        IN_FOLDER(test_query_and_histories_are_kept),
        IN_FOLDER(test_file_comes_back),
        IN_FOLDER(test_order_is_kept),
        IN_FOLDER(test_link_is_kept),
        IN_FOLDER(test_source_is_kept),
        IN_FOLDER(test_prompt_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
