/* test-interface-lists.c: which briefings there are, and which columns a pane has, in lists. */
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

/* ---- The library --------------------------------------------------------------------------- */

static const char book_header[] = "id,title,as_of,supersedes\n";

static void make_briefing(const char *folder, const char *row)
{
    struct buffer path = {0};
    struct buffer text = {0};
    assert_int_equal(mkdir(folder, 0755), 0);
    buffer_append_format(&path, "%s/briefing.csv", folder);
    buffer_append_format(&text, "%s%s\n", book_header, row);
    make_bytes(buffer_string(&path), buffer_slice(&text));
    buffer_clear(&path);
    buffer_append_format(&path, "%s/events.csv", folder);
    make_bytes(buffer_string(&path), SLICE(EVENTS "a,Event A\nb,Event B\nc,Event C\n"));
    buffer_free(&path);
    buffer_free(&text);
}

/* Three briefings, of which one supersedes another, and what is none. */
static void open_in_library(struct session *session)
{
    assert_int_equal(mkdir("books", 0755), 0);
    assert_int_equal(mkdir("books/none", 0755), 0);
    make_briefing("books/first", "first,The first book,2023-01-01,");
    make_briefing("books/other", "other,Another book,2023-03-01,");
    make_briefing("books/second", "second,The second book,2023-02-01,first");
    open_session(session, "books/second");
    session->interface.model->options.folders = "books";
}

/* What the loop does for REQUEST_OPEN. Whether another briefing is shown then. */
static bool open_wanted(struct session *session)
{
    struct model *model = session->interface.model;
    struct opening opening = {0};
    assert_int_equal(model->request, REQUEST_OPEN);
    model->request = REQUEST_NOTHING;
    opening_ask(&opening, model, buffer_string(&model->wanted), NULL, NULL);
    if (!opening.next.load.store)
        return false;
    assert_true(store_wait(opening.next.load.store));
    assert_true(opening_is_ready(&opening, model));
    assert_true(reload_can_replace(&session->reload));
    struct watched_load next = opening_take(&opening);
    reload_replace(&session->reload, model, &next);
    model_settle(model);
    let_rest(session);
    return true;
}

static void library_lists_briefings(void **state)
{
    (void)state;
    struct session session;
    open_in_library(&session);
    interface_resize(&session.interface, 24, 100);
    press(&session, "B");
    assert_int_equal(listing_found(session.interface.model)->count, 3);
    assert_shows(&session, "superseded: The first book", true);
    assert_shows(&session, "Another book", true);
    assert_shows(&session, "2023-03-01", true);
    assert_shows(&session, "3 records", true);
    assert_shows(&session, "books/other", true);
    assert_shows(&session, "• The second book", true);
    assert_int_equal(session.interface.model->listing.chooser.chosen, 2);
    press(&session, "enter");
    assert_int_equal(session.interface.model->request, REQUEST_NOTHING);
    assert_int_equal(session.interface.model->opened, OPENED_NOTHING);
    session.interface.model->options.folders = "books/none";
    run_command(&session, "open");
    assert_shows(&session, "there is none: :open takes a path too", true);
    press(&session, "enter");
    close_session(&session);
}

static void library_opens_another(void **state)
{
    (void)state;
    struct session session;
    open_in_library(&session);
    struct model *model = session.interface.model;
    model_ask(model, "event");
    interface_wait(model);
    press(&session, "j space s j enter q enter t");
    press(&session, "B k enter");
    assert_true(open_wanted(&session));
    assert_string_equal(store_path(model->options.store), "books/other");
    assert_shows(&session, "Another book", true);
    assert_string_equal(viewpoint_query(&model->here), "");
    assert_int_equal(model->here.focus, FOCUS_LIST);
    assert_int_equal(model->here.panes[TABLE_EVENTS].row, 0);
    assert_int_equal(marks_count(&model->marks), 0);
    assert_false(model->orders[TABLE_EVENTS].is_set);
    press(&session, "u [ j");
    assert_on(&session, "b");
    make_bytes("books/other/events.csv", SLICE(EVENTS "b,Event B\n"));
    let_rest(&session);
    assert_says(&session, "reloaded: events.csv, 2 removed rows");
    close_session(&session);
}

static void library_opens_by_name(void **state)
{
    (void)state;
    struct session session;
    open_in_library(&session);
    struct model *model = session.interface.model;
    run_command(&session, "open first");
    assert_true(open_wanted(&session));
    assert_shows(&session, "The first book", true);
    press(&session, ": o p e n");
    interface_type(&session.interface, " oth");
    press(&session, "tab");
    assert_string_equal(buffer_string(&model->commanding.prompt.text), "open other");
    press(&session, "^U");
    make_bytes("a-file.txt", SLICE("what lies around"));
    interface_type(&session.interface, "open ");
    press(&session, "tab");
    assert_null(strstr(buffer_string(&model->commanding.prompt.text), "a-file"));
    press(&session, "^U");
    interface_type(&session.interface, "open books/se");
    press(&session, "tab");
    assert_string_equal(buffer_string(&model->commanding.prompt.text), "open books/second/");
    press(&session, "enter");
    assert_true(open_wanted(&session));
    assert_shows(&session, "The second book", true);
    close_session(&session);
}

/* What can't be opened leaves all as it was. */
static void library_keeps_the_last_good_view(void **state)
{
    (void)state;
    struct session session;
    static const struct {
        const char *path;
        const char *why;
    } cases[] = {{"./books/none", "holds no table of a briefing"},
                 {"./nowhere", "cannot open ./nowhere: No such file or directory"},
                 {"-", "standard input can be read only from the start"}};
    open_in_library(&session);
    struct model *model = session.interface.model;
    model_ask(model, "event");
    interface_wait(model);
    press(&session, "j");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct buffer line = {0};
        buffer_append_format(&line, "open %s", cases[i].path);
        run_command(&session, buffer_string(&line));
        assert_false(open_wanted(&session));
        assert_says(&session, "not opened, the last good view stays: ");
        assert_says(&session, cases[i].why);
        assert_on(&session, "b");
        assert_string_equal(viewpoint_query(&model->here), "event");
        buffer_free(&line);
    }
    run_command(&session, "open thrid");
    assert_int_equal(model->request, REQUEST_NOTHING);
    assert_says(&session, "no briefing “thrid” is here or in books");
    close_session(&session);
}

/* What still runs for the briefing before does not hold up another; a listing is given up. */
static void library_does_not_wait(void **state)
{
    (void)state;
    struct session session;
    open_in_library(&session);
    struct model *model = session.interface.model;
    update_key(model, 'B');
    update_key(model, 'B');
    assert_null(model->listing.work);
    update_key(model, 'B');
    assert_non_null(model->listing.work);
    close_session(&session);
}

/* ---- Columns of a pane --------------------------------------------------------------------- */

static void make_wide_book(void)
{
    assert_int_equal(mkdir("book", 0755), 0);
    make_bytes("book/people.csv", SLICE("id,name\nperson-a,Person A\n"));
    make_bytes("book/quotes.csv", SLICE("id,speaker_id,text,language,date,own,own\n"
                                        "q,person-a,Words of A,en,2023-02-14T10:00Z,Mine,Second\n"
                                        "r,person-x,More words,ko,2023-02,\xE2\x80\xAEsecret,\n"));
}

/* Goes to a column of the view, from its first line. */
static void go_to_line(struct session *session, size_t line)
{
    press(session, "g");
    for (size_t i = 0; i < line; i++)
        press(session, "j");
}

static void columns_are_shown(void **state)
{
    (void)state;
    struct session session;
    make_wide_book();
    open_session(&session, "book");
    interface_resize(&session.interface, 24, 120);
    press(&session, "2 c");
    assert_shows(&session, "•  as usual", true);
    assert_shows(&session, "Original language", false); /* it holds nothing */
    go_to_line(&session, 5);
    press(&session, "enter");
    go_to_line(&session, 2);
    press(&session, "space");
    assert_shows(&session, "✓2 Speaker", true);
    go_to_line(&session, 6);
    press(&session, "enter q z");
    assert_shows(&session, "▌ en", true);
    assert_shows(&session, "Person A", true); /* a link is told by its name */
    assert_shows(&session, "person-x", true);
    assert_shows(&session, "<U+202E>secret", true); /* it passes the gate */
    assert_shows(&session, "Words of A", false);
    press(&session, "c g enter q");
    assert_shows(&session, "Words of A", true);
    close_session(&session);
}

static void columns_take_what_room_there_is(void **state)
{
    (void)state;
    struct session session;
    make_wide_book();
    open_session(&session, "book");
    interface_resize(&session.interface, 12, 40);
    press(&session, "2 c");
    for (size_t line = 1; line <= 6; line++) {
        go_to_line(&session, line);
        press(&session, "enter");
    }
    press(&session, "q");
    assert_shows(&session, "q       Person…  Words …  2023-02-14",
                 true); /* the last have no room */
    press(&session, "c enter");
    go_to_line(&session, 4);
    press(&session, "enter");
    go_to_line(&session, 3);
    press(&session, "enter q");
    assert_shows(&session, "2023-02-14  Words of A", true);
    close_session(&session);
}

static void columns_have_limits(void **state)
{
    (void)state;
    struct session session;
    assert_int_equal(mkdir("book", 0755), 0);
    make_bytes("book/events.csv", SLICE("id,a,b,c,d,e,f,g,h,i,a\nx,1,2,3,4,5,6,7,8,9,10\n"));
    open_session(&session, "book");
    struct model *model = session.interface.model;
    press(&session, "c");
    go_to_line(&session, 11);
    press(&session, "enter");
    assert_says(&session, "another column has the same name");
    for (size_t line = 1; line <= 9; line++) {
        go_to_line(&session, line);
        press(&session, "enter");
    }
    assert_says(&session, "rows show 8 columns at most: take one back");
    assert_int_equal(model->pane_columns[TABLE_EVENTS].count, PANE_COLUMNS_MOST);
    go_to_line(&session, 2);
    press(&session, "enter");
    assert_string_equal(model->pane_columns[TABLE_EVENTS].names[1], "b");
    press(&session, "q");
    make_bytes("book/events.csv", SLICE("id,new,b\nx,N,2\n"));
    let_rest(&session); /* other columns: those that are left are the same ones */
    press(&session, "c");
    assert_shows(&session, "✓2 b", true);
    assert_shows(&session, "✓3", false);
    close_session(&session);
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
#define IN_FOLDER(test) \
    cmocka_unit_test_setup_teardown(test, empty_folder_enter, empty_folder_leave)
    const struct CMUnitTest tests[] = {
        IN_FOLDER(library_lists_briefings),         IN_FOLDER(library_opens_another),
        IN_FOLDER(library_opens_by_name),           IN_FOLDER(library_keeps_the_last_good_view),
        IN_FOLDER(library_does_not_wait),           IN_FOLDER(columns_are_shown),
        IN_FOLDER(columns_take_what_room_there_is), IN_FOLDER(columns_have_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
