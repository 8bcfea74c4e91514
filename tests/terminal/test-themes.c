/* test-themes.c: the colours that the built program, $BRIEFBOOK, sends to a real terminal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "terminal/terminal.h"

/* What begins the colour of the pane that has the focus, in each theme. */
#define ON_ANY   "\x1b[38;5;65m"
#define ON_DARK  "\x1b[38;5;114m"
#define ON_LIGHT "\x1b[38;5;22m"

static const char *const all_colours[] = {ON_ANY, ON_DARK, ON_LIGHT};

static void start(struct terminal *terminal, const char *option)
{
    const char *program = getenv("BRIEFBOOK");
    const char *folder = getenv("SOURCE_FOLDER");
    char name[4096];
    char path[4096];
    char given[64];
    assert_non_null(program);
    snprintf(name, sizeof name, "%s", program);
    snprintf(path, sizeof path, "%s/tests/screens/books/artificial", folder ? folder : ".");
    snprintf(given, sizeof given, "%s", option ? option : "");
    char *arguments[] = {name, path, option ? given : NULL, NULL};
    assert_true(terminal_start(terminal, arguments));
    assert_true(terminal_shows(terminal, "q quit"));
}

static void end(struct terminal *terminal)
{
    int status;
    terminal_send(terminal, "Q");
    assert_true(terminal_wait(terminal, &status));
    assert_int_equal(status, 0);
    assert_true(terminal_is_restored(terminal));
    terminal_free(terminal);
}

/* Whether of all those colours just this one was sent; NULL for none. */
static bool has_only(const struct terminal *terminal, const char *colour)
{
    for (size_t i = 0; i < sizeof all_colours / sizeof all_colours[0]; i++) {
        bool is_sent = strstr(buffer_string(&terminal->output), all_colours[i]) != NULL;
        if (is_sent != (colour && strcmp(colour, all_colours[i]) == 0))
            return false;
    }
    return true;
}

static void test_theme_of_the_terminal(void **state)
{
    (void)state;
    static const struct {
        const char *variable;
        const char *option;
        const char *colour;
    } cases[] = {
        {NULL, NULL, ON_ANY},
        {"COLORFGBG=15;0", NULL, ON_DARK},
        {"COLORFGBG=0;15", NULL, ON_LIGHT},
        {"COLORFGBG=0;default", NULL, ON_ANY},
        {"COLORFGBG=15;0", "--theme=light", ON_LIGHT},
        {"COLORFGBG=15;0", "--theme=auto", ON_DARK},
        {NULL, "--theme=dark", ON_DARK},
        {NULL, "--theme=mono", NULL},
        {NULL, "--color=never", NULL},
        {"NO_COLOR=1", NULL, NULL},
        {"NO_COLOR=1", "--theme=dark", NULL},
        {"NO_COLOR=1", "--color=always", ON_ANY},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terminal terminal = {.variable = cases[i].variable};
        start(&terminal, cases[i].option);
        assert_true(has_only(&terminal, cases[i].colour));
        end(&terminal);
    }
}

static bool sees_colour(const struct terminal *terminal, const void *colour)
{
    return strstr(buffer_string(&terminal->output), colour) != NULL;
}

/* Another theme takes the place of the one before it at once, on the whole screen. */
static void test_theme_is_set(void **state)
{
    (void)state;
    enum { PATIENCE_MS = 20000 };
    struct terminal terminal = {0};
    start(&terminal, NULL);
    terminal_send(&terminal, ":set theme light\r");
    assert_true(terminal_await(&terminal, sees_colour, ON_LIGHT, PATIENCE_MS));
    assert_true(terminal_shows(&terminal, "theme is light"));
    buffer_clear(&terminal.output);
    terminal_send(&terminal, "\t");
    assert_true(terminal_await(&terminal, sees_colour, ON_LIGHT, PATIENCE_MS));
    assert_true(has_only(&terminal, ON_LIGHT));
    terminal_send(&terminal, ":set theme mono\r");
    assert_true(terminal_shows(&terminal, "theme is mono"));
    buffer_clear(&terminal.output);
    terminal_send(&terminal, "\x0c");
    assert_true(terminal_await(&terminal, sees_colour, "Quotes", PATIENCE_MS));
    assert_true(has_only(&terminal, NULL));
    end(&terminal);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_theme_of_the_terminal),
        cmocka_unit_test(test_theme_is_set),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
