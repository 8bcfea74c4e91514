/* test-terminal.c: the built program, $BRIEFBOOK, in a real terminal. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

#include <cmocka.h>

#include "terminal/terminal.h"

#define ESCAPE "\x1b"

/* Starts the program on a briefing of the source folder. */
static void start(struct terminal *terminal, const char *book)
{
    const char *program = getenv("BRIEFBOOK");
    const char *folder = getenv("SOURCE_FOLDER");
    char name[4096];
    char path[4096];
    assert_non_null(program);
    snprintf(name, sizeof name, "%s", program);
    snprintf(path, sizeof path, "%s/%s", folder ? folder : ".", book);
    char *arguments[] = {name, path, NULL};
    assert_true(terminal_start(terminal, arguments));
}

static const char bundled[] = "briefings/rok-nato-2023";
static const char artificial[] = "tests/screens/books/artificial";

/* Waits until the book is there, so that keys find its rows. */
static void wait_until_loaded(struct terminal *terminal)
{
    assert_true(terminal_shows(terminal, "1 of "));
    assert_true(terminal_shows(terminal, "q quit"));
}

static void assert_ends(struct terminal *terminal, int expected)
{
    int status;
    assert_true(terminal_wait(terminal, &status));
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), expected);
}

static void test_session(void **state)
{
    (void)state;
    struct terminal terminal = {0};
    start(&terminal, bundled);
    assert_true(terminal_shows(&terminal, "? help  q quit"));
    assert_true(terminal.alternate);
    terminal_send(&terminal, "/rules-based");
    assert_true(terminal_shows(&terminal, "match 1 of"));
    assert_true(terminal_shows(&terminal, "Furthermore, the meeting"));
    terminal_send(&terminal, "\r");
    assert_true(terminal_shows(&terminal, "n next"));
    terminal_resize(&terminal, 12, 40);
    assert_true(terminal_shows(&terminal, "3 Quotes"));
    assert_true(terminal_shows_not(&terminal, "1 Events"));
    terminal_resize(&terminal, 5, 20);
    assert_true(terminal_shows(&terminal, "needs 40"));
    terminal_resize(&terminal, 1, 1);
    terminal_resize(&terminal, 45, 160);
    assert_true(terminal_shows(&terminal, "1 Events"));
    terminal_send(&terminal, "q");
    assert_ends(&terminal, 0);
    assert_true(terminal_is_restored(&terminal));
    terminal_free(&terminal);
}

static void test_korean_is_typed(void **state)
{
    (void)state;
    struct terminal terminal = {0};
    start(&terminal, artificial);
    wait_until_loaded(&terminal);
    terminal_send(&terminal, "/핵심어");
    assert_true(terminal_shows(&terminal, "/ 핵심어"));
    assert_true(terminal_shows(&terminal, "match 1 of 1"));
    terminal_send(&terminal, ESCAPE);
    assert_true(terminal_shows(&terminal, "searches all panes"));
    /* Keys of the terminal: down, and the function key of the help. */
    terminal_send(&terminal, ESCAPE "OB");
    assert_true(terminal_shows(&terminal, "2 of 3"));
    terminal_send(&terminal, ESCAPE "OP");
    assert_true(terminal_shows(&terminal, "Moving"));
    terminal_send(&terminal, "\x03");
    assert_ends(&terminal, 0);
    assert_true(terminal_is_restored(&terminal));
    terminal_free(&terminal);
}

/* What a terminal sends for a press of the first button, counted from 1. */
static void send_click(struct terminal *terminal, int column, int row)
{
    char bytes[64];
    snprintf(bytes, sizeof bytes, ESCAPE "[<0;%d;%dM" ESCAPE "[<0;%d;%dm", column, row, column,
             row);
    terminal_send(terminal, bytes);
}

/* Clicks and the wheel, before and after the program was stopped; then the mouse is the
 * terminal's again. */
static void test_mouse(void **state)
{
    (void)state;
    struct terminal terminal = {0};
    int status;
    start(&terminal, artificial);
    wait_until_loaded(&terminal);
    send_click(&terminal, 10, 5);
    assert_true(terminal_shows(&terminal, "2 of 3"));
    send_click(&terminal, 10, 6);
    assert_true(terminal_shows(&terminal, "3 of 3"));
    terminal_send(&terminal, "\x1a");
    assert_true(terminal_wait(&terminal, &status));
    assert_true(WIFSTOPPED(status));
    assert_true(terminal_is_restored(&terminal));
    terminal_continue(&terminal);
    assert_true(terminal_shows(&terminal, "q quit"));
    assert_true(terminal_reports_mouse(&terminal));
    send_click(&terminal, 10, 4);
    assert_true(terminal_shows(&terminal, "1 of 3"));
    terminal_send(&terminal, "?");
    assert_true(terminal_shows(&terminal, "Moving"));
    terminal_send(&terminal, ESCAPE "[<65;10;10M");
    assert_true(terminal_shows_not(&terminal, "Moving"));
    terminal_send(&terminal, "Q");
    assert_ends(&terminal, 0);
    assert_true(terminal_is_restored(&terminal));
    terminal_free(&terminal);
}

/* A search completed with Tab and Shift-Tab, pinned, and undone. */
static void test_query_is_changed(void **state)
{
    (void)state;
    struct terminal terminal = {0};
    start(&terminal, artificial);
    wait_until_loaded(&terminal);
    terminal_send(&terminal, "/spe\t");
    assert_true(terminal_shows(&terminal, "1 of 2: speaker:  speaker_id:"));
    terminal_send(&terminal, ESCAPE "[Z");
    assert_true(terminal_shows(&terminal, "/ speaker_id:"));
    terminal_send(&terminal, ESCAPE "[Z"
                                    "person-g\t\r");
    assert_true(terminal_shows(&terminal, "/ speaker:person-ga "));
    terminal_send(&terminal, "f");
    assert_true(terminal_shows(&terminal, "/ speaker:person-ga quote:q-korean "));
    terminal_send(&terminal, "uu");
    assert_true(terminal_shows(&terminal, "searches all panes"));
    terminal_send(&terminal, "q");
    assert_ends(&terminal, 0);
    terminal_free(&terminal);
}

static bool has_sent(const struct terminal *terminal, const char *bytes)
{
    return strstr(buffer_string(&terminal->output), bytes) != NULL;
}

#define PASTE_ON     ESCAPE "[?2004h"
#define PASTE_OFF    ESCAPE "[?2004l"
#define PASTED(text) ESCAPE "[200~" text ESCAPE "[201~"

/* Marked as such, pasted text is text: on the search line it is typed, elsewhere it does nothing. */
static void test_paste(void **state)
{
    (void)state;
    struct terminal terminal = {0};
    start(&terminal, artificial);
    wait_until_loaded(&terminal);
    assert_true(has_sent(&terminal, PASTE_ON));
    terminal_send(&terminal, PASTED("jQ\n"));
    assert_true(terminal_shows(&terminal, "pasted text is taken on the search line"));
    assert_true(terminal_shows(&terminal, "1 of 3"));
    terminal_send(&terminal, "/" PASTED("key\n핵") "심" PASTED("어\001"));
    assert_true(terminal_shows(&terminal, "/ key 핵심어 "));
    terminal_send(&terminal, ESCAPE "[200~no end");
    terminal_send(&terminal, " yet" ESCAPE "[20");
    terminal_send(&terminal, "1~\x7f");
    assert_true(terminal_shows(&terminal, "/ key 핵심어no end ye "));
    assert_false(has_sent(&terminal, PASTE_OFF));
    terminal_send(&terminal, ESCAPE "[200~no end\x03"); /* waited for in vain */
    assert_ends(&terminal, 0);
    assert_true(has_sent(&terminal, PASTE_OFF));
    assert_true(terminal_is_restored(&terminal));
    terminal_free(&terminal);
}

/* A megabyte of keys or of pasted text keeps neither a signal nor what comes after it waiting. */
static void test_long_paste(void **state)
{
    (void)state;
    enum { PIECES = 256 };
    char words[4096];
    struct terminal terminal = {0};
    memset(words, 'w', sizeof words - 1);
    words[sizeof words - 1] = '\0';
    start(&terminal, artificial);
    wait_until_loaded(&terminal);
    terminal_send(&terminal, "/" ESCAPE "[200~");
    for (size_t i = 0; i < PIECES; i++)
        terminal_send(&terminal, words);
    terminal_send(&terminal, ESCAPE "[201~");
    assert_true(terminal_shows(&terminal, "no room: a line can't be longer than 64 KiB"));
    for (size_t i = 0; i < PIECES / 32; i++)
        terminal_send(&terminal, words);
    assert_true(terminal_shows(&terminal, "/ www"));
    kill(terminal.program, SIGTERM);
    assert_ends(&terminal, 128 + SIGTERM);
    assert_true(terminal_is_restored(&terminal));
    terminal_free(&terminal);
}

static void test_ways_out(void **state)
{
    (void)state;
    static const char *const keys[] = {"q", "Q", "\x03", "/x\x03", "?Q", "\rQ", "\rqq"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        struct terminal terminal = {0};
        start(&terminal, artificial);
        wait_until_loaded(&terminal);
        terminal_send(&terminal, keys[i]);
        assert_ends(&terminal, 0);
        assert_true(terminal_is_restored(&terminal));
        terminal_free(&terminal);
    }
}

static void test_signals(void **state)
{
    (void)state;
    static const int signals[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT};
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        struct terminal terminal = {0};
        start(&terminal, artificial);
        wait_until_loaded(&terminal);
        kill(terminal.program, signals[i]);
        assert_ends(&terminal, 128 + signals[i]);
        assert_true(terminal_is_restored(&terminal));
        terminal_free(&terminal);
    }
}

static void test_crashes(void **state)
{
    (void)state;
    static const int signals[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL};
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        struct terminal terminal = {0};
        int status;
        start(&terminal, artificial);
        wait_until_loaded(&terminal);
        kill(terminal.program, signals[i]);
        assert_true(terminal_wait(&terminal, &status));
        assert_true(WIFSIGNALED(status));
        assert_int_equal(WTERMSIG(status), signals[i]);
        assert_true(has_sent(&terminal, PASTE_OFF));
        assert_true(terminal_is_restored(&terminal));
        terminal_free(&terminal);
    }
}

static void test_suspend(void **state)
{
    (void)state;
    struct terminal terminal = {0};
    int status;
    start(&terminal, artificial);
    wait_until_loaded(&terminal);
    for (size_t i = 0; i < 3; i++) {
        if (i == 1)
            kill(terminal.program, SIGTSTP);
        else
            terminal_send(&terminal, "\x1a");
        assert_true(terminal_wait(&terminal, &status));
        assert_true(WIFSTOPPED(status));
        assert_true(terminal_is_restored(&terminal));
        if (i == 2)
            terminal_resize(&terminal, 24, 80);
        assert_true(has_sent(&terminal, PASTE_OFF));
        buffer_clear(&terminal.output);
        terminal_continue(&terminal);
        assert_true(terminal_shows(&terminal, "q quit"));
        assert_true(terminal.alternate);
        assert_true(has_sent(&terminal, PASTE_ON));
    }
    terminal_send(&terminal, "j");
    assert_true(terminal_shows(&terminal, "2 of 3"));
    terminal_send(&terminal, "q");
    assert_ends(&terminal, 0);
    assert_true(terminal_is_restored(&terminal));
    terminal_free(&terminal);
}

static void test_vanished_terminal(void **state)
{
    (void)state;
    struct terminal terminal = {0};
    int status;
    start(&terminal, artificial);
    wait_until_loaded(&terminal);
    terminal_vanish(&terminal);
    assert_true(terminal_wait(&terminal, &status));
    terminal_free(&terminal);
}

static void test_keys_from_the_terminal(void **state)
{
    (void)state;
    struct terminal terminal = {.keys_elsewhere = true};
    start(&terminal, artificial);
    wait_until_loaded(&terminal);
    terminal_send(&terminal, "j");
    assert_true(terminal_shows(&terminal, "2 of 3"));
    terminal_send(&terminal, "q");
    assert_ends(&terminal, 0);
    assert_true(terminal_is_restored(&terminal));
    terminal_free(&terminal);
}

/* Whether the output sets a colour of the text, 30 to 37 or 90 to 97. */
static bool is_coloured(const struct terminal *terminal)
{
    const char *at = buffer_string(&terminal->output);
    while ((at = strstr(at, ESCAPE "["))) {
        at += 2;
        size_t length = strspn(at, "0123456789;");
        if (at[length] != 'm')
            continue;
        for (const char *part = at; part && part < at + length; part = strchr(part, ';')) {
            part += *part == ';';
            if ((*part == '3' || *part == '9') && part[1] >= '0' && part[1] <= '8')
                return true;
        }
    }
    return false;
}

static bool sees_colour(const struct terminal *terminal, const void *unused)
{
    (void)unused;
    return is_coloured(terminal);
}

static void test_terminal_types(void **state)
{
    (void)state;
    static const struct {
        const char *type;
        const char *variable;
        bool coloured;
        bool marks_pasted; /* the text that was */
    } cases[] = {
        {"xterm-256color", NULL, true, true}, {"xterm", NULL, true, true},
        {"linux", NULL, true, false},         {"screen", NULL, true, true},
        {"vt100", NULL, false, false},        {"xterm-256color", "NO_COLOR=1", false, true},
        {"xterm", "NO_COLOR=", true, true}, /* blank is not set */
    };
    enum { PATIENCE_MS = 10000 };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terminal terminal = {.type = cases[i].type, .variable = cases[i].variable};
        start(&terminal, artificial);
        wait_until_loaded(&terminal);
        /* What is coloured may come after the rows, when conflicts are known. */
        if (cases[i].coloured)
            terminal_await(&terminal, sees_colour, NULL, PATIENCE_MS);
        terminal_send(&terminal, "q");
        assert_ends(&terminal, 0);
        assert_int_equal(is_coloured(&terminal), cases[i].coloured);
        assert_int_equal(has_sent(&terminal, PASTE_ON), cases[i].marks_pasted);
        assert_int_equal(has_sent(&terminal, PASTE_OFF), cases[i].marks_pasted);
        terminal_free(&terminal);
    }
}

/* Where no interface can be shown the program says why, and prints. */
static void test_unusable_terminals(void **state)
{
    (void)state;
    static const char *const types[] = {"dumb", "no-such-terminal", ""};
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        struct terminal terminal = {.type = types[i], .rows = 200, .columns = 160};
        start(&terminal, artificial);
        assert_true(terminal_shows(&terminal, "[terminal]"));
        assert_true(terminal_shows(&terminal, "STATEMENTS"));
        assert_ends(&terminal, 0);
        assert_true(terminal_is_restored(&terminal));
        terminal_free(&terminal);
    }
}

static void test_ascii_locale(void **state)
{
    (void)state;
    struct terminal terminal = {.variable = "LC_ALL=C"};
    start(&terminal, artificial);
    assert_true(terminal_shows(&terminal, "+-1 Events -"));
    for (size_t i = 0; i < terminal.output.length; i++)
        assert_true((unsigned char)terminal.output.data[i] < 0x80);
    terminal_send(&terminal, "q");
    assert_ends(&terminal, 0);
    terminal_free(&terminal);
}

/* Nothing that a book holds reaches the terminal as a command. */
static void test_hostile_text(void **state)
{
    (void)state;
    struct terminal terminal = {0};
    start(&terminal, artificial);
    wait_until_loaded(&terminal);
    terminal_send(&terminal, "3Gz");
    assert_true(terminal_shows(&terminal, "Escape ^[[31m here"));
    terminal_send(&terminal, "q");
    terminal_send(&terminal, "q");
    assert_ends(&terminal, 0);
    assert_null(strstr(buffer_string(&terminal.output), ESCAPE "[31m"));
    assert_null(strstr(buffer_string(&terminal.output), "\u202E"));
    terminal_free(&terminal);
}

/* How often the program has gone to sleep so far. */
static long sleeps_of(pid_t program)
{
    char path[64];
    char line[256];
    long sleeps = -1;
    snprintf(path, sizeof path, "/proc/%d/status", (int)program);
    FILE *file = fopen(path, "r");
    while (file && fgets(line, sizeof line, file))
        sscanf(line, "voluntary_ctxt_switches: %ld", &sleeps);
    if (file)
        fclose(file);
    return sleeps;
}

static void test_idle(void **state)
{
    (void)state;
    enum { TRIES = 50 };
    struct terminal terminal = {0};
    start(&terminal, artificial);
    wait_until_loaded(&terminal);
    if (sleeps_of(terminal.program) < 0)
        skip();
    /* Whatever it still did after the first frame is over soon; then it never wakes. */
    bool idle = false;
    for (size_t i = 0; !idle && i < TRIES; i++) {
        long before = sleeps_of(terminal.program);
        nanosleep(&(struct timespec){.tv_nsec = 300000000}, NULL);
        idle = sleeps_of(terminal.program) == before;
    }
    assert_true(idle);
    terminal_free(&terminal);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_session),
        cmocka_unit_test(test_korean_is_typed),
        cmocka_unit_test(test_mouse),
        cmocka_unit_test(test_query_is_changed),
        cmocka_unit_test(test_paste),
        cmocka_unit_test(test_long_paste),
        cmocka_unit_test(test_ways_out),
        cmocka_unit_test(test_signals),
        cmocka_unit_test(test_crashes),
        cmocka_unit_test(test_suspend),
        cmocka_unit_test(test_vanished_terminal),
        cmocka_unit_test(test_keys_from_the_terminal),
        cmocka_unit_test(test_terminal_types),
        cmocka_unit_test(test_unusable_terminals),
        cmocka_unit_test(test_ascii_locale),
        cmocka_unit_test(test_hostile_text),
        cmocka_unit_test(test_idle),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
