/* test-record-set.c: sets of rows, against a plain array of bool.
 *
 * Link with what failing-memory.h asks for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "briefbook/record-set.h"
#include "support/failing-memory.h"
#include "support/random.h"

enum { ROWS = 3000 };

/* ---- The plain set -------------------------------------------------------------------------- */

static size_t plain_next(const bool *rows, size_t row)
{
    while (row < ROWS && !rows[row])
        row++;
    return row < ROWS ? row : SIZE_MAX;
}

static size_t plain_previous(const bool *rows, size_t row)
{
    if (row >= ROWS)
        row = ROWS - 1;
    while (row != SIZE_MAX && !rows[row])
        row--;
    return row;
}

static size_t plain_rank(const bool *rows, size_t row)
{
    size_t rank = 0;
    for (size_t i = 0; i < row && i < ROWS; i++)
        rank += rows[i];
    return rank;
}

static void expect_same(const struct record_set *set, const bool *rows, size_t row)
{
    size_t rank = plain_rank(rows, row);
    assert_int_equal(set->count, plain_rank(rows, ROWS));
    assert_int_equal(record_set_has(set, row), row < ROWS && rows[row]);
    assert_int_equal(record_set_next(set, row), plain_next(rows, row));
    assert_int_equal(record_set_previous(set, row), plain_previous(rows, row));
    assert_int_equal(record_set_rank(set, row), rank);
    assert_int_equal(record_set_select(set, rank), plain_next(rows, row));
}

static void test_random_sets(void **state)
{
    (void)state;
    static const size_t spans[] = {1, 64, 65, 200, 1024, 1025, ROWS};
    uint64_t random = 7;
    for (size_t i = 0; i < sizeof spans / sizeof spans[0]; i++) {
        struct record_set set = {0};
        bool rows[ROWS] = {false};
        for (size_t step = 0; step < 6000; step++) {
            size_t row = next_random(&random) % spans[i];
            bool adds = next_random(&random) % 5 < (step / 1000 % 2 ? 1 : 4);
            if (adds)
                assert_true(record_set_add(&set, row));
            else
                record_set_remove(&set, row);
            rows[row] = adds;
            if (step % 8 == 0)
                expect_same(&set, rows, next_random(&random) % (spans[i] + 70));
        }
        for (size_t row = 0; row < ROWS + 200; row++)
            expect_same(&set, rows, row);
        expect_same(&set, rows, SIZE_MAX);
        record_set_clear(&set);
        memset(rows, 0, sizeof rows);
        expect_same(&set, rows, 0);
        assert_true(record_set_add(&set, spans[i]));
        assert_int_equal(set.count, 1);
        record_set_free(&set);
    }
}

static void expect_empty(const struct record_set *set)
{
    static const size_t rows[] = {0, 1, 63, 64, 5000, SIZE_MAX};
    assert_int_equal(set->count, 0);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_false(record_set_has(set, rows[i]));
        assert_int_equal(record_set_next(set, rows[i]), SIZE_MAX);
        assert_int_equal(record_set_previous(set, rows[i]), SIZE_MAX);
        assert_int_equal(record_set_rank(set, rows[i]), 0);
        assert_int_equal(record_set_select(set, rows[i]), SIZE_MAX);
    }
}

static void test_empty_set(void **state)
{
    (void)state;
    struct record_set set = {0};
    expect_empty(&set);
    record_set_remove(&set, 3);
    record_set_clear(&set);
    expect_empty(&set);
    assert_true(record_set_add(&set, 3));
    assert_true(record_set_add(&set, 3));
    assert_int_equal(set.count, 1);
    record_set_remove(&set, 3);
    record_set_remove(&set, 3);
    expect_empty(&set);
    record_set_free(&set);
    expect_empty(&set);
}

/* What was added before memory ran out stays; the set says that it lacks members. */
static void test_out_of_memory(void **state)
{
    (void)state;
    struct record_set set = {0};
    failing_memory_start(1, true);
    assert_false(record_set_add(&set, 5));
    failing_memory_stop();
    assert_true(set.failed);
    expect_empty(&set);
    record_set_clear(&set);
    assert_false(set.failed);
    assert_true(record_set_add(&set, 5));
    failing_memory_start(1, true);
    assert_true(record_set_add(&set, 6));
    assert_false(record_set_add(&set, 100 * 1000));
    assert_true(failing_memory_stop());
    assert_true(set.failed);
    assert_int_equal(set.count, 2);
    assert_true(record_set_has(&set, 5) && record_set_has(&set, 6));
    assert_true(record_set_add(&set, 100 * 1000));
    assert_int_equal(record_set_next(&set, 7), 100 * 1000);
    record_set_free(&set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_sets),
        cmocka_unit_test(test_empty_set),
        cmocka_unit_test(test_out_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
