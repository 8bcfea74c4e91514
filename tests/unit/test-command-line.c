/* test-command-line.c: commands that are typed, and the help, which runs what it lists. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "support/empty-folder.h"
#include "support/interface.h"
#include "tui/command.h"
#include "tui/help.h"
#include "tui/typing.h"
#include "tui/update.h"
#include "tui/view.h"

static void open_book(struct interface *interface)
{
    char path[4096];
    const char *folder = getenv("SOURCE_FOLDER");
    snprintf(path, sizeof path, "%s/tests/screens/books/artificial", folder ? folder : ".");
    assert_true(interface_open(interface, path, NULL, false));
}

static int set_up(void **state)
{
    static struct interface interface;
    interface = (struct interface){0};
    open_book(&interface);
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

static void run(struct interface *interface, const char *line)
{
    press(interface, ":");
    interface_type(interface, line);
    press(interface, "enter");
}

static const char *message_of(const struct interface *interface)
{
    return buffer_string(&interface->model->message);
}

static const char *typed(const struct interface *interface)
{
    return buffer_string(&interface->model->commanding.prompt.text);
}

static void test_commands_run(void **state)
{
    struct interface *interface = *state;
    struct model *model = interface->model;
    run(interface, "pane-3");
    assert_int_equal(model->here.table, TABLE_QUOTES);
    assert_false(model->commanding.open);
    assert_string_equal(message_of(interface), "");
    run(interface, "  zoom  ");
    assert_int_equal(model->here.zoom, ZOOM_LIST);
    run(interface, "z"); /* the beginning of one name */
    assert_int_equal(model->here.zoom, ZOOM_NONE);
    run(interface, "set theme dark");
    assert_string_equal(message_of(interface), "theme is dark");
    run(interface, "set");
    assert_string_equal(message_of(interface), "theme dark  ascii auto  mouse on  state on");
    run(interface, "set theme");
    assert_string_equal(message_of(interface), "theme is dark; it can be auto, light, mono");
    run(interface, "map x set theme mono");
    press(interface, "x");
    assert_string_equal(message_of(interface), "theme is mono");
    run(interface, "undo");
    assert_string_equal(message_of(interface),
                        "there is nothing to undo: the query has not changed");
    run(interface, "");
    assert_false(model->commanding.open);
    run(interface, "q");
    assert_int_equal(model->request, REQUEST_QUIT);
}

/* The line stays, with the cursor at the place. */
static void test_faults(void **state)
{
    struct interface *interface = *state;
    static const struct {
        const char *line;
        size_t cursor;
        const char *message;
    } cases[] = {
        {"zom", 0, "there is no command zom; did you mean zoom?"},
        {"pa", 0,
         "pa can be pane-1, pane-2, pane-3, pane-4, pane-5, pane-6, pane-7, pane-8, page-down, "
         "page-up: type more of it"},
        {"zoom in", 5, "zoom takes nothing behind it"},
        {"set theme pink", 10, "theme is one of auto, dark, light, mono, not pink"},
        {"follow", 0, "follow does something only in the detail"},
        {"erase", 0,
         "erase does something only while a search is typed or while a command is typed or while "
         "the help is searched"},
        {"map x", 5, "what the key is to call is missing: a command"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        run(interface, cases[i].line);
        assert_string_equal(message_of(interface), cases[i].message);
        assert_true(interface->model->commanding.open);
        assert_int_equal(interface->model->commanding.prompt.cursor, cases[i].cursor);
        press(interface, "esc");
        assert_false(interface->model->commanding.open);
    }
    run(interface, "config nowhere/at-all");
    assert_non_null(strstr(message_of(interface), "cannot open nowhere/at-all"));
}

/* Commands that keys call without a text take one here. */
static void test_texts(void **state)
{
    struct interface *interface = *state;
    const struct model *model = interface->model;
    run(interface, "search keyword");
    assert_false(model->prompting);
    assert_string_equal(viewpoint_query(&model->here), "keyword");
    run(interface, "search (");
    assert_string_equal(message_of(interface), "this parenthesis is never closed");
    assert_true(model->prompting);
    assert_string_equal(buffer_string(&interface->model->prompt.text), "(");
    press(interface, "esc");
    assert_string_equal(viewpoint_query(&model->here), "keyword");
    run(interface, "search");
    assert_true(model->prompting);
    press(interface, "esc");
    run(interface, "undo");
    run(interface, "detail");
    run(interface, "follow 3");
    assert_int_equal(model->here.table, TABLE_FIELDS);
    run(interface, "follow 0");
    assert_non_null(strstr(message_of(interface), "there is no link 0; there are "));
    press(interface, "esc");
    run(interface, "list");
    run(interface, "facets");
    press(interface, "right");
    run(interface, "choose 2");
    assert_string_equal(viewpoint_query(&model->here), "-has:parent_id");
}

/* What one searches for and where one is stays as it was. */
static void test_escape(void **state)
{
    struct interface *interface = *state;
    press(interface, "/");
    interface_type(interface, "person");
    press(interface, "enter");
    struct buffer before = {0};
    struct buffer after = {0};
    assert_true(interface_append_picture(interface, &before));
    press(interface, ":");
    interface_type(interface, "zoom");
    press(interface, "^U esc");
    assert_true(interface_append_picture(interface, &after));
    assert_string_equal(buffer_string(&before), buffer_string(&after));
    buffer_free(&before);
    buffer_free(&after);
}

static void test_history(void **state)
{
    struct interface *interface = *state;
    run(interface, "set theme dark");
    run(interface, "zoom");
    press(interface, ": up");
    assert_string_equal(typed(interface), "zoom");
    press(interface, "up up");
    assert_string_equal(typed(interface), "set theme dark");
    press(interface, "down down");
    assert_string_equal(typed(interface), "");
    press(interface, "esc / up");
    assert_string_equal(buffer_string(&interface->model->prompt.text), ""); /* it has its own */
    press(interface, "esc");
}

static void test_completion(void **state)
{
    struct interface *interface = *state;
    static const struct {
        const char *line;
        const char *completed;
    } cases[] = {
        {"zo", "zoom"},
        {"se", "search "},
        {"set", "set "},
        {"set th", "set theme "},
        {"set theme l", "set theme light"},
        {"set theme x", "set theme x"},
        {"set none l", "set none l"},
        {"map sp", "map space "},
        {"map x zo", "map x zoom"},
        {"map x set mo", "map x set mouse "},
        {"map det", "map detail:"},
        {"unmap pgd", "unmap pgdn"},
        {"  un", "  undo"},
        {"print --s", "print --sections "},
        {"print --sections qu", "print --sections quotes"},
        {"print --sections quotes,so", "print --sections quotes,sources"},
        {"print --page 6", "print --page 6"},
        {"print --page 60 --w", "print --page 60 --width "},
        {"print-paper --width=60 --p", "print-paper --width=60 --page "},
        {"print-paper x", "print-paper x"},
        {"zoom x", "zoom x"},
        {"nosuch x", "nosuch x"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        press(interface, ":");
        interface_type(interface, cases[i].line);
        press(interface, "tab");
        assert_string_equal(typed(interface), cases[i].completed);
        press(interface, "esc");
    }
    press(interface, ":");
    interface_type(interface, "se");
    press(interface, "tab tab");
    assert_string_equal(typed(interface), "set ");
    assert_string_equal(message_of(interface), "2 of 2: set ");
    press(interface, "shift-tab");
    assert_string_equal(typed(interface), "search ");
    press(interface, "esc");
}

static void test_files_are_completed(void **state)
{
    (void)state;
    struct interface interface = {0};
    open_book(&interface);
    assert_int_equal(mkdir("folder", 0700), 0);
    make_file("folder/a file", "");
    make_file("folder/.hidden", "");
    static const struct {
        const char *line;
        const char *completed;
    } cases[] = {
        {"config fo", "config folder/"},
        {"print fo", "print folder/"},
        {"print --page 60 folder/a", "print --page 60 folder/a file"},
        {"print -- fo", "print -- folder/"},
        {"config folder/", "config folder/a file"},
        {"config folder/a f", "config folder/a file"},
        {"config folder/.h", "config folder/.hidden"},
        {"config nowhere/", "config nowhere/"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        press(&interface, ":");
        interface_type(&interface, cases[i].line);
        press(&interface, "tab");
        assert_string_equal(typed(&interface), cases[i].completed);
        press(&interface, "esc");
    }
    interface_close(&interface);
}

/* The line of the help that is chosen. */
static void append_chosen(const struct interface *interface, struct buffer *text)
{
    struct help help = {0};
    assert_true(help_make(&help, interface->model));
    if (help.count) {
        const struct help_line *line =
            &help.lines[chooser_line(&interface->model->helping.chooser, help.count)];
        help_append_keys(interface->model, line, text);
        buffer_append_char(text, ' ');
        help_append_text(line, text);
    }
    help_free(&help);
}

static void assert_chosen(const struct interface *interface, const char *expected)
{
    struct buffer text = {0};
    append_chosen(interface, &text);
    assert_string_equal(buffer_string(&text), expected);
    buffer_free(&text);
}

static void test_help_is_searched(void **state)
{
    struct interface *interface = *state;
    struct model *model = interface->model;
    press(interface, "? /");
    assert_int_equal(view_context(model), IN_NARROWING);
    interface_type(interface, "ZOOM");
    assert_chosen(interface, "z this pane, or the detail, over the whole screen and back");
    press(interface, "enter");
    assert_int_equal(view_context(model), IN_HELP);
    press(interface, "esc"); /* what it was searched for */
    assert_int_equal(model->opened, OPENED_HELP);
    assert_chosen(interface, "j ↓ k ↑ down, up");
    press(interface, "/ k esc esc");
    assert_int_equal(model->opened, OPENED_NOTHING);
    run(interface, "help pin this");
    assert_int_equal(model->opened, OPENED_HELP);
    assert_chosen(interface,
                  "f pin this record, so that all panes narrow to it; take it out again");
    press(interface, "/ ^U");
    interface_type(interface, "nothing of the kind");
    assert_chosen(interface, "");
    press(interface, "enter enter");
    assert_string_equal(message_of(interface), "no command stands here");
    press(interface, "esc esc");
}

/* Enter runs what the help lists, where the help was called. */
static void test_help_runs(void **state)
{
    struct interface *interface = *state;
    struct model *model = interface->model;
    run(interface, "help whole screen");
    press(interface, "enter");
    assert_int_equal(model->opened, OPENED_NOTHING);
    assert_int_equal(model->here.zoom, ZOOM_LIST);
    run(interface, "map x set theme light");
    run(interface, "help theme light");
    assert_chosen(interface, "x set theme light");
    press(interface, "enter");
    assert_string_equal(message_of(interface), "theme is light");
    run(interface, "help colours");
    assert_chosen(interface, ":set theme the colours; auto chooses by those of the terminal");
    press(interface, "enter");
    assert_string_equal(typed(interface), "set theme ");
    press(interface, "esc");
    run(interface, "help change a setting");
    assert_chosen(interface,
                  ":set change a setting, or say how it is; without a name, all of them");
    press(interface, "enter");
    assert_true(model->commanding.open);
    assert_string_equal(typed(interface), "set ");
    press(interface, "esc");
}

/* A key that is bound anew shows in hints and help. */
static void test_rebinding_shows(void **state)
{
    struct interface *interface = *state;
    run(interface, "map ^T pin");
    run(interface, "unmap f");
    run(interface, "help narrow to it");
    assert_chosen(interface,
                  "^T pin this record, so that all panes narrow to it; take it out again");
    press(interface, "esc esc");
    struct buffer picture = {0};
    assert_true(interface_append_picture(interface, &picture));
    assert_non_null(strstr(buffer_string(&picture), "^T pin"));
    buffer_free(&picture);
}

/* Help over a line that is typed, and a line over the help. */
static void test_lines_and_views_cover_each_other(void **state)
{
    struct interface *interface = *state;
    struct model *model = interface->model;
    press(interface, ":");
    interface_type(interface, "zo");
    press(interface, "F1");
    assert_int_equal(view_context(model), IN_HELP);
    assert_int_equal(model->helping.context, IN_COMMAND);
    press(interface, "esc");
    assert_int_equal(view_context(model), IN_COMMAND);
    assert_string_equal(typed(interface), "zo");
    press(interface, "esc ? :");
    assert_int_equal(view_context(model), IN_COMMAND);
    press(interface, "F1");
    assert_int_equal(view_context(model), IN_COMMAND);
    assert_int_equal(model->helping.context, IN_COMMAND);
    press(interface, "esc");
    assert_int_equal(view_context(model), IN_HELP);
    press(interface, "enter");
    assert_string_equal(message_of(interface), "the line that this was for has been left");
    assert_int_equal(view_context(model), IN_LIST);
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_commands_run, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_faults, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_texts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_escape, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_history, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_completion, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_files_are_completed, empty_folder_enter,
                                        empty_folder_leave),
        cmocka_unit_test_setup_teardown(test_help_is_searched, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_help_runs, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_rebinding_shows, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_lines_and_views_cover_each_other, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
