/* test-csv-halves.c: a file read by two threads makes the same table, with the same diagnostics, as
 * read by one.
 *
 * Link with what failing-memory.h and failing-loads.h ask for. */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/csv-read.h"
#include "support/book.h"
#include "support/effort.h"
#include "support/empty-folder.h"
#include "support/failing-loads.h"
#include "support/failing-memory.h"
#include "support/random.h"

enum { ROUNDS = EFFORT(400), FEW_ROWS = 60 }; /* that fit into one segment */

static const uint64_t BY_ONE = UINT64_MAX;
static const uint64_t BY_TWO = 1;

/* ---- Reading -------------------------------------------------------------------------------- */

struct loaded {
    struct table table;
    struct diag_list diags;
    bool read;
};

static void ignore(void *context)
{
    (void)context;
}

static bool never(void *context)
{
    (void)context;
    return false;
}

static const struct csv_watcher nobody = {ignore, never, NULL};

static void load(struct loaded *loaded, uint64_t large, const struct csv_watcher *watcher)
{
    memset(loaded, 0, sizeof *loaded);
    table_init(&loaded->table, TABLE_PLAIN);
    loaded->table.fd = open("t.csv", O_RDONLY | O_CLOEXEC);
    assert_true(loaded->table.fd >= 0);
    loaded->read = csv_read_table(&loaded->table, large, watcher, &loaded->diags);
}

static void release(struct loaded *loaded)
{
    table_release(&loaded->table);
    diag_list_free(&loaded->diags);
}

/* ---- Comparing ------------------------------------------------------------------------------ */

static void expect_same_place(const struct table *a, const struct table *b, size_t row,
                              size_t column)
{
    size_t lines[2];
    size_t characters[2];
    table_locate(a, row, column, &lines[0], &characters[0]);
    table_locate(b, row, column, &lines[1], &characters[1]);
    assert_int_equal(lines[0], lines[1]);
    assert_int_equal(characters[0], characters[1]);
}

static void expect_same_tables(const struct table *a, const struct table *b)
{
    assert_int_equal(table_column_count(a), table_column_count(b));
    assert_int_equal(table_rows(a), table_rows(b));
    assert_int_equal(table_line_mode_offset(a), table_line_mode_offset(b));
    for (size_t row = 0; row < table_rows(a); row++) {
        assert_int_equal(table_line(a, row), table_line(b, row));
        for (size_t column = 0; column < table_column_count(a); column++)
            assert_true(slice_equal(table_cell(a, row, column), table_cell(b, row, column)));
        if (row % 16 == 0) /* they are looked for in the file */
            expect_same_place(a, b, row, table_column_count(a) / 2);
    }
}

/* Within a piece of the file faults are found in another order than they stand in: where pieces end
 * makes no difference once the list is sorted. */
static void expect_same_diags(struct diag_list *a, struct diag_list *b)
{
    diag_list_sort(a);
    diag_list_sort(b);
    assert_int_equal(a->count, b->count);
    assert_memory_equal(a->counts, b->counts, sizeof a->counts);
    for (size_t i = 0; i < a->count; i++) {
        assert_int_equal(a->items[i].code, b->items[i].code);
        assert_int_equal(a->items[i].place.line, b->items[i].place.line);
        assert_int_equal(a->items[i].place.column, b->items[i].place.column);
        assert_string_equal(a->items[i].message, b->items[i].message);
    }
}

/* Reads a file both ways; returns in how many segments the second one came. */
static size_t expect_same(struct buffer *file)
{
    struct loaded one;
    struct loaded two;
    assert_false(file->failed);
    make_bytes("t.csv", buffer_slice(file));
    buffer_free(file);
    load(&one, BY_ONE, &nobody);
    load(&two, BY_TWO, &nobody);
    assert_int_equal(one.read, two.read);
    expect_same_tables(&one.table, &two.table);
    expect_same_diags(&one.diags, &two.diags);
    size_t segments = table_segment_count(&two.table);
    release(&one);
    release(&two);
    return segments;
}

/* ---- Files ---------------------------------------------------------------------------------- */

static const char *const good_cells[] = {
    "x", "", "words and words", "김", "\"a,b\"", "\"two\nlines\"", "\"a \"\"mark\"\"\"", "\"\r\n\"",
};
static const char *const bad_cells[] = {"\"", "x\"", "\"x\"y", "\xFF", "\xED\x95", "x,y,z", "\"\n"};
static const char *const line_ends[] = {"\n", "\r\n", "\r", "\n\n", "\r\n\r\n"};

/* One cell in `faults` is bad; 0 for none. */
static void append_rows(struct buffer *file, uint64_t *random, size_t rows, size_t faults)
{
    const char *line_end = PICK(random, line_ends);
    for (size_t row = 0; row < rows; row++) {
        for (size_t column = 0; column < 3; column++) {
            bool bad = faults && next_random(random) % faults == 0;
            buffer_append_string(file, column ? "," : "");
            buffer_append_string(file, bad ? PICK(random, bad_cells) : PICK(random, good_cells));
        }
        buffer_append_string(file, next_random(random) % 8 ? line_end : PICK(random, line_ends));
    }
}

static struct buffer make_rows(uint64_t *random, size_t rows, size_t faults)
{
    struct buffer file = {0};
    buffer_append_string(&file, "a,b,c\n");
    append_rows(&file, random, rows, faults);
    return file;
}

/* In a file without faults the second thread's rows are always taken. */
static void test_well_formed_files(void **state)
{
    (void)state;
    uint64_t random = 1;
    for (size_t i = 0; i < ROUNDS; i++) {
        struct buffer file = make_rows(&random, 20 + next_random(&random) % (FEW_ROWS - 20), 0);
        short_reads_start((uint32_t)i, (uint32_t)(i % 4 * 50));
        assert_int_equal(expect_same(&file), 2);
        short_reads_start(0, 0);
    }
}

static void test_files_with_faults(void **state)
{
    (void)state;
    uint64_t random = 2;
    size_t taken = 0;
    for (size_t i = 0; i < ROUNDS; i++) {
        struct buffer file =
            make_rows(&random, next_random(&random) % FEW_ROWS, 1 + next_random(&random) % 200);
        taken += expect_same(&file) == 2;
    }
    assert_in_range(taken, ROUNDS / 10, ROUNDS * 9 / 10);
}

/* Several segments and pieces of the file on either side. */
static void test_large_files(void **state)
{
    (void)state;
    uint64_t random = 3;
    for (size_t i = 0; i < 12; i++) {
        struct buffer file = make_rows(&random, 20 * 1000, i % 3 * 5000);
        expect_same(&file);
    }
}

/* Of each kind so many diagnostics are kept in all, and the rest is counted. */
static void test_limit_of_diagnostics(void **state)
{
    (void)state;
    struct buffer file = {0};
    buffer_append_string(&file, "a,b\n");
    for (size_t row = 0; row < 5 * DIAG_LIMIT; row++)
        buffer_append_string(&file, row % 4 ? "x\n" : "x\"\n");
    assert_true(expect_same(&file) > 4);
}

/* A file that the search for the middle is wrong about: a mark that opens nothing, then cells that
 * hold lines which look like rows. */
static void test_misleading_marks(void **state)
{
    (void)state;
    struct buffer file = {0};
    buffer_append_string(&file, "a,b\n");
    for (size_t row = 0; row < 40; row++)
        buffer_append_string(&file, row == 15 ? "1,x\"y\n" : "1,\"2\n3,4\n5,6\"\n");
    assert_int_equal(expect_same(&file), 1);
}

/* There is nothing behind the middle, or no row begins there. */
static void test_no_second_half(void **state)
{
    (void)state;
    static const char *const files[] = {
        "", "a", "a,b\n1,2", "\n\n\n\n", "a\n1\n\n\n", "\"a\n\n\n", "a,b\n1,\"\n\n\n\n\n\n\n\""};
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        struct buffer file = {0};
        buffer_append_string(&file, files[i]);
        assert_true(expect_same(&file) < 2);
    }
}

/* ---- Failures ------------------------------------------------------------------------------- */

static void make_any_file(size_t faults)
{
    uint64_t random = 4;
    struct buffer file = make_rows(&random, 500, faults);
    make_bytes("t.csv", buffer_slice(&file));
    buffer_free(&file);
}

/* What was read without a word is the same as ever. */
static void expect_all_or_failure(struct loaded *loaded, struct loaded *expected,
                                  enum diag_code failure)
{
    bool failed = loaded->diags.counts[failure] > 0 || loaded->diags.out_of_memory;
    if (!failed) {
        assert_true(loaded->read);
        expect_same_tables(&loaded->table, &expected->table);
        expect_same_diags(&loaded->diags, &expected->diags);
    }
    release(loaded);
}

static void test_failing_memory(void **state)
{
    (void)state;
    struct loaded expected;
    make_any_file(100);
    load(&expected, BY_ONE, &nobody);
    for (int sticky = 0; sticky < 2; sticky++) {
        bool failed = true;
        for (size_t nth = 1; failed; nth++) {
            struct loaded loaded;
            failing_memory_start(nth, sticky);
            load(&loaded, BY_TWO, &nobody);
            failed = failing_memory_stop();
            expect_all_or_failure(&loaded, &expected, DIAG_OUT_OF_MEMORY);
        }
    }
    release(&expected);
}

static void test_failing_reads(void **state)
{
    (void)state;
    struct loaded expected;
    make_any_file(0); /* places of faults are read, too, and may then not be known */
    load(&expected, BY_ONE, &nobody);
    bool failed = true;
    for (int nth = 1; failed; nth++) {
        struct loaded loaded;
        failing_load_start(LOAD_PREAD, nth, EIO);
        load(&loaded, BY_TWO, &nobody);
        failed = failing_load_stop();
        expect_all_or_failure(&loaded, &expected, DIAG_NOT_READABLE);
    }
    release(&expected);
}

static void test_no_second_thread(void **state)
{
    (void)state;
    struct loaded expected;
    struct loaded loaded;
    make_any_file(100);
    load(&expected, BY_ONE, &nobody);
    failing_load_start(LOAD_THREAD, 1, EAGAIN);
    load(&loaded, BY_TWO, &nobody);
    assert_true(failing_load_stop());
    expect_all_or_failure(&loaded, &expected, DIAG_OUT_OF_MEMORY);
    release(&expected);
}

static bool is_asked_enough(void *context)
{
    atomic_int *left = context;
    return atomic_fetch_sub(left, 1) <= 0;
}

/* Whoever asks, and when: the reader ends, and says that it has not read all. */
static void test_stopping(void **state)
{
    (void)state;
    make_any_file(100);
    for (int times = 0; times < 8; times++) {
        atomic_int left = times;
        struct csv_watcher watcher = {ignore, is_asked_enough, &left};
        struct loaded loaded;
        load(&loaded, BY_TWO, &watcher);
        assert_true(!loaded.read || atomic_load(&left) >= 0);
        release(&loaded);
    }
}

int main(void)
{
#define IN_FOLDER(test) \
    cmocka_unit_test_setup_teardown(test, empty_folder_enter, empty_folder_leave)
    const struct CMUnitTest tests[] = {
        IN_FOLDER(test_well_formed_files), IN_FOLDER(test_files_with_faults),
        IN_FOLDER(test_large_files),       IN_FOLDER(test_limit_of_diagnostics),
        IN_FOLDER(test_misleading_marks),  IN_FOLDER(test_no_second_half),
        IN_FOLDER(test_failing_memory),    IN_FOLDER(test_failing_reads),
        IN_FOLDER(test_no_second_thread),  IN_FOLDER(test_stopping),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
