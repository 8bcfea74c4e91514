/* test-check-costs.c: what checking costs, and where counting takes the place of telling. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/book.h"
#include "support/empty-folder.h"

/* Beyond the limit faults are counted, and their places are no longer looked for. */
static void test_many_faults(void **state)
{
    (void)state;
    enum { ROWS = 30 * 1000 };
    struct buffer file = {0};
    buffer_append_string(&file, "id,text,kind,event_ids\n");
    for (size_t row = 0; row < ROWS; row++)
        buffer_append_string(&file, "L,x,no,e\n");
    make_bytes("lines.csv", buffer_slice(&file));
    make_file("events.csv", "id,name\n");
    buffer_free(&file);
    struct store *store = load_book(".");
    struct diag_list diags = {0};
    assert_true(store_check(store, &diags));
    assert_int_equal(diags.counts[DIAG_INVALID_ID], ROWS);
    assert_int_equal(diags.counts[DIAG_DUPLICATE_ID], ROWS - 1);
    assert_int_equal(diags.counts[DIAG_UNKNOWN_VALUE], ROWS);
    assert_int_equal(diags.counts[DIAG_DANGLING_LINK], ROWS);
    assert_int_equal(diags.count, 4 * DIAG_LIMIT + 1);
    for (size_t i = 0; i < diags.count; i++)
        assert_true(diags.items[i].place.line > 0 && diags.items[i].place.column > 0);
    diag_list_free(&diags);
    store_free(store);
}

/* ---- Costs ---------------------------------------------------------------------------------- */

/* A chain of fields, each the parent of the next: from each the whole way up would be the square. */
static void test_cost_of_parents(void **state)
{
    (void)state;
    enum { DEPTH = 100 * 1000 };
    struct buffer file = {0};
    buffer_append_string(&file, "id,name,parent_id\n");
    for (size_t row = 0; row < DEPTH; row++)
        buffer_append_format(&file, "f%zu,F,f%zu\n", row, (row + 1) % DEPTH);
    make_bytes("fields.csv", buffer_slice(&file));
    buffer_free(&file);
    double start = processor_seconds();
    struct store *store = load_book("fields.csv");
    struct diag_list diags = {0};
    assert_true(store_check(store, &diags));
    assert_int_equal(diags.counts[DIAG_CIRCULAR_PARENT], DEPTH);
    assert_true(processor_seconds() - start < 15);
    diag_list_free(&diags);
    store_free(store);
}

/* Many faults in one cell that stands far into its row. */
static void test_cost_of_places(void **state)
{
    (void)state;
    struct buffer file = {0};
    assert_true(buffer_reserve(&file, 33 * 1024 * 1024));
    buffer_append_string(&file, "id,text,event_ids\nl,");
    buffer_append_repeated(&file, 'x', 32 * 1024 * 1024);
    buffer_append_char(&file, ',');
    for (size_t i = 0; i < DIAG_LIMIT; i++)
        buffer_append_string(&file, "e;");
    make_bytes("lines.csv", buffer_slice(&file));
    make_file("events.csv", "id,name\n");
    buffer_free(&file);
    double start = processor_seconds();
    struct store *store = load_book(".");
    struct diag_list diags = {0};
    assert_true(store_check(store, &diags));
    assert_int_equal(diags.counts[DIAG_DANGLING_LINK], DIAG_LIMIT);
    assert_int_equal(diags.items[DIAG_LIMIT].place.column, 32 * 1024 * 1024 + 4);
    assert_true(processor_seconds() - start < 15);
    diag_list_free(&diags);
    store_free(store);
}

int main(void)
{
#define IN_FOLDER(test) \
    cmocka_unit_test_setup_teardown(test, empty_folder_enter, empty_folder_leave)
    const struct CMUnitTest tests[] = {
        IN_FOLDER(test_many_faults),
        IN_FOLDER(test_cost_of_parents),
        IN_FOLDER(test_cost_of_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
