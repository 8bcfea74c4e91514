/* test-printing.c: a page printed from the screen: what is in it, and where it goes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "support/empty-folder.h"
#include "support/interface.h"
#include "tui/command.h"
#include "tui/update.h"

static struct interface interface;

static void open_book(void)
{
    assert_int_equal(mkdir("book", 0700), 0);
    make_file("book/quotes.csv", "id,text,quote_type,attribution_text\n"
                                 "q-a,A statement on rivers.,direct,Person A\n"
                                 "q-b,A statement on lakes.,direct,Person B\n");
    assert_true(interface_open(&interface, "book", NULL, false));
}

static int leave(void **state)
{
    interface_close(&interface);
    return empty_folder_leave(state);
}

static void assert_says(const char *expected)
{
    assert_string_equal(buffer_string(&interface.model->message), expected);
}

static void command(const char *line)
{
    interface_press(&interface, ":");
    interface_type(&interface, line);
    interface_press(&interface, "enter");
}

static char *content_of(const char *name)
{
    enum { MOST = 65536 };
    static char bytes[MOST];
    FILE *file = fopen(name, "r");
    assert_non_null(file);
    bytes[fread(bytes, 1, sizeof bytes - 1, file)] = '\0';
    fclose(file);
    return bytes;
}

static size_t count_lines(const char *text)
{
    size_t count = 0;
    for (; *text; text++)
        count += *text == '\n';
    return count;
}

static void assert_says_lines(const char *before, const char *text, const char *behind)
{
    struct buffer words = {0};
    buffer_append_format(&words, "%s: %zu lines%s", before, count_lines(text), behind);
    assert_says(buffer_string(&words));
    buffer_free(&words);
}

/* p offers a name, which Enter takes. */
static void test_offered_name(void **state)
{
    (void)state;
    open_book();
    interface_press(&interface, "p");
    assert_true(interface.model->commanding.open);
    assert_string_equal(buffer_string(&interface.model->commanding.prompt.text), "print book.txt");
    interface_press(&interface, "esc");
    assert_int_not_equal(access("book.txt", F_OK), 0);
    command("print");
    assert_string_equal(buffer_string(&interface.model->commanding.prompt.text), "print book.txt");
    interface_press(&interface, "enter");
    const char *page = content_of("book.txt");
    assert_non_null(strstr(page, "rivers"));
    assert_non_null(strstr(page, "lakes"));
    assert_says_lines("printed book.txt", page, "");
}

/* What is seen is printed, and the page says what that is. */
static void test_query(void **state)
{
    (void)state;
    open_book();
    interface_type(&interface, "/lakes");
    interface_press(&interface, "enter");
    command("print some.txt");
    const char *page = content_of("some.txt");
    assert_null(strstr(page, "rivers"));
    assert_non_null(strstr(page, "on lakes"));
    assert_non_null(strstr(page, "lakes\n"));
    interface_type(&interface, "/nothing like it");
    interface_press(&interface, "enter");
    command("print none.txt");
    assert_says_lines("printed none.txt", content_of("none.txt"),
                      "; nothing matches the query: the page says so");
}

/* Options are those of `briefbook print`, and stand before the name. */
static void test_options(void **state)
{
    (void)state;
    open_book();
    command("print --sections=quotes --width 40 --page 12 some page.txt");
    const char *page = content_of("some page.txt");
    assert_non_null(strstr(page, "rivers"));
    assert_null(strstr(page, "GAPS"));
    assert_non_null(strstr(page, "1 of "));
    for (const char *line = page; *line; line += strcspn(line, "\n") + 1)
        assert_true(strcspn(line, "\n") <= 40);
    command("print -- --page");
    assert_non_null(strstr(content_of("--page"), "GAPS"));
    assert_null(strchr(content_of("--page"), '\f'));
    command("print --sections quotes,sources");
    assert_string_equal(buffer_string(&interface.model->commanding.prompt.text),
                        "print --sections quotes,sources book.txt");
}

static void test_wrong_options(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        const char *says;
    } cases[] = {
        {"print --pages 60 x",
         "there is no option --pages; the options are --sections, --page, --width"},
        {"print --page", "--page needs a value"},
        {"print --page 11 x", "a number from 12 to 10000 belongs here"},
        {"print --page 10001 x", "a number from 12 to 10000 belongs here"},
        {"print --page 99999999999999999999999 x", "a number from 12 to 10000 belongs here"},
        {"print --width=4O x", "a number from 40 to 1000 belongs here"},
        {"print-paper --width 1001", "a number from 40 to 1000 belongs here"},
        {"print --sections quotes,quotes x",
         "twice the section \"quotes\"; the sections are bottom-line, lines, judgements, changes, "
         "events, people, quotes, fields, conflicts, sources"},
    };
    open_book();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        command(cases[i].line);
        assert_non_null(strstr(buffer_string(&interface.model->message), cases[i].says));
        assert_int_not_equal(access("x", F_OK), 0);
        interface_press(&interface, "esc");
    }
}

/* A page takes the place of no file of the briefing, asked or not. */
static void test_own_files(void **state)
{
    (void)state;
    open_book();
    command("print book/quotes.csv");
    assert_false(interface.model->question.yes != NULL);
    assert_says("cannot write book/quotes.csv: it is a file of the briefing itself; name another");
    assert_non_null(strstr(content_of("book/quotes.csv"), "id,text,quote_type"));
    interface_press(&interface, "esc");
    command("print book/page.txt");
    assert_non_null(strstr(content_of("book/page.txt"), "rivers"));
}

static void test_marked(void **state)
{
    (void)state;
    open_book();
    interface_press(&interface, "space");
    interface_type(&interface, "/is:marked");
    interface_press(&interface, "enter");
    command("print marked.txt");
    const char *page = content_of("marked.txt");
    assert_non_null(strstr(page, "is:marked"));
    assert_non_null(strstr(page, "on rivers"));
    assert_null(strstr(page, "on lakes"));
}

/* A briefing that supersedes another, or one that is not there. */
static void open_newer_book(const char *superseded)
{
    struct buffer briefing = {0};
    assert_int_equal(mkdir("older", 0700), 0);
    make_file("older/briefing.csv", "id,title\nbook-one,Book one\n");
    make_file("older/quotes.csv", "id,text,quote_type,attribution_text\n"
                                  "q-a,A statement on rivers.,direct,Person A\n");
    open_book();
    buffer_append_format(&briefing, "id,title,supersedes\nbook-two,Book two,%s\n", superseded);
    make_file("book/briefing.csv", buffer_string(&briefing));
    buffer_free(&briefing);
    interface_close(&interface);
    assert_true(interface_open(&interface, "book", NULL, false));
}

/* As on the command line the page says what changed, and is:changed is known. */
static void test_changes(void **state)
{
    (void)state;
    open_newer_book("book-one");
    command("print changes.txt");
    const char *page = content_of("changes.txt");
    assert_non_null(strstr(page, "CHANGED SINCE"));
    assert_says_lines("printed changes.txt", page, "");
    interface_type(&interface, "/is:changed");
    interface_press(&interface, "enter");
    command("print changed.txt");
    page = content_of("changed.txt");
    assert_null(strstr(page, "rivers"));
    assert_non_null(strstr(page, "on lakes"));
}

static void test_no_predecessor(void **state)
{
    (void)state;
    open_newer_book("book-zero");
    command("print some.txt");
    const char *page = content_of("some.txt");
    assert_null(strstr(page, "CHANGED SINCE"));
    assert_says_lines("printed some.txt", page,
                      "; the briefing “book-zero”, which book supersedes, is neither beside it nor "
                      "on the search path: what changed since cannot be told");
}

static void test_file_that_is_there(void **state)
{
    (void)state;
    open_book();
    make_file("old.txt", "old");
    command("print old.txt");
    assert_string_equal(buffer_string(&interface.model->question.words),
                        "old.txt is there: replace it?");
    interface_press(&interface, "n");
    assert_string_equal(content_of("old.txt"), "old");
    command("print old.txt");
    interface_press(&interface, "y");
    assert_non_null(strstr(content_of("old.txt"), "rivers"));
}

static void test_file_that_came_meanwhile(void **state)
{
    (void)state;
    open_book();
    struct printing *printing = &interface.model->printing;
    buffer_append_string(&printing->target, "new.txt");
    make_file("new.txt", "new");
    printing->waits = true;
    interface_wait(interface.model);
    assert_says("new.txt has come to be there meanwhile: print again to replace it");
    assert_string_equal(content_of("new.txt"), "new");
}

static void test_refused(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        const char *message;
    } cases[] = {
        {"print book", "book is a folder: name a file in it"},
        {"print /dev/null", "/dev/null is no file: name another one"},
        {"print-paper -x", "a printer's name does not begin with -"},
    };
    open_book();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        command(cases[i].line);
        assert_says(cases[i].message);
        assert_true(interface.model->commanding.open);
        assert_false(printing_is_open(&interface.model->printing));
        interface_press(&interface, "esc");
    }
    command("print nowhere/page.txt");
    assert_non_null(strstr(buffer_string(&interface.model->message), "nowhere/page.txt"));
    assert_null(strstr(buffer_string(&interface.model->message), "printed"));
}

static void test_paper(void **state)
{
    (void)state;
    static const struct child_end fine = {0, 0};
    static const struct child_end absent = {2, 0};
    static const struct child_end failed = {0, 1 << 8};
    open_book();
    struct errand *errand = &interface.model->errand;
    command("print-paper");
    assert_int_equal(interface.model->request, REQUEST_RUN);
    assert_int_equal(errand->kind, ERRAND_PRINT);
    assert_int_equal(errand->arguments.count, 1);
    command("print-paper Second floor");
    assert_int_equal(errand->arguments.count, 3);
    assert_string_equal(errand->arguments.items[0], "lp");
    assert_string_equal(errand->arguments.items[1], "-d");
    assert_string_equal(errand->arguments.items[2], "Second floor");
    assert_non_null(strstr(buffer_string(&errand->input), "rivers"));
    assert_non_null(strstr(buffer_string(&errand->input), "page 1 of 1"));
    assert_false(errand->takes_terminal);
    update_errand(interface.model, errand, &fine, false);
    assert_says_lines("sent to the printer", buffer_string(&errand->input), "");
    update_errand(interface.model, errand, &absent, false);
    assert_says("not printed: the program for printing \"lp\" is not there: print to a file");
    update_errand(interface.model, errand, &failed, false);
    assert_says("not printed: the program for printing ended with status 1");
}

/* While a page is printed no other is, and who quits is asked. */
static void test_one_at_a_time(void **state)
{
    (void)state;
    open_book();
    interface.model->printing.waits = true;
    update_key(interface.model, 'Q');
    assert_int_equal(interface.model->request, REQUEST_NOTHING);
    assert_non_null(interface.model->question.yes);
    update_key(interface.model, 'n');
    assert_int_equal(interface.model->request, REQUEST_NOTHING);
    const struct typed typed = {.line = SLICE("a.txt"), .argument = SLICE("a.txt")};
    do_print(interface.model, &typed);
    assert_says("one page after the other: the last one is not printed yet");
    update_key(interface.model, CONTROL('C'));
    update_key(interface.model, CONTROL('C'));
    assert_int_equal(interface.model->request, REQUEST_QUIT);
    interface.model->printing.waits = false;
}

/* A page of a part of the briefing would look like one of the whole. */
static void test_while_loading(void **state)
{
    (void)state;
    struct diag_list diags = {0};
    make_file("quotes.csv", "id,text\nq-a,A statement on rivers.\n");
    interface.store = store_open("quotes.csv", &diags);
    assert_non_null(interface.store);
    struct model_options options = {.store = interface.store};
    interface.model = model_new(&options, NULL);
    assert_non_null(interface.model);
    update_resize(interface.model, 30, 100);
    const struct typed typed = {.line = SLICE("page.txt"), .argument = SLICE("page.txt")};
    do_print(interface.model, &typed);
    update_news(interface.model);
    assert_says("it is printed when the briefing is loaded");
    assert_int_not_equal(access("page.txt", F_OK), 0);
    assert_true(store_start(interface.store, NULL, NULL));
    assert_true(store_wait(interface.store));
    update_news(interface.model);
    interface_wait(interface.model);
    assert_non_null(strstr(content_of("page.txt"), "rivers"));
    assert_says_lines("printed page.txt", content_of("page.txt"), "");
}

/* A page that is given up leaves no file. */
static void test_given_up(void **state)
{
    (void)state;
    open_book();
    struct printing *printing = &interface.model->printing;
    buffer_append_string(&printing->target, "page.txt");
    printing->waits = true;
    printing_drop(printing);
    interface_wait(interface.model);
    assert_false(printing_is_open(printing));
    assert_int_not_equal(access("page.txt", F_OK), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_offered_name, empty_folder_enter, leave),
        cmocka_unit_test_setup_teardown(test_query, empty_folder_enter, leave),
        cmocka_unit_test_setup_teardown(test_options, empty_folder_enter, leave),
        cmocka_unit_test_setup_teardown(test_wrong_options, empty_folder_enter, leave),
        cmocka_unit_test_setup_teardown(test_own_files, empty_folder_enter, leave),
        cmocka_unit_test_setup_teardown(test_marked, empty_folder_enter, leave),
        cmocka_unit_test_setup_teardown(test_changes, empty_folder_enter, leave),
        cmocka_unit_test_setup_teardown(test_no_predecessor, empty_folder_enter, leave),
        cmocka_unit_test_setup_teardown(test_file_that_is_there, empty_folder_enter, leave),
        cmocka_unit_test_setup_teardown(test_file_that_came_meanwhile, empty_folder_enter, leave),
        cmocka_unit_test_setup_teardown(test_refused, empty_folder_enter, leave),
        cmocka_unit_test_setup_teardown(test_paper, empty_folder_enter, leave),
        cmocka_unit_test_setup_teardown(test_one_at_a_time, empty_folder_enter, leave),
        cmocka_unit_test_setup_teardown(test_while_loading, empty_folder_enter, leave),
        cmocka_unit_test_setup_teardown(test_given_up, empty_folder_enter, leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
