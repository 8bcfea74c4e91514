/* test-linear.c: lines that are typed, and what is told; without a terminal or pipe. */
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
#include "tui/linear-words.h"
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

static struct session *open_book(const char *path)
{
    enum { ROWS = 10, COLUMNS = 60 };
    struct session *session = calloc(1, sizeof *session);
    assert_non_null(session);
    assert_true(interface_open(&session->interface, path, NULL, false));
    session->interface.model->options.is_linear = true;
    interface_resize(&session->interface, ROWS, COLUMNS);
    tell(session);
    return session;
}

static int open_session(void **state)
{
    const char *folder = getenv("SOURCE_FOLDER");
    char path[4096];
    snprintf(path, sizeof path, "%s/tests/screens/books/artificial", folder ? folder : ".");
    *state = open_book(path);
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

struct answer {
    const char *line;
    const char *told; /* among other things */
};

static void assert_answers(struct session *session, const struct answer *answers, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        take(session, answers[i].line);
        if (!tells(session, answers[i].told))
            assert_string_equal(buffer_string(&session->told), answers[i].told);
    }
}

static void test_views(void **state)
{
    static const struct answer answers[] = {
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
        {"", "undo (u): "},
        {"", "who-said-what (x): "},
    };
    assert_answers(*state, answers, sizeof answers / sizeof answers[0]);
}

static void test_lists(void **state)
{
    static const struct answer answers[] = {
        {"check", "Check: 0 errors, 0 warnings, 5 notes\n"
                  "1. people.csv:4:44 note: the expert “사람 나” has no organization "
                  "[no-affiliation]\n"},
        {"down", "2 of 5: people.csv:5:50 note: "},
        {"choose 4", "the quote names no source"},
        {"library", "Briefings: 0, open takes a path too\nnothing stands here\n"},
        {"close", "Quotes, 5 rows"},
        {"columns", "Columns of Quotes\n1. as usual, now\n2. Id\n"},
        {"choose 2", "2 of "},
        {"close", "Id: q-hostile\nrow 5 of 5"},
        {"columns", "1. as usual\n2. Id, column 1 of a row\n"},
        {"choose 1", "as usual, now\n"},
    };
    assert_answers(*state, answers, sizeof answers / sizeof answers[0]);
}

/* What a terminal would act on is not told, but the words, every line of them. */
static void test_copied(void **state)
{
    struct session *session = *state;
    struct buffer text = {0};
    take(session, "3");
    take(session, "copy");
    assert_int_equal(session->interface.model->request, REQUEST_SEND);
    linear_tell_copied(session->interface.model, &text);
    assert_string_equal(
        buffer_string(&text),
        "the quotation with its citation, to be copied from here:\n"
        "“A short sentence with the keyword in it.”\nPerson A, 2001-01-10\n"
        "Author A, “Persons meet”, Journal A, 2001-01-13. <https://example.org/one>\n");
    buffer_free(&text);
}

/* ---- Archived texts and questions -------------------------------------------------------------- */

static void make_archive(void)
{
    FILE *file = fopen("book/archive/a.txt", "w");
    assert_non_null(file);
    for (size_t i = 0; i < 20; i++)
        fprintf(file, i == 10 ? "He said: Some words.\n" : "Line %zu.\n", i);
    assert_int_equal(fclose(file), 0);
}

static int open_sources(void **state)
{
    if (empty_folder_enter(state) != 0)
        return -1;
    assert_int_equal(mkdir("book", 0755), 0);
    assert_int_equal(mkdir("book/archive", 0755), 0);
    make_file("book/quotes.csv", "id,text,source_ids\nq-a,Some words.,s-text\n"
                                 "q-b,Other words.,s-web\nq-c,No words.,s-gone\n");
    make_file("book/sources.csv", "id,title,url,archive_file\ns-text,A text,,archive/a.txt\n"
                                  "s-web,A page,https://example.org/page,\n"
                                  "s-gone,A gap,,archive/gone.txt\n");
    make_archive();
    return 0;
}

static void test_sources(void **state)
{
    (void)state;
    static const struct answer answers[] = {
        {"source", "archive/a.txt: the quotation is in it\nLine 7.\nLine 8.\nLine 9.\n"
                   "here the quotation begins: He said: Some words.\nLine 11.\n"},
        {"", "Line 17.\nLine 18.\nLine 19.\n"},
        {"", "nothing more here; close goes back\n"},
        {"first", "Line 0.\n"},
        {"close", "Some words."},
        {"down", "Other words."},
        {"source", "open it in the browser? https://example.org/page (y or n)\n"},
        {"", "open it in the browser? https://example.org/page (y or n)\n"},
        {"down", "down does something only "},
        {"n", "row 2 of 3, linked: 1\n"},
        {"down", "No words."},
        {"source", "archive/gone.txt: "},
    };
    struct session *session = open_book("book");
    void *opened = session;
    session->interface.model->options.surroundings.browser = "browser";
    assert_answers(session, answers, sizeof answers / sizeof answers[0]);
    take(session, "close");
    take(session, "up");
    take(session, "source");
    assert_int_equal(session->interface.model->request, REQUEST_NOTHING);
    linear_take(session->interface.model, slice_of("y"));
    assert_int_equal(session->interface.model->request, REQUEST_RUN);
    close_session(&opened);
}

static int open_newer(void **state)
{
    if (empty_folder_enter(state) != 0)
        return -1;
    assert_int_equal(mkdir("older", 0755), 0);
    assert_int_equal(mkdir("newer", 0755), 0);
    make_file("older/briefing.csv", "id\nolder\n");
    make_file("newer/briefing.csv", "id,supersedes\nnewer,older\n");
    make_file("older/quotes.csv", "id,attribution_text,text\nq-a,Body A,Some words\n");
    make_file("newer/quotes.csv",
              "id,attribution_text,text\nq-a,Body A,Some other words\nq-b,Body B,New words\n");
    return 0;
}

/* Of the chosen line all is told that the picture shows above the lines. */
static void test_changes(void **state)
{
    (void)state;
    static const struct answer answers[] = {
        {"changes", "Changed since older\n"
                    "1. new quote: Body B: New words\n"
                    "2. altered quote: Body A: Some other words  Words\n"
                    "3. altered briefing: newer  Id, Supersedes\n"
                    "chosen: 1 of 3\n  New      Body B: New words\n"},
        {"down", "2 of 3: altered quote: Body A: Some other words  Words\n"
                 "  Altered  Body A: Some other words\n"
                 "           Words: Some {+other }words\n"},
    };
    struct session *session = open_book("newer");
    void *opened = session;
    assert_answers(session, answers, sizeof answers / sizeof answers[0]);
    close_session(&opened);
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
        cmocka_unit_test_setup_teardown(test_lists, open_session, close_session),
        cmocka_unit_test_setup_teardown(test_copied, open_session, close_session),
        cmocka_unit_test_setup_teardown(test_sources, open_sources, empty_folder_leave),
        cmocka_unit_test_setup_teardown(test_changes, open_newer, empty_folder_leave),
        cmocka_unit_test_setup_teardown(test_news, open_session, close_session),
        cmocka_unit_test_setup_teardown(test_long_line, open_session, close_session),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
