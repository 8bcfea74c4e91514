/* test-jobs.c: what the program is for, done as a reader would, key by key, in a real terminal of four
 * sizes: recalling a meeting, finding exact words, and keeping a book. */
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
#include "terminal/terminal.h"

static const char bundled[] = "briefings/rok-nato-2023";
static const char artificial[] = "tests/screens/books/artificial";

static const struct {
    int rows;
    int columns;
} sizes[] = {{24, 80}, {30, 100}, {50, 160}, {12, 40}};

/* Keys, and what is to be seen then. Where `again` is set the keys are sent again and again until it
 * is: on a small screen one has to go further. */
struct step {
    const char *keys;
    const char *shows;
    bool again;
};

/* ---- Doing it ------------------------------------------------------------------------------- */

static bool sees(const struct terminal *terminal, const void *text)
{
    bool found = false;
    for (int row = 0; !found && row < terminal->rows; row++) {
        struct buffer line = {0};
        terminal_row(terminal, row, &line);
        found = strstr(buffer_string(&line), text) != NULL;
        buffer_free(&line);
    }
    return found;
}

static bool sees_output(const struct terminal *terminal, const void *unused)
{
    (void)unused;
    return terminal->output.length > 0;
}

/* Sends keys until a text is there; what they lead to is drawn before they are sent again. */
static void walk_to(struct terminal *terminal, const struct step *step)
{
    enum { MOST = 100, PATIENCE_MS = 2000, MOMENT_MS = 20 };
    for (size_t i = 0; i < MOST && !sees(terminal, step->shows); i++) {
        buffer_clear(&terminal->output);
        terminal_send(terminal, step->keys);
        terminal_await(terminal, sees_output, NULL, PATIENCE_MS);
        terminal_rest(terminal, MOMENT_MS);
    }
}

static void do_step(struct terminal *terminal, const struct step *step)
{
    if (step->again)
        walk_to(terminal, step);
    else
        terminal_send(terminal, step->keys);
    if (!terminal_shows(terminal, step->shows))
        fail_msg("after \"%s\" \"%s\" is not to be seen", step->keys, step->shows);
}

static void end(struct terminal *terminal)
{
    int status;
    terminal_send(terminal, "\x03");
    assert_true(terminal_wait(terminal, &status));
    assert_int_equal(status, 0);
    assert_true(terminal_is_restored(terminal));
    terminal_free(terminal);
}

static void do_job(const char *book, const struct step *steps, size_t count)
{
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        struct terminal terminal = {.rows = sizes[i].rows, .columns = sizes[i].columns};
        assert_true(terminal_open(&terminal, book, NULL));
        for (size_t step = 0; step < count; step++)
            do_step(&terminal, &steps[step]);
        end(&terminal);
    }
}

#define DO_JOB(book, steps) do_job(book, steps, sizeof(steps) / sizeof(steps)[0])

/* ---- The jobs ------------------------------------------------------------------------------- */

/* An hour before a meeting: who met whom, what was agreed, who said what. */
static void test_desk_officer(void **state)
{
    (void)state;
    static const struct step steps[] = {
        {"/in:events name:staff name:first", "match 1 of 1", false},
        {"\r", "↵ open", false},
        {"\r", "First military staff", false},
        {"j", "undertake", true},
        {"j", "Present", true},
        {"\x1b", "↵ open", false},
        {"\x1b", "searches all panes", false},
        {"2g\r", "Maj. Gen.", false},
        {"\x1b", "2 Officials", false},
        {"/event:first-staff-talks", "match ", false},
        {"\r", "3 Quotes", false},
        {"x", "Who said what", false},
        {"\r", "3 of 3 quotes", false},
        {"\x1b", "3 Quotes", false},
        {"\x1b", "searches all panes", false},
    };
    DO_JOB(bundled, steps);
}

/* The exact words, by word, by speaker, by date and by field. */
static void test_journalist(void **state)
{
    (void)state;
    static const struct step steps[] = {
        {"/regularize", "match 1 of", false},
        {"\r", "↵ open", false},
        {"\r", "regularize", true},
        {"\x1b\x1b", "searches all panes", false},
        {"/speaker:chun in:quotes", "match 1 of", false},
        {"\x15"
         "speaker:chun rules-based",
         "match 1 of", false},
        {"\x15"
         "date:2023-02-14",
         "match 2 of 40", false}, /* the row that the search began on */
        {"\x15"
         "field:deterrence in:quotes",
         "match 2 of 4", false},
        {"\x15"
         "\"no such words here\"",
         "no match", false},
        {"\x1b", "searches all panes", false},
    };
    DO_JOB(bundled, steps);
}

static void test_journalist_in_korean(void **state)
{
    (void)state;
    static const struct step steps[] = {
        {"/핵심어", "match 1 of 1", false},
        {"\r", "↵ open", false},
        {"\r", "follow", false},
        {"j", "핵심어 하나가", true},
        {"\x1b\x1b", "searches all panes", false},
        {"/speaker:\"사람 가\"", "match 1 of", false},
        {"\x15"
         "모임에",
         "match 1 of", false},
        {"\x1b", "searches all panes", false},
    };
    DO_JOB(artificial, steps);
}

#define QUOTES "id,speaker_id,text,quote_type,date\n"
#define QUOTE  "q1,,Words one.,direct,2001-01-01\n"

static void replace(const char *text)
{
    make_file("book/new", text);
    assert_int_equal(rename("book/new", "book/quotes.csv"), 0);
}

/* Edits, by a new file in the place of the old one and by writing it over, are seen at once; what is
 * wrong is told with its place, and the last good rows stay. */
static void test_keeper(void **state)
{
    (void)state;
    assert_int_equal(mkdir("book", 0755), 0);
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        struct terminal terminal = {.rows = sizes[i].rows, .columns = sizes[i].columns};
        make_file("book/quotes.csv", QUOTES QUOTE);
        assert_true(terminal_open(&terminal, "./book", NULL));
        assert_true(terminal_shows(&terminal, "Words one."));
        replace(QUOTES QUOTE "q2,,Words two.,direct,2001-01-02\n");
        assert_true(terminal_shows(&terminal, "Words two."));
        assert_true(terminal_shows(&terminal, "reloaded"));
        make_file("book/quotes.csv", QUOTES QUOTE "q2,,Words three.,direct,2001-01-02\n");
        assert_true(terminal_shows(&terminal, "Words three."));
        replace("");
        assert_true(terminal_shows(&terminal, "not reloaded"));
        assert_true(terminal_shows(&terminal, "Words three."));
        replace(QUOTES QUOTE "q2,,Words five.,direct,2001-01-02\n");
        assert_true(terminal_shows(&terminal, "Words five."));
        end(&terminal);
    }
}

/* Each fault by file, line and column. */
static void test_keeper_checks(void **state)
{
    (void)state;
    char command[4096];
    char line[256] = "";
    const char *program = getenv("BRIEFBOOK");
    assert_non_null(program);
    assert_int_equal(mkdir("book", 0755), 0);
    make_file("book/quotes.csv", QUOTES QUOTE "q2,nobody,Words two.,direct,2001-13-45\n");
    snprintf(command, sizeof command, "'%s' check book 2>&1 | grep -c '^book/quotes.csv:3:'",
             program);
    FILE *output = popen(command, "r");
    assert_non_null(output);
    assert_non_null(fgets(line, sizeof line, output));
    pclose(output);
    assert_true(atoi(line) >= 2); /* the speaker, and the date */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_desk_officer),
        cmocka_unit_test(test_journalist),
        cmocka_unit_test(test_journalist_in_korean),
        cmocka_unit_test_setup_teardown(test_keeper, empty_folder_enter, empty_folder_leave),
        cmocka_unit_test_setup_teardown(test_keeper_checks, empty_folder_enter, empty_folder_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
