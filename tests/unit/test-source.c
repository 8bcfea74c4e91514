/* test-source.c: the archived text of a source at a quotation, and its page on the web. */
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

#include "briefbook/archives.h"
#include "support/empty-folder.h"
#include "support/interface.h"
#include "tui/reading.h"
#include "tui/update.h"

static struct interface interface;

static const char quotes[] = "id,text,original_text,source_ids\n"
                             "q-same,\"Some words, \"\"as they\"\" stand.\",,s-text\n"
                             "q-other,\"Some words, as they were not.\",,s-text\n"
                             "q-none,\"Nothing of it.\",,s-text\n"
                             "q-original,\"A translation.\",한국어 원문,s-text\n"
                             "q-web,\"From the web.\",,s-web\n"
                             "q-both,\"Some words\",,s-web;s-text\n"
                             "q-outside,\"Some words\",,s-outside\n"
                             "q-unsourced,\"Some words\",,\n";

static const char sources[] = "id,title,url,archive_file\n"
                              "s-text,A text,https://example.org/text,archive/a.txt\n"
                              "s-web,A page,https://example.org/page,\n"
                              "s-outside,Elsewhere,,../secret.txt\n"
                              "s-script,A script,javascript:alert(1),\n"
                              "s-option,An option,--version,\n"
                              "s-control,A control,\"https://example.org/\x1b]0;x\",\n";

/* A text of 200 lines, with the quotation in the middle, wrapped and marked in another way. */
static void make_archive(void)
{
    FILE *file = fopen("book/archive/a.txt", "w");
    assert_non_null(file);
    for (size_t i = 0; i < 100; i++)
        fprintf(file, "Line %zu of the text.\n", i);
    fprintf(file, "He said: Some words,\n   “as they” stand. 한국어\n원문\n\x1b[31m\xFF\n");
    for (size_t i = 0; i < 96; i++)
        fprintf(file, "Line %zu of the rest.\n", i);
    assert_int_equal(fclose(file), 0);
}

static int set_up(void **state)
{
    if (empty_folder_enter(state) != 0)
        return -1;
    assert_int_equal(mkdir("book", 0755), 0);
    assert_int_equal(mkdir("book/archive", 0755), 0);
    make_file("book/quotes.csv", quotes);
    make_file("book/sources.csv", sources);
    make_file("secret.txt", "Some words");
    make_archive();
    assert_true(interface_open(&interface, "book", NULL, false));
    interface.model->options.surroundings.browser = "browser --new \"%s\":other";
    return 0;
}

static int tear_down(void **state)
{
    interface_close(&interface);
    return empty_folder_leave(state);
}

static void choose(enum table_id table, const char *id)
{
    struct record record;
    assert_true(store_find(interface.store, table, slice_of(id), &record));
    model_choose(interface.model, record);
    interface_wait(interface.model);
}

static void assert_shows(const char *text)
{
    struct buffer picture = {0};
    assert_true(interface_append_picture(&interface, &picture));
    if (!strstr(buffer_string(&picture), text))
        print_message("%s\n", buffer_string(&picture));
    assert_non_null(strstr(buffer_string(&picture), text));
    buffer_free(&picture);
}

static void assert_says(const char *expected)
{
    assert_string_equal(buffer_string(&interface.model->message), expected);
}

static void test_archive(void **state)
{
    (void)state;
    static const struct {
        const char *quote;
        enum archive_match match;
        const char *shown;
        const char *message;
    } cases[] = {
        {"q-same", ARCHIVE_FOUND, "the quotation is in it", ""},
        {"q-other", ARCHIVE_DIFFERS, "the quotation differs",
         "where this ends, the quotation goes on: as they were not."},
        {"q-none", ARCHIVE_NOT_FOUND, "the quotation is not in it", ""},
        {"q-original", ARCHIVE_FOUND, "the quotation is in it", ""},
        {"q-both", ARCHIVE_FOUND, "Line 99 of the text.", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        choose(TABLE_QUOTES, cases[i].quote);
        interface_type(&interface, "o");
        assert_int_equal(interface.model->opened, OPENED_SOURCE);
        assert_int_equal(interface.model->reading.archive.match, cases[i].match);
        assert_shows("archive/a.txt");
        assert_shows(cases[i].shown);
        assert_says(cases[i].message);
        interface_type(&interface, "q");
        assert_int_equal(interface.model->opened, OPENED_NOTHING);
    }
}

/* The quotation stands in view, lit, with what is around it; control bytes are signs. */
static void test_place(void **state)
{
    (void)state;
    choose(TABLE_QUOTES, "q-same");
    interface_type(&interface, "o");
    const struct archive *archive = &interface.model->reading.archive;
    size_t rows = reading_area(&interface.model->geometry).rows;
    assert_int_equal(archive->place, 100);
    assert_int_equal(interface.model->reading.top, 100 - rows / 3);
    assert_shows("Line 99 of the text.");
    assert_shows("“as they” stand.");
    assert_shows("^[[31m\uFFFD");
    struct buffer marks = {0};
    assert_true(interface_append_marks(&interface, &marks));
    assert_non_null(strstr(buffer_string(&marks), "~~~~~~~~~~~"));
    buffer_free(&marks);
    interface_type(&interface, "g");
    assert_shows("Line 0 of the text.");
    interface_type(&interface, "G");
    assert_shows("Line 95 of the rest.");
    interface_type(&interface, "k");
    assert_shows("1 more line ");
}

/* At another width the text is laid out anew, and one goes on where one was. */
static void test_resize(void **state)
{
    (void)state;
    choose(TABLE_QUOTES, "q-same");
    interface_type(&interface, "o");
    interface_resize(&interface, 12, 40);
    assert_shows("“as they” stand.");
    interface_type(&interface, "G");
    interface_resize(&interface, 30, 100);
    assert_shows("Line 95 of the rest.");
    interface_resize(&interface, 5, 20);
    interface_resize(&interface, 30, 100);
    assert_shows("of the rest.");
}

static void test_no_text(void **state)
{
    (void)state;
    choose(TABLE_QUOTES, "q-outside");
    interface_type(&interface, "o");
    assert_shows("cannot open ../secret.txt: it leads out of the briefing's folder");
    interface_type(&interface, "q");
    assert_int_equal(unlink("book/archive/a.txt"), 0);
    choose(TABLE_QUOTES, "q-same");
    interface_type(&interface, "o");
    assert_shows("cannot open archive/a.txt: No such file or directory");
    interface_type(&interface, "q");
    make_file("book/archive/a.txt", "");
    interface_type(&interface, "o");
    assert_shows("the file is empty");
    interface_type(&interface, "q");
    assert_int_equal(truncate("book/archive/a.txt", ARCHIVE_LIMIT + 1), 0);
    interface_type(&interface, "o");
    assert_shows("archive/a.txt is longer than 64 MB");
    interface_type(&interface, "q");
    choose(TABLE_QUOTES, "q-unsourced");
    interface_type(&interface, "o");
    assert_says("this quote names no source with an archived text or a URL");
}

/* A book in a JSON file may hold the text itself; what it does not hold is looked for beside it. */
static void test_held(void **state)
{
    (void)state;
    struct interface packed = {0};
    struct buffer picture = {0};
    make_file("packed.json",
              "{\"format\":\"briefbook-book\",\"version\":1,\"tables\":["
              "{\"table\":\"sources\",\"columns\":[\"id\",\"title\",\"archive_file\"],"
              "\"rows\":[[\"s-text\",\"A text\",\"archive/a.txt\"],"
              "[\"s-none\",\"Another\",\"archive/b.txt\"]]}],"
              "\"archives\":{\"archive/a.txt\":\"Held in the file.\"}}");
    assert_true(interface_open(&packed, "packed.json", NULL, false));
    interface_type(&packed, "o");
    assert_int_equal(packed.model->opened, OPENED_SOURCE);
    interface_resize(&packed, 12, 40);
    assert_true(interface_append_picture(&packed, &picture));
    assert_non_null(strstr(buffer_string(&picture), "Held in the file."));
    interface_type(&packed, "qjo");
    assert_non_null(strstr(buffer_string(&packed.model->reading.archive.fault),
                           "cannot open archive/b.txt: No such file or directory"));
    interface_close(&packed);
    buffer_free(&picture);
}

/* Leaving does not wait for the thread; what it brings is of no use then. */
static void test_left_early(void **state)
{
    (void)state;
    choose(TABLE_QUOTES, "q-same");
    update_key(interface.model, 'o');
    assert_int_equal(interface.model->opened, OPENED_SOURCE);
    update_key(interface.model, 'q');
    choose(TABLE_QUOTES, "q-none");
    update_key(interface.model, 'o');
    interface_wait(interface.model);
    assert_int_equal(interface.model->reading.archive.match, ARCHIVE_NOT_FOUND);
}

static void test_web(void **state)
{
    (void)state;
    const struct errand *errand = &interface.model->errand;
    choose(TABLE_QUOTES, "q-web");
    interface_type(&interface, "o");
    assert_shows("open it in the browser? https://example.org/page");
    assert_shows("y yes  n no");
    interface_type(&interface, "jx");
    assert_int_equal(interface.model->request, REQUEST_NOTHING);
    interface_type(&interface, "n");
    assert_null(interface.model->question.yes);
    assert_int_equal(interface.model->request, REQUEST_NOTHING);
    interface_type(&interface, "oy");
    assert_int_equal(interface.model->request, REQUEST_RUN);
    assert_int_equal(errand->kind, ERRAND_BROWSE);
    assert_false(errand->takes_terminal);
    assert_int_equal(errand->arguments.count, 3);
    assert_string_equal(errand->arguments.items[0], "browser");
    assert_string_equal(errand->arguments.items[1], "--new");
    assert_string_equal(errand->arguments.items[2], "https://example.org/page");
    interface.model->options.surroundings.browser = "/usr/bin/lynx";
    interface_type(&interface, "oy");
    assert_true(errand->takes_terminal);
    assert_int_equal(errand->arguments.count, 2);
    assert_string_equal(errand->arguments.items[1], "https://example.org/page");
    interface.model->options.surroundings.browser = NULL;
    interface_type(&interface, "o");
    assert_string_equal(buffer_string(&interface.model->question.words),
                        "BROWSER is not set; copy the URL? https://example.org/page");
    interface_type(&interface, "y");
    assert_int_equal(interface.model->request, REQUEST_SEND);
    assert_string_equal(buffer_string(&interface.model->copied.text), "https://example.org/page");
}

/* From the archived text one goes on to the page. */
static void test_web_from_the_text(void **state)
{
    (void)state;
    choose(TABLE_SOURCES, "s-text");
    interface_type(&interface, "o");
    assert_int_equal(interface.model->reading.archive.match, ARCHIVE_NOTHING_SOUGHT);
    interface_type(&interface, "o");
    assert_shows("open it in the browser? https://example.org/text");
    interface_type(&interface, "x");
    assert_shows("y or n: open it in the browser? https://example.org/text");
    interface_press(&interface, "enter");
    assert_non_null(interface.model->question.yes);
    interface_press(&interface, "esc");
    assert_null(interface.model->question.yes);
    assert_int_equal(interface.model->request, REQUEST_NOTHING);
    interface_type(&interface, "o");
    assert_shows(" open it in the browser? https://example.org/text");
}

static void test_hostile_addresses(void **state)
{
    (void)state;
    static const struct {
        const char *source;
        const char *message;
    } cases[] = {
        {"s-script", "not opened, no address of the web: javascript:alert(1)"},
        {"s-option", "not opened, no address of the web: --version"},
        {"s-control", "not opened, no address of the web: https://example.org/^[]0;x"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        choose(TABLE_SOURCES, cases[i].source);
        interface_type(&interface, "o");
        assert_says(cases[i].message);
        assert_null(interface.model->question.yes);
    }
}

/* ---- What the detail says of it ------------------------------------------------------------- */

static bool detail_says(const char *words)
{
    struct buffer picture = {0};
    assert_true(interface_append_picture(&interface, &picture));
    bool says = strstr(buffer_string(&picture), words) != NULL;
    buffer_free(&picture);
    return says;
}

/* Quotations are compared once the book is loaded, and again when another is shown. */
static void test_compared(void **state)
{
    (void)state;
    make_file("book/quotes.csv", "id,text,quote_type,source_ids\n"
                                 "q-same,\"Some words, \"\"as they\"\" stand.\",direct,s-text\n"
                                 "q-other,\"Some words, as they were not.\",direct,s-text\n");
    interface_close(&interface);
    assert_true(interface_open(&interface, "book", NULL, false));
    interface_resize(&interface, 30, 100);
    choose(TABLE_QUOTES, "q-same");
    assert_non_null(verifying_result(&interface.model->verifying));
    assert_false(model_reads(interface.model, interface.store));
    assert_false(detail_says("Verified against")); /* the text is not all UTF-8 */
    assert_true(detail_says("Not verified: archive/a.txt cannot be read."));
    make_file("book/archive/a.txt", "Some words, as they stand.");
    model_drop(interface.model);
    choose(TABLE_QUOTES, "q-other");
    assert_true(detail_says("Differs from archive/a.txt at line 1."));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_archive, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_place, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_resize, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_no_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_held, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_left_early, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_web, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_web_from_the_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_hostile_addresses, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_compared, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
