/* test-compare.c: what becomes of records when a briefing is loaded again. */
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

#include "briefbook/compare.h"
#include "support/book.h"
#include "support/empty-folder.h"

/* A briefing before and after. */
struct versions {
    struct store *from;
    struct store *to;
};

static struct versions load(const char *path, const char *before, const char *after)
{
    struct versions versions;
    make_bytes(path, slice_of(before));
    versions.from = load_book(path);
    make_bytes(path, slice_of(after));
    versions.to = load_book(path);
    return versions;
}

static void free_versions(struct versions *versions)
{
    store_free(versions->from);
    store_free(versions->to);
}

#define EVENTS "id,title\n"
#define PLAIN  "one,other\n"

/* ---- One record ---------------------------------------------------------------------------- */

/* For each row before, the row after, or "-"; then what stands in its place when it is gone. */
static const struct {
    const char *before;
    const char *after;
    const char *same;
    const char *nearest;
} rows_by_id[] = {
    {EVENTS "a,A\nb,B\nc,C\n", EVENTS "a,A\nb,B\nc,C\n", "012", "012"},
    {EVENTS "a,A\nb,B\nc,C\n", EVENTS "c,C\nn,N\nb,Other\na,A\n", "320", "320"},
    {EVENTS "a,A\nb,B\nc,C\n", EVENTS "a,A\nc,C\n", "0-1", "011"},
    {EVENTS "a,A\nb,B\nc,C\n", EVENTS "a,A\nb,B\n", "01-", "011"},
    {EVENTS "a,A\nb,B\nc,C\n", EVENTS "a,A\nx,X\n", "0--", "011"},
    {EVENTS "a,A\nb,B\n", EVENTS "x,X\ny,Y\nz,Z\n", "--", "01"},
    {EVENTS "a,A\nb,B\n", EVENTS, "--", "--"},
    {EVENTS "a,A\na,Same id\nb,B\n", EVENTS "n,N\na,A\na,Same id\nb,B\n", "123", "123"},
    {EVENTS ",Without\n,Neither\n", EVENTS "n,N\n,Without\n,Neither\n", "12", "12"},
};

static const struct {
    const char *before;
    const char *after;
    const char *same;
    const char *nearest;
} rows_by_cells[] = {
    {PLAIN "1,A\n2,B\n3,C\n", PLAIN "0,N\n1,A\n2,B\n3,C\n", "123", "123"},
    {PLAIN "1,A\n2,B\n3,C\n", PLAIN "1,A\n3,C\n", "0-1", "011"},
    {PLAIN "1,A\n2,B\n3,C\n", PLAIN "1,A\n2,Other\n3,C\n", "0-2", "022"},
    {PLAIN "1,A\n1,A\n1,A\n", PLAIN "1,A\n1,A\n", "011", "011"},
    {PLAIN "1,A\n2,B\n", "one,another\n1,A\n2,B\n", "--", "01"},
};

static char digit_of(bool found, size_t row)
{
    return found ? (char)('0' + row) : '-';
}

static void check_rows(const struct versions *versions, enum table_id table, const char *same,
                       const char *nearest)
{
    char found[16] = "";
    char place[16] = "";
    size_t count = table_rows(store_table(versions->from, table));
    for (uint32_t i = 0; i < count; i++) {
        struct record record = {table, i};
        size_t row = 0;
        bool is_there = store_counterpart(versions->from, record, versions->to, &row);
        found[i] = digit_of(is_there, row);
        row = store_nearest_counterpart(versions->from, record, versions->to);
        place[i] = digit_of(row != SIZE_MAX, row);
    }
    assert_string_equal(found, same);
    assert_string_equal(place, nearest);
}

static void test_rows_by_id(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows_by_id / sizeof rows_by_id[0]; i++) {
        struct versions versions = load("events.csv", rows_by_id[i].before, rows_by_id[i].after);
        check_rows(&versions, TABLE_EVENTS, rows_by_id[i].same, rows_by_id[i].nearest);
        free_versions(&versions);
    }
}

static void test_rows_by_cells(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows_by_cells / sizeof rows_by_cells[0]; i++) {
        struct versions versions = load("t.csv", rows_by_cells[i].before, rows_by_cells[i].after);
        check_rows(&versions, TABLE_PLAIN, rows_by_cells[i].same, rows_by_cells[i].nearest);
        free_versions(&versions);
    }
}

/* People who are only named are the same by their name. */
static void test_implied_people(void **state)
{
    (void)state;
    struct versions versions =
        load("quotes.csv", "id,speaker_id,text\nq,Person A,x\nr,Person B,y\n",
             "id,speaker_id,text\np,Person C,z\nr,Person B,y\nq,Person A,x\n");
    check_rows(&versions, TABLE_PEOPLE, "21", "21");
    free_versions(&versions);
}

/* A row that only its cells tell is found though thousands of rows came before it. */
static void test_far_from_its_place(void **state)
{
    (void)state;
    struct buffer before = {0};
    struct buffer after = {0};
    buffer_append_string(&before, PLAIN);
    buffer_append_string(&after, PLAIN);
    for (int i = 0; i < 5000; i++)
        buffer_append_format(&after, "new %d,N\n", i);
    buffer_append_string(&before, "1,A\n2,B\n");
    buffer_append_string(&after, "1,A\n2,B\n");
    struct versions versions = load("t.csv", buffer_string(&before), buffer_string(&after));
    size_t row = 0;
    assert_true(
        store_counterpart(versions.from, (struct record){TABLE_PLAIN, 1}, versions.to, &row));
    assert_int_equal(row, 5001);
    free_versions(&versions);
    buffer_free(&before);
    buffer_free(&after);
}

/* ---- Whole tables -------------------------------------------------------------------------- */

static const struct {
    const char *file;
    enum table_id table;
    const char *before;
    const char *after;
    struct table_change expected;
} changes[] = {
    {"events.csv", TABLE_EVENTS, EVENTS "a,A\nb,B\n", EVENTS "a,A\nb,B\n", {0}},
    {"events.csv", TABLE_EVENTS, EVENTS "a,A\nb,B\n", EVENTS "b,B\na,A\n", {0}},
    {"events.csv", TABLE_EVENTS, EVENTS "a,A\n", EVENTS "n,N\na,A\nm,M\n", {.added = 2}},
    {"events.csv", TABLE_EVENTS, EVENTS "a,A\nb,B\n", EVENTS "b,B\n", {.gone = 1}},
    {"events.csv",
     TABLE_EVENTS,
     EVENTS "a,A\nb,B\n",
     EVENTS "b,Other\nc,C\n",
     {.added = 1, .gone = 1, .altered = 1}},
    {"events.csv", TABLE_EVENTS, EVENTS "a,A\n,B\n", EVENTS ",B\n,N\na,A\n", {.added = 1}},
    {"events.csv", TABLE_EVENTS, EVENTS "a,A\na,B\n", EVENTS "a,A\na,C\n", {.altered = 1}},
    {"events.csv", TABLE_EVENTS, EVENTS "a,A\n", "title,id\nA,a\n", {0}},
    {"events.csv", TABLE_EVENTS, EVENTS "a,A\n", "id,title,more\na,A,\n", {.columns = true}},
    {"t.csv", TABLE_PLAIN, PLAIN "1,A\n2,B\n3,C\n", PLAIN "1,A\n2,X\n3,C\n", {.altered = 1}},
    {"t.csv", TABLE_PLAIN, PLAIN "1,A\n3,C\n", PLAIN "1,A\n2,B\n3,C\n", {.added = 1}},
    {"t.csv", TABLE_PLAIN, PLAIN "1,A\n2,B\n3,C\n", PLAIN "1,A\n3,C\n", {.gone = 1}},
    {"t.csv", TABLE_PLAIN, PLAIN "1,A\n", "one,another\n1,A\n", {.columns = true}},
    {"t.csv", TABLE_PLAIN, PLAIN, PLAIN, {0}},
};

static void test_changes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        struct versions versions = load(changes[i].file, changes[i].before, changes[i].after);
        struct table_change found[TABLE_COUNT];
        store_compare(versions.from, versions.to, NULL, found);
        const struct table_change *change = &found[changes[i].table];
        assert_int_equal(change->added, changes[i].expected.added);
        assert_int_equal(change->gone, changes[i].expected.gone);
        assert_int_equal(change->altered, changes[i].expected.altered);
        assert_int_equal(change->columns, changes[i].expected.columns);
        assert_false(change->appeared || change->vanished);
        free_versions(&versions);
    }
}

/* Tables come and go; people who are only named are no rows. */
static void test_files_come_and_go(void **state)
{
    (void)state;
    assert_int_equal(mkdir("book", 0755), 0);
    make_bytes("book/events.csv", slice_of(EVENTS "a,A\n"));
    make_bytes("book/fields.csv", slice_of("id,name\nf,F\n"));
    struct store *from = load_book("book");
    assert_int_equal(unlink("book/fields.csv"), 0);
    make_bytes("book/quotes.csv", slice_of("id,speaker_id,text\nq,Person A,x\n"));
    struct store *to = load_book("book");
    struct table_change found[TABLE_COUNT];
    store_compare(from, to, NULL, found);
    assert_true(found[TABLE_QUOTES].appeared);
    assert_int_equal(found[TABLE_QUOTES].added, 1);
    assert_true(found[TABLE_FIELDS].vanished);
    assert_int_equal(found[TABLE_FIELDS].gone, 1);
    assert_int_equal(found[TABLE_PEOPLE].added, 0);
    assert_false(found[TABLE_PEOPLE].appeared);
    store_free(from);
    store_free(to);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_rows_by_id, empty_folder_enter, empty_folder_leave),
        cmocka_unit_test_setup_teardown(test_rows_by_cells, empty_folder_enter, empty_folder_leave),
        cmocka_unit_test_setup_teardown(test_implied_people, empty_folder_enter,
                                        empty_folder_leave),
        cmocka_unit_test_setup_teardown(test_far_from_its_place, empty_folder_enter,
                                        empty_folder_leave),
        cmocka_unit_test_setup_teardown(test_changes, empty_folder_enter, empty_folder_leave),
        cmocka_unit_test_setup_teardown(test_files_come_and_go, empty_folder_enter,
                                        empty_folder_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
