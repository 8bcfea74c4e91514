/* test-outside.c: the built program, $BRIEFBOOK, and the programs that it starts. */
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
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "support/empty-folder.h"
#include "terminal/terminal.h"

static const char quotes[] = "id,text,attribution_text\n"
                             "q-a,A short statement.,Person A\n"
                             "q-b,Another statement.,Person B\n";

/* A program that can be run; the first line of its script is made here. */
static void make_program(const char *name, const char *script)
{
    FILE *file = fopen(name, "w");
    assert_non_null(file);
    fprintf(file, "#!/bin/sh\n%s\n", script);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(chmod(name, 0700), 0);
}

/* Starts the program on a file or folder of the current one. */
static void start(struct terminal *terminal, const char *book)
{
    char program[4096];
    char path[256];
    assert_non_null(getenv("BRIEFBOOK"));
    snprintf(program, sizeof program, "%s", getenv("BRIEFBOOK"));
    snprintf(path, sizeof path, "%s", book);
    char option[] = "--";
    char *arguments[] = {program, option, path, NULL};
    assert_true(terminal_start(terminal, arguments));
    assert_true(terminal_shows(terminal, "1 of 2"));
    assert_true(terminal_shows(terminal, "q quit"));
}

static void assert_ends(struct terminal *terminal, int expected)
{
    int status;
    assert_true(terminal_wait(terminal, &status));
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), expected);
    assert_true(terminal_is_restored(terminal));
}

static void leave(struct terminal *terminal)
{
    terminal_send(terminal, "q");
    assert_ends(terminal, 0);
    terminal_free(terminal);
}

static void sleep_a_little(void)
{
    nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
}

/* Waits for a file that a program makes. */
static void wait_for_file(const char *name)
{
    enum { TRIES = 1000 };
    for (size_t i = 0; i < TRIES && access(name, F_OK) != 0; i++)
        sleep_a_little();
    assert_int_equal(access(name, F_OK), 0);
}

/* Writes each of its arguments on a line of its own. */
#define WRITE_ARGUMENTS "printf '%s\\n' \"$@\" >made && mv made arguments"

static void test_editor_gets_the_row(void **state)
{
    (void)state;
    static const struct {
        const char *program;
        const char *editor;
        const char *file;
        const char *arguments;
    } cases[] = {
        {"vim", "EDITOR=./vim", "quotes.csv", "+3\nquotes.csv\n"},
        {"code", "VISUAL=./code --wait", "quotes.csv", "--wait\n--goto\nquotes.csv:3\n"},
        {"hx", "EDITOR=./hx", "quotes.csv", "quotes.csv:3\n"},
        {"other", "EDITOR=./other", "quotes.csv", "quotes.csv\n"},
        {"my vim", "EDITOR='./my vim' -o\\ p \"a $(touch harm) b\"", "quotes.csv",
         "-o p\na $(touch harm) b\nquotes.csv\n"},
        {"vim", "EDITOR=./vim; touch harm", "quotes.csv", NULL},
        {"vim", "EDITOR=./vim", "-x quotes.csv", "+3\n./-x quotes.csv\n"},
        {"vim", "EDITOR=./vim", "+q", "+3\n./+q\n"},
        {"vim", "EDITOR=./vim", "$(touch harm)`touch harm`;&|",
         "+3\n$(touch harm)`touch harm`;&|\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terminal terminal = {.variable = cases[i].editor};
        make_program(cases[i].program, WRITE_ARGUMENTS);
        make_file(cases[i].file, quotes);
        start(&terminal, cases[i].file);
        terminal_send(&terminal, "je");
        if (cases[i].arguments) {
            wait_for_file("arguments");
            expect_content("arguments", cases[i].arguments);
            unlink("arguments");
            assert_true(terminal_shows(&terminal, "q quit"));
        } else {
            assert_true(terminal_shows(&terminal, "is not there"));
        }
        assert_true(terminal.alternate);
        leave(&terminal);
        assert_int_not_equal(access("harm", F_OK), 0);
    }
}

static void test_editor_that_fails(void **state)
{
    (void)state;
    static const struct {
        const char *script;
        const char *message;
    } cases[] = {
        {"exit 3", "the editor ended with status 3"},
        {"kill -KILL $$", "the editor was ended by signal 9"},
        {"stty raw -echo; printf '\\033[?1049h'; kill -KILL $$",
         "the editor was ended by signal 9"},
        {"echo 'q-c,New,Person C' >>quotes.csv", "1 of 3"},
    };
    make_file("quotes.csv", quotes);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terminal terminal = {.variable = "EDITOR=./editor"};
        make_program("editor", cases[i].script);
        start(&terminal, "quotes.csv");
        terminal_send(&terminal, "e");
        assert_true(terminal_shows(&terminal, cases[i].message));
        assert_true(terminal_shows(&terminal, "A short statement."));
        terminal_send(&terminal, "j");
        assert_true(terminal_shows(&terminal, "2 of "));
        make_file("quotes.csv", quotes);
        leave(&terminal);
    }
}

static void test_no_editor(void **state)
{
    (void)state;
    static const struct {
        const char *variable;
        const char *message;
    } cases[] = {
        {"EDITOR=./no-such-editor -x", "\"./no-such-editor\" is not there"},
        {"EDITOR='vi", "a quotation mark is not closed in the editor's name"},
        {"EDITOR=./quotes.csv", "cannot be started: Permission denied"},
        {"PATH=/nowhere", "there is no editor: set EDITOR to one"},
    };
    make_file("quotes.csv", quotes);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terminal terminal = {.variable = cases[i].variable};
        start(&terminal, "quotes.csv");
        terminal_send(&terminal, "e");
        assert_true(terminal_shows(&terminal, cases[i].message));
        leave(&terminal);
    }
}

/* What the editor does not handle itself is for both, as in a shell; and an editor that stops alone
 * takes us with it. */
static void test_editor_that_stops(void **state)
{
    (void)state;
    static const char *const scripts[] = {"kill -STOP $$; touch went-on",
                                          "kill -TSTP 0; touch went-on",
                                          "touch begun; cat >/dev/null; touch went-on"};
    make_file("quotes.csv", quotes);
    for (size_t i = 0; i < sizeof scripts / sizeof scripts[0]; i++) {
        struct terminal terminal = {.variable = "EDITOR=./editor"};
        int status;
        make_program("editor", scripts[i]);
        start(&terminal, "quotes.csv");
        terminal_send(&terminal, "e");
        assert_true(terminal_shows_not(&terminal, "q quit"));
        if (i == 2) {
            wait_for_file("begun");
            terminal_send(&terminal, "\x1a");
        }
        assert_true(terminal_wait(&terminal, &status));
        assert_true(WIFSTOPPED(status));
        assert_true(terminal_is_restored(&terminal));
        terminal_resize(&terminal, 24, 90);
        terminal_continue(&terminal);
        if (i == 2)
            terminal_send(&terminal, "\x04");
        wait_for_file("went-on");
        assert_true(terminal_shows(&terminal, "q quit"));
        unlink("went-on");
        leave(&terminal);
    }
}

/* ^C is for the editor; what ends us ends it too. */
static void test_signals_while_editing(void **state)
{
    (void)state;
    static const int signals[] = {SIGTERM, SIGHUP};
    make_file("quotes.csv", quotes);
    make_program("editor", "trap 'touch interrupted' INT; trap 'touch ended; exit' TERM HUP\n"
                           "touch begun; while :; do sleep 0.02; done");
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        struct terminal terminal = {.variable = "EDITOR=./editor"};
        start(&terminal, "quotes.csv");
        terminal_send(&terminal, "e");
        wait_for_file("begun");
        terminal_send(&terminal, "\x03");
        wait_for_file("interrupted");
        kill(terminal.program, signals[i]);
        wait_for_file("ended");
        assert_ends(&terminal, 128 + signals[i]);
        terminal_free(&terminal);
        unlink("begun");
        unlink("interrupted");
        unlink("ended");
    }
}

/* The keys are the editor's even where standard input is none. */
static void test_editor_reads_the_terminal(void **state)
{
    (void)state;
    struct terminal terminal = {.variable = "EDITOR=./editor", .keys_elsewhere = true};
    make_file("quotes.csv", quotes);
    make_program("editor", "read -r line && echo \"$line\" >made && mv made typed");
    start(&terminal, "quotes.csv");
    terminal_send(&terminal, "e");
    assert_true(terminal_shows_not(&terminal, "q quit"));
    terminal_send(&terminal, "some words\n");
    wait_for_file("typed");
    expect_content("typed", "some words\n");
    assert_true(terminal_shows(&terminal, "q quit"));
    leave(&terminal);
}

/* ---- Copying -------------------------------------------------------------------------------- */

static void test_copy_to_the_terminal(void **state)
{
    (void)state;
    static const struct {
        const char *variable;
        const char *bytes;
    } cases[] = {
        {NULL, "\033]52;c;QSBzaG9ydCBzdGF0ZW1lbnQu\a"},
        {"STY=1.pts-1.host", "\033P\033]52;c;QSBzaG9ydCBzdGF0ZW1lbnQu\a\033\\"},
        {"TMUX=/nowhere,1,0", "\033Ptmux;\033\033]52;c;QSBzaG9ydCBzdGF0ZW1lbnQu\a\033\\"},
    };
    make_file("quotes.csv", quotes);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terminal terminal = {.variable = cases[i].variable};
        start(&terminal, "quotes.csv");
        assert_null(strstr(buffer_string(&terminal.output), "52;c"));
        terminal_send(&terminal, "Y");
        assert_true(terminal_shows(&terminal, "the words of the quotation, 18 characters"));
        assert_non_null(strstr(buffer_string(&terminal.output), cases[i].bytes));
        leave(&terminal);
    }
}

/* Programs of the current folder are found before others; gives the path as it was. */
static char *enter_path(void)
{
    char path[8192];
    char folder[4096];
    const char *before = getenv("PATH");
    assert_non_null(before);
    assert_non_null(getcwd(folder, sizeof folder));
    snprintf(path, sizeof path, "%s:%s", folder, before);
    char *kept = strdup(before);
    assert_int_equal(setenv("PATH", path, 1), 0);
    return kept;
}

static void leave_path(char *kept)
{
    assert_int_equal(setenv("PATH", kept, 1), 0);
    free(kept);
}

static void test_copy_by_tmux(void **state)
{
    (void)state;
    struct terminal terminal = {.variable = "TMUX=/nowhere,1,0"};
    char *path = enter_path();
    make_file("quotes.csv", quotes);
    make_program("tmux", "printf '%s ' \"$@\" >made; cat >>made; mv made loaded; echo noise");
    start(&terminal, "quotes.csv");
    terminal_send(&terminal, "Y");
    wait_for_file("loaded");
    expect_content("loaded", "load-buffer -w - A short statement.");
    assert_true(terminal_shows(&terminal, "the words of the quotation, 18 characters"));
    assert_null(strstr(buffer_string(&terminal.output), "52;c"));
    assert_null(strstr(buffer_string(&terminal.output), "noise"));
    leave(&terminal);
    leave_path(path);
}

/* ---- The web -------------------------------------------------------------------------------- */

static void test_browser(void **state)
{
    (void)state;
    static const struct {
        const char *program;
        const char *variable;
        const char *script;
        const char *message; /* NULL for none */
    } cases[] = {
        {"browser", "BROWSER=./browser", "echo noise; " WRITE_ARGUMENTS, NULL},
        {"browser", "BROWSER=./browser", WRITE_ARGUMENTS "; exit 4",
         "the browser ended with status 4"},
        {"lynx", "BROWSER=./lynx", "read -r line; " WRITE_ARGUMENTS, NULL},
    };
    make_file("sources.csv", "id,title,url\n"
                             "s-a,A page,https://example.org/?a=$(touch+harm)&b=';touch+harm;'\n"
                             "s-b,Another,https://example.org/b\n");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terminal terminal = {.variable = cases[i].variable};
        make_program(cases[i].program, cases[i].script);
        start(&terminal, "sources.csv");
        terminal_send(&terminal, "o");
        assert_true(terminal_shows(&terminal, "n no"));
        terminal_send(&terminal, "y");
        if (i == 2)
            terminal_send(&terminal, "\n");
        wait_for_file("arguments");
        expect_content("arguments", "https://example.org/?a=$(touch+harm)&b=';touch+harm;'\n");
        unlink("arguments");
        assert_true(terminal_shows(&terminal, cases[i].message ? cases[i].message : "q quit"));
        assert_null(strstr(buffer_string(&terminal.output), "noise"));
        leave(&terminal);
        assert_int_not_equal(access("harm", F_OK), 0);
    }
}

/* ---- Printing ------------------------------------------------------------------------------- */

/* Whether a file holds a text. */
static bool file_holds(const char *name, const char *text)
{
    char bytes[8192];
    FILE *file = fopen(name, "r");
    assert_non_null(file);
    bytes[fread(bytes, 1, sizeof bytes - 1, file)] = '\0';
    fclose(file);
    return strstr(bytes, text) != NULL;
}

static void test_print_to_a_file(void **state)
{
    (void)state;
    struct terminal terminal = {0};
    make_file("quotes.csv", quotes);
    start(&terminal, "quotes.csv");
    terminal_send(&terminal, "p");
    assert_true(terminal_shows(&terminal, "print quotes.csv.txt"));
    terminal_send(&terminal, "\r");
    assert_true(terminal_shows(&terminal, "printed quotes.csv.txt: "));
    assert_true(file_holds("quotes.csv.txt", "Another statement."));
    make_file("quotes.csv.txt", "old");
    terminal_send(&terminal, "p\r");
    assert_true(terminal_shows(&terminal, "quotes.csv.txt is there: replace it?"));
    terminal_send(&terminal, "n");
    assert_true(terminal_shows_not(&terminal, "replace it?"));
    expect_content("quotes.csv.txt", "old");
    terminal_send(&terminal, "p\ry");
    assert_true(terminal_shows(&terminal, "printed quotes.csv.txt: "));
    assert_true(file_holds("quotes.csv.txt", "A short statement."));
    size_t names = count_names(".");
    terminal_send(&terminal, ":print /proc/page.txt\r");
    assert_true(terminal_shows(&terminal, "cannot"));
    terminal_send(&terminal, ":print /dev/full\r");
    assert_true(terminal_shows(&terminal, "/dev/full is no file"));
    assert_int_equal(count_names("."), names);
    terminal_send(&terminal, "\033");
    assert_true(terminal_shows(&terminal, "q quit"));
    leave(&terminal);
}

static void test_print_on_paper(void **state)
{
    (void)state;
    static const struct {
        const char *script;
        const char *message;
    } cases[] = {
        {"printf '<%s> ' \"$@\" >made; cat >>made; mv made printed; echo noise",
         "sent to the printer: "},
        {"exit 3", "not printed: the program for printing ended with status 3"},
    };
    char *path = enter_path();
    make_file("quotes.csv", quotes);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terminal terminal = {0};
        make_program("lp", cases[i].script);
        start(&terminal, "quotes.csv");
        terminal_send(&terminal, ":print-paper Room 1; touch harm\r");
        assert_true(terminal_shows(&terminal, cases[i].message));
        assert_null(strstr(buffer_string(&terminal.output), "noise"));
        leave(&terminal);
    }
    leave_path(path);
    assert_true(file_holds("printed", "<-d> <Room 1; touch harm> "));
    assert_true(file_holds("printed", "A short statement."));
    assert_int_not_equal(access("harm", F_OK), 0);
    struct terminal terminal = {.variable = "PATH=/nowhere"};
    start(&terminal, "quotes.csv");
    terminal_send(&terminal, ":print-paper\r");
    assert_true(terminal_shows(&terminal, "\"lp\" is not there: print to a file"));
    leave(&terminal);
}

/* The mouse is the terminal's while the text alone is shown. */
static void test_text_alone(void **state)
{
    (void)state;
    struct terminal terminal = {0};
    struct buffer row = {0};
    make_file("quotes.csv", quotes);
    start(&terminal, "quotes.csv");
    assert_true(terminal_reports_mouse(&terminal));
    terminal_send(&terminal, "w");
    assert_true(terminal_shows(&terminal, "w goes back"));
    assert_true(terminal_shows_not(&terminal, "1 of 2"));
    assert_false(terminal_reports_mouse(&terminal));
    terminal_row(&terminal, 0, &row);
    assert_ptr_equal(strstr(buffer_string(&row), "Person A"), buffer_string(&row));
    buffer_free(&row);
    terminal_send(&terminal, "w");
    assert_true(terminal_shows(&terminal, "1 of 2"));
    assert_true(terminal_reports_mouse(&terminal));
    leave(&terminal);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_editor_gets_the_row, empty_folder_enter,
                                        empty_folder_leave),
        cmocka_unit_test_setup_teardown(test_editor_that_fails, empty_folder_enter,
                                        empty_folder_leave),
        cmocka_unit_test_setup_teardown(test_no_editor, empty_folder_enter, empty_folder_leave),
        cmocka_unit_test_setup_teardown(test_editor_that_stops, empty_folder_enter,
                                        empty_folder_leave),
        cmocka_unit_test_setup_teardown(test_signals_while_editing, empty_folder_enter,
                                        empty_folder_leave),
        cmocka_unit_test_setup_teardown(test_editor_reads_the_terminal, empty_folder_enter,
                                        empty_folder_leave),
        cmocka_unit_test_setup_teardown(test_copy_to_the_terminal, empty_folder_enter,
                                        empty_folder_leave),
        cmocka_unit_test_setup_teardown(test_copy_by_tmux, empty_folder_enter, empty_folder_leave),
        cmocka_unit_test_setup_teardown(test_browser, empty_folder_enter, empty_folder_leave),
        cmocka_unit_test_setup_teardown(test_print_to_a_file, empty_folder_enter,
                                        empty_folder_leave),
        cmocka_unit_test_setup_teardown(test_print_on_paper, empty_folder_enter,
                                        empty_folder_leave),
        cmocka_unit_test_setup_teardown(test_text_alone, empty_folder_enter, empty_folder_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
