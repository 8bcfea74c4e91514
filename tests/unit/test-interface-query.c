/* test-interface-query.c: the query as readers change it: typed, completed, pinned, undone. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/book.h"
#include "support/empty-folder.h"
#include "support/interface.h"
#include "tui/command.h"
#include "tui/shown.h"
#include "tui/update.h"

static void open_interface(struct interface *interface, const char *book)
{
    char path[4096];
    const char *folder = getenv("SOURCE_FOLDER");
    snprintf(path, sizeof path, "%s/%s", folder ? folder : ".", book);
    assert_true(interface_open(interface, path, NULL, false));
}

static int set_up(void **state)
{
    static struct interface interface;
    interface = (struct interface){0};
    open_interface(&interface, "tests/screens/books/artificial");
    *state = &interface;
    return 0;
}

static int tear_down(void **state)
{
    interface_close(*state);
    return 0;
}

/* Presses keys, named with blanks between them; what stands after "/" up to the next blank is typed. */
static void press(struct interface *interface, const char *names)
{
    struct slice rest = slice_of(names);
    struct slice name;
    while (slice_next(&rest, ' ', &name)) {
        char text[64];
        snprintf(text, sizeof text, "%.*s", (int)name.length, name.data);
        bool is_search = *text == '/';
        assert_true(interface_press(interface, is_search ? "/" : text));
        if (is_search)
            interface_type(interface, text + 1);
    }
}

static const char *query_of(const struct interface *interface)
{
    return viewpoint_query(&interface->model->here);
}

static const char *message_of(const struct interface *interface)
{
    return buffer_string(&interface->model->message);
}

/* ---- Undo ---------------------------------------------------------------------------------- */

static void cut_last_line(struct buffer *text)
{
    text->data[text->length - 1] = '\0';
    text->length = (size_t)(strrchr(text->data, '\n') + 1 - text->data);
    text->data[text->length] = '\0';
}

/* The screen and how it looks, but for its last row: the hints know what can be undone. */
static void append_screen(struct interface *interface, struct buffer *screen)
{
    struct buffer part = {0};
    assert_true(interface_append_picture(interface, &part));
    cut_last_line(&part);
    buffer_append(screen, buffer_slice(&part));
    buffer_clear(&part);
    assert_true(interface_append_marks(interface, &part));
    cut_last_line(&part);
    buffer_append(screen, buffer_slice(&part));
    buffer_free(&part);
}

struct undo_case {
    const char *before; /* a place that is not where one begins */
    const char *change;
    const char *query; /* that is asked then */
};

/* A query that is there is gone on with in a word of its own; looking at it changes nothing. */
static void test_goes_on(void **state)
{
    struct interface *interface = *state;
    press(interface, "/person enter");
    press(interface, "/ enter");
    assert_string_equal(query_of(interface), "person");
    assert_int_equal(interface->model->prompt.line_count, 1);
    press(interface, "/-one enter");
    assert_string_equal(query_of(interface), "person -one");
    press(interface, "/ backspace esc");
    assert_string_equal(query_of(interface), "person -one");
}

/* What is not well formed has the cursor at the place: the line can be cleared from there. */
static void test_clear_after_a_fault(void **state)
{
    struct interface *interface = *state;
    press(interface, "/nowhere:word enter ^U");
    assert_string_equal(buffer_string(&interface->model->prompt.text), "");
    press(interface, "esc");
}

/* Undo brings back the screen cell for cell. */
static void assert_undone(const char *book, const struct undo_case *test, size_t rows,
                          size_t columns)
{
    struct interface interface = {0};
    struct buffer before = {0};
    struct buffer after = {0};
    open_interface(&interface, book);
    interface_resize(&interface, rows, columns);
    press(&interface, test->before);
    append_screen(&interface, &before);
    press(&interface, test->change);
    assert_string_equal(query_of(&interface), test->query);
    press(&interface, "u");
    append_screen(&interface, &after);
    assert_string_equal(buffer_string(&after), buffer_string(&before));
    assert_int_equal(interface.model->message.length, 0);
    buffer_free(&before);
    buffer_free(&after);
    interface_close(&interface);
}

static void assert_all_undone(const char *book, const struct undo_case *cases, size_t count)
{
    static const size_t sizes[][2] = {{30, 100}, {12, 40}, {45, 160}};
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < sizeof sizes / sizeof sizes[0]; j++)
            assert_undone(book, &cases[i], sizes[j][0], sizes[j][1]);
    }
}

static void test_undo_restores_all(void **state)
{
    (void)state;
    static const struct undo_case cases[] = {
        {"3 j j", "/keyword enter", "keyword"},
        {"3 G", "f", "quote:q-hostile"},
        {"3 G enter j j", "f", "quote:q-hostile"},
        {"2 j j enter z", "f", "person:person-na"},
        {"/person enter j j", "esc", ""},
        {"/person enter n n n 1", "esc", ""},
        {"/person enter 1 G z", "/one enter", "person one"},
        {"3 j f tab", "f", "quote:q-korean field:field-two"},
    };
    assert_all_undone("tests/screens/books/artificial", cases, sizeof cases / sizeof cases[0]);
}

/* Lists that are scrolled, with the row in their middle, while the search has to begin anew. */
static void test_undo_restores_scroll(void **state)
{
    (void)state;
    static const struct undo_case cases[] = {
        {"3 G k k k", "f", "quote:q-stoltenberg-europe-asia"},
        {"/korea enter G k k k", "esc", ""},
        {"/korea enter 1 G k k 3 G k k", "f", "korea quote:q-stoltenberg-europe-asia"},
        {"/korea enter G k k enter G", "f", "korea quote:q-stoltenberg-europe-asia"},
    };
    assert_all_undone("briefings/rok-nato-2023", cases, sizeof cases / sizeof cases[0]);
}

/* The rows in view stay wanted while a search is on its way to them, through many windows of rows. */
static void test_undo_waits_for_rows(void **state)
{
    (void)state;
    enum { ROWS = 200000 };
    struct interface interface = {0};
    struct buffer file = {0};
    buffer_append_string(&file, "id,text\n");
    for (size_t i = 0; i < ROWS; i++)
        buffer_append_format(&file, "q%zu,some words\n", i);
    make_bytes("quotes.csv", buffer_slice(&file));
    buffer_free(&file);
    assert_true(interface_open(&interface, ".", "words", false));
    struct model *model = interface.model;
    const struct pane *pane = &model->here.panes[TABLE_QUOTES];
    press(&interface, "G k k k");
    size_t top = pane->top;
    size_t row = pane->row;
    assert_true(top < row && row < ROWS - 1);
    press(&interface, "esc");
    update_key(model, 'u');
    while (!asked_is_done(&model->asked))
        update_news(model);
    update_news(model);
    assert_int_equal(pane->top, top);
    assert_int_equal(pane->row, row);
    interface_close(&interface);
}

/* A link that leads to a record which the query hides clears it; that too is undone. */
static void test_undo_of_following(void **state)
{
    struct interface *interface = *state;
    struct buffer before = {0};
    struct buffer after = {0};
    interface_resize(interface, 24, 80);
    press(interface, "/keyword enter j enter G");
    append_screen(interface, &before);
    press(interface, "enter");
    assert_string_equal(query_of(interface), "");
    press(interface, "u");
    append_screen(interface, &after);
    assert_string_equal(buffer_string(&after), buffer_string(&before));
    buffer_free(&before);
    buffer_free(&after);
}

static void test_undo_step_by_step(void **state)
{
    static const struct {
        const char *keys;
        const char *query;
    } steps[] = {
        {"/person enter", "person"},
        {"/ enter", "person"}, /* nothing has changed */
        {"/x esc", "person"},
        {"3 f", "person quote:q-short"},
        {"f", "person"},
        {"esc", ""},
        {"u", "person"},
        {"u", "person quote:q-short"},
        {"u", "person"},
        {"u", ""},
        {"u", ""},
        {"/two enter u", ""},
    };
    struct interface *interface = *state;
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        press(interface, steps[i].keys);
        assert_string_equal(query_of(interface), steps[i].query);
    }
}

static void test_nothing_to_undo(void **state)
{
    struct interface *interface = *state;
    assert_false(tui_command(COMMAND_UNDO)->when(interface->model));
    press(interface, "u");
    assert_non_null(strstr(message_of(interface), "nothing to undo"));
    press(interface, "3 f");
    assert_true(tui_command(COMMAND_UNDO)->when(interface->model));
}

/* ---- Pins ---------------------------------------------------------------------------------- */

static void test_pin_of_each_table(void **state)
{
    static const struct {
        const char *pane;
        const char *query;
    } cases[] = {
        {"1", "event:meeting-one"}, {"2", "person:person-a"},
        {"3", "quote:q-short"},     {"4", "field:field-one"},
        {"5", "source:source-one"}, {"6", "judgement:judgement-one"},
        {"7", "line:line-one"},     {"8", "conflict:conflict-one"},
    };
    struct interface *interface = *state;
    struct model *model = interface->model;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        press(interface, cases[i].pane);
        press(interface, "f");
        assert_string_equal(query_of(interface), cases[i].query);
        assert_true(shown_has(model, model->here.table, 0));
        assert_true(shown_count(model, TABLE_QUOTES) < shown_total(model, TABLE_QUOTES));
        assert_non_null(strstr(message_of(interface), "pinned this"));
        press(interface, "f");
        assert_string_equal(query_of(interface), "");
        assert_non_null(strstr(message_of(interface), "no longer pinned"));
    }
}

/* A pin asked for while the query still waits for something would become a part of that. */
static void test_pin_of_unfinished_query(void **state)
{
    (void)state;
    struct interface interface = {0};
    char path[4096];
    snprintf(path, sizeof path, "%s/tests/screens/books/artificial", getenv("SOURCE_FOLDER"));
    assert_true(interface_open(&interface, path, "\"keyword", false));
    press(&interface, "3 f");
    assert_string_equal(query_of(&interface), "\"keyword");
    assert_non_null(strstr(message_of(&interface), "unfinished"));
    interface_close(&interface);
}

static void test_what_cannot_be_pinned(void **state)
{
    struct interface *interface = *state;
    struct interface plain = {0};
    press(interface, "/zzz enter f");
    assert_string_equal(query_of(interface), "zzz");
    assert_non_null(strstr(message_of(interface), "nothing here"));
    open_interface(&plain, "tests/screens/books/plain/colors.csv");
    press(&plain, "f");
    assert_string_equal(query_of(&plain), "");
    assert_non_null(strstr(message_of(&plain), "nothing here"));
    interface_close(&plain);
}

/* Kept searches come back with the arrows, those that a pin made too. */
static void test_history_has_pins(void **state)
{
    struct interface *interface = *state;
    press(interface, "/keyword enter 3 f esc / up");
    assert_string_equal(query_of(interface), "keyword quote:q-short");
    press(interface, "up");
    assert_string_equal(query_of(interface), "keyword");
    press(interface, "down down");
    assert_string_equal(query_of(interface), "");
}

/* ---- Typing -------------------------------------------------------------------------------- */

/* Enter on what is not well formed says why, with the cursor at the place. */
static void test_place_of_fault(void **state)
{
    static const struct {
        const char *typed;
        size_t cursor; /* in bytes */
        const char *message;
    } cases[] = {
        {"/a", 1, NULL},
        {"/(", 0, "never closed"},
        {"/사람(", 6, "never closed"},
        {"/keyword\"x", 7, "never closed"},
        {"/nosuch:x", 0, "nosuch"},
        {"/date:never", 5, "no date"},
        {"/in:nowhere", 3, "no table"},
        {"/(a)OR", 5, "missing"},
        {"//a(", 0, NULL},
    };
    struct interface *interface = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        press(interface, cases[i].typed);
        press(interface, "enter");
        assert_int_equal(interface->model->prompting, i > 0);
        if (cases[i].message)
            assert_non_null(strstr(message_of(interface), cases[i].message));
        if (i > 0)
            assert_int_equal(interface->model->prompt.cursor, cases[i].cursor);
        press(interface, i > 0 ? "esc" : "u");
    }
}

/* Texts that an expression gave up on may match too. */
static void test_expression_gives_up(void **state)
{
    (void)state;
    static const struct {
        const char *query;
        const char *count;
    } cases[] = {
        {"/^(a+)+[^a]|bbx/", "match 1 of 1 or more"},
        {"/^(a+)+[^a]/", "no match in time"},
        {"/bbx/", "match 1 of 1\n"},
    };
    make_file("quotes.csv",
              "id,text\nslow,aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\nquick,bbx\n");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct interface interface = {0};
        struct buffer picture = {0};
        assert_true(interface_open(&interface, ".", cases[i].query, false));
        assert_true(interface_append_picture(&interface, &picture));
        assert_non_null(strstr(buffer_string(&picture), cases[i].count));
        buffer_free(&picture);
        interface_close(&interface);
    }
}

static void test_complete(void **state)
{
    static const struct {
        const char *keys;
        const char *query;
    } steps[] = {
        {"/spe tab", "speaker:"},
        {"tab", "speaker_id:"},
        {"tab", "speaker:"},
        {"shift-tab", "speaker_id:"},
        {"^U /(-event:f tab", "/(-event:f"},
        {"^U ^U", ""},
        {"shift-tab", NULL}, /* the last of all */
        {"tab", "in:"},      /* and on from the first */
        {"^U q u o t e : q - tab", "quote:q-short"},
        {"tab", "quote:q-korean"},
        {"left tab", "quote:q-koreann"}, /* what is behind the cursor stays */
    };
    struct interface *interface = *state;
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        press(interface, steps[i].keys);
        if (steps[i].query)
            assert_string_equal(query_of(interface), steps[i].query);
    }
}

/* What is completed is asked, as if it had been typed, and Esc leaves it. */
static void test_complete_asks(void **state)
{
    struct interface *interface = *state;
    press(interface, "2 j /speaker:person-g tab");
    assert_string_equal(query_of(interface), "speaker:person-ga");
    assert_int_equal(shown_count(interface->model, TABLE_QUOTES), 1);
    assert_int_equal(interface->model->message.length, 0); /* there is but one */
    press(interface, "tab");
    assert_string_equal(query_of(interface), "speaker:person-ga");
    press(interface, "esc");
    assert_string_equal(query_of(interface), "");
    assert_int_equal(interface->model->here.table, TABLE_PEOPLE);
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_undo_restores_all),
        cmocka_unit_test(test_undo_restores_scroll),
        cmocka_unit_test_setup_teardown(test_undo_waits_for_rows, empty_folder_enter,
                                        empty_folder_leave),
        TEST(test_goes_on),
        TEST(test_clear_after_a_fault),
        TEST(test_undo_of_following),
        TEST(test_undo_step_by_step),
        TEST(test_nothing_to_undo),
        TEST(test_pin_of_each_table),
        cmocka_unit_test(test_pin_of_unfinished_query),
        TEST(test_what_cannot_be_pinned),
        TEST(test_history_has_pins),
        TEST(test_place_of_fault),
        cmocka_unit_test_setup_teardown(test_expression_gives_up, empty_folder_enter,
                                        empty_folder_leave),
        TEST(test_complete),
        TEST(test_complete_asks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
