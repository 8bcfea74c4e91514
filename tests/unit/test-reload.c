/* test-reload.c: the briefing changes while it is shown.
 *
 * Time is counted by the test: a step of it is some milliseconds for the reload, and less in truth. */
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
#include "support/interface.h"
#include "tui/key.h"
#include "tui/reload.h"
#include "tui/shown.h"
#include "tui/update.h"

struct session {
    struct interface interface; /* the store is the reload's */
    struct reload reload;
    long long now;
};

#define EVENTS "id,title\n"
#define QUOTES "id,text,event_id,source_ids\n"

static const char events[] = EVENTS "a,A\nb,B\nc,C\nd,D\ne,E\nf,F\ng,G\nh,H\ni,I\nj,J\nk,K\nl,L\n";

static void open_session(struct session *session, const char *path)
{
    struct diag_list diags = {0};
    *session = (struct session){.now = 1000};
    assert_true(reload_open(&session->reload, path, &diags, NULL, NULL));
    assert_true(store_start(session->reload.shown.store, NULL, NULL));
    assert_true(store_wait(session->reload.shown.store));
    struct model_options options = {.store = session->reload.shown.store};
    session->interface.model = model_new(&options, NULL);
    assert_non_null(session->interface.model);
    interface_resize(&session->interface, 24, 80);
    diag_list_free(&diags);
}

static void close_session(struct session *session)
{
    model_free(session->interface.model);
    frame_free(&session->interface.frame);
    reload_free(&session->reload);
}

/* One turn of the loop. */
static void turn(struct session *session)
{
    enum { STEP_MS = 20 };
    reload_notice(&session->reload, session->now);
    reload_go_on(&session->reload, session->interface.model, session->now);
    session->now += STEP_MS;
}

static bool is_idle(const struct session *session)
{
    return !session->reload.due && !session->reload.next.store && !session->reload.retired.store;
}

/* Lets time pass until there is nothing more to do. */
static void let_rest(struct session *session)
{
    enum { TURNS_MOST = 60000 };
    int turns = 0;
    do {
        turn(session);
        usleep(500);
    } while (!is_idle(session) && ++turns < TURNS_MOST);
    assert_true(is_idle(session));
    interface_wait(session->interface.model);
}

static const char *message_of(const struct session *session)
{
    return buffer_string(&session->interface.model->message);
}

static void assert_says(const struct session *session, const char *text)
{
    if (!strstr(message_of(session), text))
        print_message("# it says: %s\n", message_of(session));
    assert_non_null(strstr(message_of(session), text));
}

static void press(struct session *session, const char *names)
{
    struct slice rest = slice_of(names);
    struct slice name;
    while (slice_next(&rest, ' ', &name)) {
        char text[32];
        snprintf(text, sizeof text, "%.*s", (int)name.length, name.data);
        assert_true(interface_press(&session->interface, text));
    }
}

static void assert_on(const struct session *session, const char *id)
{
    struct record record;
    struct buffer found = {0};
    const struct model *model = session->interface.model;
    assert_true(model_record(model, &record));
    assert_true(record_append_id(model->options.store, record, &found));
    assert_string_equal(buffer_string(&found), id);
    buffer_free(&found);
}

static void make_book(void)
{
    assert_int_equal(mkdir("book", 0755), 0);
    make_bytes("book/events.csv", slice_of(events));
    make_bytes("book/quotes.csv", slice_of(QUOTES "q,Words of b,b,s\nr,Words of c,c,t\n"));
    make_bytes("book/sources.csv", slice_of("id,title\ns,S\nt,T\n"));
}

/* ---- Where the reader is ------------------------------------------------------------------- */

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
    make_book();
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        struct session session;
        make_bytes("book/events.csv", slice_of(events));
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
    make_book();
    buffer_append_string(&after, EVENTS "new1,N\nnew2,N\n");
    buffer_append_string(&after, events + strlen(EVENTS));
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
    make_book();
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

/* In the detail one stays on the link to a record, though others came before it. */
static void test_link_is_kept(void **state)
{
    (void)state;
    struct session session;
    make_book();
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

/* While a search is typed it goes on, and Esc leads back to where one was. */
static void test_prompt_is_kept(void **state)
{
    (void)state;
    struct session session;
    make_book();
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

/* ---- What is told -------------------------------------------------------------------------- */

static void touch_events(void)
{
    make_bytes("book/events.csv", slice_of(events));
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
    {tear_quotation, true, "not reloaded, the last good view stays: quotes.csv:3: a quotation"},
    {empty_events, true, "not reloaded, the last good view stays: events.csv"},
    {make_no_file, true, "it is a folder"},
    {take_away, true, "not reloaded, the last good view stays: cannot open book"},
    {make_utf16, true, "not reloaded, the last good view stays: events.csv"},
};

/* After a fault the next change is taken in again. */
static void check_change(size_t number)
{
    struct session session;
    make_book();
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
        make_bytes("book/events.csv", slice_of(events));
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
    make_book();
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
    make_book();
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
    make_book();
    open_session(&session, "book");
    press(&session, "j j");
    FILE *file = fopen("book/events.csv", "w");
    assert_non_null(file);
    fputs(EVENTS "n,N\n", file);
    fflush(file);
    for (int i = 0; i < 20; i++)
        turn(&session);
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
    make_book();
    open_session(&session, "book");
    press(&session, "/");
    interface_type(&session.interface, "event");
    press(&session, "enter");
    assert_int_equal(pthread_create(&thread, NULL, storm, NULL), 0);
    for (int i = 0; i < 600; i++) {
        press(&session, keys[i % 10]);
        session.now += 100;
        turn(&session);
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
    make_book();
    for (int turns = 0; turns < 12; turns++) {
        struct session session;
        open_session(&session, "book");
        reload_ask(&session.reload, session.interface.model, session.now);
        for (int i = 0; i < turns; i++)
            turn(&session);
        close_session(&session);
    }
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
        IN_FOLDER(test_link_is_kept),
        IN_FOLDER(test_prompt_is_kept),
        cmocka_unit_test(test_changes),
        IN_FOLDER(test_known_faults),
        IN_FOLDER(test_by_hand),
        IN_FOLDER(test_plain_table),
        IN_FOLDER(test_half_written),
        IN_FOLDER(test_storm),
        IN_FOLDER(test_leaving),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
