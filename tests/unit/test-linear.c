/* test-linear.c: lines that are typed, and what is told; without a terminal or pipe. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/interface.h"
#include "tui/linear.h"
#include "tui/update.h"

struct session {
    struct interface interface;
    struct linear linear;
    struct buffer told; /* after the newest line */
};

static void tell(struct session *session)
{
    interface_wait(session->interface.model);
    assert_false(linear_waits(session->interface.model));
    buffer_clear(&session->told);
    assert_true(linear_tell(&session->linear, session->interface.model, &session->told));
}

static void take(struct session *session, const char *line)
{
    linear_take(session->interface.model, slice_of(line));
    tell(session);
}

static int open_session(void **state)
{
    enum { ROWS = 10, COLUMNS = 60 };
    struct session *session = calloc(1, sizeof *session);
    const char *folder = getenv("SOURCE_FOLDER");
    char path[4096];
    snprintf(path, sizeof path, "%s/tests/screens/books/artificial", folder ? folder : ".");
    if (!session || !interface_open(&session->interface, path, NULL, false))
        return -1;
    session->interface.model->options.is_linear = true;
    interface_resize(&session->interface, ROWS, COLUMNS);
    tell(session);
    *state = session;
    return 0;
}

static int close_session(void **state)
{
    struct session *session = *state;
    interface_close(&session->interface);
    linear_free(&session->linear);
    buffer_free(&session->told);
    free(session);
    return 0;
}

/* All that is told, to the letter. */
static void test_answers(void **state)
{
    struct session *session = *state;
    static const struct {
        const char *line;
        const char *told;
    } cases[] = {
        {"", "2001-03, 두 번째 모임 (second meeting)\nrow 2 of 3, linked: 7\n"},
        {"  up ", "2001-01-10, First meeting of persons\nrow 1 of 3, linked: 7\n"},
        {"up", "row 1 of 3, linked: 7\n"},
        {"4", "Cooperation, 2 rows, pane 4 of 8\nFirst field, begun, 2 quotes\n"
              "row 1 of 2, linked: 9\n"},
        {"g", "row 1 of 2, linked: 9\n"},
        {"space", "marked: 1\n둘째 분야, planned, 2 quotes\nrow 2 of 2, linked: 8\n"},
        {"k", "First field, begun, 2 quotes\nrow 1 of 2, linked: 9, marked\n"},
        {"clear-marks",
         "1 marks taken back: M brings them back\nmarked: 0\nrow 1 of 2, linked: 9\n"},
        {"zoom in", "zoom takes nothing behind it\n"},
        {"up up", "up takes nothing behind it\n"},
        {"narrow", "narrow does something only in the help\n"},
        {"search (", "this parenthesis is never closed\n"},
        {"\xFF", "this line is no UTF-8 text\n"},
        {"search", "type what to search for; an empty line goes back\n"},
        {"", "row 1 of 2, linked: 9\n"},
        {"/rank x", "searched for rank x: match 1 of 2\n"
                    "Officials & experts, 1 of 4 rows, pane 2 of 8\n"
                    "Person A, Rank X, Post A, Organization A\n"
                    "row 1 of 1, match 1 of 2, hit 1 of 6, linked: 6, sources disagree\n"},
        {"/no-such first", "searched for no-such first: no match\n"
                           "Officials & experts, 0 of 4 rows, pane 2 of 8\n"
                           "4 hidden by the query: cancel clears it\nwithout no-such: 1\n"},
        {"detail", "4 hidden by the query: cancel clears it\nwithout no-such: 1\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        take(session, cases[i].line);
        assert_string_equal(buffer_string(&session->told), cases[i].told);
    }
}

static bool tells(const struct session *session, const char *text)
{
    return strstr(session->told.data, text) != NULL;
}

/* Every line of the detail is told once, forth and back. */
static void test_pages(void **state)
{
    struct session *session = *state;
    take(session, "detail");
    const struct detail *detail = &session->interface.model->detail;
    assert_true(tells(session, "in full: 19 lines, 7 links (follow NUMBER)\n"));
    assert_true(tells(session, "Present"));
    assert_true(tells(session, "9 more lines: Enter goes on\n"));
    assert_false(tells(session, "Lines to take"));
    take(session, "");
    assert_true(tells(session, "They met. [7]\n"));
    assert_false(tells(session, "Present"));
    assert_false(tells(session, "more line"));
    assert_int_equal(session->linear.end, detail->layout.count);
    take(session, "");
    assert_string_equal(buffer_string(&session->told),
                        "nothing more here; list goes back to the row\n");
    take(session, "first");
    assert_true(tells(session, "Present"));
    assert_false(tells(session, "They met."));
    take(session, "follow 3");
    assert_true(tells(session, "Cooperation, 2 rows, pane 4 of 8\nin full: "));
    take(session, "follow 12");
    assert_true(tells(session, "there is no link 12; there are "));
    take(session, "next-link");
    assert_true(tells(session, "link 2 of "));
    take(session, "list");
    assert_string_equal(buffer_string(&session->told),
                        "First field, begun, 2 quotes\nrow 1 of 2, linked: 9\n");
}

/* Matches behind the first are told with the lines that they stand in. */
static void test_hits(void **state)
{
    struct session *session = *state;
    take(session, "search speech");
    assert_true(tells(session, "match 1 of 1, hit 1 of 80"));
    assert_true(tells(session, "…\n")); /* a long row is not told whole */
    take(session, "n");
    assert_true(tells(session, "hit 2 of 80: speech, in: "));
    take(session, "detail");
    take(session, "n");
    assert_true(tells(session, "hit 3 of 80: speech, in: "));
    take(session, "undo");
    assert_true(tells(session, "nothing is searched for: all rows\n"));
}

static void test_views(void **state)
{
    struct session *session = *state;
    static const struct {
        const char *line;
        const char *told;
    } cases[] = {
        {"facets", "Events by Type, column 1 of 7, 1 value\n1. talks: 3\nchosen: 1 of 1\n"},
        {"choose 2", "there is no line 2; there are 1\n"},
        {"choose x", "the number of a line belongs here\n"},
        {"down", "1 of 1: talks: 3\n"},
        {"timeline", "Timeline by month\n1. 2001-01: Events 1, Quotes 2\n"},
        {"mark-out", "1 of 4: 2001-01: Events 1, Quotes 2, marked out\n"},
        {"who-said-what", "Who said what, 3 of 5 quotes\n1. "},
        {"next-column", "; chosen: "},
        {"sort", "Order of Events\n1. as in the file, now\n2. Id\n"},
        {"choose 3", "3 of "},
        {"close", "Events, 3 rows, pane 1 of 8, by Name rising\n"},
        {"help mark", "Help: mark\nMarking\nmark (space): "},
        {"/", "type what to look for in the help; an empty line shows all of it; now it is: mark"},
        {"nothing-like-it", "Help: nothing-like-it\nnothing stands here\n"},
        {"q", "Help\nMoving\ndown, up (j down k up): down, up\n"},
        {"", "facets (F): "},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        take(session, cases[i].line);
        if (!tells(session, cases[i].told))
            assert_string_equal(buffer_string(&session->told), cases[i].told);
    }
}

/* What came while a line was typed is told alone, and once. */
static void test_news(void **state)
{
    struct session *session = *state;
    struct buffer news = {0};
    model_say(session->interface.model, "something new");
    assert_true(linear_tell_news(session->interface.model, &news));
    assert_string_equal(buffer_string(&news), "something new\n");
    take(session, "up");
    assert_string_equal(buffer_string(&session->told), "row 1 of 3, linked: 7\n");
    take(session, "redraw");
    linear_forget(&session->linear);
    tell(session);
    assert_true(tells(session, "An artificial book"));
    assert_true(tells(session, "Events, 3 rows"));
    buffer_free(&news);
}

static void test_long_line(void **state)
{
    struct session *session = *state;
    char *line = malloc(LINEAR_LINE_MOST + 2);
    assert_non_null(line);
    memset(line, 'a', LINEAR_LINE_MOST + 1);
    line[0] = '/';
    line[LINEAR_LINE_MOST + 1] = '\0';
    take(session, line);
    assert_string_equal(buffer_string(&session->told), "a line can't be longer than 64 KiB\n");
    line[LINEAR_LINE_MOST] = '\0';
    take(session, line);
    assert_true(tells(session, ": no match\n"));
    free(line);
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_answers, open_session, close_session),
        cmocka_unit_test_setup_teardown(test_pages, open_session, close_session),
        cmocka_unit_test_setup_teardown(test_hits, open_session, close_session),
        cmocka_unit_test_setup_teardown(test_views, open_session, close_session),
        cmocka_unit_test_setup_teardown(test_news, open_session, close_session),
        cmocka_unit_test_setup_teardown(test_long_line, open_session, close_session),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
