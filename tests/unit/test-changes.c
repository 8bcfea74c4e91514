/* test-changes.c: what is new, altered and gone between two briefings, and which one comes before. */
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

#include "briefbook/changes.h"
#include "briefbook/library.h"
#include "briefbook/search.h"
#include "support/book.h"
#include "support/empty-folder.h"
#include "support/read-query.h"

/* Appends "altered b: title A|B;" for each change. */
static void append_changes(struct buffer *text, const struct changes *changes)
{
    for (size_t i = 0; i < changes->count; i++) {
        const struct change *change = &changes->items[i];
        struct changed_cell cell;
        size_t at = 0;
        buffer_append_format(text, "%s ", change_kind_name(change->kind));
        record_append_id(changes_store(changes, change), change_record(change), text);
        while (change->kind == CHANGE_ALTERED && changes_next_cell(changes, change, &at, &cell))
            buffer_append_format(text, " %.*s:%.*s|%.*s", (int)cell.name.length, cell.name.data,
                                 (int)cell.older.length, cell.older.data, (int)cell.newer.length,
                                 cell.newer.data);
        buffer_append_char(text, '\n');
    }
}

static void expect_changes(const char *file, const char *before, const char *after,
                           const char *expected)
{
    struct changes changes = {0};
    struct buffer text = {0};
    make_bytes(file, slice_of(before));
    struct store *older = load_book(file);
    make_bytes(file, slice_of(after));
    struct store *newer = load_book(file);
    assert_true(changes_find(&changes, older, newer, NULL));
    append_changes(&text, &changes);
    assert_string_equal(buffer_string(&text), expected);
    buffer_free(&text);
    changes_free(&changes);
    store_free(older);
    store_free(newer);
}

static void test_records(void **state)
{
    (void)state;
    static const struct {
        const char *before;
        const char *after;
        const char *expected;
    } cases[] = {
        {"id,name\na,A\nb,B\n", "id,name\nb,B\na,A\n", ""},
        {"id,name\na,A\n", "id,name\na,A \nb,B\n", "new b\n"},
        {"id,name\na,A\nb,B\nc,C\n", "id,name\nc,C\nd,D\nb,Bb\n",
         "new d\naltered b name:B|Bb\ngone a\n"},
        {"id,name\na,A\n", "name,id\nA,a\n", ""},
        {"id,name\na,A\n", "id,name,type\na,A,visit\n", "altered a type:|visit\n"},
        {"id,name,type\na,A,visit\n", "id,name\na,A\n", "altered a type:visit|\n"},
        {"id,name,x,y\na,A,1,2\n", "id,name,y,x\na,A,2,1\n", ""},
        {"id,name,x\na,A,1\n", "id,name,y\na,A,1\n", "altered a x:1| y:|1\n"},
        {"id,name,x,x\na,A,1,2\n", "id,name,x,x\na,A,1,3\n", "altered a x:2|3\n"},
        {"id,name\n,No id\n,Other\n", "id,name\n,Other\n,No id\n,Third\n", "new row-4\n"},
        {"id,name\na,A\na,Twice\n", "id,name\na,A\na,Twice\na,Thrice\n", "new a\n"},
        {"id,name\n,Same\n,Same\n", "id,name\n,Same\n", "gone row-3\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        expect_changes("events.csv", cases[i].before, cases[i].after, cases[i].expected);
}

/* The book has another id, and is the same record; a plain table has no ids. */
static void test_other_tables(void **state)
{
    (void)state;
    expect_changes("briefing.csv", "id,title\none,Title\n", "id,title\ntwo,Title\n",
                   "altered two id:one|two\n");
    expect_changes("plain.csv", "one,two\na,b\nc,d\n", "two,one\nd,c\nx,y\n",
                   "new row-3\ngone row-2\n");
}

static void test_sets(void **state)
{
    (void)state;
    struct changes changes = {0};
    struct record_set sets[TABLE_COUNT] = {{0}};
    make_bytes("events.csv", SLICE("id,name\na,A\nb,B\nc,C\n"));
    struct store *older = load_book("events.csv");
    make_bytes("events.csv", SLICE("id,name\na,A\nb,Other\nd,D\n"));
    struct store *newer = load_book("events.csv");
    assert_true(changes_find(&changes, older, newer, NULL));
    assert_true(changes_add_sets(&changes, sets));
    assert_int_equal(sets[TABLE_EVENTS].count, 2);
    assert_true(record_set_has(&sets[TABLE_EVENTS], 1));
    assert_true(record_set_has(&sets[TABLE_EVENTS], 2));
    atomic_bool cancelled = true;
    changes_free(&changes);
    assert_true(changes_find(&changes, older, newer, &cancelled));
    assert_int_equal(changes.count, 0);
    record_set_free(&sets[TABLE_EVENTS]);
    changes_free(&changes);
    store_free(older);
    store_free(newer);
}

/* Expects how many records of a store a query finds, where so much changed. */
static void expect_total(const struct store *store, const char *text, const struct changes *changes,
                         size_t expected)
{
    struct query *query = read_query(store, text);
    struct search *search = search_start_since(store, query, NULL, changes);
    assert_true(search_wait(search));
    assert_int_equal(search_total(search), expected);
    search_free(search);
    query_free(query);
}

static void test_search(void **state)
{
    (void)state;
    struct changes changes = {0};
    assert_int_equal(mkdir("older", 0700), 0);
    make_file("older/events.csv", "id,name\na,A\nb,B\n");
    make_file("older/people.csv", "id,name\np,Person A\n");
    make_file("events.csv", "id,name\na,A\nb,Other\nc,C\n");
    make_file("people.csv", "id,name\np,Person B\n");
    struct store *older = load_book("older");
    struct store *newer = load_book(".");
    assert_true(changes_find(&changes, older, newer, NULL));
    expect_total(newer, "is:changed", &changes, 3);
    expect_total(newer, "is:changed name:C", &changes, 1);
    expect_total(newer, "is:changed", NULL, 0);
    expect_total(newer, "-is:changed", &changes, 1);
    changes_free(&changes);
    store_free(older);
    store_free(newer);
}

/* ---- Which one comes before ----------------------------------------------------------------- */

static void make_book(const char *folder, const char *id, const char *supersedes)
{
    char path[64];
    char content[128];
    mkdir(folder, 0700);
    snprintf(path, sizeof path, "%s/briefing.csv", folder);
    snprintf(content, sizeof content, "id,title,supersedes\n%s,Title,%s\n", id, supersedes);
    make_bytes(path, slice_of(content));
}

/* Expects a path, or the diagnostic that there is none. */
static void expect_predecessor(const char *folder, const char *expected)
{
    struct diag_list diags = {0};
    struct buffer path = {0};
    struct store *store = load_book(folder);
    if (library_find_predecessor(store, "elsewhere:missing", &path, &diags))
        assert_string_equal(buffer_string(&path), expected);
    else
        assert_string_equal(diags.items[0].message, expected);
    store_free(store);
    diag_list_free(&diags);
    buffer_free(&path);
}

static void test_predecessors(void **state)
{
    (void)state;
    mkdir("here", 0700);
    mkdir("elsewhere", 0700);
    make_book("here/first", "one", "");
    make_book("here/second", "two", "one");
    make_book("here/third", "three", "far");
    make_book("elsewhere/far", "far", "");
    make_book("elsewhere/first", "one", "");
    make_book("here/fourth", "four", "nothing");
    make_book("here/self", "self", "self");
    make_book("here/a", "a", "b");
    make_book("here/b", "b", "c");
    make_book("here/c", "c", "b");
    mkdir("here/no-book", 0700);
    expect_predecessor("here/second", "here/first");
    expect_predecessor("here/second///", "here/first");
    expect_predecessor("here/third", "elsewhere/far");
    expect_predecessor("here/first", "first names no briefing that it supersedes: what changed "
                                     "since cannot be told");
    expect_predecessor("here/fourth",
                       "the briefing “nothing”, which fourth supersedes, is neither beside it nor "
                       "on the search path: what changed since cannot be told");
    expect_predecessor("here/self",
                       "“self” supersedes “self”: none can come before itself; correct "
                       "the column supersedes");
    expect_predecessor("here/a", "“b” supersedes “c”, which supersedes “b”: none can come before "
                                 "itself; correct the column supersedes");
    assert_int_equal(chdir("here/second"), 0);
    expect_predecessor(".", "./../first");
    assert_int_equal(chdir(".."), 0);
    expect_predecessor("second", "./first");
    assert_int_equal(chdir(".."), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_records, empty_folder_enter, empty_folder_leave),
        cmocka_unit_test_setup_teardown(test_other_tables, empty_folder_enter, empty_folder_leave),
        cmocka_unit_test_setup_teardown(test_sets, empty_folder_enter, empty_folder_leave),
        cmocka_unit_test_setup_teardown(test_search, empty_folder_enter, empty_folder_leave),
        cmocka_unit_test_setup_teardown(test_predecessors, empty_folder_enter, empty_folder_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
