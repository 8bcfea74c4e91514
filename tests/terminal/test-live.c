/* test-live.c: the built program, $BRIEFBOOK, while files change, and from one run to the next. */
#include <setjmp.h>
#include <signal.h>
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

#include "support/empty-folder.h"
#include "terminal/terminal.h"

#define EVENTS "id,title\n"

static void make_book(void)
{
    assert_int_equal(mkdir("book", 0755), 0);
    make_file("book/events.csv", EVENTS "a,Event A\nb,Event B\nc,Event C\n");
}

/* Starts the program on the briefing "book", with an option or NULL, and waits until it is there. */
static void start(struct terminal *terminal, char *option)
{
    char name[4096];
    const char *program = getenv("BRIEFBOOK");
    assert_non_null(program);
    snprintf(name, sizeof name, "%s", program);
    char *arguments[] = {name, "book", option, NULL};
    assert_true(terminal_start(terminal, arguments));
    assert_true(terminal_shows(terminal, "events.csv:")); /* in the detail of a row */
}

static void quit(struct terminal *terminal)
{
    int status;
    terminal_send(terminal, "Q");
    assert_true(terminal_wait(terminal, &status));
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    assert_true(terminal_is_restored(terminal));
    terminal_free(terminal);
}

static void test_files_change(void **state)
{
    (void)state;
    struct terminal terminal = {0};
    make_book();
    start(&terminal, NULL);
    terminal_send(&terminal, "j");
    assert_true(terminal_shows(&terminal, "2 of 3"));
    make_file("book/new", EVENTS "x,Event X\na,Event A\nb,Event B\nc,Event C\n");
    assert_int_equal(rename("book/new", "book/events.csv"), 0);
    assert_true(terminal_shows(&terminal, "reloaded: events.csv, 1 new row"));
    assert_true(terminal_shows(&terminal, "3 of 4"));
    assert_int_equal(rename("book", "away"), 0);
    assert_true(terminal_shows(&terminal, "not reloaded: "));
    assert_true(terminal_shows(&terminal, "3 of 4"));
    assert_int_equal(rename("away", "book"), 0);
    assert_true(terminal_shows(&terminal, "reloaded: nothing has changed"));
    terminal_send(&terminal, "j");
    assert_true(terminal_shows_not(&terminal, "reloaded"));
    terminal_send(&terminal, "r");
    assert_true(terminal_shows(&terminal, "reloaded: nothing has changed"));
    terminal_send(&terminal, "g\x1b[15~"); /* F5 */
    assert_true(terminal_shows(&terminal, "reloaded: nothing has changed"));
    quit(&terminal);
}

static void test_state_is_kept(void **state)
{
    (void)state;
    char variable[4096] = "XDG_STATE_HOME=";
    size_t length = strlen(variable);
    make_book();
    assert_non_null(getcwd(variable + length, sizeof variable - length));
    struct terminal terminal = {.variable = variable};
    start(&terminal, NULL);
    terminal_send(&terminal, "j /event\r");
    assert_true(terminal_shows(&terminal, "match 3 of 3"));
    quit(&terminal);
    terminal = (struct terminal){.variable = variable};
    start(&terminal, NULL);
    assert_true(terminal_shows(&terminal, "match 3 of 3"));
    assert_true(terminal_shows(&terminal, "\xe2\x9c\x93"
                                          "1"));
    quit(&terminal);
    terminal = (struct terminal){.variable = variable};
    start(&terminal, "--no-state");
    assert_true(terminal_shows(&terminal, "searches all panes"));
    terminal_send(&terminal, "j  ");
    assert_true(terminal_shows(&terminal, "\xe2\x9c\x93"
                                          "2"));
    quit(&terminal);
    terminal = (struct terminal){.variable = variable};
    start(&terminal, "--query=event");
    assert_true(terminal_shows(&terminal, "match 1 of 3"));
    assert_true(terminal_shows(&terminal, "\xe2\x9c\x93"
                                          "1"));
    quit(&terminal);
}

/* A state that makes no sense is told of, and put aside. */
static void test_bad_state(void **state)
{
    (void)state;
    char variable[4096] = "XDG_STATE_HOME=";
    size_t length = strlen(variable);
    make_book();
    assert_non_null(getcwd(variable + length, sizeof variable - length));
    struct terminal terminal = {.variable = variable};
    start(&terminal, NULL);
    quit(&terminal);
    assert_int_equal(system("echo nonsense >\"$(echo briefbook/book-*.json)\""), 0);
    terminal = (struct terminal){.variable = variable};
    start(&terminal, NULL);
    assert_true(terminal_shows(&terminal, "what was kept of the last time makes no sense"));
    quit(&terminal);
    assert_int_equal(system("grep -q nonsense briefbook/book-*.json.bad"), 0);
}

/* Another briefing is shown in the place of the first, is watched, and has a state of its own. */
static void test_another_briefing(void **state)
{
    (void)state;
    char variable[4096] = "XDG_STATE_HOME=";
    size_t length = strlen(variable);
    make_book();
    assert_int_equal(mkdir("briefings", 0755), 0);
    assert_int_equal(mkdir("briefings/other", 0755), 0);
    make_file("briefings/other/events.csv", EVENTS "x,Event X\ny,Event Y\n");
    assert_non_null(getcwd(variable + length, sizeof variable - length));
    struct terminal terminal = {.variable = variable};
    start(&terminal, NULL);
    terminal_send(&terminal, "j /event\r:open nowhere\r");
    assert_true(terminal_shows(&terminal, "no briefing"));
    terminal_send(&terminal, "\x1b");
    terminal_send(&terminal, "B");
    assert_true(terminal_shows(&terminal, "briefings/other"));
    terminal_send(&terminal, "\r");
    assert_true(terminal_shows(&terminal, "Event X"));
    assert_true(terminal_shows(&terminal, "1 of 2"));
    assert_true(terminal_shows(&terminal, "searches all panes"));
    terminal_send(&terminal, "j");
    assert_true(terminal_shows(&terminal, "2 of 2"));
    make_file("briefings/new", EVENTS "y,Event Y\n");
    assert_int_equal(rename("briefings/new", "briefings/other/events.csv"), 0);
    assert_true(terminal_shows(&terminal, "reloaded: events.csv, 1 removed row"));
    terminal_send(&terminal, ":open book\r");
    assert_true(terminal_shows(&terminal, "\xe2\x9c\x93"
                                          "1"));
    assert_true(terminal_shows(&terminal, "searches all panes"));
    terminal_send(&terminal, "u");
    assert_true(terminal_shows(&terminal, "match 3 of 3"));
    quit(&terminal);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_files_change, empty_folder_enter, empty_folder_leave),
        cmocka_unit_test_setup_teardown(test_state_is_kept, empty_folder_enter, empty_folder_leave),
        cmocka_unit_test_setup_teardown(test_another_briefing, empty_folder_enter,
                                        empty_folder_leave),
        cmocka_unit_test_setup_teardown(test_bad_state, empty_folder_enter, empty_folder_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
