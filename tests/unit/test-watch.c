/* test-watch.c: changes of files are noticed, and nothing else is. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "briefbook/watch.h"
#include "support/empty-folder.h"

static void do_nothing(void)
{
}

static void write_table(void)
{
    make_file("a/book/events.csv", "id\nx\n");
}

static void write_other(void)
{
    make_file("a/book/notes.txt", "x");
    make_file("a/other.csv", "x");
    make_file("other.csv", "x");
}

static void rename_over(void)
{
    make_file("a/new", "id\nx\n");
    assert_int_equal(rename("a/new", "a/book/events.csv"), 0);
}

static void touch(void)
{
    assert_int_equal(utimensat(AT_FDCWD, "a/book/events.csv", NULL, 0), 0);
}

static void begin_to_write(void)
{
    FILE *file = fopen("a/book/events.csv", "w"); /* left open on purpose, to the end of the test */
    assert_non_null(file);
    fputs("id\n", file);
    fflush(file);
}

static void remove_table(void)
{
    assert_int_equal(unlink("a/book/events.csv"), 0);
}

static void take_folder_away(void)
{
    assert_int_equal(rename("a/book", "a/elsewhere"), 0);
}

static void bring_folder_back(void)
{
    assert_int_equal(rename("a/elsewhere", "a/book"), 0);
}

static void take_ancestor_away(void)
{
    assert_int_equal(rename("a", "b"), 0);
}

static void write_target(void)
{
    make_file("real/events.csv", "id\nx\n");
}

static void turn_link(void)
{
    assert_int_equal(symlink("real", "new-link"), 0);
    assert_int_equal(rename("new-link", "link"), 0);
}

static void turn_inner_link(void)
{
    assert_int_equal(symlink("../../other", "a/book/..new"), 0);
    assert_int_equal(rename("a/book/..new", "a/book/..data"), 0);
}

/* ---- Books --------------------------------------------------------------------------------- */

static void make_book(void)
{
    assert_int_equal(mkdir("a", 0755), 0);
    assert_int_equal(mkdir("a/book", 0755), 0);
    make_file("a/book/events.csv", "id\n");
}

static void make_links(void)
{
    make_book();
    assert_int_equal(mkdir("real", 0755), 0);
    assert_int_equal(mkdir("other", 0755), 0);
    make_file("real/events.csv", "id\n");
    make_file("other/events.csv", "id\n");
    assert_int_equal(symlink("a/book", "link"), 0);
}

/* A table that is a link by way of another link, as some systems put files in place. */
static void make_linked_table(void)
{
    make_links();
    assert_int_equal(unlink("a/book/events.csv"), 0);
    assert_int_equal(symlink("../../real", "a/book/..data"), 0);
    assert_int_equal(symlink("..data/events.csv", "a/book/events.csv"), 0);
}

/* What is done first is taken in, and looked at again, before the second. */
static const struct {
    const char *path;
    void (*make)(void);
    void (*first)(void);
    void (*second)(void);
    enum watch_news expected;
} cases[] = {
    {"a/book", make_book, do_nothing, do_nothing, WATCH_NOTHING},
    {"a/book", make_book, do_nothing, write_table, WATCH_FINISHED},
    {"a/book/", make_book, write_table, write_table, WATCH_FINISHED},
    {"a/book", make_book, do_nothing, write_other, WATCH_NOTHING},
    {"a/book", make_book, do_nothing, rename_over, WATCH_FINISHED},
    {"a/book", make_book, rename_over, write_table, WATCH_FINISHED},
    {"a/book", make_book, do_nothing, touch, WATCH_FINISHED},
    {"a/book", make_book, do_nothing, begin_to_write, WATCH_UNFINISHED},
    {"a/book", make_book, do_nothing, remove_table, WATCH_UNFINISHED},
    {"a/book", make_book, do_nothing, take_folder_away, WATCH_UNFINISHED},
    {"a/book", make_book, take_folder_away, bring_folder_back, WATCH_FINISHED},
    {"a/book", make_book, do_nothing, take_ancestor_away, WATCH_UNFINISHED},
    {"a/book/events.csv", make_book, do_nothing, write_table, WATCH_FINISHED},
    {"a/book/events.csv", make_book, do_nothing, rename_over, WATCH_FINISHED},
    {"a/book/events.csv", make_book, rename_over, touch, WATCH_FINISHED},
    {"a/book/events.csv", make_book, do_nothing, write_other, WATCH_NOTHING},
    {"a/book/events.csv", make_book, remove_table, write_table, WATCH_FINISHED},
    {"link", make_links, do_nothing, write_table, WATCH_FINISHED},
    {"link", make_links, do_nothing, turn_link, WATCH_FINISHED},
    {"link", make_links, turn_link, write_target, WATCH_FINISHED},
    {"link", make_links, turn_link, write_table, WATCH_NOTHING},
    {"a/book", make_linked_table, do_nothing, write_target, WATCH_FINISHED},
    {"a/book", make_linked_table, do_nothing, turn_inner_link, WATCH_FINISHED},
    {"a/book", make_linked_table, turn_inner_link, write_target, WATCH_NOTHING},
};

static void check(size_t number)
{
    cases[number].make();
    struct watch *watch = watch_new(cases[number].path);
    assert_non_null(watch);
    assert_int_equal(watch_take(watch), WATCH_NOTHING);
    cases[number].first();
    watch_take(watch);
    assert_true(watch_renew(watch));
    assert_int_equal(watch_take(watch), WATCH_NOTHING);
    cases[number].second();
    enum watch_news news = watch_take(watch);
    if (news != cases[number].expected)
        print_message("# case %zu\n", number);
    assert_int_equal(news, cases[number].expected);
    watch_free(watch);
}

static void test_cases(void **state)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(empty_folder_enter(state), 0);
        check(i);
        assert_int_equal(empty_folder_leave(state), 0);
    }
}

/* More events than the system keeps are a change too. */
static void test_overflow(void **state)
{
    (void)state;
    make_book();
    struct watch *watch = watch_new("a/book");
    assert_non_null(watch);
    for (int i = 0; i < 20000; i++) {
        assert_int_equal(rename("a/book/events.csv", "a/book/x"), 0);
        assert_int_equal(rename("a/book/x", "a/book/events.csv"), 0);
    }
    assert_int_equal(watch_take(watch), WATCH_FINISHED);
    assert_int_equal(watch_take(watch), WATCH_NOTHING);
    watch_free(watch);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test_setup_teardown(test_overflow, empty_folder_enter, empty_folder_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
