/* test-library.c: briefings found by name on the search path, and the one to open. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "briefbook/library.h"
#include "support/book.h"
#include "support/empty-folder.h"
#include "support/expect-diag.h"

/* ---- The search path ------------------------------------------------------------------------ */

static void set(const char *name, const char *value)
{
    assert_int_equal(value ? setenv(name, value, 1) : unsetenv(name), 0);
}

static void test_search_path(void **state)
{
    (void)state;
    static const struct {
        const char *path; /* BRIEFBOOK_PATH */
        const char *data; /* XDG_DATA_HOME */
        const char *home; /* HOME */
        const char *expected;
    } cases[] = {
        {"/a:b", "/data", "/home", "/a:b"},
        {"", "/data", "/home", "./briefings:/data/briefbook:/usr/books"},
        {NULL, "/data", "/home", "./briefings:/data/briefbook:/usr/books"},
        {NULL, "data", "/home", "./briefings:/home/.local/share/briefbook:/usr/books"},
        {NULL, "", "/home", "./briefings:/home/.local/share/briefbook:/usr/books"},
        {NULL, NULL, "/home", "./briefings:/home/.local/share/briefbook:/usr/books"},
        {NULL, NULL, "", "./briefings:/usr/books"},
        {NULL, NULL, NULL, "./briefings:/usr/books"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct buffer path = {0};
        set("BRIEFBOOK_PATH", cases[i].path);
        set("XDG_DATA_HOME", cases[i].data);
        set("HOME", cases[i].home);
        assert_true(library_search_path("/usr/books", &path));
        assert_string_equal(buffer_string(&path), cases[i].expected);
        buffer_free(&path);
    }
}

/* ---- By name -------------------------------------------------------------------------------- */

static void make_folder(const char *path)
{
    assert_int_equal(mkdir(path, 0755), 0);
}

static void test_find(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *found; /* NULL when none is */
    } cases[] = {
        {"first", "one/first"},
        {"both", "one/both"},
        {"second", "two/second"},
        {"here", "here"},
        {"-", "-"},
        {"./none", "./none"},
        {"two/", "two/"},
        {"none", NULL},
        {"file", NULL},
        {"", NULL},
    };
    make_folder("one");
    make_folder("two");
    make_folder("here");
    make_folder("one/here");
    make_folder("one/first");
    make_folder("one/both");
    make_folder("two/both");
    make_folder("two/second");
    make_file("one/file", "");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct diag_list diags = {0};
        struct buffer path = {0};
        buffer_append_string(&path, "old");
        bool found = library_find(cases[i].name, "none:one: two :", &path, &diags);
        assert_int_equal(found, cases[i].found != NULL);
        if (found)
            assert_string_equal(buffer_string(&path), cases[i].found);
        expect_diags(&diags, found ? "" : "not-found\n");
        diag_list_free(&diags);
        buffer_free(&path);
    }
}

static void test_not_found(void **state)
{
    (void)state;
    struct diag_list diags = {0};
    struct buffer path = {0};
    assert_false(library_find("none", "a:b", &path, &diags));
    expect_diag(&diags, DIAG_NOT_FOUND,
                "no briefing “none” is here or in a:b: check the name, or see `briefbook list`");
    buffer_free(&path);
}

/* ---- The list ------------------------------------------------------------------------------- */

/* A book of a folder, with the cells of its one row. */
static void make_book(const char *folder, const char *cells)
{
    char path[256];
    char content[512];
    make_folder(folder);
    snprintf(path, sizeof path, "%s/briefing.csv", folder);
    snprintf(content, sizeof content, "id,title,as_of,supersedes\n%s\n", cells);
    make_file(path, content);
}

static void expect_list(const struct library *library, const char *expected)
{
    struct buffer list = {0};
    for (size_t i = 0; i < library->count; i++) {
        const struct library_entry *entry = &library->entries[i];
        buffer_append_format(&list, "%s %s ", entry->name, entry->path);
        buffer_append(&list, entry->id);
        buffer_append_char(&list, '|');
        buffer_append(&list, entry->title);
        buffer_append_char(&list, '|');
        buffer_append(&list, entry->as_of);
        buffer_append_char(&list, '|');
        buffer_append(&list, entry->supersedes);
        buffer_append_char(&list, '\n');
    }
    assert_string_equal(buffer_string(&list), expected);
    buffer_free(&list);
}

static void test_list(void **state)
{
    (void)state;
    struct library library = {0};
    struct diag_list diags = {0};
    make_folder("books");
    make_book("books/b", "b-1,Book B,2023-02-17,b-0");
    make_book("books/a", ",\" \",,");
    make_book("books/.hidden", "h,Hidden,,");
    make_folder("books/empty");
    make_folder("books/untitled");
    make_file("books/untitled/events.csv", "id,name\ne,E\nf,F\n");
    make_file("books/file.csv", "id,name\n");
    make_book("single", "s,Single,2020,");
    make_file("single/quotes.csv", "text,speaker_id\nQ,Person A\n");
    assert_true(library_add(&library, "books:none:single/::books", &diags));
    expect_diags(&diags, "");
    expect_list(&library, "a books/a row-2|a||\n"
                          "b books/b b-1|Book B|2023-02-17|b-0\n"
                          "untitled books/untitled |untitled||\n"
                          "single single/ s|Single|2020|\n"
                          "a books/a row-2|a||\n"
                          "b books/b b-1|Book B|2023-02-17|b-0\n"
                          "untitled books/untitled |untitled||\n");
    assert_int_equal(library.entries[2].counts[TABLE_EVENTS], 2);
    assert_int_equal(library.entries[2].counts[TABLE_BRIEFING], 0);
    assert_int_equal(library.entries[3].counts[TABLE_QUOTES], 1);
    assert_int_equal(library.entries[3].counts[TABLE_PEOPLE], 0); /* implied ones do not count */
    library_free(&library);
    assert_int_equal(library.count, 0);
}

/* A briefing that cannot be opened is told of, and the others are listed. */
static void test_bad_member(void **state)
{
    (void)state;
    struct library library = {0};
    struct diag_list diags = {0};
    make_folder("books");
    make_book("books/b", "b,B,,");
    make_folder("books/a");
    make_file("books/a/events.csv", "id,name\n");
    make_folder("books/a/people.csv");
    assert_true(library_add(&library, "books", &diags));
    expect_diags(&diags, "not-regular\n");
    assert_int_equal(library.count, 2);
    diag_list_free(&diags);
    library_free(&library);
}

static void test_newest(void **state)
{
    (void)state;
    static const struct {
        const char *books[4];
        const char *newest; /* NULL when none is */
    } cases[] = {
        {{"a,A,2022,", "b,B,2023,"}, "0-1"},
        {{"a,A,2023,", "b,B,2022,"}, "0-0"},
        {{"a,A,2023-02-17,", "b,B,2023,"}, "0-1"}, /* it may be later */
        {{"a,A,2023,", "b,B,2023,"}, "0-0"},
        {{"a,A,2023,b", "b,B,2024,"}, "0-0"}, /* b is superseded, whatever it says */
        {{"a,A,,", "b,B,soon,"}, "0-0"},
        {{"a,A,,", "b,B,1990,"}, "0-1"},
        {{"a,A,2023,a", "b,B,2022,"}, "0-0"}, /* nothing supersedes itself */
        {{"a,A, 2024 ,", "b,B,2023,"}, "0-0"},
        {{"a,A,2023,b", "b,B,2024,c", "c,C,2025,"}, "0-0"},
        {{"a,A,2023,b", "b,B,2024,a"}, NULL},
        {{NULL}, NULL},
    };
    char folder[32];
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct library library = {0};
        struct diag_list diags = {0};
        snprintf(folder, sizeof folder, "%zu", i);
        make_folder(folder);
        for (size_t j = 0; cases[i].books[j]; j++) {
            char path[64];
            snprintf(path, sizeof path, "%zu/0-%zu", i, j);
            make_book(path, cases[i].books[j]);
        }
        assert_true(library_add(&library, folder, &diags));
        const struct library_entry *newest = library_newest(&library);
        assert_int_equal(newest != NULL, cases[i].newest != NULL);
        if (newest)
            assert_string_equal(newest->name, cases[i].newest);
        library_free(&library);
    }
}

int main(void)
{
#define IN_FOLDER(test) \
    cmocka_unit_test_setup_teardown(test, empty_folder_enter, empty_folder_leave)
    const struct CMUnitTest tests[] = {
        IN_FOLDER(test_search_path), IN_FOLDER(test_find),       IN_FOLDER(test_not_found),
        IN_FOLDER(test_list),        IN_FOLDER(test_bad_member), IN_FOLDER(test_newest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
