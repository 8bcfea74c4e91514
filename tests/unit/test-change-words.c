/* test-change-words.c: one change in words, by itself and in the view of changes. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "briefbook/compose.h"
#include "briefbook/layout.h"
#include "support/book.h"
#include "support/empty-folder.h"
#include "support/interface.h"
#include "tui/update.h"

/* Something of each kind, with links and words that are others now. */
static void make_books(void)
{
    assert_int_equal(mkdir("older", 0700), 0);
    assert_int_equal(mkdir("newer", 0700), 0);
    make_file("older/briefing.csv", "id,title,number,as_of\nolder,A title,1,2001-01-31\n");
    make_file("newer/briefing.csv", "id,title,number,as_of,supersedes,bottom_line\n"
                                    "newer,A title,2,2002-02-28,older,\"Part one.\n\nPart two.\n\n"
                                    "Part three.\n\nPart four.\n\nPart five.\"\n");
    make_file("older/people.csv", "id,name\np-a,Person A\n");
    make_file("newer/people.csv", "id,name\np-a,Person A\np-b,Person B\n");
    make_file("older/events.csv", "id,name,start_date,status,attendee_ids,description\n"
                                  "e-meets,A meeting,2001-03-01,planned,p-a,\n"
                                  "e-gone,A visit,2001-02-01,,,Why it was.\n");
    make_file("newer/events.csv", "id,name,start_date,status,attendee_ids,description\n"
                                  "e-meets,A meeting,2001-03-01,held,p-a;p-b,\n"
                                  "e-new,A dinner,2001-04-01,,,What it was.\n");
    make_file("older/quotes.csv", "id,text,speaker_id,quote_type,source_ids\n"
                                  "q-words,It opens the door a little,p-a,direct,s-one\n");
    make_file("newer/quotes.csv", "id,text,speaker_id,quote_type,source_ids\n"
                                  "q-words,It opens the door widely,p-a,direct,s-two\n");
    make_file("older/sources.csv", "id,publisher\ns-one,Publisher A\ns-two,Publisher B\n");
    make_file("newer/sources.csv", "id,publisher\ns-one,Publisher A\ns-two,Publisher B\n");
}

struct books {
    struct store *older;
    struct store *newer;
    struct changes changes;
};

static void open_books(struct books *books)
{
    make_books();
    *books = (struct books){.older = load_book("older"), .newer = load_book("newer")};
    assert_true(changes_find(&books->changes, books->older, books->newer, NULL));
}

static void close_books(struct books *books)
{
    changes_free(&books->changes);
    store_free(books->older);
    store_free(books->newer);
}

/* ---- The composition ------------------------------------------------------------------------ */

static const struct change *find_change(const struct changes *changes, enum table_id table,
                                        enum change_kind kind)
{
    for (size_t i = 0; i < changes->count; i++) {
        if (changes->items[i].table == table && changes->items[i].kind == kind)
            return &changes->items[i];
    }
    fail_msg("no such change");
    return NULL;
}

/* As lines, each with its end. */
static void append_lines(struct buffer *text, const struct document *document, bool ascii)
{
    struct layout layout = {0};
    const struct layout_options options = {60, TEXT_ON_SCREEN, ascii};
    assert_true(layout_document(&layout, document, &options));
    for (size_t i = 0; i < layout.count; i++) {
        for (size_t span = 0; span < layout.lines[i].count; span++)
            buffer_append(text, layout.lines[i].spans[span].text);
        buffer_append_char(text, '\n');
    }
    layout_free(&layout);
}

static void append_change(struct buffer *text, const struct changes *changes,
                          const struct change *change)
{
    struct document document = {0};
    assert_true(compose_change(&document, changes, change));
    append_lines(text, &document, false);
    document_free(&document);
}

/* Records by their names, texts word by word; the book as any other record. */
static void changes_are_worded(void **state)
{
    (void)state;
    static const struct {
        enum table_id table;
        enum change_kind kind;
        const char *expected;
    } cases[] = {
        {TABLE_EVENTS, CHANGE_NEW,
         "  New      A dinner, 2001-04-01\n"
         "           What it was.\n"},
        {TABLE_EVENTS, CHANGE_ALTERED,
         "  Altered  A meeting, 2001-03-01\n"
         "           Status: held (was planned)\n"
         "           Present: added Person B\n"},
        {TABLE_EVENTS, CHANGE_GONE, "  Gone     A visit, 2001-02-01\n"},
        {TABLE_QUOTES, CHANGE_ALTERED,
         "  Altered  Person A: It opens the door widely\n"
         "           Words: It opens the door [-a little]{+widely}\n"
         "           Published: added Publisher B. Dropped Publisher A\n"},
        {TABLE_BRIEFING, CHANGE_ALTERED,
         "  Altered  A title\n"
         "           Id: newer (was older)\n"
         "           Number: 2 (was 1)\n"
         "           Supersedes: older (was blank)\n"
         "           As of: 2002-02-28 (was 2001-01-31)\n"
         "           Bottom line: Part one.\n\n"
         "           Part two.\n\n           Part three.\n\n"
         "           Part four.\n\n           Part five. (was blank)\n"},
    };
    struct books books;
    open_books(&books);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct buffer text = {0};
        append_change(&text, &books.changes,
                      find_change(&books.changes, cases[i].table, cases[i].kind));
        assert_string_equal(buffer_string(&text), cases[i].expected);
        buffer_free(&text);
    }
    close_books(&books);
}

/* What the note says of a record is what is said of it alone. */
static void changes_are_as_in_the_note(void **state)
{
    (void)state;
    struct books books;
    struct document note = {0};
    struct buffer whole = {0};
    open_books(&books);
    assert_true(compose_changes(&note, &books.changes));
    append_lines(&whole, &note, false);
    for (size_t i = 0; i < books.changes.count; i++) {
        const struct change *change = &books.changes.items[i];
        struct buffer text = {0};
        append_change(&text, &books.changes, change);
        if (change->table != TABLE_BRIEFING) /* the head of the note speaks of that */
            assert_non_null(strstr(buffer_string(&whole), buffer_string(&text)));
        buffer_free(&text);
    }
    buffer_free(&whole);
    document_free(&note);
    close_books(&books);
}

/* ---- The view ------------------------------------------------------------------------------- */

static void open_view(struct interface *interface, size_t rows, size_t columns, bool ascii)
{
    make_books();
    *interface = (struct interface){0};
    assert_true(interface_open(interface, "newer", NULL, ascii));
    interface_resize(interface, rows, columns);
    interface_press(interface, "C");
}

static void expect_shown(struct interface *interface, const char *text, bool expected)
{
    if (interface_shows(interface, text) != expected)
        fail_msg("\"%s\" is %s", text, expected ? "not shown" : "shown");
}

/* Goes to the line that says so. */
static void choose(struct interface *interface, size_t line)
{
    interface_press(interface, "g");
    for (size_t i = 0; i < line; i++)
        interface_press(interface, "j");
}

enum { LINE_NEW, LINE_ALTERED, LINE_GONE, LINE_PERSON, LINE_QUOTE };

static void view_shows_the_chosen_change(void **state)
{
    (void)state;
    struct interface interface;
    open_view(&interface, 24, 80, false);
    expect_shown(&interface, "│  New      A dinner, 2001-04-01  ", true);
    expect_shown(&interface, "│           What it was.  ", true);
    choose(&interface, LINE_ALTERED);
    expect_shown(&interface, "Status: held (was planned)", true);
    expect_shown(&interface, "Present: added Person B", true);
    choose(&interface, LINE_QUOTE);
    expect_shown(&interface, "Words: It opens the door [-a little]{+widely}", true);
    expect_shown(&interface, "Published: added Publisher B. Dropped Publisher A", true);
    expect_shown(&interface, "s-two", false);
    interface_close(&interface);
}

/* Lines end within the width; the sign at their beginning is that of the chosen line. */
static void view_fits_any_window(void **state)
{
    (void)state;
    static const size_t sizes[][2] = {{12, 40}, {20, 60}, {30, 100}, {60, 200}};
    struct interface interface;
    open_view(&interface, 24, 80, true);
    choose(&interface, LINE_QUOTE);
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        interface_resize(&interface, sizes[i][0], sizes[i][1]);
        interface_wait(interface.model);
        expect_shown(&interface, "|  Altered  Person A: It opens the", true);
        expect_shown(&interface, "|> altered", true);
    }
    expect_shown(&interface, "Words: It opens the door [-a little]{+widely}", true);
    interface_close(&interface);
}

/* What has no room can be read on, and from the beginning for another change. */
static void view_is_read_on(void **state)
{
    (void)state;
    struct interface interface;
    open_view(&interface, 16, 80, false);
    interface_press(&interface, "G");
    expect_shown(&interface, "Altered  A title", true);
    expect_shown(&interface, "10 more lines ─┤", true);
    interface_press(&interface, "J");
    expect_shown(&interface, "Altered  A title", false);
    expect_shown(&interface, "Bottom line: Part one.", true);
    for (size_t i = 0; i < 5; i++)
        interface_press(&interface, "J");
    expect_shown(&interface, "Part five.", true);
    expect_shown(&interface, "more line", false);
    interface_press(&interface, "K");
    expect_shown(&interface, "Part three.", true);
    interface_press(&interface, "k");
    interface_press(&interface, "j");
    expect_shown(&interface, "Altered  A title", true);
    interface_close(&interface);
}

static void wheel_scrolls_what_is_under_it(void **state)
{
    (void)state;
    struct interface interface;
    open_view(&interface, 16, 80, false);
    interface_press(&interface, "G");
    const struct superseded *superseded = &interface.model->superseded;
    size_t chosen = superseded->chooser.chosen;
    struct area box = interface.model->geometry.body;
    struct mouse_event event = {MOUSE_WHEEL_DOWN, box.row + 2, box.column + 10, 0};
    update_waiting_mouse(interface.model, &event);
    assert_int_equal(superseded->text.top, 3);
    event.row = box.row + box.rows - 2;
    event.action = MOUSE_WHEEL_UP;
    update_waiting_mouse(interface.model, &event);
    assert_int_equal(superseded->text.top, 3);
    assert_int_equal(superseded->chooser.chosen, chosen);
    interface_close(&interface);
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
#define IN_FOLDER(test) \
    cmocka_unit_test_setup_teardown(test, empty_folder_enter, empty_folder_leave)
    const struct CMUnitTest tests[] = {
        IN_FOLDER(changes_are_worded),
        IN_FOLDER(changes_are_as_in_the_note),
        IN_FOLDER(view_shows_the_chosen_change),
        IN_FOLDER(view_fits_any_window),
        IN_FOLDER(view_is_read_on),
        IN_FOLDER(wheel_scrolls_what_is_under_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
