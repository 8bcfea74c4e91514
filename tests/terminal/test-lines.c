/* test-lines.c: the built program, $BRIEFBOOK, as plain lines in a real terminal. */
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

#include <cmocka.h>

#include "support/empty-folder.h"
#include "terminal/terminal.h"

static void start_on(struct terminal *terminal, char *path)
{
    const char *program = getenv("BRIEFBOOK");
    char name[4096];
    char linear[] = "--linear";
    char no_state[] = "--no-state";
    assert_non_null(program);
    snprintf(name, sizeof name, "%s", program);
    char *arguments[] = {name, linear, no_state, path, NULL};
    assert_true(terminal_start(terminal, arguments));
    assert_true(terminal_shows(terminal, "row 1 of "));
}

static void start(struct terminal *terminal)
{
    const char *folder = getenv("SOURCE_FOLDER");
    char path[4096];
    snprintf(path, sizeof path, "%s/tests/screens/books/artificial", folder ? folder : ".");
    start_on(terminal, path);
}

static void assert_ends(struct terminal *terminal, int expected)
{
    int status;
    assert_true(terminal_wait(terminal, &status));
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), expected);
    assert_true(terminal_is_restored(terminal));
}

/* Neither moves the cursor nor colours anything: text and line ends are all that is sent. */
static void assert_plain(const struct terminal *terminal)
{
    for (size_t i = 0; i < terminal->output.length; i++) {
        unsigned char byte = (unsigned char)terminal->output.data[i];
        assert_true(byte >= ' ' || byte == '\r' || byte == '\n');
        assert_int_not_equal(byte, 0x7F);
    }
}

static void test_session(void **state)
{
    (void)state;
    static const char *const types[] = {"xterm-256color", "dumb", "unheard-of-terminal"};
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        struct terminal terminal = {.type = types[i]};
        start(&terminal);
        assert_true(terminal_shows(&terminal, "> "));
        terminal_send(&terminal, "\r");
        assert_true(terminal_shows(&terminal, "row 2 of 3"));
        terminal_send(&terminal, "/keyword\r");
        assert_true(terminal_shows(&terminal, "match 1 of 2"));
        terminal_send(&terminal, "detail\r");
        assert_true(terminal_shows(&terminal, "in full: "));
        terminal_send(&terminal, "facets\rq\rhelp\rq\rquit\r");
        assert_ends(&terminal, 0);
        assert_plain(&terminal);
        terminal_free(&terminal);
    }
}

static void test_end_of_input(void **state)
{
    (void)state;
    struct terminal terminal = {0};
    start(&terminal);
    terminal_send(&terminal, "\x04");
    assert_ends(&terminal, 0);
    assert_plain(&terminal);
    terminal_free(&terminal);
}

static void test_suspend(void **state)
{
    (void)state;
    static const char *const ways[] = {"\x1a", "suspend\r", "^Z\r"};
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        struct terminal terminal = {0};
        int status;
        start(&terminal);
        terminal_send(&terminal, ways[i]);
        assert_true(terminal_wait(&terminal, &status));
        assert_true(WIFSTOPPED(status));
        terminal_continue(&terminal);
        terminal_send(&terminal, "down\r");
        assert_true(terminal_shows(&terminal, "row 2 of 3"));
        terminal_send(&terminal, "\x03");
        assert_ends(&terminal, 128 + SIGINT);
        terminal_free(&terminal);
    }
}

static void test_vanished_terminal(void **state)
{
    (void)state;
    struct terminal terminal = {0};
    int status;
    start(&terminal);
    terminal_vanish(&terminal);
    assert_true(terminal_wait(&terminal, &status));
    terminal_free(&terminal);
}

/* Lines are as wide as the terminal, also when that has changed. */
static void test_width(void **state)
{
    (void)state;
    struct terminal terminal = {.rows = 24, .columns = 100};
    start(&terminal);
    terminal_send(&terminal, "detail\r");
    assert_true(terminal_shows(&terminal, "Person A and 사람 가 meet for the first time."));
    terminal_resize(&terminal, 24, 30);
    terminal_send(&terminal, "redraw\r");
    assert_true(terminal_shows(&terminal, "Person A and 사람 가 meet for"));
    assert_true(terminal_shows(&terminal, "2 more lines: Enter goes on"));
    terminal_send(&terminal, "quit\r");
    assert_ends(&terminal, 0);
    terminal_free(&terminal);
}

/* An editor reads the lines that are typed while it runs; then they are commands again, however it left
 * the terminal. */
static void test_editor(void **state)
{
    (void)state;
    struct terminal terminal = {.variable = "EDITOR=./editor"};
    char path[] = "quotes.csv";
    make_file(path, "id,text\nq-a,A statement.\n");
    make_file("editor", "#!/bin/sh\nif [ ! -e once ]; then\n"
                        ": >once\nstty raw -echo\nkill -KILL $$\nfi\n"
                        "echo ready\nread -r line\necho \"q-b,$line\" >>quotes.csv\nexit 3\n");
    assert_int_equal(chmod("editor", 0700), 0);
    start_on(&terminal, path);
    terminal_send(&terminal, "edit\r");
    assert_true(terminal_shows(&terminal, "the editor was ended by signal 9"));
    terminal_send(&terminal, "edit\r");
    assert_true(terminal_shows(&terminal, "ready"));
    terminal_send(&terminal, "\x03"); /* ^C is for the editor alone */
    assert_true(terminal_shows(&terminal, "the editor was ended by signal 2"));
    terminal_send(&terminal, "edit\r");
    assert_true(terminal_shows(&terminal, "ready"));
    terminal_send(&terminal, "quit\r");
    assert_true(terminal_shows(&terminal, "the editor ended with status 3"));
    terminal_send(&terminal, "down\r");
    assert_true(terminal_shows(&terminal, "row 2 of 2"));
    terminal_send(&terminal, "copy\rsuspend\r");
    int status;
    assert_true(terminal_wait(&terminal, &status));
    assert_true(WIFSTOPPED(status));
    terminal_continue(&terminal);
    terminal_send(&terminal, "quit\r");
    assert_ends(&terminal, 0);
    assert_plain(&terminal);
    terminal_free(&terminal);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_session),
        cmocka_unit_test(test_end_of_input),
        cmocka_unit_test(test_suspend),
        cmocka_unit_test(test_vanished_terminal),
        cmocka_unit_test(test_width),
        cmocka_unit_test_setup_teardown(test_editor, empty_folder_enter, empty_folder_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
